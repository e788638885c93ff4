"""A village's sheet by keyboard alone."""

import sqlite3
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.builders import outside
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.ui.screens.cash_count import explained
from welfare_desk.ui.screens.collect import CollectScreen
from welfare_desk.ui.screens.collect_model import DUE, FIRST_MONTH, RECEIVED

ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


@pytest.fixture
def page(quiet, wait):
    found = quiet("collect")
    wait(lambda: found.sheet.model.rowCount() == 3)
    found.sheet.grid.go_to(0, RECEIVED)
    found.sheet.grid.setFocus()
    return found


def press(page, *keys):
    for key in keys:
        QTest.keyClick(page.sheet.grid, key)


def typed(page):
    model = page.sheet.model
    return [(member.number, amount.plain()) for member, amount in model.payments()]


def test_the_sheet_shows_what_is_due_through_the_month(page):
    model = page.sheet.model
    assert [model.look(row, DUE).words for row in range(3)] == ["30.00", "120.00", "120.00"]
    assert [model.look(0, FIRST_MONTH + at).icon for at in range(4)] == ["check", "check", "check", "circle"]


def test_space_pays_through_the_month_f7_the_arrears_and_f8_the_year(page):
    press(page, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_F7, Qt.Key.Key_Return, Qt.Key.Key_F8)
    assert typed(page) == [("00401", "30.00"), ("00402", "90.00"), ("00405", "365.00")]
    press(page, Qt.Key.Key_Delete)
    assert len(typed(page)) == 2


def test_digits_fill_the_row_and_enter_goes_on(page, type_in):
    grid = page.sheet.grid
    type_in(grid, "๔๕")
    assert page.sheet.model.look(0, RECEIVED).edge == "accent"
    press(page, Qt.Key.Key_Return)
    type_in(grid, "=30*2")
    press(page, Qt.Key.Key_Return)
    assert typed(page) == [("00401", "45.00"), ("00402", "60.00")]
    assert grid.currentIndex().row() == 2
    assert page.sheet.model.look(1, RECEIVED).words == "60.00"


def test_what_cannot_be_read_is_marked_and_stops_the_sheet(page, type_in, answer):
    type_in(page.sheet.grid, "3o")
    press(page, Qt.Key.Key_Return)
    assert page.sheet.model.look(0, RECEIVED).edge == "stop"
    press(page, Qt.Key.Key_Space)
    said = answer(ACCEPTED)
    page.keep_sheet()
    assert len(said) == 1
    assert len(page.memory["typed"]) == 2


def test_a_column_from_excel_is_pasted_from_the_current_row_on(page):
    QApplication.clipboard().setText("30\n\t60\n")
    QTest.keyClick(page.sheet.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typed(page) == [("00401", "30.00"), ("00402", "60.00")]


def test_cash_is_held_against_the_sheet(page):
    press(page, Qt.Key.Key_Space)
    field = page.cash.fields[2000]
    field.setText("1")
    page.cash._count(2000)
    assert page.cash.counted() == Money.baht(20)
    assert page.cash._difference.said() == "(10.00)"
    assert "00401" in explained(Money.baht(-30), [("00401", Money.baht(30))])


def test_saving_posts_one_receipt_for_each_payer(page, answer, wait, path):
    press(page, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Space)
    answer(REJECTED)
    page.keep_sheet()
    wait(lambda: not page.memory["typed"])
    wait(lambda: page.sheet.model.rows and not page.sheet.model.rows[1].due)
    assert page.sheet.model.look(1, FIRST_MONTH + 3).icon == "check"
    desk = books.sit_down(path, outside(), writes=False)
    count, total = desk.ask(
        lambda tx: tx.exec_driver_sql("SELECT count(*), sum(total) FROM receipts WHERE collection_id IS NOT NULL").one()
    )
    desk.book.close()
    assert (count, total) == (2, 15000)


def test_typed_amounts_survive_another_language(page, window, wait):
    press(page, Qt.Key.Key_Space)
    window._switch_language()
    wait(lambda: window.page() is not page and window.page().sheet.model.rowCount() == 3)
    assert typed(window.page()) == [("00401", "30.00")]
    assert window.page().unsaved()["typed"] == {"00401": "30.00"}


def test_a_sheet_half_typed_is_there_after_a_power_cut(page, window, wait, path):
    press(page, Qt.Key.Key_Space)
    page.cash.show_pieces({2000: 1, 1000: 1})
    window.pager.keeper.look()
    wait(lambda: not window.jobs.is_busy())
    with sqlite3.connect(path) as book:  # what another start of the program would find
        kept = book.execute("SELECT page, json_extract(content, '$.content.village') FROM unfinished").fetchall()
    assert kept == [("collect", "4")]
    window.open_book(path)
    wait(lambda: isinstance(window.page(), CollectScreen) and window.page() is not page)
    again = window.page()
    wait(lambda: again.sheet.model.rowCount() == 3)
    assert typed(again) == [("00401", "30.00")]
    assert again.cash.counted() == Money.baht(30)


def test_a_saved_sheet_is_not_brought_back(page, window, wait, answer, path):
    press(page, Qt.Key.Key_Space)
    window.pager.keeper.look()
    answer(QDialog.DialogCode.Rejected)
    page.keep_sheet()
    wait(lambda: not page.memory["typed"] and not window.jobs.is_busy())
    with sqlite3.connect(path) as book:
        assert book.execute("SELECT count(*) FROM unfinished").fetchone() == (0,)


def test_another_village_is_another_sheet(page, wait):
    page._turn_to(village="5")
    wait(lambda: page.sheet.model.rowCount() == 1)
    assert page.sheet.model.member(0).number == "00501"
    assert page.memory["month"] == date(2026, 1, 1)
