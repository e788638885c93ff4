"""What closing a year would carry from income and expenses to which fund balance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.closing import closing_entry
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus, may_year_be_closed
from welfare_desk.storage import accounts, figures, periods

if TYPE_CHECKING:
    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx


class Carried(NamedTuple):
    """What goes to one fund balance in one fund; an addition is positive."""

    account: str
    name: str
    fund: str
    amount: Money


def year_to_close(tx: Tx) -> int | None:
    """Give the fiscal year whose months are all closed and which is not closed itself; nothing where none is."""
    of, kept = periods.calendar(tx), periods.statuses(tx)
    due = [year for year in {each.fiscal_year for each in kept} if may_year_be_closed(year, of, kept) is None]
    return min(due, default=None)


def years_to_lock(tx: Tx) -> list[int]:
    """Give the fiscal years that are closed and that no annual meeting accepted yet, the oldest first."""
    kept = periods.statuses(tx)
    return sorted(
        each.fiscal_year
        for each, status in kept.items()
        if each.number == CLOSING_NUMBER and status is PeriodStatus.CLOSED
    )


def carried(tx: Tx, year: int) -> list[Carried]:
    """Work out what closing a year would carry now, by fund balance and fund."""
    of, chart, funds = periods.calendar(tx), accounts.chart(tx), accounts.funds(tx)
    left = figures.results_left(tx, Period(year, CLOSING_NUMBER).id)
    entry = closing_entry(of.year_end(year), "", left, chart)
    results = {account for account, _fund, _satang in left}
    return [
        Carried(each.account, chart[each.account].name, funds[each.fund].name, -each.amount)
        for each in (entry.postings if entry is not None else ())
        if each.account not in results
    ]
