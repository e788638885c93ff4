"""Ask for balances: kept movements for whole months, postings for the parts of months at both ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sqlalchemy import case, func, select

from welfare_desk.dates import add_months, first_of_month, last_of_month
from welfare_desk.ledger.funds import Fund
from welfare_desk.ledger.periods import OPENING_NUMBER
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from welfare_desk.storage.book import Tx

_A_DAY = timedelta(days=1)
_BEFORE_ALL = date(1, 2, 1)
_PERIODS = 100  # a period's key is its fiscal year times this, plus its number
_Sums: TypeAlias = "dict[tuple[str, str], tuple[int, int]]"


class Turnover(NamedTuple):
    """What one account had in one fund before some days, and what moved in them, in satang (debit positive)."""

    account: str
    fund: str
    brought: int
    debit: int
    credit: int

    @property
    def balance(self) -> int:
        """Tell the balance at the end, debit positive."""
        return self.brought + self.debit - self.credit


def turnovers(tx: Tx, first: date | None, last: date, account: str = "") -> list[Turnover]:
    """Ask what moved from `first` to `last`, and what was there before; without `first` all counts as before.

    The opening entries count as brought forward, whatever day they are written on. Accounts never touched up to
    `last` have no row; the others stand in the order of their codes.
    """
    whole = _moved(tx, _BEFORE_ALL, last, account)
    inside: _Sums = {}
    if first is not None:
        inside = _moved(tx, first, last, account)
        for key, (debit, credit) in _sums(tx, _opening(first, last), account).items():
            had = inside[key]
            inside[key] = (had[0] - debit, had[1] - credit)
    rows: list[Turnover] = []
    for key, (debit, credit) in sorted(whole.items()):
        moved = inside.get(key, (0, 0))
        rows.append(Turnover(*key, debit - credit - moved[0] + moved[1], *moved))
    return rows


def balance_of(tx: Tx, account: str, day: date, fund: str = "") -> int:
    """Ask for the balance of one account at the end of a day, in one fund or in all, in satang."""
    return sum(row.balance for row in turnovers(tx, None, day, account) if fund in ("", row.fund))


def all_funds(tx: Tx) -> dict[str, Fund]:
    """Ask for every fund the book ever had, in their order."""
    f = schema.funds.c
    return {row[0]: Fund(*row) for row in tx.execute(select(f.code, f.name_th, f.name_en).order_by(f.position))}


def _moved(tx: Tx, first: date, last: date, account: str) -> _Sums:
    """Add up debits and credits of some days: whole months from what is kept, the rest from the postings."""
    start = first if first.day == 1 else add_months(first_of_month(first), 1)
    end = last if last == last_of_month(last) else first_of_month(last) - _A_DAY
    if start > end:
        return _sums(tx, _posted(first, last), account)
    found = _sums(tx, _kept(start, end), account)
    for head, tail in ((first, start - _A_DAY), (end + _A_DAY, last)):
        if head <= tail:
            for key, (debit, credit) in _sums(tx, _posted(head, tail), account).items():
                had = found.get(key, (0, 0))
                found[key] = (had[0] + debit, had[1] + credit)
    return found


def _sums(tx: Tx, asked: Select[str, str, int, int], account: str) -> _Sums:
    if account:
        asked = asked.where(asked.selected_columns[0] == account)
    return {(row[0], row[1]): (row[2], row[3]) for row in tx.execute(asked)}


def _kept(first: date, last: date) -> Select[str, str, int, int]:
    p = schema.periods.c
    return _movements((p.first_day >= first.isoformat()) & (p.last_day <= last.isoformat()))


def _opening(first: date, last: date) -> Select[str, str, int, int]:
    p = schema.periods.c
    return _movements((p.id % _PERIODS == OPENING_NUMBER) & p.first_day.between(first.isoformat(), last.isoformat()))


def _movements(which: ColumnElement[bool]) -> Select[str, str, int, int]:
    m = schema.movements.c
    return (
        select(m.account, m.fund, func.sum(m.debit), func.sum(m.credit))
        .join(schema.periods, schema.periods.c.id == m.period)
        .where(which)
        .group_by(m.account, m.fund)
    )


def _posted(first: date, last: date) -> Select[str, str, int, int]:
    """Walk the covering index, one stretch of days for each account and fund in use."""
    m, p = schema.movements.c, schema.postings.c
    used = select(m.account, m.fund).distinct().subquery()
    return (
        select(
            used.c.account,
            used.c.fund,
            func.sum(case((p.amount > 0, p.amount), else_=0)),
            func.sum(case((p.amount < 0, -p.amount), else_=0)),
        )
        .join(schema.postings, (p.account == used.c.account) & (p.fund == used.c.fund))
        .where(p.day.between(first.isoformat(), last.isoformat()))
        .group_by(used.c.account, used.c.fund)
    )
