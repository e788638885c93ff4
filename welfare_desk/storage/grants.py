"""Keep grants for one purpose; a step counts while its entry is not reversed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.grants import UNSPENT, Grant, GrantEvent, GrantPaper, GrantStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, grant: Grant, made: Made) -> int:
    """Keep an approved grant, and give its number."""
    return tx.exec_driver_sql(
        "INSERT INTO grants (name, giver, income, day, approved, letter, made_by, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            grant.name, grant.giver, grant.income, grant.day.isoformat(), grant.approved.satang, grant.letter,
            made.by, made.at,
        ),
    ).scalar_one()  # fmt: skip


def grants(tx: Tx, number: int | None = None) -> dict[int, Grant]:
    """Read the grants (all, or one), by number."""
    asked = "SELECT id, name, giver, income, day, approved, letter FROM grants WHERE ? IS NULL OR id = ? ORDER BY id"
    return {
        key: Grant(key, name, giver, income, date.fromisoformat(day), Money(satang), letter)
        for key, name, giver, income, day, satang, letter in tx.exec_driver_sql(asked, (number, number))
    }


def add_event(tx: Tx, number: int, step: GrantStep, paper: GrantPaper, entry_id: int | None = None) -> None:
    """Keep a step of a grant."""
    tx.exec_driver_sql(
        "INSERT INTO grant_events (grant_id, position, step, day, amount, words, entry_id) "
        "SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM grant_events WHERE grant_id = ?",
        (number, step.value, paper.day.isoformat(), paper.amount.satang, paper.words, entry_id, number),
    )


def event_hash(number: int, step: GrantStep, paper: GrantPaper) -> bytes:
    """Hash a step for the seal of the entry that it posts."""
    fields = (number, step.value, paper.day.isoformat(), paper.amount.satang, paper.words)
    return document_hash("grant_event", fields)


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every step that posted an entry anew, by entry, as its seal covers it."""
    asked = (
        "SELECT entry_id, grant_id, step, day, amount, words FROM grant_events WHERE entry_id IS NOT NULL "
        "ORDER BY grant_id, position"
    )
    for entry_id, *fields in tx.exec_driver_sql(asked):
        yield entry_id, document_hash("grant_event", fields)


def events(tx: Tx, number: int | None = None) -> defaultdict[int, list[GrantEvent]]:
    """Read the steps of grants (all, or one) that count, in their order; a grant without any has an empty list."""
    asked = f"""
        SELECT v.grant_id, v.step, v.day, v.amount, v.words, e.voucher FROM grant_events v
        LEFT JOIN entries e ON e.id = v.entry_id
        WHERE (? IS NULL OR v.grant_id = ?) AND (v.entry_id IS NULL OR {STANDS.format("v")})
        ORDER BY v.grant_id, v.position
    """  # noqa: S608 - every part of it is a constant of the program
    found: defaultdict[int, list[GrantEvent]] = defaultdict(list)
    for key, step, day, satang, words, voucher in tx.exec_driver_sql(asked, (number, number)):
        paper = GrantPaper(date.fromisoformat(day), Money(satang), words)
        found[key].append(GrantEvent(GrantStep(step), paper, voucher))
    return found


def held(tx: Tx, number: int) -> list[tuple[str, Money]]:
    """Tell what a grant still has on 2203, by fund."""
    asked = f"""
        SELECT p.fund, -sum(p.amount) FROM grant_events v JOIN postings p ON p.entry_id = v.entry_id
        JOIN funds f ON f.code = p.fund WHERE v.grant_id = ? AND p.account = ? AND {STANDS.format("v")}
        GROUP BY p.fund HAVING sum(p.amount) < 0 ORDER BY f.position
    """  # noqa: S608 - every part of it is a constant of the program
    return [(fund, Money(satang)) for fund, satang in tx.exec_driver_sql(asked, (number, UNSPENT))]


def lacking_without(tx: Tx, entry_id: int) -> int | None:
    """Name the grant of which more is spent and given back than came without an entry; none: all is well without it."""
    asked = f"""
        SELECT r.grant_id FROM grant_events r WHERE r.entry_id = ? AND r.step = 'received' AND r.amount > (
          SELECT sum(CASE v.step WHEN 'received' THEN v.amount ELSE -v.amount END) FROM grant_events v
          WHERE v.grant_id = r.grant_id AND v.entry_id IS NOT NULL AND {STANDS.format("v")})
    """  # noqa: S608 - every part of it is a constant of the program
    return tx.exec_driver_sql(asked, (entry_id,)).scalar()


# What a check asks


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare what the entries of the steps moved on 2203 with the steps, entry by entry."""
    asked = f"""
        SELECT e.voucher, v.grant_id, sum(v.moved) FROM (
        SELECT entry_id, grant_id, CASE step WHEN 'received' THEN -amount ELSE amount END AS moved FROM grant_events
          WHERE entry_id IS NOT NULL
        UNION ALL SELECT v.entry_id, v.grant_id, -p.amount FROM grant_events v
          JOIN postings p ON p.entry_id = v.entry_id AND p.account = '{UNSPENT}'
        ) v JOIN entries e ON e.id = v.entry_id GROUP BY v.entry_id HAVING sum(v.moved) <> 0 ORDER BY e.id
    """  # noqa: S608 - every part of it is a constant of the program
    text = N_("{voucher} and the register of grant {number} differ by {difference} baht.")
    for voucher, number, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, number=number, difference=abs(Money(satang)))


def notes(tx: Tx) -> Iterator[Problem]:
    """Tell what stands on 2203 and came by other vouchers than those of the register of grants."""
    asked = f"""
        SELECT -sum(p.amount) FROM postings p JOIN entries e ON e.id = p.entry_id
        WHERE p.account = '{UNSPENT}'
        AND coalesce(e.reverses, e.id) NOT IN (SELECT entry_id FROM grant_events WHERE entry_id IS NOT NULL)
    """  # noqa: S608 - every part of it is a constant of the program
    satang = tx.exec_driver_sql(asked).scalar_one()
    if satang:
        text = N_("On 2203 stand {amount} baht that did not come through the register of grants.")
        yield problem("note.grants", text, amount=Money(satang))
