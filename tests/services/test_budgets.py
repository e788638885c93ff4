"""A budget in the book: adopted, replaced by a later one, and held against what happened."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_book, an_entry
from tests.services.small_fund import refused
from welfare_desk.i18n import spoken
from welfare_desk.ledger.budgets import Budget, BudgetAmount, Spread
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.budget import budget_left, budget_sheet, budget_years
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.budgets import adopt_budget, over_budget
from welfare_desk.services.entries import post_entry
from welfare_desk.storage import budgets

TODAY = date(2026, 1, 15)
PLAN = Budget(2026, " งบปี 2569 ", date(2025, 10, 1), "มติ 9/2568", {})


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    post_entry(desk, an_entry("1101 welfare 5,000", "4302 welfare -5,000", day="2025-10-05"))
    yield desk
    desk.book.close()


def spend(desk, baht, day):
    entry = an_entry(f"5303 welfare {baht}", f"1101 welfare -{baht}", day=day, series=Series.PAYMENT)
    post_entry(desk, entry)
    return entry


def year(baht, account="5303"):
    return BudgetAmount(account, "welfare", Money.baht(baht))


def test_a_later_budget_takes_the_place_of_the_one_before(desk):
    kept = adopt_budget(desk, PLAN, [year(1200), year(6000, "4302")])
    assert (kept.name, kept.amount("5303", "welfare", (1,))) == ("งบปี 2569", Money.baht(100))
    adopt_budget(desk, replace(PLAN, name="งบปรับ"), [year(600)])
    standing = desk.ask(lambda tx: budgets.in_force(tx, 2026))
    assert (standing.name, standing.keys()) == ("งบปรับ", [("5303", "welfare")])
    assert desk.ask(lambda tx: budget_sheet(tx, 2026)).versions == 2
    assert desk.ask(lambda tx: budgets.in_force(tx, 2027)) is None
    assert desk.ask(lambda tx: budget_years(tx, TODAY)) == [(2026, "2569"), (2027, "2570")]


def test_what_is_wrong_is_refused(desk):
    later = replace(PLAN, day=date(2026, 2, 1), year=2050)
    assert refused(adopt_budget, desk, later, [year(1)]) == ["match.future", "budget.year"]


def test_months_follow_last_year(desk):
    spend(desk, 30, "2025-10-06")
    spend(desk, 90, "2025-12-06")
    kept = adopt_budget(desk, replace(PLAN, year=2027), [year(400)], Spread.LAST_YEAR)
    assert [kept.amount("5303", "welfare", (month,)).plain() for month in (1, 2, 3)] == ["100.00", "0.00", "300.00"]


def test_what_goes_over_the_year_is_said_and_posted_all_the_same(desk):
    assert over_budget_of(desk, spend(desk, 50, "2025-10-06")) == []
    adopt_budget(desk, PLAN, [year(120)])
    assert desk.ask(lambda tx: budget_left(tx, TODAY)).left == {("5303", "welfare"): Money.baht(70)}
    assert over_budget_of(desk, spend(desk, 70, "2025-11-06")) == []
    assert over_budget_of(desk, spend(desk, "0.25", "2026-01-06")) == [
        "5303 Documents and stationery goes 0.25 baht over the budget of the year."
    ]


def over_budget_of(desk, entry):
    return [each.sentence() for each in desk.ask(lambda tx: over_budget(tx, entry))]


def test_the_report_holds_the_budget_against_the_books(desk):
    adopt_budget(desk, PLAN, [year(1200), year(12_000, "4302"), year(240, "5304")])
    spend(desk, 350, "2025-11-06")

    def rows(**given):
        found = desk.ask(lambda tx: make_report(tx, "budget", given, TODAY))
        return {row.cells[0]: row.cells[3:] for row in found.rows if row.cells[0]}

    def figures(baht, made, more, percent):
        return (Money.baht(baht), Money.baht(made), Money.baht(more), percent)

    assert rows()["5303"] == figures(400, 350, -50, 88)
    assert rows(show="year")["4302"] == figures(12_000, 5_000, -7_000, 42)
    assert rows(month="2025-11-01", show="month")["5303"] == figures(100, 350, 250, 350)
    assert rows(fund="reserve") == {}
    said = desk.ask(lambda tx: make_report(tx, "budget", {}, TODAY)).notes
    assert said == ("งบปี 2569, adopted on 1 October 2568 by resolution มติ 9/2568",)


def test_without_a_budget_the_books_stand_alone(desk):
    found = desk.ask(lambda tx: make_report(tx, "budget", {}, TODAY))
    assert found.notes == ("No budget is adopted for this year.",)
    assert found.rows[1].cells[-1] is None
