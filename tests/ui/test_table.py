"""The one table: what it shows, filters, adds up, copies and opens."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.ui.report_model import ReportModel
from welfare_desk.ui.table import Table

COLUMNS = (
    Column("code", "เลขที่", Kind.CODE),
    Column("name", "ชื่อ"),
    Column("day", "วันที่", Kind.DAY),
    Column("amount", "จำนวน", Kind.MONEY, group="เดือนนี้"),
    Column("balance", "คงเหลือ", Kind.MONEY, group="เดือนนี้"),
)


def a_row(code, name, day, satang, balance):
    return Row(
        (code, name, date(2026, 1, day), Money(satang), Money(balance)), opens=Link("member", (("member", code),))
    )


def a_report(*rows):
    items = rows or (
        a_row("1", "นางคำน้อย ดำดี", 5, 3000, 3000),
        a_row("2", "นายบุญหลง\tขุนสวัสดิ์", 7, -500, 2500),
        a_row("10", "นางเอื้อง ใจดี", 6, 0, 2500),
    )
    heading = Row(("หมู่ 4", None, None, None, None), Role.HEADING)
    total = Row(("รวม", None, None, Money.sum(row.cells[3] for row in items), Money(2500)), Role.TOTAL)
    return Report("members", "สมาชิก", COLUMNS, (heading, *items, total))


@pytest.fixture
def table(app):
    made = Table()
    made.resize(900, 400)
    made.show_report(a_report())
    made.show()
    app.processEvents()
    yield made
    made.close()


def words(table, column=0):
    return [table.model.data(table.model.index(row, column)) for row in range(table.model.rowCount())]


def test_the_model_keeps_qts_rules():
    model = ReportModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_report(a_report())
    model.seek("นาง")
    model.sort_by(3)
    assert tester.model() is model


def test_totals_stand_outside_the_rows(table):
    assert words(table) == ["หมู่ 4", "1", "2", "10"]
    assert [row.cells[0] for row in table.model.totals()] == ["รวม"]
    assert table.totals.isVisible()


def test_values_read_as_on_paper(table):
    assert words(table, 3)[1:] == ["30.00", "(5.00)", "-"]
    assert words(table, 2)[1] == "5 ม.ค. 2569"


def test_filtering_shows_the_rows_with_all_words_and_adds_them_up(table):
    with spoken("en"):
        table.seek("นาง ดี")
        total = table.model.totals()[0].cells
    assert words(table) == ["1", "10"]
    assert total == ("Total of 2 rows shown", None, None, Money(3000), None)  # a running balance is not a sum


def test_a_filter_survives_fresh_figures(table):
    table.seek("เอื้อง")
    table.show_report(a_report())
    assert words(table) == ["10"]
    table.seek("")
    assert len(words(table)) == 4


def test_a_click_on_a_title_sorts_up_then_down_then_not_at_all(table):
    orders = []
    for _click in range(3):
        table.grid.header().sectionClicked.emit(3)
        orders.append(words(table))
    assert orders == [["2", "10", "1"], ["1", "10", "2"], ["หมู่ 4", "1", "2", "10"]]


def test_copied_rows_go_into_a_spreadsheet(table):
    table.grid.go_to(1)
    QTest.keyClick(table.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "เลขที่\tชื่อ\tวันที่\tเดือนนี้ จำนวน\tเดือนนี้ คงเหลือ"
    assert lines[1:] == [
        "1\tนางคำน้อย ดำดี\t5 ม.ค. 2569\t30.00\t30.00",
        "2\tนายบุญหลง ขุนสวัสดิ์\t7 ม.ค. 2569\t(5.00)\t25.00",
    ]


def test_enter_opens_what_a_row_is_made_of(table):
    opened, back = [], []
    table.opened.connect(opened.append)
    table.back.connect(lambda: back.append(1))
    table.grid.go_to(2)
    QTest.keyClick(table.grid, Qt.Key.Key_Return)
    QTest.keyClick(table.grid, Qt.Key.Key_Backspace)
    assert opened == [Link("member", (("member", "2"),))]
    assert back == [1]


def test_a_reader_hears_column_and_value(table):
    index = table.model.index(1, 3)
    assert table.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "จำนวน: 30.00"
    assert table.grid.accessibleName() == "สมาชิก"


def test_an_empty_report_teaches():
    table = Table()
    table.set_empty_state("users", "ยังไม่มีสมาชิก", "นำเข้าจาก Excel ได้")
    table.show_report(Report("members", "สมาชิก", COLUMNS, ()))
    table.show()
    assert table.empty.isVisible()
    assert not table.grid.isVisible()
    table.show_report(a_report())
    assert table.grid.isVisible()
    table.close()


def test_titles_stand_over_their_numbers_at_any_width(table, app):
    for wide in (700, 1300):
        table.resize(wide, 400)
        app.processEvents()
        header = table.grid.header()
        assert sum(header.sectionSize(column) for column in range(5)) == table.grid.viewport().width()


class MillionRows(tuple):
    """Rows that are made when they are looked at, and count how often that happens."""

    __slots__ = ()
    made = 0

    def __len__(self):
        return 1_000_000

    def __getitem__(self, at):
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        type(self).made += 1
        return a_row(str(at), "x", 5, 100, 100)


def test_a_million_rows_are_fetched_as_they_are_looked_at(app):
    table = Table()
    table.resize(900, 400)
    table.show_report(Report("journal", "รายวัน", COLUMNS, MillionRows()))
    table.show()
    table.grid.go_to(999_999)
    app.processEvents()
    assert table.model.rowCount() == 1_000_000
    assert MillionRows.made < 5_000
    table.close()


def test_a_table_that_was_empty_is_measured_by_its_first_rows(app):
    table = Table()
    table.resize(600, 300)
    columns = (Column("day", "วันที่", Kind.DAY), Column("text", "รายการ"))
    table.show_report(Report("x", "x", columns, ()))
    table.show()
    app.processEvents()
    table.show_report(Report("x", "x", columns, (Row((date(2026, 1, 15), "เงินสมทบ")),)))
    app.processEvents()
    assert table.grid.columnWidth(0) >= table.grid.fontMetrics().horizontalAdvance("15 ม.ค. 2569")


def test_a_report_is_entered_at_its_first_row_that_is_no_heading(app):
    table = Table()
    heading = Row((None, "กลุ่ม", None, None, None), Role.HEADING)
    table.show_report(a_report())
    table.show_report(
        Report(
            "other",
            "อื่น",
            COLUMNS[:4],
            (Row(heading.cells[:4], Role.HEADING), Row(a_row("1", "x", 5, 100, 100).cells[:4])),
        )
    )
    assert table.current() == 1
    table.close()
    app.processEvents()


def test_what_needs_rows_can_be_pressed_only_while_there_are_some(app):
    table, button = Table(), QPushButton()
    table.needs_rows(button)
    assert not button.isEnabled()
    table.show_report(a_report())
    assert button.isEnabled()
    table.show_report(Report("members", "สมาชิก", COLUMNS, ()))
    assert not button.isEnabled()
    table.close()
    app.processEvents()
