"""Income and expenses by month and by year say what the trial balance says."""

from datetime import date

import pytest

from tests.reports.books import a_small_book
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.model import Role

TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


def ask(desk, **given):
    given = {key.strip("_"): value for key, value in given.items()}
    with spoken("en"):
        return desk.ask(lambda tx: make_report(tx, "income-expense", given, TODAY))


def test_each_row_adds_up_across_and_the_difference_down(desk):
    report = ask(desk)
    parts = {row.cells[1]: row.cells[2:] for row in report.rows if row.role is not Role.HEADING}
    for cells in parts.values():
        assert Money.sum(cells[:-1]) == cells[-1]
    income, expenses, left = (parts[name] for name in ("All income", "All expenses", "Income over (under) expenses"))
    assert [came - went for came, went in zip(income, expenses, strict=True)] == list(left)
    assert left[-1] == Money.baht("-1245.25")


def test_accounts_agree_with_the_trial_balance(desk):
    kept = desk.ask(lambda tx: make_report(tx, "trial-balance", {"on": "2026-01-31"}, TODAY))
    keys = [column.key for column in kept.columns]
    at, debit, credit = keys.index("account"), keys.index("debit"), keys.index("credit")
    said = {row.cells[at]: row.cells[debit] or row.cells[credit] for row in kept.rows if row.role is Role.ITEM}
    for row in ask(desk).rows:
        if row.role is Role.ITEM:
            assert row.cells[-1] == said[row.cells[0]]
            assert row.opens.report == "general-ledger"


def test_more_than_twelve_months_stand_year_beside_year(desk):
    report = ask(desk, from_="2025-11", to="2027-01")
    assert [column.key for column in report.columns] == ["account", "name", "2025-11", "2026-10", "total"]
    assert report.columns[2].title == "Year to Sep 2569"
    assert report.charts[1].labels == ("2569", "2570")


def test_only_months_with_money_are_drawn(desk):
    bars, months = ask(desk).charts
    assert [amount.text() for _name, amount in bars.rows] == ["780.00", "20.00"]
    assert [name for name, _values in months.rows] == ["Welfare – Death of member", "Documents and stationery"]
    assert ask(desk, from_="2025-10", to="2025-10").charts[0].rows[0][1] == Money.baht(365)
