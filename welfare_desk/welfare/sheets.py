"""A village's collection sheet: how each month of a fiscal year stands for a member, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, first_of_month, fiscal_year_start, last_of_month
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.dues import cover, owed

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.welfare.dues import Position
    from welfare_desk.welfare.plans import Terms


class MonthState(Enum):
    """How a month stands; `COMING` is not due yet, `OUTSIDE` lies outside the membership."""

    PAID = "paid"
    PART = "part"
    UNPAID = "unpaid"
    EXEMPT = "exempt"
    COMING = "coming"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One member on the sheet of a month.

    `states` are the twelve months of the fiscal year; `due` settles everything through the sheet's month, `arrears`
    what was owed before it, `year` everything to the year's end.
    """

    number: str
    name: str
    position: Position
    terms: Terms
    states: tuple[MonthState, ...]
    due: Money
    arrears: Money
    year: Money


@dataclass(frozen=True, slots=True)
class Entered:
    """What an amount typed on the sheet does: the months of this year that it meets, and what is for later years."""

    months: tuple[date, ...]
    advance: Money


def months_of(month: date, terms_first_month: int) -> tuple[date, ...]:
    """Give the first days of the twelve months of a month's fiscal year."""
    year = month.year + int(terms_first_month > 1 and month.month >= terms_first_month)
    start = fiscal_year_start(year, terms_first_month)
    return tuple(add_months(start, count) for count in range(MONTHS_PER_YEAR))


def sheet_row(number: str, name: str, since: date | None, position: Position, terms: Terms, month: date) -> SheetRow:
    """Work out a member's line on the sheet of a month; `since` is the day of entry, if known."""
    end = last_of_month(month)
    now, before = owed(position, terms, end), owed(position, terms, first_of_month(month) - timedelta(days=1))
    states = tuple(_state(each, since, position, terms, end) for each in months_of(month, terms.first_month))
    return SheetRow(number, name, position, terms, states, now.arrears, before.arrears, now.this_year)


def entered(row: SheetRow, amount: Money, day: date) -> Entered:
    """Tell what an amount above zero, paid on a day, covers."""
    covered = cover(row.position, amount, row.terms, day)
    return Entered(tuple(first_of_month(each) for each in covered.months), covered.to_advance)


def _state(month: date, since: date | None, position: Position, terms: Terms, end: date) -> MonthState:
    last = last_of_month(month)
    if (since is not None and since > last) or (terms.ends is not None and terms.ends < month):
        return MonthState.OUTSIDE
    if any(span.first <= month and last <= span.last for span in terms.exempt):
        return MonthState.EXEMPT
    if position.paid_to >= last or position.paid_to == terms.ends:
        return MonthState.PAID
    if position.part > ZERO and position.paid_to + timedelta(days=1) >= month:
        return MonthState.PART
    return MonthState.UNPAID if month <= end else MonthState.COMING
