from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.i18n import spoken
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.plans import (
    DAILY,
    MONTHLY,
    READY_PLANS,
    YEARLY,
    Period,
    Plan,
    Span,
    Terms,
    year_from,
    year_price,
)

OCTOBER_2568 = date(2025, 10, 1)


def months(plan, day=OCTOBER_2568, **terms):
    return year_from(day, Terms(plan, **terms)).months


def prices(plan, day=OCTOBER_2568, **terms):
    return [
        tuple(price.satang // 100 for price in (month.least, month.standard, month.most))
        for month in months(plan, day, **terms)
    ]


def a_plan(**changes):
    return Plan(
        **{"code": "own", "name_th": "ราย 3 เดือน", "name_en": "", "period": Period.OTHER, "amount": Money.baht(100)}
        | changes
    )


def test_a_month_of_the_daily_plan_is_met_by_thirty_or_by_its_days():
    october, november, _, _, february, *_ = prices(DAILY)
    assert october == (30, 31, 31)
    assert november == (30, 30, 30)
    assert february == (28, 28, 30)


def test_a_month_entered_late_costs_only_its_days():
    assert prices(DAILY, date(2026, 3, 15))[0] == (17, 17, 17)
    assert prices(DAILY, date(2026, 3, 2))[0] == (30, 30, 30)
    assert prices(MONTHLY, date(2026, 4, 16))[0] == (15, 15, 15)


def test_a_membership_that_ends_owes_nothing_after_its_last_day():
    found = months(DAILY, date(2026, 3, 1), ends=date(2026, 4, 10))
    assert [month.last for month in found] == [date(2026, 3, 31), date(2026, 4, 10)]
    assert found[-1].least == Money.baht(10)
    assert months(DAILY, date(2026, 3, 1), ends=date(2026, 2, 10)) == ()


def test_exempt_days_cost_nothing():
    exempt = (Span(date(2025, 10, 1), date(2025, 11, 15)),)
    assert prices(DAILY, exempt=exempt)[:2] == [(0, 0, 0), (15, 15, 15)]
    assert prices(MONTHLY, exempt=exempt)[:2] == [(0, 0, 0), (15, 15, 15)]


@pytest.mark.parametrize(
    ("terms", "day", "whole"),
    [
        (Terms(DAILY), OCTOBER_2568, True),
        (Terms(DAILY, first_month=1), date(2026, 1, 1), True),
        (Terms(DAILY), date(2025, 10, 2), False),
        (Terms(DAILY), date(2025, 11, 1), False),
        (Terms(DAILY, ends=date(2026, 9, 29)), OCTOBER_2568, False),
        (Terms(DAILY, exempt=(Span(date(2026, 2, 1), date(2026, 2, 1)),)), OCTOBER_2568, False),
    ],
)
def test_a_year_is_whole_when_no_day_of_it_is_left_out(terms, day, whole):
    assert year_from(day, terms).whole is whole


def test_the_parts_of_a_yearly_amount_add_up():
    assert Money.sum(month.least for month in months(YEARLY)) == Money.baht(365)
    assert Money.sum(month.least for month in months(YEARLY, date(2023, 10, 1))) == Money.baht(365)
    assert prices(YEARLY)[0] == (31, 31, 31)


@given(count=st.sampled_from([1, 2, 3, 4, 6, 12]), satang=st.integers(1, 10**7), first_month=st.integers(1, 12))
@settings(max_examples=50)
def test_the_parts_of_any_period_add_up(count, satang, first_month):
    plan = a_plan(amount=Money(satang), months=count)
    year = year_from(date(2025, first_month, 1), Terms(plan, first_month))
    assert Money.sum(month.least for month in year.months[:count]) == plan.amount
    assert Money.sum(month.least for month in year.months) == plan.amount * (12 // count)


def test_the_ready_plans_are_in_order():
    assert [plan.problems() for plan in READY_PLANS] == [[], [], []]
    assert [(plan.period.value, plan.amount.text()) for plan in READY_PLANS] == [
        ("day", "1.00"),
        ("month", "30.00"),
        ("year", "365.00"),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name_th": " "}, "plan.no_name"),
        ({"amount": ZERO}, "plan.no_amount"),
        ({"entrance_fee": Money(-1)}, "plan.fee_below_zero"),
        ({"passbook_fee": Money(-1)}, "plan.fee_below_zero"),
        ({"months": 5}, "plan.period"),
        ({"months": 0}, "plan.period"),
        ({"months": 24}, "plan.period"),
    ],
)
def test_a_plan_that_cannot_be_used_says_why(changes, code):
    assert [each.code for each in a_plan(**changes).problems()] == [code]


def test_a_plan_without_an_english_name_keeps_its_thai_one():
    with spoken("en"):
        assert a_plan().name == "ราย 3 เดือน"
        assert DAILY.name == "1 baht a day"


def test_a_whole_year_of_a_plan():
    quarterly = Plan("own", "รายไตรมาส", "", Period.OTHER, Money.baht(90), months=3)
    prices = [year_price(plan) for plan in (DAILY, MONTHLY, YEARLY, quarterly)]
    assert prices == [Money.baht(365), Money.baht(360), Money.baht(365), Money.baht(360)]
