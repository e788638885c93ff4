"""Contribution plans: what a month and a year of membership cost.

One rule carries every plan: a month has a *least* price that meets it, a *standard* price, and a *most* that it
takes before money counts for the next month. Under the daily plan (1 baht a day) these are

* October: least 30, standard 31 (its days), most 31;
* November: 30, 30, 30;
* February: least 28 (its days), standard 28, most 30;
* a month entered on its 15th: only its days from there on (17 for March).

A whole fiscal year costs 365, or twelve met months. Under every other plan the three prices are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from welfare_desk.dates import (
    MONTHS_PER_YEAR,
    add_months,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    last_of_month,
)
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, named
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS_OF_A_MONTH = 30
DAYS_OF_A_YEAR = 365


class Period(Enum):
    """How often a plan's amount is due: each day, month, year, or each `months` months."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a member contributes; `months` is the length of an *other* period and divides the year."""

    code: str
    name_th: str
    name_en: str
    period: Period
    amount: Money
    entrance_fee: Money = ZERO
    passbook_fee: Money = ZERO
    months: int = 1

    @property
    def name(self) -> str:
        """Name the plan in the chosen language."""
        return named(self.name_th, self.name_en)

    def problems(self) -> list[Problem]:
        """Find everything that keeps the plan from being used."""
        found: list[Problem] = []
        if not self.name_th.strip():
            found.append(problem("plan.no_name", N_("Give the plan a Thai name."), "name_th"))
        if self.amount <= ZERO:
            found.append(problem("plan.no_amount", N_("Write an amount above zero."), "amount"))
        if self.entrance_fee < ZERO or self.passbook_fee < ZERO:
            found.append(problem("plan.fee_below_zero", N_("A fee may not be below zero."), "entrance_fee"))
        if self.months not in range(1, MONTHS_PER_YEAR + 1) or MONTHS_PER_YEAR % self.months:
            text = N_("A period has 1, 2, 3, 4, 6 or 12 months, so that periods end with the year.")
            found.append(problem("plan.period", text, "months"))
        return found


DAILY = Plan("daily", "วันละ 1 บาท", "1 baht a day", Period.DAY, Money.baht(1), Money.baht(20))
MONTHLY = Plan("monthly", "เดือนละ 30 บาท", "30 baht a month", Period.MONTH, Money.baht(30), Money.baht(20))
YEARLY = Plan("yearly", "ปีละ 365 บาท", "365 baht a year", Period.YEAR, Money.baht(365), Money.baht(20))
READY_PLANS = (DAILY, MONTHLY, YEARLY)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inside."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms one member contributes.

    `first_month` begins the fiscal year. In `exempt` days (waived, paid by the fund, not a member) no dues arise;
    the spans do not overlap. `ends` is the last day of a membership that is over; `reentries` are the days on which
    it began again.
    """

    plan: Plan
    first_month: int = 10
    exempt: tuple[Span, ...] = ()
    ends: date | None = None
    reentries: tuple[date, ...] = ()

    def year(self, day: date) -> int:
        """Tell the fiscal year of a day, by the Gregorian year in which it ends."""
        return fiscal_year(day, self.first_month)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's dues, or those of the part of it that is due; `last` is its last day of membership.

    `flat` is its price inside a past year that is met as a whole; `full` when no day of it is left out.
    """

    first: date
    last: date
    least: Money
    standard: Money
    most: Money
    flat: Money
    full: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The dues of one fiscal year from some day on, by the Gregorian year in which it ends."""

    year: int
    months: tuple[Month, ...]

    @property
    def whole(self) -> bool:
        """Tell whether all twelve months are due in full."""
        return len(self.months) == MONTHS_PER_YEAR and all(month.full for month in self.months)


@lru_cache(maxsize=1000)  # most members share one set of terms
def year_from(day: date, terms: Terms) -> Year:
    """Price the months from `day` to the end of its fiscal year, or of the membership."""
    year = terms.year(day)
    return Year(year, tuple(_months(day, fiscal_year_end(year, terms.first_month), terms)))


def _months(day: date, end: date, terms: Terms) -> Iterator[Month]:
    if terms.ends is not None:
        end = min(end, terms.ends)
    while day <= end:
        last = min(last_of_month(day), end)
        yield _month(Span(day, last), terms)
        day = last + timedelta(days=1)


def _month(span: Span, terms: Terms) -> Month:
    """Price one month, or the part of it that is due, exempt days left out."""
    plan = terms.plan
    whole = last_of_month(span.first).day
    due = (span.last - span.first).days + 1 - _exempt_days(span, terms)
    if plan.period is not Period.DAY:
        price = _full_price(span.first, terms).share((due, whole - due))[0]
        return Month(span.first, span.last, price, price, price, price, due == whole)
    flat = DAYS_OF_A_MONTH if due == whole else min(DAYS_OF_A_MONTH, due)
    least, standard, most, flat_price = (plan.amount * days for days in (min(flat, due), due, max(flat, due), flat))
    return Month(span.first, span.last, least, standard, most, flat_price, due == whole)


def _full_price(day: date, terms: Terms) -> Money:
    """Price a full month of a plan that is not daily.

    A year's amount is shared by the days of its months, a period's evenly; so the parts add up to the satang.
    """
    plan = terms.plan
    index = (day.month - terms.first_month) % MONTHS_PER_YEAR
    if plan.period is Period.YEAR:
        start = fiscal_year_start(terms.year(day), terms.first_month)
        lengths = [last_of_month(add_months(start, count)).day for count in range(MONTHS_PER_YEAR)]
        return plan.amount.share(lengths)[index]
    return plan.amount.share([1] * plan.months)[index % plan.months]


def _exempt_days(span: Span, terms: Terms) -> int:
    """Count the days of a span in which no dues arise."""
    return sum(
        max(0, (min(span.last, exempt.last) - max(span.first, exempt.first)).days + 1) for exempt in terms.exempt
    )


def year_price(plan: Plan) -> Money:
    """Tell what a whole year of a plan costs."""
    times = {
        Period.DAY: DAYS_OF_A_YEAR,
        Period.MONTH: MONTHS_PER_YEAR,
        Period.YEAR: 1,
        Period.OTHER: MONTHS_PER_YEAR // plan.months,
    }
    return plan.amount * times[plan.period]


def next_day(day: date) -> date:
    """Go to the day after."""
    return day + timedelta(days=1)


def month_number(day: date) -> int:
    """Give each month a number, one after the other, so that months can be counted apart."""
    return day.year * MONTHS_PER_YEAR + day.month
