"""Periods: a fiscal year of twelve months and a closing period; who may write on which day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import (
    MONTHS_PER_YEAR,
    add_months,
    be_year,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    last_of_month,
    month_and_year,
)
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

OPENING_NUMBER = 0
CLOSING_NUMBER = 13
_YEAR = 100


class PeriodStatus(Enum):
    """Whether a period may be written: LOCKED is a closed year that no longer reopens."""

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"

    def text(self) -> str:
        """Say it in the chosen language."""
        return _(_STATUS_WORDS[self])


_STATUS_WORDS = {
    PeriodStatus.OPEN: N_("open"),
    PeriodStatus.CLOSED: N_("closed and signed"),
    PeriodStatus.LOCKED: N_("locked"),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period of a fiscal year: 1-12 are its months, 0 holds the opening entry, 13 the closing entries.

    `fiscal_year` is the Gregorian year in which it ends.
    """

    fiscal_year: int
    number: int

    @property
    def id(self) -> int:
        """Give the key that a book keeps it under; keys sort by time."""
        return self.fiscal_year * _YEAR + self.number


def period_from_id(key: int) -> Period:
    """Read the key of a period."""
    return Period(*divmod(key, _YEAR))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of one book: its first day, and the month (1-12) in which its fiscal year starts."""

    first_day: date
    first_month: int

    def year_of(self, day: date) -> int:
        """Tell the Gregorian year in which the fiscal year of a day ends."""
        return fiscal_year(day, self.first_month)

    def year_start(self, year: int) -> date:
        """Tell the first day of a fiscal year."""
        return fiscal_year_start(year, self.first_month)

    def year_end(self, year: int) -> date:
        """Tell the last day of a fiscal year."""
        return fiscal_year_end(year, self.first_month)

    def period_of(self, day: date, kind: EntryKind = EntryKind.NORMAL) -> Period:
        """Find the period that an entry of this kind and day belongs to."""
        year = self.year_of(day)
        if kind is EntryKind.OPENING:
            return Period(year, OPENING_NUMBER)
        if kind is EntryKind.CLOSING:
            return Period(year, CLOSING_NUMBER)
        return Period(year, (day.month - self.first_month) % MONTHS_PER_YEAR + 1)

    def days_of(self, period: Period) -> tuple[date, date]:
        """Give the first and last day of a period."""
        if period.number == OPENING_NUMBER:
            return self.first_day, self.first_day
        if period.number == CLOSING_NUMBER:
            last = self.year_end(period.fiscal_year)
            return last, last
        first = add_months(self.year_start(period.fiscal_year), period.number - 1)
        return first, last_of_month(first)

    def name_of(self, period: Period) -> str:
        """Name a period in the chosen language."""
        first, last = self.days_of(period)
        if period.number == OPENING_NUMBER:
            return _("the opening balances")
        if period.number == CLOSING_NUMBER:
            return _("the year {year}").format(year=be_year(last))
        return month_and_year(first)

    def first_period(self) -> Period:
        """Give the month in which the book starts."""
        return self.period_of(self.first_day)

    def month_before(self, period: Period) -> Period | None:
        """Give the month before a month, or none where the book starts."""
        if period == self.first_period():
            return None
        if period.number == 1:
            return Period(period.fiscal_year - 1, MONTHS_PER_YEAR)
        return Period(period.fiscal_year, period.number - 1)


def may_be_written(
    day: date, kind: EntryKind, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]
) -> Problem | None:
    """Tell why an entry may not be dated on this day, or nothing if it may.

    `statuses` holds the periods that were opened so far, or only the last that is not open; a month opens when it is
    first posted to, unless a later one is closed.
    """
    if day < calendar.first_day:
        text = N_("The book starts on {first_day}; {day} lies before it.")
        return problem("day.before_book", text, "day", first_day=calendar.first_day, day=day)
    period = calendar.period_of(day, kind)
    shut = [each for each, status in statuses.items() if status is not PeriodStatus.OPEN]
    if any(each >= period for each in shut):
        text = N_("{month} is closed. Choose a day in an open month.")
        return problem("day.closed", text, "day", month=month_and_year(day))
    return None


def may_be_closed(
    period: Period, calendar: Calendar, statuses: Mapping[Period, PeriodStatus], today: date
) -> Problem | None:
    """Tell why a month may not be closed, or nothing if it may: months close in order, once they are over."""
    first, last = calendar.days_of(period)
    month = month_and_year(first)
    if statuses.get(period, PeriodStatus.OPEN) is not PeriodStatus.OPEN:
        return problem("month.already_closed", N_("{month} is closed already."), "month", month=month)
    if period < calendar.first_period() or period.number not in range(1, CLOSING_NUMBER):
        return problem("month.not_in_book", N_("{month} is not a month of this book."), "month", month=month)
    if today <= last:
        return problem("month.not_over", N_("{month} is not over yet."), "month", month=month)
    before = calendar.month_before(period)
    if before is not None and statuses.get(before, PeriodStatus.OPEN) is PeriodStatus.OPEN:
        text = N_("Close {before} first; months close in order.")
        return problem("month.out_of_order", text, "month", before=month_and_year(calendar.days_of(before)[0]))
    if before is not None and period.number == 1:
        ended = Period(before.fiscal_year, CLOSING_NUMBER)
        if statuses.get(ended, PeriodStatus.OPEN) is PeriodStatus.OPEN:
            text = N_("Close the year {year} first; then the first month of the next one.")
            return problem("month.year_open", text, "month", year=be_year(calendar.year_end(before.fiscal_year)))
    return None


def may_year_be_closed(year: int, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]) -> Problem | None:
    """Tell why a fiscal year may not be closed, or nothing if it may: its last month is closed, and no later one is."""
    named = be_year(calendar.year_end(year))
    closing, last = Period(year, CLOSING_NUMBER), Period(year, MONTHS_PER_YEAR)
    if statuses.get(closing, PeriodStatus.OPEN) is not PeriodStatus.OPEN:
        return problem("year.already_closed", N_("The year {year} is closed already."), "year", year=named)
    if statuses.get(last, PeriodStatus.OPEN) is PeriodStatus.OPEN:
        text = N_("Close {month} first; then the year {year}.")
        month = month_and_year(calendar.days_of(last)[0])
        return problem("year.month_open", text, "year", month=month, year=named)
    later = [each for each, status in statuses.items() if each > closing and status is not PeriodStatus.OPEN]
    if later:
        text = N_("Reopen {later} first; a year closes before the months after it.")
        return problem("year.later_closed", text, "year", later=calendar.name_of(min(later)))
    return None


def may_year_be_reopened(year: int, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]) -> Problem | None:
    """Tell why a fiscal year may not be reopened, or nothing if it may: only the last one, and none that is locked."""
    named, closing = be_year(calendar.year_end(year)), Period(year, CLOSING_NUMBER)
    if statuses.get(closing) is PeriodStatus.LOCKED:
        text = N_("The year {year} is locked for good: the annual meeting accepted it.")
        return problem("year.locked", text, "year", year=named)
    if statuses.get(closing) is not PeriodStatus.CLOSED:
        return problem("year.not_closed", N_("The year {year} is not closed."), "year", year=named)
    later = [each for each, status in statuses.items() if each > closing and status is not PeriodStatus.OPEN]
    if later:
        text = N_("Reopen {later} first; the year {year} reopens after the months that follow it.")
        return problem("year.later_closed", text, "year", later=calendar.name_of(max(later)), year=named)
    return None


def may_year_be_locked(
    year: int, day: date, calendar: Calendar, statuses: Mapping[Period, PeriodStatus], today: date
) -> Problem | None:
    """Tell why an annual meeting may not lock a year, or nothing if it may: closed years only, the oldest first."""
    last, closing = calendar.year_end(year), Period(year, CLOSING_NUMBER)
    named = be_year(last)
    if statuses.get(closing) is PeriodStatus.LOCKED:
        return problem("year.already_locked", N_("The year {year} is locked already."), "year", year=named)
    if statuses.get(closing) is not PeriodStatus.CLOSED:
        text = N_("Close the year {year} first; the annual meeting accepts a closed year.")
        return problem("year.open", text, "year", year=named)
    before = Period(year - 1, CLOSING_NUMBER)
    if statuses.get(before) is PeriodStatus.CLOSED:
        text = N_("Lock the year {before} first; years are locked in order.")
        return problem("year.lock_order", text, "year", before=be_year(calendar.year_end(year - 1)))
    if not last < day <= today:
        text = N_("The annual meeting lies after the year’s last day, {last}, and not after today.")
        return problem("year.meeting_day", text, "day", last=last)
    return None


def may_be_reopened(period: Period, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]) -> Problem | None:
    """Tell why a month may not be reopened, or nothing if it may: only the last closed one, and no locked one."""
    month = month_and_year(calendar.days_of(period)[0])
    if statuses.get(period) is PeriodStatus.LOCKED:
        return problem("month.locked", N_("The year of {month} is locked for good."), "month", month=month)
    if statuses.get(period) is not PeriodStatus.CLOSED:
        return problem("month.not_closed", N_("{month} is not closed."), "month", month=month)
    later = [each for each, status in statuses.items() if each > period and status is not PeriodStatus.OPEN]
    if later:
        text = N_("Reopen {later} first; months reopen from the last one back.")
        return problem("month.later_closed", text, "month", later=calendar.name_of(max(later)))
    return None
