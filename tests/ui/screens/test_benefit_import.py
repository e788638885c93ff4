"""A committee's list of benefits paid, brought in through the window."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QDialog

from tests.builders import an_entry, outside
from tests.ui.screens.test_people import in_the_book
from welfare_desk.services import books
from welfare_desk.services.entries import post_entry
from welfare_desk.services.regulations import adopt_regulation
from welfare_desk.ui.widgets.text import Text
from welfare_desk.welfare.benefit_defaults import READY_TYPES

ACCEPTED = QDialog.DialogCode.Accepted
ONE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
LONG_AGO, DAY = date(2020, 1, 1), "10/1/2569"
HEADER = ("วันที่จ่าย", "เลขสมาชิก", "ชื่อ-สกุล", "รายการ", "วันเกิดเหตุ", "วันที่ยื่น", "จำนวนเงิน", "ผู้อนุมัติ")


def a_file(folder, *rows):
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(folder / "จ่าย.xlsx")
    return folder / "จ่าย.xlsx"


def a_stay(member="00401", name="นางสาลิณี ดำดี", words="นอน รพ. 1 คืน", baht=100, paid=DAY):
    return (paid, member, name, words, "6/1/2569", "7/1/2569", baht, "มติ 1/2569")


@pytest.fixture
def page(window, quiet, wait, tmp_path):
    """Open a list of three: one waits too short, one is for too much as well, the words of one say little."""
    money = an_entry("1101 welfare 5,000", "4301 welfare -5,000", day="2025-10-02")
    in_the_book(window, wait, lambda desk: post_entry(desk, money))
    in_the_book(window, wait, lambda desk: adopt_regulation(desk, "ระเบียบ", LONG_AGO, LONG_AGO, "1/2563", READY_TYPES))
    found = quiet("import-benefits")
    rows = (a_stay(), a_stay("00402", "นางคำน้อย ดำดี", baht=900), a_stay("00405", "นางเอื้อง ดำดี", "เยี่ยมไข้"))
    opened(found, wait, a_file(tmp_path, *rows))
    return found


def opened(page, wait, file):
    page.preview = None
    page.show_file(file)
    wait(lambda: page.preview is not None and page._accounts)


def again(page, wait):
    before = page.preview
    wait(lambda: page.preview is not before)


def in_book(path, question):
    desk = books.sit_down(path, outside(), writes=False)
    found = desk.ask(lambda tx: [tuple(row) for row in tx.exec_driver_sql(question)])
    desk.book.close()
    return found


def test_rows_stand_by_what_the_rules_say_and_a_list_waits_for_its_answers(page):
    counts = page.segments._counts
    assert (counts["all"], counts["breaks"], counts["waits"]) == ("3", "2", "1")
    assert not page.accept.isEnabled()
    assert page.resolution.isVisible()
    assert "2563" in " ".join(each.said() for each in page.questions.findChildren(Text))


def test_words_are_given_a_meaning_and_the_list_is_in_the_book(page, window, wait, answer, path):
    page.panels.turn("words")
    assert page.words.isVisible()
    page.words.picks["เยี่ยมไข้"].picked.emit("SICK")
    again(page, wait)
    assert page.accept.isEnabled()
    said = answer(ACCEPTED)
    page._accept()
    wait(lambda: said and page.accept.isEnabled())
    assert in_book(path, "SELECT count(*) FROM claims") == [(0,)], "exceptions take a resolution"
    page.resolution.setText("มติ 2/2569")
    answer(ACCEPTED)
    page._accept()
    wait(lambda: window.page() is not page)
    assert in_book(path, "SELECT status, count(*), sum(is_override) FROM claim_events GROUP BY status") == [
        ("approved", 3, 3), ("decided", 3, 0), ("paid", 3, 0),
    ]  # fmt: skip
    kept = in_book(path, "SELECT mapping FROM import_mappings WHERE kind = 'benefit-words' ORDER BY fingerprint")
    assert kept == [("SICK",), ("SICK",)]


def test_a_row_is_left_out_and_brought_back(page, wait):
    page.table.grid.selectionModel().select(page.table.model.index(2, 0), ONE_ROW)  # whatever keys are held
    page._leave_out()
    again(page, wait)
    assert page.segments._counts["all"] == "2"
    assert page.bring.isVisible()
    page._bring_back()
    again(page, wait)
    assert page.segments._counts["all"] == "3"


def test_a_list_from_before_the_book_is_taken_in_and_back(page, wait, answer, next_dialog, path):
    window = page.window()
    file = a_file(path.parent, ("10/1/2568", *a_stay()[1:4], "6/1/2568", "7/1/2568", 100, "มติ"))
    opened(page, wait, file)
    page.resolution.setText("มติ 2/2569")
    answer(ACCEPTED)
    page._accept()
    wait(lambda: window.page() is not page)
    assert in_book(path, "SELECT type, amount FROM past_benefits") == [("SICK", 10_000)]
    window.go("import-benefits")
    opened(window.page(), wait, file)
    wait(window.page().undo.isVisible)
    assert not window.page().accept.isEnabled()

    def act(dialog):
        dialog.form.retype({"reason": "ผิดแฟ้ม"})
        dialog.finished.connect(lambda _code: answer(ACCEPTED))
        dialog.try_to_save()

    next_dialog.when_it_comes(act)
    window.page().take_back()
    wait(lambda: in_book(path, "SELECT reason FROM past_benefits_undone") == [("ผิดแฟ้ม",)])
    wait(lambda: not window.page().undo.isVisible())
