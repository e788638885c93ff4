"""A fiscal year has twelve months and a closing period; months open when posted to, and close in order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.periods import (
    Calendar,
    Period,
    PeriodStatus,
    may_be_closed,
    may_be_reopened,
    may_be_written,
    may_year_be_closed,
    may_year_be_locked,
    may_year_be_reopened,
    period_from_id,
)

OPEN, CLOSED, LOCKED = PeriodStatus.OPEN, PeriodStatus.CLOSED, PeriodStatus.LOCKED
CALENDAR = Calendar(date(2025, 10, 1), 10)
OCTOBER, NOVEMBER, DECEMBER, JANUARY = (Period(2026, number) for number in (1, 2, 3, 4))
LATER = date(2026, 3, 1)


def code(problem):
    return problem and problem.code


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2025, 9, 30), Period(2025, 12)),
        (date(2025, 10, 1), Period(2026, 1)),
        (date(2025, 12, 31), Period(2026, 3)),
        (date(2026, 1, 1), Period(2026, 4)),
        (date(2026, 9, 30), Period(2026, 12)),
        (date(2026, 10, 1), Period(2027, 1)),
    ],
)
def test_a_month_of_the_government_s_year(day, period):
    assert CALENDAR.period_of(day) == period


@pytest.mark.parametrize(("first_month", "period"), [(1, Period(2026, 2)), (2, Period(2027, 1)), (12, Period(2026, 3))])
def test_a_year_may_start_in_any_month(first_month, period):
    assert Calendar(date(2020, 1, 1), first_month).period_of(date(2026, 2, 28)) == period


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_every_day_lies_in_its_month(day, first_month):
    calendar = Calendar(date(2000, 1, 1), first_month)
    period = calendar.period_of(day)
    first, last = calendar.days_of(period)
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert first <= day <= last
    assert (first.year, first.month) == (day.year, day.month)
    assert calendar.year_start(period.fiscal_year) <= day <= calendar.year_end(period.fiscal_year)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_the_keys_of_periods_sort_by_time_and_are_read_back(day, first_month):
    calendar = Calendar(date(2000, 1, 1), first_month)
    period = calendar.period_of(day)
    following = calendar.period_of(calendar.days_of(period)[1] + timedelta(days=1))
    assert period.id < following.id
    assert period_from_id(period.id) == period
    assert calendar.month_before(following) == period or following == calendar.first_period()


def test_closing_entries_live_in_a_period_of_their_own_on_the_last_day():
    period = CALENDAR.period_of(date(2026, 9, 30), EntryKind.CLOSING)
    assert period == Period(2026, 13)
    assert CALENDAR.days_of(period) == (date(2026, 9, 30), date(2026, 9, 30))
    assert Period(2026, 12) < period < Period(2027, 1)


def test_the_opening_entry_lives_in_period_nought_on_the_book_s_first_day():
    midway = Calendar(date(2026, 1, 15), 10)
    period = midway.period_of(date(2026, 1, 15), EntryKind.OPENING)
    assert period == Period(2026, 0)
    assert midway.days_of(period) == (date(2026, 1, 15), date(2026, 1, 15))


def test_a_reversal_lives_in_the_month_of_its_day():
    assert CALENDAR.period_of(date(2026, 1, 5), EntryKind.REVERSAL) == JANUARY


def test_the_month_before_goes_over_the_turn_of_the_year_and_stops_at_the_book_s_first_month():
    assert CALENDAR.month_before(Period(2027, 1)) == Period(2026, 12)
    assert CALENDAR.month_before(NOVEMBER) == OCTOBER
    assert CALENDAR.month_before(OCTOBER) is None
    assert Calendar(date(2026, 1, 15), 10).month_before(JANUARY) is None


@pytest.mark.parametrize(
    ("day", "statuses", "expected"),
    [
        (date(2025, 9, 30), {}, "day.before_book"),
        (date(2025, 10, 1), {}, None),
        (date(2025, 10, 1), {OCTOBER: OPEN}, None),
        (date(2025, 10, 31), {OCTOBER: CLOSED}, "day.closed"),
        (date(2025, 10, 31), {OCTOBER: LOCKED}, "day.closed"),
        (date(2025, 11, 1), {OCTOBER: CLOSED}, None),
        (date(2025, 11, 1), {OCTOBER: CLOSED, NOVEMBER: OPEN, DECEMBER: OPEN}, None),
        (date(2025, 11, 1), {OCTOBER: CLOSED, DECEMBER: CLOSED}, "day.closed"),  # never opened, and a later is closed
    ],
)
def test_which_days_may_be_written(day, statuses, expected):
    assert code(may_be_written(day, EntryKind.NORMAL, CALENDAR, statuses)) == expected


def test_the_last_period_that_is_not_open_judges_alone():
    months = [Period(2026, number) for number in range(1, 13)]
    for shut in (months[:1], months[:5], months[3:4], months):
        all_of_them = {each: CLOSED if each in shut else OPEN for each in months}
        for day in (CALENDAR.days_of(each)[1] for each in months):
            alone = code(may_be_written(day, EntryKind.NORMAL, CALENDAR, {shut[-1]: CLOSED}))
            assert alone == code(may_be_written(day, EntryKind.NORMAL, CALENDAR, all_of_them))


def test_a_book_that_starts_in_mid_month_takes_nothing_from_before():
    midway = Calendar(date(2026, 1, 15), 10)
    assert code(may_be_written(date(2026, 1, 14), EntryKind.NORMAL, midway, {})) == "day.before_book"
    assert may_be_written(date(2026, 1, 15), EntryKind.NORMAL, midway, {}) is None


def test_the_opening_may_be_written_until_the_first_month_is_closed():
    first = CALENDAR.first_day
    assert may_be_written(first, EntryKind.OPENING, CALENDAR, {OCTOBER: OPEN, NOVEMBER: OPEN}) is None
    assert code(may_be_written(first, EntryKind.OPENING, CALENDAR, {OCTOBER: CLOSED})) == "day.closed"


def test_closing_entries_may_be_written_when_all_months_are_closed():
    months = {Period(2026, number): CLOSED for number in range(1, 13)}
    last = date(2026, 9, 30)
    assert may_be_written(last, EntryKind.CLOSING, CALENDAR, months) is None
    assert code(may_be_written(last, EntryKind.NORMAL, CALENDAR, months)) == "day.closed"
    assert code(may_be_written(last, EntryKind.CLOSING, CALENDAR, {**months, Period(2026, 13): CLOSED})) == "day.closed"


@pytest.mark.parametrize(
    ("period", "statuses", "today", "expected"),
    [
        (OCTOBER, {}, LATER, None),
        (OCTOBER, {OCTOBER: OPEN}, date(2025, 11, 1), None),
        (OCTOBER, {OCTOBER: OPEN}, date(2025, 10, 31), "month.not_over"),
        (OCTOBER, {OCTOBER: CLOSED}, LATER, "month.already_closed"),
        (OCTOBER, {OCTOBER: LOCKED}, LATER, "month.already_closed"),
        (Period(2025, 12), {}, LATER, "month.not_in_book"),
        (Period(2026, 0), {}, LATER, "month.not_in_book"),
        (Period(2026, 13), {}, date(2027, 1, 1), "month.not_in_book"),
        (NOVEMBER, {}, LATER, "month.out_of_order"),
        (NOVEMBER, {OCTOBER: OPEN}, LATER, "month.out_of_order"),
        (NOVEMBER, {OCTOBER: CLOSED}, LATER, None),
        (NOVEMBER, {OCTOBER: LOCKED}, LATER, None),
    ],
)
def test_which_months_may_be_closed(period, statuses, today, expected):
    assert code(may_be_closed(period, CALENDAR, statuses, today)) == expected


@pytest.mark.parametrize(
    ("period", "statuses", "expected"),
    [
        (OCTOBER, {}, "month.not_closed"),
        (OCTOBER, {OCTOBER: OPEN}, "month.not_closed"),
        (OCTOBER, {OCTOBER: CLOSED}, None),
        (OCTOBER, {OCTOBER: CLOSED, NOVEMBER: OPEN}, None),
        (OCTOBER, {OCTOBER: CLOSED, NOVEMBER: CLOSED}, "month.later_closed"),
        (NOVEMBER, {OCTOBER: CLOSED, NOVEMBER: CLOSED}, None),
        (OCTOBER, {OCTOBER: LOCKED}, "month.locked"),
    ],
)
def test_which_months_may_be_reopened(period, statuses, expected):
    assert code(may_be_reopened(period, CALENDAR, statuses)) == expected


LAST, CLOSING, FOLLOWING = Period(2026, 12), Period(2026, 13), Period(2027, 1)
MONTHS = {Period(2026, number): CLOSED for number in range(1, 13)}
YEAR = {**MONTHS, CLOSING: CLOSED}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (MONTHS, "month.year_open"),
        ({**MONTHS, CLOSING: OPEN}, "month.year_open"),
        (YEAR, None),
        ({**YEAR, CLOSING: LOCKED}, None),
        ({**MONTHS, LAST: OPEN}, "month.out_of_order"),
    ],
)
def test_a_year_is_closed_before_the_first_month_of_the_next(statuses, expected):
    assert code(may_be_closed(FOLLOWING, CALENDAR, statuses, date(2027, 1, 1))) == expected


def test_the_first_month_of_a_book_waits_for_no_year():
    october = Calendar(date(2025, 10, 15), 10)
    assert may_be_closed(OCTOBER, october, {}, LATER) is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({}, "year.month_open"),
        ({**MONTHS, LAST: OPEN}, "year.month_open"),
        (MONTHS, None),
        ({**MONTHS, CLOSING: OPEN, FOLLOWING: OPEN}, None),
        (YEAR, "year.already_closed"),
        ({**YEAR, CLOSING: LOCKED}, "year.already_closed"),
        ({**MONTHS, FOLLOWING: CLOSED}, "year.later_closed"),
    ],
)
def test_which_years_may_be_closed(statuses, expected):
    assert code(may_year_be_closed(2026, CALENDAR, statuses)) == expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (MONTHS, "year.not_closed"),
        (YEAR, None),
        ({**YEAR, FOLLOWING: OPEN}, None),
        ({**YEAR, FOLLOWING: CLOSED}, "year.later_closed"),
        ({**YEAR, CLOSING: LOCKED}, "year.locked"),
    ],
)
def test_which_years_may_be_reopened(statuses, expected):
    assert code(may_year_be_reopened(2026, CALENDAR, statuses)) == expected


@pytest.mark.parametrize(
    ("statuses", "day", "expected"),
    [
        (MONTHS, LATER, "year.open"),
        (YEAR, date(2026, 12, 1), None),
        (YEAR, date(2026, 10, 1), None),
        (YEAR, date(2026, 9, 30), "year.meeting_day"),
        (YEAR, date(2027, 1, 2), "year.meeting_day"),
        ({**YEAR, CLOSING: LOCKED}, date(2026, 12, 1), "year.already_locked"),
        ({**YEAR, Period(2025, 13): CLOSED}, date(2026, 12, 1), "year.lock_order"),
        ({**YEAR, Period(2025, 13): LOCKED}, date(2026, 12, 1), None),
    ],
)
def test_which_years_may_be_locked(statuses, day, expected):
    assert code(may_year_be_locked(2026, day, CALENDAR, statuses, date(2027, 1, 1))) == expected


def test_periods_have_names():
    with spoken("en"):
        assert CALENDAR.name_of(Period(2026, 0)) == "the opening balances"
        assert CALENDAR.name_of(OCTOBER) == "October 2568"
        assert CALENDAR.name_of(CLOSING) == "the year 2569"
        assert [each.text() for each in PeriodStatus] == ["open", "closed and signed", "locked"]


def test_the_sentences_name_the_month():
    with spoken("en"):
        refusal = may_be_reopened(OCTOBER, CALENDAR, {OCTOBER: CLOSED, NOVEMBER: CLOSED, DECEMBER: CLOSED})
        assert refusal.sentence() == "Reopen December 2568 first; months reopen from the last one back."
        refusal = may_be_closed(NOVEMBER, CALENDAR, {}, LATER)
        assert refusal.sentence() == "Close October 2568 first; months close in order."
        refusal = may_be_reopened(LAST, CALENDAR, YEAR)
        assert refusal.sentence() == "Reopen the year 2569 first; months reopen from the last one back."
        refusal = may_be_closed(FOLLOWING, CALENDAR, MONTHS, date(2027, 1, 1))
        assert refusal.sentence() == "Close the year 2569 first; then the first month of the next one."
