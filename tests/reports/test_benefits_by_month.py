"""Benefits by kind and month: baht, people or cases; the community's apart; totals of what is shown."""

import pytest

from welfare_desk.errors import RuleError
from welfare_desk.money import Money
from welfare_desk.reports.model import Link, Role

MONTHS = {"from_": "2025-10", "to": "2026-05"}


def by_name(report):
    return {row.cells[1]: row for row in report.rows}


def test_lines_months_and_totals(helped):
    report = helped("benefits-by-month", **MONTHS)
    rows = by_name(report)
    assert [row.cells[1] for row in report.rows] == [
        "Benefits of members", "Sickness / hospital stay", "Elderly people", "Education", "All benefits of members",
        "Help for the community", "Public-benefit activities", "All help for the community", "Total",
    ]  # fmt: skip
    sick = rows["Sickness / hospital stay"].cells
    assert (sick[0], sick[3], sick[9], sick[10:]) == (2, Money.baht(400), Money.baht(800), (1, 3, Money.baht(1_200)))
    assert rows["All benefits of members"].cells[10:] == (3, 5, Money.baht(1_900))
    assert rows["Total"].cells[10:] == (3, 6, Money.baht(5_900))
    assert report.facts == (("Different people in all", 3),)
    assert rows["Sickness / hospital stay"].opens == Link(
        "benefits-by-age", (("from", "2025-10"), ("to", "2026-05"), ("line", "2"))
    )


@pytest.mark.parametrize(("show", "month", "whole"), [("people", 1, 2), ("cases", 2, 3)])
def test_people_and_cases_of_a_month(helped, show, month, whole):
    rows = by_name(helped("benefits-by-month", show=show, **MONTHS))
    assert rows["Sickness / hospital stay"].cells[9] == month
    assert rows["Total"].cells[9] == whole
    assert rows["Total"].cells[2] is None


def test_a_benefit_of_before_the_book_that_no_regulation_knows_stands_under_its_code(helped):
    rows = by_name(helped("benefits-by-month", from_="2024-12", to="2024-12"))
    assert rows["RICE"].cells[-1] == Money.baht(100)
    assert rows["RICE"].opens is None


def test_the_chart_draws_the_largest_first(helped):
    [chart] = helped("benefits-by-month", **MONTHS).charts
    assert [name for name, _amounts in chart.rows] == [
        "Public-benefit activities", "Sickness / hospital stay", "Education", "Elderly people",
    ]  # fmt: skip
    assert chart.labels[0] == "Oct"


def test_more_than_a_year_is_refused_and_nothing_paid_is_said(helped):
    with pytest.raises(RuleError):
        helped("benefits-by-month", from_="2024-01", to="2025-01")
    empty = helped("benefits-by-month", from_="2020-01", to="2020-02")
    assert (empty.rows, empty.charts, empty.facts) == ((), (), ())
    assert empty.nothing == "No benefit was paid in these months."


def test_only_the_last_row_is_the_total(helped):
    assert [row.role for row in helped("benefits-by-month", **MONTHS).rows].count(Role.TOTAL) == 1
