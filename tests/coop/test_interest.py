"""Interest over days, by each convention."""

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.interest import DayCount, interest, percent, rounded_up, year_part
from welfare_desk.money import Money

A_MILLION = Money.baht(1_000_000)


def test_the_published_figure():
    found = interest(Money.baht(30_000_000), 32_500, date(2026, 1, 1), date(2026, 1, 30), DayCount.ACTUAL_365)
    assert found == Money.baht("77465.75")


@pytest.mark.parametrize(
    ("count", "first", "last", "baht"),
    [
        (DayCount.ACTUAL_365, date(2028, 1, 1), date(2029, 1, 1), "80219.18"),  # 366 days
        (DayCount.ACTUAL_360, date(2027, 1, 1), date(2028, 1, 1), "81111.11"),
        (DayCount.ACTUAL_366, date(2027, 1, 1), date(2028, 1, 1), "79781.42"),
        (DayCount.ACTUAL_ACTUAL, date(2028, 1, 1), date(2029, 1, 1), "80000.00"),
        (DayCount.ACTUAL_ACTUAL, date(2027, 7, 1), date(2028, 7, 1), "80110.19"),  # 184/365 + 182/366
        (DayCount.ACTUAL_ACTUAL, date(2027, 3, 1), date(2027, 3, 31), "6575.34"),
        (DayCount.THIRTY_360, date(2026, 1, 31), date(2026, 2, 28), "6222.22"),  # 28 days
        (DayCount.THIRTY_360, date(2026, 1, 15), date(2026, 12, 15), "73333.33"),
    ],
)
def test_a_year_by_each_convention(count, first, last, baht):
    assert interest(A_MILLION, 80_000, first, last, count) == Money.baht(baht)


DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@given(first=DAYS, days=st.integers(0, 20_000))
def test_actual_actual_is_the_sum_of_single_days(first, days):
    last = first + timedelta(days=days)
    over, under = year_part(first, last, DayCount.ACTUAL_ACTUAL)
    one = Fraction(0)
    day = first
    while day < last:
        year_end = min(last, date(day.year + 1, 1, 1))
        one += Fraction((year_end - day).days, 366 if calendar.isleap(day.year) else 365)
        day = year_end
    assert Fraction(over, under) == one


@given(satang=st.integers(0, 10**12), rate=st.integers(0, 10**6), days=st.integers(0, 400))
def test_the_half_satang_goes_up(satang, rate, days):
    first = date(2026, 1, 1)
    exact = Decimal(satang * rate * days) / Decimal(365 * 10**6)
    found = interest(Money(satang), rate, first, first + timedelta(days=days), DayCount.ACTUAL_365)
    assert found.satang == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_a_unit_is_reached_from_below():
    assert rounded_up(Money(101), Money(100)) == Money(200)
    assert rounded_up(Money(200), Money(100)) == Money(200)


def test_a_rate_is_written_as_people_say_it():
    assert [percent(each) for each in (80_000, 32_500, 0, 1, 67_500)] == ["8", "3.25", "0", "0.0001", "6.75"]
