"""Read what the surplus of a fiscal year is shared by: its result, equity, share-months, interest paid, who missed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.dividends import MONTHS
from welfare_desk.coop.surplus import SurplusFacts
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, loans, periods, rows, shares

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.storage.book import Tx


def facts_of(tx: Tx, year: int) -> SurplusFacts:
    """Read the facts of a fiscal year, by the Gregorian year in which it ends; open or closed.

    The result is what the year's accounts came to and nobody has shared yet; what members missed is as of the last day.
    Of a year before the book only what was brought forward is known: shares count as held all year, interest is nil.
    """
    calendar, roles = periods.calendar(tx), coop_accounts.roles(tx)
    first, last = calendar.year_start(year), calendar.year_end(year)
    is_before = last < calendar.first_day
    stands = calendar.first_day if is_before else last
    missed: defaultdict[str, int] = defaultdict(int)
    for each in () if is_before else loans.standings(tx, last):
        missed[each.member] = max(missed[each.member], each.missed)
    net = _balance(tx, roles[CoopAccount.NET_PROFIT], stands) if is_before else result(tx, roles, last)
    return SurplusFacts(
        year,
        last,
        -net,
        max(ZERO, _balance(tx, roles[CoopAccount.ACCUMULATED_LOSS], stands)),
        -_balance(tx, roles[CoopAccount.SHARE_CAPITAL], stands),
        max(ZERO, -_balance(tx, roles[CoopAccount.EQUALISATION], stands)),
        _brought(tx, stands) if is_before else shares.share_months(tx, year),
        {} if is_before else loans.interest_paid(tx, first, last),
        {member: count for member, count in missed.items() if count},
    )


def _brought(tx: Tx, day: date) -> dict[str, int]:
    return {member: held.satang * MONTHS for member, held in shares.all_held(tx, day).items()}


def result(tx: Tx, roles: Mapping[CoopAccount, str], last: date) -> Money:
    """Tell what stands on the year's result at the end of a day, debit positive, with what is not closed yet.

    A book that is closed has nothing left on these, so both ways give the same.
    """
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a ON a.code = p.account "
        "WHERE (a.code = ? OR a.type IN ('R', 'X')) AND p.day <= ?"
    )
    ((satang,),) = rows.ask(tx, asked, (roles[CoopAccount.NET_PROFIT], last.isoformat()))
    return Money(satang)


def is_closed(tx: Tx, year: int) -> bool:
    """Tell whether the books of a fiscal year are closed; those of a year before the book are."""
    calendar = periods.calendar(tx)
    if calendar.year_end(year) < calendar.first_day:
        return True
    return periods.statuses(tx).get(Period(year, CLOSING_NUMBER), PeriodStatus.OPEN) is not PeriodStatus.OPEN


def last_closed_year(tx: Tx) -> int:
    """Name the last fiscal year that is closed; where none is, the one before the book."""
    calendar = periods.calendar(tx)
    closed = [
        period.fiscal_year
        for period, status in periods.statuses(tx).items()
        if period.number == CLOSING_NUMBER and status is not PeriodStatus.OPEN
    ]
    return max(closed, default=calendar.year_of(calendar.first_day) - 1)


def standing_result(tx: Tx) -> Money:
    """Tell what stands on the year's result now and may still be shared; a loss is below nil."""
    ((satang,),) = rows.ask(
        tx,
        "SELECT coalesce(-sum(amount), 0) FROM postings WHERE account = ?",
        (coop_accounts.roles(tx)[CoopAccount.NET_PROFIT],),
    )
    return Money(satang)


def _balance(tx: Tx, account: str, day: date) -> Money:
    asked = "SELECT coalesce(sum(amount), 0) FROM postings WHERE account = ? AND day <= ?"
    ((satang,),) = rows.ask(tx, asked, (account, day.isoformat()))
    return Money(satang)
