"""Keep the register of assets and what became of each; what posted an entry counts while that is not reversed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger import assets as rules
from welfare_desk.ledger.assets import CLASSES, Asset, AssetEvent, AssetStep, accumulated_of, disposal_of
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import periods
from welfare_desk.storage.contributions import STANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx

_FIELDS = (
    "code, name, account, accumulated, expense, fund, day, cost, residual, months, depreciated, place"  # as `_values`
)
_SEALED = "code, account, accumulated, expense, fund, day, cost, residual, months"


def _values(asset: Asset) -> tuple[object, ...]:
    return (
        asset.code, asset.name, asset.account, asset.accumulated, asset.expense, asset.fund, asset.day.isoformat(),
        asset.cost.satang, asset.residual.satang, asset.months, asset.depreciated.satang, asset.place,
    )  # fmt: skip


def add(tx: Tx, asset: Asset, entry_id: int | None = None) -> int:
    """Keep an asset, bought by an entry or brought forward, and give its number."""
    marks = ", ".join("?" * 13)
    asked = f"INSERT INTO assets ({_FIELDS}, entry_id) VALUES ({marks}) RETURNING id"  # noqa: S608 - our own text
    return tx.exec_driver_sql(asked, (*_values(asset), entry_id)).scalar_one()


def assets(tx: Tx) -> dict[int, Asset]:
    """Read every asset that stands, by number, in the order of their codes."""
    stands = STANDS.format("assets")
    asked = f"SELECT id, {_FIELDS} FROM assets WHERE entry_id IS NULL OR {stands} ORDER BY code"  # noqa: S608 - our own text
    return {
        key: Asset(
            key, code, name, account, fund, date.fromisoformat(day), Money(cost), Money(residual), months,
            accumulated, expense, Money(depreciated), place,
        )
        for key, code, name, account, accumulated, expense, fund, day, cost, residual, months, depreciated, place
        in tx.exec_driver_sql(asked)
    }  # fmt: skip


def has_code(tx: Tx, code: str) -> bool:
    """Tell whether a number stands on an asset already, one whose purchase was reversed included."""
    return tx.exec_driver_sql("SELECT 1 FROM assets WHERE code = ?", (code,)).first() is not None


def bought_by(tx: Tx) -> dict[int, str]:
    """Tell by which voucher each asset was bought."""
    asked = "SELECT a.id, e.voucher FROM assets a JOIN entries e ON e.id = a.entry_id"
    return {key: voucher for key, voucher in tx.exec_driver_sql(asked)}  # noqa: C416 - a Row is no pair


def set_place(tx: Tx, number: int, place: str) -> None:
    """Say where an asset is now."""
    tx.exec_driver_sql("UPDATE assets SET place = ? WHERE id = ?", (place, number))


def add_event(tx: Tx, number: int, event: AssetEvent, entry_id: int | None = None) -> None:
    """Keep what became of an asset."""
    tx.exec_driver_sql(
        "INSERT INTO asset_events (asset_id, position, kind, day, amount, words, entry_id) "
        "SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM asset_events WHERE asset_id = ?",
        (number, event.step.value, event.day.isoformat(), event.amount.satang, event.words, entry_id, number),
    )


def events(tx: Tx) -> defaultdict[int, list[AssetEvent]]:
    """Read what became of each asset and counts, in its order; an asset without any has an empty list."""
    asked = f"""
        SELECT v.asset_id, v.kind, v.day, v.amount, v.words, e.voucher FROM asset_events v
        LEFT JOIN entries e ON e.id = v.entry_id
        WHERE v.entry_id IS NULL OR {STANDS.format("v")} ORDER BY v.asset_id, v.position
    """  # noqa: S608 - every part of it is a constant of the program
    found: defaultdict[int, list[AssetEvent]] = defaultdict(list)
    for key, step, day, satang, words, voucher in tx.exec_driver_sql(asked):
        found[key].append(AssetEvent(AssetStep(step), date.fromisoformat(day), Money(satang), words, voucher))
    return found


def undepreciated(tx: Tx, month: date) -> dict[date, list[tuple[Asset, Money]]]:
    """Tell what the months up to one (by its first day) should have taken and did not, by month, oldest first."""
    first_day, became = periods.calendar(tx).first_day, events(tx)
    found: defaultdict[date, list[tuple[Asset, Money]]] = defaultdict(list)
    for number, asset in assets(tx).items():
        for each, amount in rules.undepreciated(asset, became[number], first_day, month):
            found[each].append((asset, amount))
    return dict(sorted(found.items()))


def held_by(tx: Tx, entry_id: int) -> str | None:
    """Name the voucher that rests on an entry of the register: what followed a purchase, a disposal after depreciation.

    None: the entry may be reversed.
    """
    asked = f"""
        SELECT e.voucher FROM asset_events v JOIN entries e ON e.id = v.entry_id WHERE {STANDS.format("v")} AND (
          v.asset_id IN (SELECT id FROM assets WHERE entry_id = ?)
          OR (v.kind = 'disposed' AND v.entry_id <> ?
            AND v.asset_id IN (SELECT asset_id FROM asset_events WHERE entry_id = ?)))
        ORDER BY e.id LIMIT 1
    """  # noqa: S608 - every part of it is a constant of the program
    return tx.exec_driver_sql(asked, (entry_id, entry_id, entry_id)).scalar()


# What the seals cover; name and place may be corrected


def asset_hash(asset: Asset) -> bytes:
    """Hash an asset for the seal of the entry that bought it."""
    code, _name, account, accumulated, expense, fund, day, cost, residual, months, _before, _place = _values(asset)
    return document_hash("asset", (code, account, accumulated, expense, fund, day, cost, residual, months))


def event_hash(number: int, event: AssetEvent) -> bytes:
    """Hash what became of an asset for the seal of the entry that it posts."""
    fields = (number, event.step.value, event.day.isoformat(), event.amount.satang, event.words)
    return document_hash("asset_event", fields)


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every purchase and event that posted an entry anew, by entry, as its seal covers it."""
    for entry_id, *fields in tx.exec_driver_sql(
        f"SELECT entry_id, {_SEALED} FROM assets WHERE entry_id IS NOT NULL ORDER BY id"  # noqa: S608 - our own text
    ):
        yield entry_id, document_hash("asset", fields)
    asked = (
        "SELECT entry_id, asset_id, kind, day, amount, words FROM asset_events WHERE entry_id IS NOT NULL "
        "ORDER BY asset_id, position"
    )
    for entry_id, *fields in tx.exec_driver_sql(asked):
        yield entry_id, document_hash("asset_event", fields)


