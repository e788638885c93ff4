"""Which column of a file holds what, put right beside its rows."""

import openpyxl
import pytest
from PySide6.QtWidgets import QDialog

from welfare_desk.ui.widgets.choices import Pick

HEADER = ("รหัสเก่า", "รหัส", "ชื่อ", "สกุล", "สีที่ชอบ")


def a_workbook(path, *rows):
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(each)
    book.save(path)
    return path


@pytest.fixture
def page(quiet, wait, tmp_path):
    found = quiet("import")
    found.show_file(a_workbook(tmp_path / "ก.xlsx", HEADER, ("A1", "5", "มาลี", "ใจดี", "เขียว")))
    wait(lambda: found.preview is not None)
    return found


def pick(page, name, at):
    page.columns.picks[name]._pick(at)


def numbers(page):
    return [row.member.number for row in page.preview.rows]


def test_columns_that_were_not_read_are_told_and_the_panel_shows_every_column_with_its_words(page):
    assert page._unsure.isVisible()
    assert "A “รหัสเก่า”" in page._unread.said()
    assert page.questions.isVisible()
    page.correct_columns()
    assert (page.columns.isVisible(), page.questions.isVisible()) == (True, False)
    assert page.columns.picks["no"].text() == "B  รหัส  5"
    assert page.table.model.report.columns[3].title.startswith("C  ")


def test_a_column_that_was_read_wrongly_is_put_right_and_remembered(page, window, wait, quiet, tmp_path):
    assert numbers(page) == ["5"]
    page.correct_columns()
    pick(page, "no", 0)
    wait(lambda: numbers(page) == ["A1"])
    assert page.columns.isVisible()
    assert not page._unsure.isVisible()
    page._accept()
    wait(lambda: window.page() is not page)
    page = quiet("import")
    page.show_file(a_workbook(tmp_path / "ข.xlsx", HEADER, ("A2", "6", "ดี", "งาม", "แดง")))
    wait(lambda: page.preview is not None and page.preview.file == "ข.xlsx")
    assert numbers(page) == ["A2"]
    assert not page._unsure.isVisible()


def test_columns_without_which_nothing_can_be_read_are_put_back(quiet, wait, answer, tmp_path):
    page = quiet("import-collections")
    rows = ("รหัส", "ชื่อ-สกุล", "จำนวนเงิน", "วันที่"), ("00401", "สาลิณี ดำดี", 30, "5/1/2569")
    page.show_file(a_workbook(tmp_path / "ก.xlsx", *rows))
    wait(lambda: page.preview is not None)
    first, seen = page.preview, answer(QDialog.DialogCode.Accepted)
    page.correct_columns()
    pick(page, "amount", -1)
    wait(lambda: seen and page.preview is not first)
    assert page.preview.total == first.total
    assert page.columns.picks["amount"].value() == 2


def test_headers_of_other_sheets_are_shown_one_at_a_time(quiet, wait, tmp_path):
    book = openpyxl.Workbook()
    for name, header in (("หมู่ 1", HEADER), ("หมู่ 2", ("ชื่อ", "สกุล", "รหัส"))):
        sheet = book.create_sheet(name)
        sheet.append(header)
        sheet.append(("ก", "ข", "7", "ง"))
    book.save(tmp_path / "ก.xlsx")
    page = quiet("import")
    page.show_file(tmp_path / "ก.xlsx")
    wait(lambda: page.preview is not None)
    sheets = page.columns.findChildren(Pick)[0]
    assert sheets.text() == "หมู่ 1"
    sheets._pick(1)
    assert page.columns.picks["no"].value() == 2
    pick(page, "no", 1)
    wait(lambda: [row.member.number for row in page.preview.rows] == ["ข", "ข"])
