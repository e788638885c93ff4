"""Ask for the lines of one account: a voucher's lines on it are one line, so that it reads like a bank statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, or_, select, union_all

from welfare_desk.ledger.entries import EntryKind
from welfare_desk.reports.balances import all_funds, brought_forward
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row, Select

    from welfare_desk.storage.book import Tx


_READ_AT_ONCE = 500
_ENTRY_ID = itemgetter(1)


class Line(NamedTuple):
    """What one voucher moved on an account, in satang."""

    day: date
    voucher: str
    text: str
    debit: int
    credit: int


def told(memo: str | None, payee: str | None) -> str:
    """Say in one text what an entry was for and whom it concerns; erased texts say nothing."""
    return " · ".join(each for each in (memo, payee) if each)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an account: in one fund (empty: all), some days, after a voucher, at most so many lines (0: all)."""

    account: str
    first: date
    last: date
    fund: str = ""
    after: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class AccountLines:
    """The lines of a stretch, the balance before them (debit positive), and whether more lines follow."""

    brought: int
    lines: tuple[Line, ...]
    goes_on: bool = False


def account_lines(tx: Tx, stretch: Stretch) -> AccountLines:
    """Ask for the lines of a stretch in order of day and posting; opening entries are brought forward."""
    begins, after_id = stretch.first, 0
    if stretch.after:
        e = schema.entries.c
        day, entry_id = tx.execute(select(e.day, e.id).where(e.voucher == stretch.after)).one()
        if date.fromisoformat(day) >= begins:
            begins, after_id = date.fromisoformat(day), entry_id
    brought = brought_forward(tx, stretch.account, begins, stretch.last, stretch.fund)
    if after_id:
        brought += _passed_that_day(tx, stretch, begins, after_id)
    funds = [stretch.fund] if stretch.fund else list(all_funds(tx))
    asked = union_all(*(_arm(stretch, fund, begins, after_id) for fund in funds)).order_by("day", "entry_id")
    at_once = min(stretch.rows + 1, _READ_AT_ONCE) if stretch.rows else _READ_AT_ONCE
    with tx.execute(asked) as found:
        lines = _by_entry(row for part in found.partitions(at_once) for row in part)
        if not stretch.rows:
            return AccountLines(brought, tuple(lines))
        page = tuple(islice(lines, stretch.rows))
        return AccountLines(brought, page, next(lines, None) is not None)


def _passed_that_day(tx: Tx, stretch: Stretch, day: date, entry_id: int) -> int:
    """Add up what moved on a day up to an entry, this entry included."""
    p, e = schema.postings.c, schema.entries.c
    asked = (
        select(func.coalesce(func.sum(p.amount), 0))
        .join(schema.entries, e.id == p.entry_id)
        .where(p.account == stretch.account, p.fund.in_([stretch.fund] if stretch.fund else all_funds(tx)))
        .where(p.day == day.isoformat(), p.entry_id <= entry_id, e.kind != EntryKind.OPENING.value)
    )
    return tx.execute(asked).scalar_one()


def _arm(stretch: Stretch, fund: str, begins: date, after_id: int) -> Select[str, int, int, str, str, str]:
    """Walk one fund's part of the covering index; SQLite merges these walks without sorting."""
    p, e = schema.postings.c, schema.entries.c
    return (
        select(p.day.label("day"), p.entry_id.label("entry_id"), p.amount, e.voucher, e.memo, e.payee)
        .join(schema.entries, e.id == p.entry_id)
        .where(p.account == stretch.account, p.fund == fund)
        .where(p.day.between(begins.isoformat(), stretch.last.isoformat()))
        .where(or_(p.day > begins.isoformat(), p.entry_id > after_id))
        .where(e.kind != EntryKind.OPENING.value)
    )


def _by_entry(found: Iterable[Row[str, int, int, str, str, str]]) -> Iterator[Line]:
    """Add up the lines of each entry, which stand together."""
    days: dict[str, date] = {}
    for _, group in groupby(found, key=_ENTRY_ID):
        rows = list(group)
        day, _, _, voucher, memo, payee = rows[0]
        debit = sum(row[2] for row in rows if row[2] > 0)
        credit = debit - sum(row[2] for row in rows)
        if day not in days:
            days[day] = date.fromisoformat(day)
        yield Line(days[day], voucher, told(memo, payee), debit, credit)
