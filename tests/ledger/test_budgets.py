"""Budgets by their rules: months add up to the year, and what goes over is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_book, a_line
from welfare_desk.i18n import spoken
from welfare_desk.ledger.budgets import Budget, BudgetAmount, Spread, over, problems_of_budget, spread
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import accounts


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    desk = a_book(tmp_path_factory.mktemp("book"))
    found = desk.ask(accounts.chart)
    desk.book.close()
    return found


def year(baht, account="5303", fund="welfare"):
    return BudgetAmount(account, fund, Money.baht(baht))


@given(st.integers(1, 10**9), st.lists(st.integers(-1000, 10**6), min_size=12, max_size=12))
def test_months_add_up_to_the_year(satang, before):
    amount, last_year = BudgetAmount("5303", "welfare", Money(satang)), [Money(each) for each in before]
    for how in Spread:
        parts = spread(amount, how, last_year)
        assert (len(parts), Money.sum(parts)) == (12, amount.year)


def test_months_are_equal_or_as_last_year_s_or_as_given():
    assert spread(year(12), Spread.LAST_YEAR) == (Money.baht(1),) * 12
    only_may = [ZERO] * 7 + [Money(5)] + [ZERO] * 4
    assert spread(year(12), Spread.LAST_YEAR, only_may)[7] == Money.baht(12)
    assert spread(year(12), Spread.EQUAL, only_may)[7] == Money.baht(1)
    given_months = BudgetAmount("5303", "welfare", Money(78), tuple(Money(each) for each in range(1, 13)))
    assert spread(given_months, Spread.EQUAL)[11] == Money(12)


def test_everything_that_is_wrong_is_named_at_once(chart):
    def codes(*amounts, name="งบ", resolution="1"):
        return [each.code for each in problems_of_budget(name, resolution, amounts, chart, {"welfare"})]

    assert codes(year(5)) == []
    assert codes(name=" ", resolution="") == ["budget.no_name", "budget.no_resolution", "budget.empty"]
    assert codes(year(5, "1101"), year(5, fund="x")) == ["budget.account", "entry.no_fund"]
    assert codes(year(5, "9999")) == ["budget.account"]
    assert codes(year(5), year(5)) == ["budget.twice"]
    assert codes(year(0)) == codes(year(-1)) == ["budget.amount"]
    assert codes(BudgetAmount("5303", "welfare", Money(3), (Money(3), ZERO))) == ["budget.amount"]


def test_a_budget_adds_up_months_and_names_its_places():
    lines = {("5303", "welfare", 1): Money(5), ("5303", "welfare", 2): Money(7), ("4101", "reserve", 1): Money(1)}
    budget = Budget(2026, "งบ", date(2025, 10, 1), "1", lines)
    assert budget.keys() == [("4101", "reserve"), ("5303", "welfare")]
    assert (budget.amount("5303", "welfare"), budget.amount("5303", "welfare", (2,))) == (Money(12), Money(7))


def test_only_budgeted_expenses_that_go_over_are_said(chart):
    lines = [a_line(each) for each in ("5303 welfare 10", "5304 welfare 90", "4101 welfare -100", "5303 reserve 90")]
    left = {("5303", "welfare"): Money.baht(7), ("4101", "welfare"): ZERO}
    with spoken("en"):
        assert [each.sentence() for each in over(lines, left, chart)] == [
            "5303 Documents and stationery goes 3.00 baht over the budget of the year."
        ]
    assert over(lines, left, chart, is_posted=True) == []
    assert over(lines, {("5303", "welfare"): Money(-1)}, chart, is_posted=True)[0].params["amount"] == Money(1)
    assert over([a_line("5303 welfare -5")], {("5303", "welfare"): Money(-9)}, chart) == []
