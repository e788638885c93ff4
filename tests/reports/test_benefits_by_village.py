"""Benefits by village: people, cases and baht, and what for."""

from welfare_desk.money import Money
from welfare_desk.reports.model import Link


def test_villages_with_what_was_paid_for_what(helped):
    report = helped("benefits-by-village", from_="2025-10", to="2026-05")
    assert [column.key for column in report.columns[5:]] == ["line_2", "line_3", "line_8", "community_12"]
    first, second, nowhere, total = report.rows
    assert first.cells[:5] == ("Village 1", None, 2, 4, Money.baht(1_700))
    assert first.cells[5:] == (Money.baht(1_200), None, Money.baht(500), None)
    assert first.opens == Link("member-list", (("village", "1"),))
    assert second.cells[:5] == ("Village 2", 1, 1, 1, Money.baht(200))
    assert (nowhere.cells[0], nowhere.cells[4], nowhere.opens) == ("No village", Money.baht(4_000), None)
    assert total.cells[2:5] == (3, 6, Money.baht(5_900))
    assert report.charts[0].rows[0] == ("No village", Money.baht(4_000))


def test_a_line_of_the_funds_own_has_a_column_of_its_own(helped):
    report = helped("benefits-by-village", from_="2024-12", to="2024-12")
    assert [column.key for column in report.columns[5:]] == ["line_3", "own_RICE"]
    assert helped("benefits-by-village", from_="2020-01", to="2020-01").rows == ()
