"""Read what the surplus of a fiscal year is shared by: its result, equity, share-months, interest paid, who missed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.surplus import SurplusFacts
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, loans, periods, rows, shares

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx


def facts_of(tx: Tx, year: int) -> SurplusFacts:
    """Read the facts of a fiscal year, by the Gregorian year in which it ends; open or closed.

    The result is what the year's accounts came to and nobody has shared yet; what members missed is as of the last day.
    """
    calendar, roles = periods.calendar(tx), coop_accounts.roles(tx)
    first, last = calendar.year_start(year), calendar.year_end(year)
    loss = _balance(tx, roles[CoopAccount.ACCUMULATED_LOSS], last)
    missed: defaultdict[str, int] = defaultdict(int)
    for each in loans.standings(tx, last):
        missed[each.member] = max(missed[each.member], each.missed)
    return SurplusFacts(
        year,
        last,
        -result(tx, roles[CoopAccount.NET_PROFIT], last),
        max(ZERO, loss),
        -_balance(tx, roles[CoopAccount.SHARE_CAPITAL], last),
        max(ZERO, -_balance(tx, roles[CoopAccount.EQUALISATION], last)),
        shares.share_months(tx, year),
        loans.interest_paid(tx, first, last),
        {member: count for member, count in missed.items() if count},
    )


def result(tx: Tx, account: str, last: date) -> Money:
    """Tell what stands on the year's result at the end of a day, debit positive, with what is not closed yet.

    A book that is closed has nothing left on these, so both ways give the same.
    """
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a ON a.code = p.account "
        "WHERE (a.code = ? OR a.type IN ('R', 'X')) AND p.day <= ?"
    )
    ((satang,),) = rows.ask(tx, asked, (account, last.isoformat()))
    return Money(satang)


def is_closed(tx: Tx, year: int) -> bool:
    """Tell whether the books of a fiscal year are closed."""
    return periods.statuses(tx).get(Period(year, CLOSING_NUMBER), PeriodStatus.OPEN) is not PeriodStatus.OPEN


def last_closed_year(tx: Tx) -> int | None:
    """Name the last fiscal year that is closed, or nothing."""
    closed = [
        period.fiscal_year
        for period, status in periods.statuses(tx).items()
        if period.number == CLOSING_NUMBER and status is not PeriodStatus.OPEN
    ]
    return max(closed, default=None)


def _balance(tx: Tx, account: str, day: date) -> Money:
    asked = "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = ? AND day <= ?"
    ((satang,),) = rows.ask(tx, asked, (account, day.isoformat()))
    return Money(satang)
