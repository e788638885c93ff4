"""The fund at a glance: each figure is that of its own report."""

from welfare_desk.money import Money
from welfare_desk.reports.model import Link


def test_the_few_figures(helped):
    rows = {row.cells[0]: row for row in helped("fund").rows}
    assert rows["Members"].cells[1] == 2
    assert rows["Money in this fiscal year"].cells[2] == Money.baht(50_730)
    assert rows["– Members"].cells[2:] == (Money.baht(730), "1 %")
    assert rows["Benefits paid this fiscal year"].cells[1:] == (6, Money.baht(5_900), "3 different people")
    waiting = rows["Claims that wait"].cells
    assert waiting[1:] == (2, Money.baht(500), "Before the committee 1 · To be paid 1")
    assert rows["Administration, of all spending"].cells[1] == "0.00 %"
    assert rows["Claims that wait"].opens == Link("claims")


def test_money_left_is_that_of_money_by_source(helped):
    rows = {row.cells[0]: row.cells for row in helped("fund").rows}
    facts = dict(helped("money-by-source").facts)
    assert rows["Money left"][2] == facts["Left now"] == Money.baht(50_730 - 1_800)


def test_two_pictures(helped):
    assert [chart.title for chart in helped("fund").charts] == ["Money by source", "Benefits by kind"]
