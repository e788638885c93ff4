"""Keep advances to officers and how they are cleared; each counts while its entry is not reversed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.advances import ADVANCES, Advance, Clearing
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import ZERO, Money
from welfare_desk.storage.contributions import STANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx


class KeptAdvance(NamedTuple):
    """An advance as it is kept: its voucher, and what was spent of it and came back up to a day."""

    advance: Advance
    voucher: str
    spent: Money
    returned: Money
    cleared_by: str

    @property
    def left(self) -> Money:
        """Tell what the holder still has."""
        return self.advance.amount - self.spent - self.returned


_FIELDS = ("holder", "purpose", "day", "due_day", "fund", "amount")


def _values(given: Advance) -> tuple[object, ...]:
    days = (given.day.isoformat(), given.due_day.isoformat())
    return (given.holder, given.purpose, *days, given.fund, given.amount.satang)


def add(tx: Tx, given: Advance, entry_id: int) -> int:
    """Keep an advance with the entry that gives it, and give its number."""
    asked = (
        "INSERT INTO advances (holder, purpose, day, due_day, fund, amount, entry_id) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING id"
    )
    return tx.exec_driver_sql(asked, (*_values(given), entry_id)).scalar_one()


def add_clearing(tx: Tx, number: int, clearing: Clearing, entry_id: int) -> None:
    """Keep how an advance was cleared, all or a part, with its entry."""
    asked = "INSERT INTO advance_clearings (entry_id, advance_id, day, spent, returned) VALUES (?, ?, ?, ?, ?)"
    figures = (clearing.used.satang, clearing.returned.satang)
    tx.exec_driver_sql(asked, (entry_id, number, clearing.day.isoformat(), *figures))


def advances(tx: Tx, day: date | None = None, number: int | None = None) -> list[KeptAdvance]:
    """Read the advances that stand, as of a day (none: now), oldest first; one of them by its number."""
    on = day.isoformat() if day else "9999-12-31"
    asked = f"""
        SELECT a.id, a.holder, a.purpose, a.day, a.due_day, a.fund, a.amount, e.voucher,
          coalesce(sum(c.spent), 0), coalesce(sum(c.returned), 0), coalesce(max(v.voucher), '')
        FROM advances a JOIN entries e ON e.id = a.entry_id
        LEFT JOIN advance_clearings c ON c.advance_id = a.id AND c.day <= ? AND {STANDS.format("c")}
        LEFT JOIN entries v ON v.id = c.entry_id
        WHERE a.day <= ? AND (? IS NULL OR a.id = ?) AND {STANDS.format("a")}
        GROUP BY a.id ORDER BY a.due_day, a.id
    """  # noqa: S608 - every part of it is a constant of the program
    return [
        KeptAdvance(
            Advance(key, holder, purpose, date.fromisoformat(given), date.fromisoformat(due), fund, Money(satang)),
            voucher, Money(spent), Money(returned), by,
        )
        for key, holder, purpose, given, due, fund, satang, voucher, spent, returned, by in tx.exec_driver_sql(
            asked, (on, on, number, number)
        )
    ]  # fmt: skip


def overdue(tx: Tx, day: date) -> tuple[int, Money]:
    """Count the advances that should have been cleared before a day, and what is out of them."""
    late = [each for each in advances(tx, day) if each.left > ZERO and each.advance.due_day < day]
    return len(late), Money.sum(each.left for each in late)


def cleared_by(tx: Tx, entry_id: int) -> list[str]:
    """Name the vouchers by which the advance that an entry gave was cleared and that are not reversed."""
    asked = f"""
        SELECT e.voucher FROM advances a JOIN advance_clearings c ON c.advance_id = a.id
        JOIN entries e ON e.id = c.entry_id WHERE a.entry_id = ? AND {STANDS.format("c")} ORDER BY e.id
    """  # noqa: S608 - every part of it is a constant of the program
    return [voucher for (voucher,) in tx.exec_driver_sql(asked, (entry_id,))]


# What the seals cover


def advance_hash(given: Advance) -> bytes:
    """Hash an advance for the seal of the entry that gives it."""
    return document_hash("advance", _values(given))


def clearing_hash(number: int, clearing: Clearing) -> bytes:
    """Hash how an advance was cleared, for the seal of its entry."""
    fields = (number, clearing.day.isoformat(), clearing.used.satang, clearing.returned.satang)
    return document_hash("advance_clearing", fields)


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every advance and clearing anew, by entry, as its seal covers it."""
    for entry_id, *fields in tx.exec_driver_sql(f"SELECT entry_id, {', '.join(_FIELDS)} FROM advances"):  # noqa: S608 - names of columns
        yield entry_id, document_hash("advance", fields)
    asked = "SELECT entry_id, advance_id, day, spent, returned FROM advance_clearings"
    for entry_id, *fields in tx.exec_driver_sql(asked):
        yield entry_id, document_hash("advance_clearing", fields)


# What a check asks


def faults(tx: Tx) -> Iterator[Problem]:
    """Compare what the entries of the register moved on 1204 with the register, entry by entry."""
    asked = f"""
        SELECT e.voucher, sum(d.moved) FROM (
        SELECT entry_id, -amount AS moved FROM advances
        UNION ALL SELECT entry_id, spent + returned FROM advance_clearings
        UNION ALL SELECT p.entry_id, p.amount FROM postings p WHERE p.account = '{ADVANCES}' AND p.entry_id IN
          (SELECT entry_id FROM advances UNION SELECT entry_id FROM advance_clearings)
        ) d JOIN entries e ON e.id = d.entry_id GROUP BY d.entry_id HAVING sum(d.moved) <> 0 ORDER BY e.id
    """  # noqa: S608 - every part of it is a constant of the program
    text = N_("{voucher} and the register of advances differ by {difference} baht.")
    for voucher, satang in tx.exec_driver_sql(asked):
        yield problem("subledger", text, voucher=voucher, difference=abs(Money(satang)))


def elsewhere(tx: Tx) -> Money:
    """Tell what stands on 1204 beside the register and the opening: it came or went by vouchers of other kinds."""
    asked = f"""
        SELECT coalesce((SELECT sum(debit - credit) FROM movements WHERE account = '{ADVANCES}'), 0)
          - coalesce((SELECT sum(amount) FROM opening_details WHERE account = '{ADVANCES}'), 0)
    """  # noqa: S608 - every part of it is a constant of the program
    satang = tx.exec_driver_sql(asked).scalar_one()
    return Money(satang) - Money.sum(each.left for each in advances(tx))


def notes(tx: Tx) -> Iterator[Problem]:
    """Tell what stands on 1204 and came or went by other vouchers than those of the register of advances."""
    if other := elsewhere(tx):
        text = N_("On 1204 stand {amount} baht that did not come through the register of advances.")
        yield problem("note.advances", text, amount=other)
