"""Shares: whole ones, never more than a fifth, and counted by months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.coop.shares import (
    ShareCapital,
    ShareMove,
    ShareRules,
    after_purchase,
    problem_of_part,
    problems_of_amount,
    share_months,
    shares_in,
    years_months,
)
from welfare_desk.dates import add_months, last_of_month
from welfare_desk.money import ZERO, Money

RULES = ShareRules()
YEAR = years_months(date(2026, 1, 1))


def move(day, baht):
    return ShareMove(date.fromisoformat(day), Money.baht(baht))


def months(*moves, counted_to=7):
    return share_months(moves, *YEAR, counted_to) / 100


def test_the_rules_are_settings_with_defaults_of_ours():
    assert (RULES.par, RULES.counted_to, RULES.problems()) == (Money.baht(10), 7, [])
    assert ShareRules.from_mapping({}) == RULES
    other = ShareRules(Money.baht(100), 15, 20)
    assert ShareRules.from_mapping(other.as_mapping()) == other
    codes = ["share.par", "share.counted_to", "share.fewest_holders"]
    assert [each.code for each in ShareRules(ZERO, 29, 4).problems()] == codes


def test_a_year_of_months_begins_on_any_first_day():
    assert years_months(date(2025, 10, 1)) == (date(2025, 10, 1), date(2026, 9, 30))


@pytest.mark.parametrize(("baht", "codes"), [("10", []), ("15", ["share.whole"]), ("0", ["share.whole"])])
def test_only_whole_shares_are_bought(baht, codes):
    assert [each.code for each in problems_of_amount(Money.baht(baht), RULES.par)] == codes


def test_shares_are_counted_whole():
    assert shares_in(Money.baht("109.99"), RULES.par) == 10


def test_nobody_holds_more_than_a_fifth_once_there_are_enough_holders():
    before = ShareCapital(Money.baht(800), 9)
    held, after = after_purchase(ZERO, Money.baht(200), before)
    assert (held, after) == (Money.baht(200), ShareCapital(Money.baht(1000), 10))
    assert problem_of_part("00001", held, after, RULES) is None
    held, after = after_purchase(held, Money.baht(10), after)
    assert after.holders == 10
    assert problem_of_part("00001", held, after, RULES).code == "share.fifth"
    assert problem_of_part("00001", held, ShareCapital(after.paid_up, 9), RULES) is None


def test_a_year_of_shares_counts_twelve_months():
    assert months(move("2024-05-20", 100)) == 1200


def test_what_is_paid_in_by_the_seventh_counts_for_its_month():
    assert months(move("2026-03-07", 100)) == 1000
    assert months(move("2026-03-08", 100)) == 900
    assert months(move("2026-03-08", 100), counted_to=28) == 1000
    assert months(move("2026-03-31", 100), counted_to=28) == 1000
    assert months(move("2026-03-01", 100), counted_to=0) == 900


def test_who_leaves_in_a_month_has_none_for_it():
    assert months(move("2025-01-01", 100), move("2026-03-20", -100)) == 200
    assert months(move("2025-01-01", 100), move("2026-03-05", -100)) == 200
    assert months(move("2026-03-08", 100), move("2026-03-20", -100)) == 0


@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(1, 500)), max_size=20),
    st.integers(0, 28),
)
def test_share_months_never_pass_what_was_paid_in(days, counted_to):
    moves = [ShareMove(date(2025, 6, 1) + timedelta(days=at), Money(part * 1000)) for at, part in days]
    counted = share_months(moves, *YEAR, counted_to)
    by_hand = 0
    for at in range(12):
        month = add_months(YEAR[0], at)
        to = last_of_month(month) if counted_to == 28 else month + timedelta(days=counted_to - 1)
        by_hand += sum(each.amount.satang for each in moves if each.day <= to)
    assert counted == by_hand
