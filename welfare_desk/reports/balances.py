"""Ask for balances: kept movements for whole months, postings for the parts of months at both ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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
    inside = {} if first is None else _moved(tx, first, last, account)
    if first is not None:
        for key, (debit, credit) in _opened(tx, first, last, account).items():
            had = inside[key]
            inside[key] = (had[0] - debit, had[1] - credit)
    rows: list[Turnover] = []
    for key, balance in sorted(_balances(tx, last, account).items()):
        debit, credit = inside.get(key, (0, 0))
        rows.append(Turnover(*key, balance - debit + credit, debit, credit))
    return rows


def balance_of(tx: Tx, account: str, day: date, fund: str = "") -> int:
    """Ask for the balance of one account at the end of a day, in one fund or in all, in satang."""
    return sum(satang for (_, each), satang in _balances(tx, day, account).items() if fund in ("", each))


def brought_forward(tx: Tx, account: str, first: date, last: date, fund: str = "") -> int:
    """Ask what an account had before `first`, openings up to `last` counted in, in one fund or in all, in satang."""
    opened = _opened(tx, first, last, account).items()
    return balance_of(tx, account, first - _A_DAY, fund) + sum(
        debit - credit for (_, each), (debit, credit) in opened if fund in ("", each)
    )


def all_funds(tx: Tx) -> dict[str, Fund]:
    """Ask for every fund the book ever had, in their order."""
    f = schema.funds.c
    return {row[0]: Fund(*row) for row in tx.execute(select(f.code, f.name_th, f.name_en).order_by(f.position))}


def _balances(tx: Tx, day: date, account: str) -> dict[tuple[str, str], int]:
    """Sum up everything to a day: whole months from what is kept, the running month from its postings."""
    end = _end_of_whole_months(day)
    found = {key: debit - credit for key, (debit, credit) in _kept(tx, _BEFORE_ALL, end, account).items()}
    if end < day:
        p = schema.postings.c
        for row in tx.execute(_posted(account, end + _A_DAY, day, p.amount)):
            if row[2] is not None:
                found[row[0], row[1]] = found.get((row[0], row[1]), 0) + row[2]
    return found


def _moved(tx: Tx, first: date, last: date, account: str) -> _Sums:
    """Add up debits and credits of some days: whole months from what is kept, the rest from the postings."""
    start = first if first.day == 1 else add_months(first_of_month(first), 1)
    end = _end_of_whole_months(last)
    if start > end:
        return _sides(tx, first, last, account)
    found = _kept(tx, start, end, account)
    for head, tail in ((first, start - _A_DAY), (end + _A_DAY, last)):
        if head <= tail:
            for key, (debit, credit) in _sides(tx, head, tail, account).items():
                had = found.get(key, (0, 0))
                found[key] = (had[0] + debit, had[1] + credit)
    return found


def _end_of_whole_months(day: date) -> date:
    return day if day == last_of_month(day) else first_of_month(day) - _A_DAY


def _sides(tx: Tx, first: date, last: date, account: str) -> _Sums:
    p = schema.postings.c
    rows = tx.execute(_posted(account, first, last, case((p.amount > 0, p.amount)), case((p.amount < 0, -p.amount))))
    return {(row[0], row[1]): (row[2] or 0, row[3] or 0) for row in rows if row[2] or row[3]}


def _opened(tx: Tx, first: date, last: date, account: str) -> _Sums:
    p = schema.periods.c
    opening = (p.id % _PERIODS == OPENING_NUMBER) & p.first_day.between(first.isoformat(), last.isoformat())
    return _movements(tx, opening, account)


def _kept(tx: Tx, first: date, last: date, account: str) -> _Sums:
    p = schema.periods.c
    return _movements(tx, (p.first_day >= first.isoformat()) & (p.last_day <= last.isoformat()), account)


def _movements(tx: Tx, which: ColumnElement[bool], account: str) -> _Sums:
    m = schema.movements.c
    asked = (
        select(m.account, m.fund, func.sum(m.debit), func.sum(m.credit))
        .join(schema.periods, schema.periods.c.id == m.period)
        .where(which)
        .group_by(m.account, m.fund)
    )
    asked = asked.where(m.account == account) if account else asked
    return {(row[0], row[1]): (row[2], row[3]) for row in tx.execute(asked)}


def _posted(account: str, first: date, last: date, *summed: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Walk the covering index, one stretch of days for each account and fund in use."""
    m, p = schema.movements.c, schema.postings.c
    pairs = select(m.account, m.fund).distinct()
    used = (pairs.where(m.account == account) if account else pairs).subquery().c
    own = (p.account == used.account) & (p.fund == used.fund) & p.day.between(first.isoformat(), last.isoformat())
    sums = (select(func.sum(each)).where(own).correlate(used.account.table).scalar_subquery() for each in summed)
    return select(used.account, used.fund, *sums)
