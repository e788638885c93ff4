"""A figure says what it is made of, over the page: its vouchers, and the key that opens them all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.ui.made_of import MadeOf, Part, parts_of, side_of
from welfare_desk.ui.widgets.text import Text

LEDGER = Report(
    "general-ledger",
    "แยกประเภท",
    (
        Column("day", "วันที่", Kind.DAY),
        Column("voucher", "ใบสำคัญ", Kind.CODE),
        Column("text", "รายการ"),
        Column("debit", "เดบิต", Kind.MONEY),
        Column("credit", "เครดิต", Kind.MONEY),
        Column("balance", "คงเหลือ", Kind.MONEY),
    ),
    (
        Row((None, None, "ยกมา", None, None, Money(500)), Role.ITEM),
        Row((None, "RV1", "รับ", Money(300), None, Money(800))),
        Row((None, "PV1", "จ่าย", None, Money(200), Money(600))),
        Row((None, None, "รวม", Money(300), Money(200), Money(600)), Role.TOTAL),
    ),
)


@pytest.mark.parametrize(("side", "codes"), [("debit", ["RV1"]), ("credit", ["PV1"]), ("", ["RV1", "PV1"])])
def test_the_parts_are_those_of_the_side(side, codes):
    assert [each.code for each in parts_of(LEDGER, side)] == codes


def test_a_part_has_its_words_and_amount():
    assert parts_of(LEDGER, "credit") == [Part("PV1", "จ่าย", Money(200))]


def test_a_closing_balance_is_made_of_both_sides():
    columns = tuple(Column(key, key, Kind.MONEY) for key in ("moved_debit", "moved_credit", "debit", "credit"))
    balance = Report("x", "x", columns, ())
    assert [side_of(balance, at) for at in range(4)] == ["debit", "credit", "", ""]


def test_space_shows_it_and_enter_opens_it(quiet, window, wait):
    page = quiet("report", report="trial-balance")
    column = next(at for at, each in enumerate(page.report.columns) if each.key == "moved_debit")
    page.table.grid.go_to(0, column)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Space)
    wait(lambda: isinstance(QApplication.activePopupWidget(), MadeOf))
    card = QApplication.activePopupWidget()
    said = [each.said() for each in card.findChildren(Text)]
    assert {"455.00", "RV6901-0001", "90.00", "RV6901-0002", "365.00"} <= set(said)
    QTest.keyClick(card, Qt.Key.Key_Return)
    wait(lambda: window.page().name == "general-ledger")


@pytest.mark.parametrize(("goes_on", "said"), [(False, "และอีก 2 รายการ"), (True, "และอีกหลายรายการ")])
def test_what_is_not_shown_is_counted_only_where_all_of_it_was_read(window, goes_on, said):
    card = MadeOf("8.00", "", [Part("RV1", "รับ", Money(100))] * 8, window, goes_on=goes_on)
    assert said in {each.said() for each in card.findChildren(Text)}
    card.close()
