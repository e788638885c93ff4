"""Benefits by age: by benefit, and by fiscal year."""

from welfare_desk.money import Money
from welfare_desk.reports.chart import Bars, Months
from welfare_desk.reports.model import Link

YEARS = {"from_": "2024-10", "to": "2026-05"}


def test_age_on_the_day_of_the_event(helped):
    report = helped("benefits-by-age", **YEARS)
    rows = {row.cells[0]: row.cells for row in report.rows}
    at = [column.key for column in report.columns]
    elders = dict(zip(at, rows["Elderly people"], strict=True))
    assert (elders["age_60"], elders["age_70"], elders["people"], elders["cases"]) == (
        Money.baht(200), Money.baht(200), 1, 2,
    )  # fmt: skip
    sick = dict(zip(at, rows["Sickness / hospital stay"], strict=True))
    assert (sick["age_unknown"], sick["baht"]) == (Money.baht(1_200), Money.baht(1_200))
    assert dict(zip(at, rows["Total"], strict=True))["baht"] == Money.baht(6_200)
    assert isinstance(report.charts[0], Months)


def test_one_benefit_year_by_year(helped):
    report = helped("benefits-by-age", by="year", line="3", show="cases", **YEARS)
    assert [row.cells for row in report.rows] == [
        ("2568", None, None, None, 1, None, None, 1, 1, Money.baht(200)),
        ("2569", None, None, None, None, 1, None, 1, 1, Money.baht(200)),
        ("Total", None, None, None, 1, 1, None, 2, 2, Money.baht(400)),
    ]
    assert report.rows[0].opens == Link("benefits-by-age", (("from", "2024-10"), ("to", "2025-09"), ("line", "3")))
    assert "Elderly people" in report.subtitle
    assert "age_unknown" not in [column.key for column in report.columns]


def test_lines_of_the_funds_own_and_a_single_year(helped):
    report = helped("benefits-by-age", line="free", from_="2024-10", to="2024-12")
    assert [row.cells[0] for row in report.rows] == ["RICE", "Total"]
    assert isinstance(report.charts[0], Bars)
    assert helped("benefits-by-age", line="4", **YEARS).charts == ()