# What a check asks


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare what the entries of the register moved with the register, entry by entry."""
    asked = """
        SELECT e.voucher, sum(d.moved) FROM (
        SELECT a.entry_id, p.amount AS moved FROM assets a
          JOIN postings p ON p.entry_id = a.entry_id AND p.account = a.account
        UNION ALL SELECT entry_id, -cost FROM assets WHERE entry_id IS NOT NULL
        UNION ALL SELECT v.entry_id, a.cost FROM asset_events v JOIN assets a ON a.id = v.asset_id
          WHERE v.kind = 'disposed' AND v.entry_id IS NOT NULL
        UNION ALL SELECT v.entry_id, p.amount FROM asset_events v JOIN assets a ON a.id = v.asset_id
          JOIN postings p ON p.entry_id = v.entry_id AND p.account = a.account WHERE v.kind = 'disposed'
        UNION ALL SELECT entry_id, amount FROM asset_events WHERE kind = 'depreciated'
        UNION ALL SELECT p.entry_id, p.amount FROM postings p
          WHERE p.entry_id IN (SELECT entry_id FROM asset_events WHERE kind = 'depreciated')
          AND p.account IN (SELECT accumulated FROM assets)
        ) d JOIN entries e ON e.id = d.entry_id GROUP BY d.entry_id HAVING sum(d.moved) <> 0 ORDER BY e.id
    """
    text = N_("{voucher} and the register of assets differ by {difference} baht.")
    for voucher, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, difference=abs(Money(satang)))


def notes(tx: Tx) -> Iterator[Problem]:
    """Tell which accounts of things that last hold another balance than the register adds up to."""
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    became = events(tx)
    for number, asset in assets(tx).items():
        sums[asset.account] += ZERO
        if disposal_of(became[number]) is None:
            sums[asset.account] += asset.cost
        if asset.accumulated is not None:
            lost = accumulated_of(asset, became[number]) if disposal_of(became[number]) is None else ZERO
            sums[asset.accumulated] -= lost
    usual = {each for of in CLASSES for each in (of.account, of.accumulated) if each}
    asked = "SELECT account, sum(debit - credit) FROM movements GROUP BY account HAVING sum(debit - credit) <> 0"
    for account, satang in tx.exec_driver_sql(asked):
        if account in usual or account in sums:
            sums[account] -= Money(satang)
    text = N_("{account} and the register of assets differ by {difference} baht.")
    for account, difference in sorted(sums.items()):
        if difference:
            yield problem("note.assets", text, account=account, difference=abs(difference))
