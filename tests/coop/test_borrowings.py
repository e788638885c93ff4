"""Borrowings of a cooperative: interest by the day, instalments that fall due, a subsidy earned as money is drawn."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.borrowings import (
    CODI_RATE,
    BorrowingTerms,
    ChargedOn,
    Lender,
    instalments,
    interest_to,
    still_due,
    subsidy_to,
    terms_as_mapping,
    terms_from_mapping,
)
from welfare_desk.errors import RuleError
from welfare_desk.money import ZERO, Money

OPENED = date(2026, 1, 1)
TERMS = BorrowingTerms(Lender.CODI, "พอช.", Money.baht(1_200_000), CODI_RATE, date(2026, 2, 1), 12)


def baht(text):
    return Money.baht(text)


def test_interest_is_one_per_cent_of_what_is_owed_by_the_day():
    draws = [(OPENED, baht(600_000)), (date(2026, 3, 1), baht(600_000)), (date(2026, 4, 1), -baht(200_000))]
    # 59 days on 600,000, 31 on 1,200,000, 30 on 1,000,000
    assert interest_to(TERMS, draws, OPENED, date(2026, 3, 1)) == baht("969.86")
    assert interest_to(TERMS, draws, OPENED, date(2026, 5, 1)) == baht("969.86") + baht("1019.18") + baht("821.92")
    assert interest_to(TERMS, draws, OPENED, OPENED) == ZERO
    assert interest_to(TERMS, [], OPENED, date(2026, 5, 1)) == ZERO


def test_the_published_figure_comes_out():
    terms = replace(TERMS, rate=32_500)
    assert interest_to(terms, [(OPENED, baht(30_000_000))], OPENED, date(2026, 1, 30)) == baht("77465.75")


def test_interest_may_be_charged_on_the_limit_from_the_first_draw_to_the_last_repayment():
    terms = replace(TERMS, charged_on=ChargedOn.LIMIT)
    changes = [(date(2026, 3, 1), baht(100)), (date(2026, 3, 31), -baht(100))]
    assert interest_to(terms, changes, OPENED, date(2026, 3, 1)) == ZERO
    assert interest_to(terms, changes, OPENED, date(2026, 12, 1)) == baht("986.30")


def test_a_year_of_360_days_costs_more():
    draws = [(OPENED, baht(1_200_000))]
    assert interest_to(replace(TERMS, days_in_year=360), draws, OPENED, date(2026, 1, 31)) == baht("1000.00")


def test_the_limit_falls_due_in_equal_parts_and_the_last_day_ends_the_contract():
    found = instalments(replace(TERMS, limit=baht(100), count=3, every=6))
    assert [(each.number, each.due, each.principal) for each in found] == [
        (1, date(2026, 2, 1), baht("33.34")),
        (2, date(2026, 8, 1), baht("33.33")),
        (3, date(2027, 2, 1), baht("33.33")),
    ]
    assert TERMS.end == date(2027, 1, 1)
    assert replace(TERMS, count=1).end == TERMS.first_due


def test_what_was_repaid_meets_the_earliest_and_what_was_not_drawn_is_not_owed():
    owed = still_due(replace(TERMS, limit=baht(400), count=4), drawn=baht(250), repaid=baht(120))
    assert [each.open for each in owed] == [ZERO, baht(80), baht(50), ZERO]
    assert [each.is_late(date(2026, 3, 2)) for each in owed] == [False, True, False, False]
    assert not owed[1].is_late(date(2026, 3, 1))


def test_a_subsidy_is_earned_as_money_is_drawn_over_the_days_that_are_left():
    terms = replace(TERMS, subsidy=baht(3_650), first_due=date(2027, 1, 1), count=1)
    whole = [(OPENED, baht(1_200_000))]
    assert subsidy_to(terms, whole, OPENED) == ZERO
    assert subsidy_to(terms, whole, date(2026, 1, 31)) == baht(300)
    assert subsidy_to(terms, whole, date(2028, 1, 1)) == baht(3_650)
    half = [(OPENED, baht(600_000))]
    assert subsidy_to(terms, half, date(2028, 1, 1)) == baht(1_825)
    late = [*half, (date(2027, 1, 1), baht(600_000))]
    assert subsidy_to(terms, late, date(2027, 1, 1)) == baht(1_825)
    assert subsidy_to(terms, late, date(2027, 1, 2)) == baht(3_650)
    assert subsidy_to(terms, late, date(2025, 1, 1)) == ZERO


days = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(st.lists(st.tuples(days, st.integers(1, 10**8).map(Money)), max_size=8), days, days)
def test_a_subsidy_only_grows_and_never_above_what_it_is(draws, one, other):
    drawn = Money.sum(amount for _day, amount in draws)
    terms = replace(TERMS, subsidy=baht(50_000), limit=max(drawn, Money(1)), first_due=date(2029, 1, 1))
    first, last = min(one, other), max(one, other)
    assert ZERO <= subsidy_to(terms, draws, first) <= subsidy_to(terms, draws, last) <= terms.subsidy
    end = subsidy_to(terms, draws, date(2040, 1, 1))
    assert end == (terms.subsidy if draws else ZERO)


@given(st.integers(1, 10**12).map(Money), st.integers(1, 360), st.integers(0, 10**12), st.integers(0, 10**12))
def test_what_is_open_is_what_was_drawn_and_not_repaid(limit, count, drawn, repaid):
    drawn = min(drawn, limit.satang)
    repaid = min(repaid, drawn)
    owed = still_due(replace(TERMS, limit=limit, count=count), Money(drawn), Money(repaid))
    assert Money.sum(each.open for each in owed) == Money(drawn - repaid)
    assert Money.sum(each.principal for each in instalments(replace(TERMS, limit=limit, count=count))) == limit


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"limit": ZERO}, "limit"),
        ({"rate": -1}, "rate"),
        ({"count": 0}, "count"),
        ({"every": 0}, "count"),
        ({"days_in_year": 364}, "days_in_year"),
        ({"first_due": OPENED}, "first_due"),
        ({"subsidy": -baht(1)}, "subsidy"),
    ],
)
def test_a_contract_that_cannot_be_says_where(changes, field):
    assert TERMS.problems(OPENED) == []
    assert [each.field for each in replace(TERMS, **changes).problems(OPENED)] == [field]


def test_terms_are_kept_as_plain_values():
    terms = replace(TERMS, charged_on=ChargedOn.LIMIT, subsidy=baht(5), is_short=True)
    assert terms_from_mapping(terms_as_mapping(terms)) == terms
    with pytest.raises(RuleError) as refused:
        terms_from_mapping({"lender": "nobody"})
    assert [each.code for each in refused.value.problems] == ["borrowing.unreadable"]
