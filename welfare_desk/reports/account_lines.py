"""Ask for the lines of one account: a voucher's lines on it are one line, so that it reads like a bank statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, or_, select, union_all

from welfare_desk.ledger.entries import EntryKind
from welfare_desk.reports.balances import all_funds, turnovers
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row, Select

    from welfare_desk.storage.book import Tx


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
    funds = [stretch.fund] if stretch.fund else list(all_funds(tx))
    brought = sum(
        row.brought
        for row in turnovers(tx, stretch.first, stretch.last, stretch.account)
        if stretch.fund in ("", row.fund)
    )
    begins, after_id = stretch.first, 0
    if stretch.after:
        e = schema.entries.c
        begins_text, after_id = tx.execute(select(e.day, e.id).where(e.voucher == stretch.after)).one()
        begins = date.fromisoformat(begins_text)
        brought += _passed(tx, stretch, begins, after_id)
    arms = [_arm(stretch, fund, begins, after_id) for fund in funds]
    asked = union_all(*arms).order_by("day", "entry_id")
    with tx.execute(asked) as found:
        lines = _by_entry(found)
        if not stretch.rows:
            return AccountLines(brought, tuple(lines))
        page = tuple(islice(lines, stretch.rows))
        return AccountLines(brought, page, next(lines, None) is not None)


def _passed(tx: Tx, stretch: Stretch, day: date, entry_id: int) -> int:
    """Add up what moved since the first day to an entry of `day`, this entry included."""
    moved = 0
    eve = day - timedelta(days=1)
    if stretch.first <= eve:
        rows = turnovers(tx, stretch.first, eve, stretch.account)
        moved = sum(row.debit - row.credit for row in rows if stretch.fund in ("", row.fund))
    p, e = schema.postings.c, schema.entries.c
    asked = (
        select(func.coalesce(func.sum(p.amount), 0))
        .join(schema.entries, e.id == p.entry_id)
        .where(p.account == stretch.account, p.day == day.isoformat(), p.entry_id <= entry_id)
        .where(e.kind != EntryKind.OPENING.value)
    )
    if stretch.fund:
        asked = asked.where(p.fund == stretch.fund)
    return moved + tx.execute(asked).scalar_one()


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
    for _, group in groupby(found, key=lambda row: row[1]):
        rows = list(group)
        day, _, _, voucher, memo, payee = rows[0]
        debit = sum(row[2] for row in rows if row[2] > 0)
        credit = -sum(row[2] for row in rows if row[2] < 0)
        yield Line(date.fromisoformat(day), voucher, told(memo, payee), debit, credit)
