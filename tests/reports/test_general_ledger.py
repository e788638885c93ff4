import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_book
from tests.reports.books import FIRST, FUNDS, LAST, a_small_book, post, random_entries
from welfare_desk.ledger.accounts import Account, AccountType, Side
from welfare_desk.reports.account_lines import AccountLines, Line, Stretch, account_lines
from welfare_desk.reports.balances import balance_of
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.general_ledger import lay_out
from welfare_desk.reports.model import Role

DAY = date(2026, 1, 5)
LINES = (Line(DAY, "RV6901-0001", "ก", 0, 500), Line(DAY, "JV6901-0001", "ข", 200, 0))
STRETCH = Stretch("4101", DAY, DAY)


def an_account(side):
    return Account("4101", "เงินสมทบ", "Contributions", AccountType.INCOME, side)


def balances(report):
    return [row.cells[5].satang for row in report.rows]


def test_the_balance_runs_on_the_usual_side():
    found = AccountLines(-1_000, LINES)
    assert balances(lay_out(found, STRETCH, an_account(Side.CREDIT), {})) == [1_000, 1_500, 1_300, 1_300]
    assert balances(lay_out(found, STRETCH, an_account(Side.DEBIT), {})) == [-1_000, -1_500, -1_300, -1_300]


def test_the_total_adds_up_each_side():
    total = lay_out(AccountLines(0, LINES), STRETCH, an_account(Side.CREDIT), {}).rows[-1]
    assert total.role is Role.TOTAL
    assert [cell.satang for cell in total.cells[3:5]] == [200, 500]


def test_a_page_opens_the_next_one():
    stretch = Stretch("4101", DAY, DAY, fund="", rows=2)
    total = lay_out(AccountLines(0, LINES, goes_on=True), stretch, an_account(Side.CREDIT), {}).rows[-1]
    assert dict(total.opens.params) == {
        "account": "4101", "from": "2026-01-05", "to": "2026-01-05", "after": "JV6901-0001", "rows": "2",
    }  # fmt: skip
    assert lay_out(AccountLines(0, LINES), stretch, an_account(Side.CREDIT), {}).rows[-1].opens is None


def test_a_voucher_is_one_line_whatever_its_funds(tmp_path):
    with a_small_book(tmp_path).book as book, book.read() as tx:
        found = account_lines(tx, Stretch("1101", FIRST, date(2025, 10, 31)))
        assert found == AccountLines(
            368_000, (Line(date(2025, 10, 5), "RV6810-0001", found.lines[0].text, 36_500, 0),), goes_on=False
        )
        assert found.lines[0].text.endswith("นางสมศรี ใจดี")


def test_pages_follow_one_another(tmp_path):
    with a_small_book(tmp_path).book as book, book.read() as tx:
        given = {"account": "1101", "from": "2025-10-01", "rows": "3"}
        first = make_report(tx, "general-ledger", given, LAST)
        second = make_report(tx, "general-ledger", dict(first.rows[-1].opens.params), LAST)
        assert [row.cells[1] for row in first.rows[1:-1]] == ["RV6810-0001", "RV6811-0001", "RV6812-0001"]
        assert second.rows[1].cells[1] == "RV6901-0001"
        assert second.rows[0].cells[5] == first.rows[-1].cells[5]


@given(random_entries(), st.sampled_from(["", *FUNDS]), st.integers(1, 4), st.integers(0, 200), st.integers(200, 480))
@settings(max_examples=20, deadline=None)
def test_all_pages_together_are_the_whole_account(entries, fund, rows, start, end):
    first, last = (date.fromordinal(FIRST.toordinal() + days) for days in (start, end))
    with tempfile.TemporaryDirectory() as folder:
        desk = a_book(Path(folder))
        try:
            post(desk, entries)
            with desk.book.read() as tx:
                for account in ("1101", "4101"):
                    whole = account_lines(tx, Stretch(account, first, last, fund))
                    moved = sum(line.debit - line.credit for line in whole.lines)
                    assert whole.brought + moved == balance_of(tx, account, last, fund)
                    assert not whole.goes_on
                    assert _pages(tx, Stretch(account, first, last, fund, rows=rows), whole.brought) == whole.lines
        finally:
            desk.book.close()


def _pages(tx, stretch, balance):
    lines = ()
    while True:
        page = account_lines(tx, stretch)
        assert page.brought == balance
        assert len(page.lines) <= stretch.rows
        lines += page.lines
        balance += sum(line.debit - line.credit for line in page.lines)
        if not page.goes_on:
            return lines
        stretch = Stretch(stretch.account, stretch.first, stretch.last, stretch.fund, lines[-1].voucher, stretch.rows)
