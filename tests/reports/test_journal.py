from datetime import date

import pytest

from tests.reports.books import FIRST, a_small_book
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.journal import Page, journal_lines

LAST = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = a_small_book(tmp_path_factory.mktemp("book"))
    yield desk
    desk.book.close()


def vouchers(desk, page):
    with desk.book.read() as tx:
        return list(dict.fromkeys(line.voucher for line in journal_lines(tx, page)))


def test_entries_stand_in_order_of_day(desk):
    assert vouchers(desk, Page(FIRST, LAST)) == [
        "OB6810-0001", "RV6810-0001", "RV6811-0001", "RV6812-0001", "RV6901-0001", "PV6901-0001", "JV6901-0001",
        "PV6901-0002", "JV6901-0002", "JV6901-0003",
    ]  # fmt: skip


def test_one_series_by_itself(desk):
    assert vouchers(desk, Page(FIRST, LAST, "PV")) == ["PV6901-0001", "PV6901-0002"]


def test_a_page_holds_so_many_entries_and_opens_the_next(desk):
    with desk.book.read() as tx:
        first = make_report(tx, "journal", {"from": "2025-10-01", "rows": "4"}, LAST)
        second = make_report(tx, "journal", dict(first.rows[-1].opens.params), LAST)
        last = make_report(tx, "journal", dict(second.rows[-1].opens.params), LAST)
    pages = [list(dict.fromkeys(row.cells[1] for row in report.rows[:-1])) for report in (first, second, last)]
    assert [len(page) for page in pages] == [4, 4, 2]
    assert [each for page in pages for each in page] == vouchers(desk, Page(FIRST, LAST))
    assert last.rows[-1].opens is None
    assert (len(first.notes), len(last.notes)) == (1, 0)


def test_a_page_after_a_voucher_of_earlier_days_starts_with_the_first_day(desk):
    assert vouchers(desk, Page(date(2026, 1, 1), LAST, after="RV6810-0001"))[0] == "RV6901-0001"


def test_the_words_stand_at_the_first_line_of_an_entry(desk):
    with desk.book.read() as tx:
        rows = make_report(tx, "journal", {"from": "2026-01-12", "to": "2026-01-12"}, LAST).rows
    assert [row.cells[2] for row in rows[:-1]] == ["นำเงินสดฝากธนาคาร", None]
    assert [cell.satang for cell in rows[-1].cells[6:]] == [30_000, 30_000]
