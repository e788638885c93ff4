"""Money by source: the years that were asked for, what a book opened with, all since the founding, and what is left."""

from datetime import date

import pytest

from tests.builders import an_entry
from tests.reports.books import FIRST, a_small_book, post
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.model import Role
from welfare_desk.reports.money_by_source import by_source, fund, shares
from welfare_desk.storage import figures

TODAY = date(2026, 1, 31)


@pytest.fixture
def desk(tmp_path):
    desk = a_small_book(tmp_path)
    yield desk
    desk.book.close()


def report_of(desk, **given):
    with spoken("en"):
        params = {key.strip("_"): value for key, value in given.items()}
        return desk.ask(lambda tx: make_report(tx, "money-by-source", params, TODAY))


def whole(desk):
    return desk.ask(lambda tx: fund(tx, TODAY))


def net_assets(desk):
    """What the balance sheet says is left: assets less liabilities, whatever the sources."""
    stand = desk.ask(figures.balances)
    return Money(sum(satang for code, satang in stand.items() if code[0] in "12"))


def test_what_came_less_what_was_used_is_what_is_left(desk):
    found = whole(desk)
    assert (found.gathered, found.used, found.corrected) == (Money.baht("64302.50"), Money.baht("2045.25"), ZERO)
    assert found.left == Money.baht("62257.25") == net_assets(desk)


def test_sources_with_what_the_book_opened_with(desk):
    assert by_source(whole(desk)) == [
        ("3101", Money.baht(50_800)),
        ("3102", ZERO),
        ("3103", ZERO),
        ("3104", ZERO),
        ("32", Money.baht("13502.50")),
    ]
    assert by_source(whole(desk), [2026])[0] == ("3101", Money.baht(800))


def test_money_that_the_fund_paid_for_members_is_neither_come_nor_used(desk):
    post(desk, [an_entry("5106 welfare 90.00", "4105 welfare -90.00", day="2026-01-20", series=Series.GENERAL)])
    found = whole(desk)
    assert (found.gathered, found.used) == (Money.baht("64302.50"), Money.baht("2045.25"))
    assert found.left == net_assets(desk)


def test_uses_of_before_the_book_and_corrections_of_earlier_years_agree_with_the_balance_sheet(desk):
    opened = ("3301 welfare 900.00", "3102 welfare -900.00")
    post(
        desk,
        [
            an_entry(*opened, day=FIRST, series=Series.OPENING, kind=EntryKind.OPENING),
            an_entry("1101 welfare 25.00", "3401 welfare -25.00", day="2026-01-20"),
        ],
    )
    found = whole(desk)
    assert (found.gathered, found.used, found.corrected) == (
        Money.baht("65202.50"), Money.baht("2945.25"), Money.baht(25),
    )  # fmt: skip
    assert found.left == net_assets(desk)
    assert dict(report_of(desk).facts)["Corrections of earlier years"] == Money.baht(25)


def test_the_table_adds_up_with_its_per_cents(desk):
    rows = report_of(desk).rows
    totals = [row.cells for row in rows if row.role is Role.SUBTOTAL]
    assert [(cells[1], cells[3], cells[-1]) for cells in totals] == [
        ("Members", 100, 79),
        ("Source not known", None, 21),
    ]
    assert rows[-1].cells[2:] == (
        Money.baht(800), 100, Money.baht("63502.50"), Money.baht("64302.50"), 100,
    )  # fmt: skip
    assert [chart.note for chart in report_of(desk).charts] == ["Fiscal year 2569", "since the founding"]


def test_several_years_have_a_total_and_too_many_are_refused(desk):
    report = report_of(desk, from_="2024-10", to="2026-01")
    assert [column.key for column in report.columns[2:5]] == ["y2025", "y2026", "years"]
    assert report.charts[0].note == "2568 – 2569"
    with pytest.raises(RuleError):
        report_of(desk, from_="2019-01", to="2026-01")


def test_per_cents_add_up_to_a_hundred():
    assert shares([Money(1), Money(1), Money(1)]) == [34, 33, 33]
    assert shares([Money(3), Money(-1), ZERO]) == [100, None, None]
    assert shares([ZERO]) == [None]
