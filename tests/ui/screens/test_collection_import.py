"""A committee's collection sheet, brought in through the window."""

import openpyxl
import pytest
from PySide6.QtWidgets import QDialog

from tests.builders import outside
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.ui.screens.posted import voucher_ranges, within
from welfare_desk.ui.screens.receipts import ReceiptsScreen
from welfare_desk.ui.widgets.text import Text

ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


@pytest.fixture
def file(tmp_path):
    book = openpyxl.Workbook()
    rows = (
        ("เก็บเงินเดือน มกราคม 2569",),
        ("เลขสมาชิก", "ชื่อ-สกุล", "วันที่", "จำนวนเงิน"),
        ("00401", "นางสาลิณี ดำดี", "5/1/2569", 30),
        ("00402", "นางคำน้อย ดำดี", "๕/๑/๒๕๖๙", "60 บาท"),
        (None, "นางเอื้องคำ ดำดี", "6/1/2569", 45),
        ("00501", "นางมะลิ ดำดี", None, 30),
        ("รวม", None, None, 156),
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "ม.ค.xlsx")
    return tmp_path / "ม.ค.xlsx"


@pytest.fixture
def page(quiet, wait, file):
    found = quiet("import-collections")
    found.show_file(file)
    wait(lambda: found.preview is not None and found.questions._members)
    return found


def said(page):
    return [each.said() for each in page.questions.findChildren(Text) if each.isVisible()]


def card(page, code):
    return next(each for each in page.questions._cards if each.question.code == code)


def again(page, wait):
    before = page.preview
    wait(lambda: page.preview is not before)


def test_rows_are_counted_by_what_becomes_of_them(page):
    assert page.segments._counts == {"all": "4", "ready": "2", "look": "0", "waits": "2", "there": "0", "unpaid": "0"}
    assert "90.00" in page._said.said()
    page.segments.choose("waits")
    assert [each.cells[1] for each in page._kept] == [5, 6]


def test_a_total_that_does_not_add_up_names_its_cell(page, wait):
    wait(lambda: any("156.00" in each and "D7" in each and "165.00" in each for each in said(page)))


def test_a_row_that_is_chosen_says_how_it_was_read(page, wait):
    assert not any("60.00" in each for each in said(page))
    page.questions.point_at("Sheet", 4)
    wait(lambda: any("60.00" in each for each in said(page)))


def test_what_is_asked_is_answered_by_a_button_or_by_a_name(page, wait):
    near = card(page, "not_in_register").question
    assert "00405" in near.suggestions
    assert near.names[near.suggestions.index("00405")] == "เอื้อง ดำดี (00405)"
    card(page, "not_in_register")._say("00405")
    again(page, wait)
    assert card(page, "missing").question.suggestions == ("2026-01-06",)
    card(page, "missing")._say("2026-01-06")
    again(page, wait)
    assert (page.preview.counts()["importable"], page.preview.counts()["refused"]) == (4, 0)


def test_an_answer_that_means_nothing_is_said_and_forgotten(page, wait, answer):
    seen = answer(ACCEPTED)
    first = page.preview
    card(page, "not_in_register")._say("99999")
    wait(lambda: seen and page.preview is not first)
    assert not page.memory["answers"]
    assert page.preview.counts()["refused"] == 2


def test_what_is_ready_is_posted_and_its_receipts_are_printed(page, window, wait, answer, path, monkeypatch):
    shown = []
    monkeypatch.setattr(ReceiptsScreen, "_preview", lambda _page, content: shown.append(content))
    answer(ACCEPTED)
    page._accept()
    wait(lambda: window.page() is not page)
    wait(lambda: shown)
    assert shown[0].startswith(b"%PDF")
    desk = books.sit_down(path, outside(), writes=False)
    total = desk.ask(lambda tx: tx.exec_driver_sql("SELECT sum(total) FROM receipts").scalar())
    desk.book.close()
    assert Money(total) == Money.baht(90 + 365 + 30 + 60)


def test_rows_that_wait_stay_on_the_page_and_nothing_is_posted_twice(page, wait, answer):
    answer(REJECTED)
    before = page.preview
    page._accept()
    wait(lambda: page.preview is not before)
    assert page.segments._counts["there"] == "2"
    assert len(page.questions._cards) == 2
    assert not page.accept.isEnabled()


def test_receipts_are_named_by_the_first_and_last_of_each_series():
    ranges = voucher_ranges(["RV6810-9999", "RV6810-10000", "RV6811-0001"])
    assert ranges == [("RV6810-9999", "RV6810-10000"), ("RV6811-0001", "RV6811-0001")]
    assert [within(each, ranges) for each in ("RV6810-10000", "RV6810-9998", "RV6811-0001", "RV6812-0001")] == [
        True, False, True, False,
    ]  # fmt: skip
