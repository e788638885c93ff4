"""Interest on an amount over days, by the conventions that lenders name, rounded half up to the satang.

Figures are whole numbers throughout: a rate is millionths a year (8 % is 80,000), a part of a year is days over base.
"""

from __future__ import annotations

import calendar
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.money import Money

if TYPE_CHECKING:
    from datetime import date

MILLION = 1_000_000
PER_PERCENT = 10_000
_COMMON, _LEAP, _BANKERS = 365, 366, 360
_MONTH = 30


class DayCount(Enum):
    """How days become a part of a year; 30/360 takes every month for 30 days (the 31st counts as the 30th)."""

    ACTUAL_365 = "actual/365"
    ACTUAL_360 = "actual/360"
    ACTUAL_366 = "actual/366"
    ACTUAL_ACTUAL = "actual/actual"
    THIRTY_360 = "30/360"


_BASES = {DayCount.ACTUAL_365: _COMMON, DayCount.ACTUAL_360: _BANKERS, DayCount.ACTUAL_366: _LEAP}


def year_part(first: date, last: date, count: DayCount) -> tuple[int, int]:
    """Give the days from one day to another (which does not count itself) and the base they stand over.

    By actual/actual a day of a leap year is one of 366, every other one of 365.
    """
    if base := _BASES.get(count):
        return (last - first).days, base
    if count is DayCount.THIRTY_360:
        return _even_days(last) - _even_days(first), _BANKERS
    if first.year == last.year:
        return (last - first).days, _LEAP if calendar.isleap(first.year) else _COMMON
    leap = _leap_days(last) - _leap_days(first)
    return leap * _COMMON + ((last - first).days - leap) * _LEAP, _COMMON * _LEAP


def _even_days(day: date) -> int:
    return (day.year * MONTHS_PER_YEAR + day.month) * _MONTH + min(day.day, _MONTH)


def _leap_days(day: date) -> int:
    """Count the days of leap years before a day, from the year 0 on."""
    before = day.year - 1
    years = before // 4 - before // 100 + before // 400
    return years * _LEAP + (day.timetuple().tm_yday - 1 if calendar.isleap(day.year) else 0)


def interest(principal: Money, rate: int, first: date, last: date, count: DayCount) -> Money:
    """Tell the interest on a principal that stands from one day to another, at a rate a year in millionths."""
    days, base = year_part(first, last, count)
    return part(principal, rate * days, MILLION * base)


def part(amount: Money, over: int, under: int) -> Money:
    """Take a part of an amount that is not below zero, rounded half up."""
    return Money((2 * amount.satang * over + under) // (2 * under))


def rounded_up(amount: Money, unit: Money) -> Money:
    """Go up to the next whole unit."""
    return Money(-(-amount.satang // unit.satang) * unit.satang)


def percent(rate: int) -> str:
    """Write a rate in millionths as people say it: 80000 is `8`, 32500 is `3.25`."""
    whole, rest = divmod(rate, PER_PERCENT)
    return f"{whole}.{rest:04}".rstrip("0") if rest else str(whole)
