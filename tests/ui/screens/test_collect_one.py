"""One person comes with money, by keys alone."""

import sqlite3
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from welfare_desk.services.members import change_member
from welfare_desk.storage import members
from welfare_desk.ui.widgets.text import Text

REJECTED = QDialog.DialogCode.Rejected


@pytest.fixture
def page(window, quiet, wait):
    def live_together(desk):
        for number in ("00402", "00405"):
            change_member(desk, replace(desk.ask(lambda tx, n=number: members.find(tx, n)), household="4-7"))

    window.jobs.write(live_together, lambda *_: None, pytest.fail)
    found = quiet("collect-one")
    wait(lambda: found.choices is not None)
    return found


def receipts(path):
    asked = (
        "SELECT e.payee, r.total, r.payer_member FROM receipts r JOIN entries e ON e.id = r.entry_id "
        "ORDER BY r.id DESC LIMIT 1"
    )
    with sqlite3.connect(path) as book:
        return book.execute(asked).fetchone()


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_a_member_pays_what_is_due_with_seven_keys(page, path, wait, answer):
    page.form.focus_first()
    QTest.keyClicks(QApplication.focusWidget(), "402")
    press(Qt.Key.Key_Return)
    wait(lambda: page.amounts)
    assert [each.row.number for each in page.amounts] == ["00402", "00405"]
    assert page.amounts[0].hasFocus()
    answer(REJECTED)
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    wait(page.saved_card.isVisible)
    assert receipts(path) == ("นางคำน้อย ดำดี", 12000, "00402")
    assert page.unsaved() is None


def test_somebody_else_pays_for_the_whole_household(page, path, wait, answer):
    page.open(member="00402")
    wait(lambda: page.amounts)
    page.payer.setText("ลูกชายที่กรุงเทพ")
    page.amounts[0].setText("30")
    page.amounts[1].setText("60")
    page.tell()
    said = [each.said() for each in page.findChildren(Text)]
    assert "90.00 บาท" in said
    answer(REJECTED)
    page.save()
    wait(page.saved_card.isVisible)
    assert receipts(path) == ("ลูกชายที่กรุงเทพ", 9000, None)


def test_keys_fill_in_what_is_owed(page, wait):
    page.open(member="00402")
    wait(lambda: page.amounts)
    page.amounts[1].setFocus()
    press(Qt.Key.Key_F6)
    assert page.amounts[1].text() == "120.00"
    press(Qt.Key.Key_F7)
    assert page.amounts[1].text() == "90.00"
    press(Qt.Key.Key_F8)
    assert page.amounts[1].text() == "365.00"


def test_what_is_missing_is_said(page):
    page.save()
    assert page.form._complaints["member"].words.said()
    assert page.form._complaints["payer"].words.said()


def test_it_is_there_again_after_a_crash(page, window, wait, path):
    page.open(member="00402")
    wait(lambda: page.amounts)
    page.amounts[1].setText("45")
    window.pager.keeper.look()
    wait(lambda: not window.jobs.is_busy())
    window.open_book(path)
    wait(lambda: getattr(window.page(), "amounts", None) and window.page() is not page)
    assert [each.text() for each in window.page().amounts] == ["120.00", "45"]
