"""Days are Gregorian inside and of the Buddhist era at the edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk import dates
from welfare_desk.i18n import spoken

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("language", "short", "long", "month"),
    [
        ("th", "5 ม.ค. 2569", "5 มกราคม 2569", "มกราคม 2569"),
        ("en", "5 Jan 2569", "5 January 2569", "January 2569"),
    ],
)
def test_a_day_is_written_in_the_buddhist_era(language, short, long, month):
    day = date(2026, 1, 5)
    with spoken(language):
        assert (dates.short_day(day), dates.long_day(day), dates.month_and_year(day)) == (short, long, month)
        assert dates.numeric_day(day) == "5/1/2569"


def test_twelve_months_have_twelve_names():
    for language in ("th", "en"):
        with spoken(language):
            assert len({dates.month_name(month) for month in range(1, 13)}) == 12
            assert len({dates.short_month_name(month) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("BE2569-01-05", date(2026, 1, 5)),
        (" BE2567-02-29 ", date(2024, 2, 29)),  # a leap day though 2567 is no leap year by itself
    ],
)
def test_a_machine_day_is_read(written, day):
    assert dates.read_machine_day(written) == day


@pytest.mark.parametrize("written", ["", "5/1/2569", "2026-1-5", "be2569-01-05", "2026-13-01", "BE2566-02-29"])
def test_what_is_no_machine_day_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        dates.read_machine_day(written)


def test_a_month_has_its_first_and_its_last_day():
    assert dates.first_of_month(date(2024, 2, 15)) == date(2024, 2, 1)
    assert dates.last_of_month(date(2024, 2, 15)) == date(2024, 2, 29)
    assert dates.last_of_month(date(2026, 12, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "count", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_are_added(day, count, there):
    assert dates.add_months(day, count) == there


@pytest.mark.parametrize(
    ("start", "day", "years"),
    [
        (date(2024, 5, 10), date(2025, 5, 9), 0),
        (date(2024, 5, 10), date(2025, 5, 10), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
    ],
)
def test_years_are_counted_by_anniversaries(start, day, years):
    assert dates.full_years(start, day) == years


@pytest.mark.parametrize(
    ("day", "first_month", "year"),
    [
        (date(2025, 9, 30), 10, 2025),
        (date(2025, 10, 1), 10, 2026),
        (date(2025, 12, 31), 1, 2025),
        (date(2026, 1, 1), 1, 2026),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(day, first_month, year):
    assert dates.fiscal_year(day, first_month) == year


@given(days, st.integers(1, 12))
def test_every_day_lies_in_its_fiscal_year_and_years_follow_without_gap(day, first_month):
    year = dates.fiscal_year(day, first_month)
    first, last = dates.fiscal_year_start(year, first_month), dates.fiscal_year_end(year, first_month)
    assert first <= day <= last
    assert dates.fiscal_year_start(year + 1, first_month) == last + timedelta(days=1)


@given(days)
def test_a_buddhist_year_is_five_hundred_and_forty_three_more(day):
    assert dates.be_year(day) == day.year + 543
    assert dates.read_machine_day(f"BE{dates.be_year(day)}-{day.month:02}-{day.day:02}") == day


@pytest.mark.parametrize(
    ("first", "last", "by", "expected"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), -1, (date(2025, 12, 1), date(2025, 12, 31))),
        (date(2026, 3, 1), date(2026, 3, 31), -1, (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2025, 10, 1), date(2026, 9, 30), 1, (date(2026, 10, 1), date(2027, 9, 30))),
        (date(2026, 1, 10), date(2026, 1, 16), -1, (date(2026, 1, 3), date(2026, 1, 9))),
    ],
)
def test_periods_before_and_after_have_the_same_length(first, last, by, expected):
    assert dates.shifted_days(first, last, by) == expected


def test_the_months_that_days_touch():
    assert dates.months_between(date(2025, 11, 30), date(2026, 1, 1)) == [
        date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1),
    ]  # fmt: skip
    assert dates.months_between(date(2026, 1, 5), date(2026, 1, 5)) == [date(2026, 1, 1)]


def test_a_moment_is_said_as_a_clock_in_thailand_shows_it():
    with spoken("th"):
        assert dates.moment("2026-01-05T20:04:05.250+00:00") == "6 ม.ค. 2569 03:04:05"
    assert (
        dates.start_of_day(date(2026, 1, 6)) <= "2026-01-05T17:00:00.000+00:00" < dates.start_of_day(date(2026, 1, 7))
    )
    assert dates.start_of_day(date(2026, 1, 6)) > "2026-01-05T16:59:59.999+00:00"
