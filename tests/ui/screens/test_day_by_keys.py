"""A whole day without the mouse: twenty receipts, five payments, a transfer, a correction, paper, and closing time."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import a_book, outside
from tests.ui.screens.conftest import TODAY, Kept, Opener, a_member
from welfare_desk.services import books
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import Source, import_members
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.preview import Preview

CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def path(tmp_path):
    desk = a_book(tmp_path, today=TODAY)
    members = [a_member(f"{number:05}", f"คนที่{number}") for number in range(1, 21)]
    import_members(desk, members, Source("members.xlsx", "0" * 64))
    desk.book.close()
    return desk.book.path


@pytest.fixture
def window(path, wait):
    made = MainWindow(Kept(), Opener())
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.open_book(path)
    wait(lambda: made.page() is not None and not made.jobs.is_busy())
    yield made
    made.close()


class Hands:
    """Ten fingers on the keys."""

    def __init__(self, window, wait, next_dialog):
        self.window, self._wait = window, wait
        self.in_the_next_dialog = next_dialog.when_it_comes

    def press(self, *keys, modifier=PLAIN):
        for key in keys:
            QTest.keyClick(self._focus(), key, modifier)

    def write(self, words):
        QTest.keyClicks(self._focus(), words)

    def _focus(self):
        """Find the widget that hears keys; without a window manager nobody wakes the window under a closed dialog."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            QApplication.processEvents()
        return self.window.focusWidget() or self.window

    def go(self, place, *, tabs=0):
        """Go to a place by its number, and some tabs to the right."""
        self.press(Qt.Key(Qt.Key.Key_0 + place), modifier=CONTROL)
        for _tab in range(tabs):
            self.press(Qt.Key.Key_PageDown, modifier=CONTROL)
        self.rest()

    def rest(self):
        QApplication.processEvents()
        self._wait(lambda: not self.window.jobs.is_busy())
        QApplication.processEvents()


@pytest.fixture
def hands(window, wait, next_dialog):
    return Hands(window, wait, next_dialog)


def counted(path):
    with sqlite3.connect(path) as book:
        return dict(book.execute("SELECT series, count(*) FROM entries GROUP BY series"))


def collect_from_twenty(hands, window, path, wait):
    hands.go(3)
    wait(lambda: window.page().sheet.model.rowCount() == 20)
    for _member in range(20):
        hands.press(Qt.Key.Key_Space, ENTER)
    hands.in_the_next_dialog(lambda dialog: QTest.keyClick(dialog, ESC))
    hands.press(ENTER, modifier=CONTROL)
    wait(lambda: counted(path).get("RV") == 20)
    hands.rest()


def pay_five_bills(hands, path, wait):
    hands.go(4)
    for number, baht in enumerate(("350", "120", "90.50", "=40*3", "60"), start=1):
        hands.press(ENTER)
        hands.write("PEA")
        hands.press(ENTER)
        hands.write("5307")
        hands.press(ENTER)
        hands.write(baht)
        hands.press(ENTER, modifier=CONTROL)
        wait(lambda number=number: counted(path).get("PV") == number)
        hands.rest()


def look_at_the_paper(hands, window, wait):
    hands.press(Qt.Key.Key_F9)
    wait(lambda: window.findChildren(Preview))
    QTest.keyClick(window.findChildren(Preview)[0], ESC)
    wait(lambda: not window.findChildren(Preview))
    hands.rest()


def carry_cash_to_the_bank(hands, path, wait):
    hands.go(4, tabs=1)
    hands.press(ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    hands.write("500")
    hands.press(ENTER, modifier=CONTROL)
    wait(lambda: counted(path).get("JV") == 1)
    hands.rest()


def take_back_a_payment(hands, path, wait):
    def give_the_reason(dialog):
        reason = dialog.form.editor("reason")
        reason.setFocus()
        QTest.keyClicks(reason, "wrong bill")
        QTest.keyClick(reason, ENTER, CONTROL)

    hands.go(6)
    hands.press(Qt.Key.Key_Down)
    hands.in_the_next_dialog(give_the_reason)
    hands.press(Qt.Key.Key_R, modifier=CONTROL)
    wait(lambda: counted(path).get("JV") == 2)
    hands.rest()


def test_a_day_by_keys_alone(hands, window, path, wait):
    collect_from_twenty(hands, window, path, wait)
    pay_five_bills(hands, path, wait)
    look_at_the_paper(hands, window, wait)
    carry_cash_to_the_bank(hands, path, wait)
    take_back_a_payment(hands, path, wait)
    hands.press(Qt.Key.Key_Q, modifier=CONTROL)
    wait(lambda: window.jobs is None)
    assert counted(path) == {"RV": 20, "PV": 5, "JV": 2}
    desk = books.sit_down(path, outside(TODAY), writes=False)
    assert verify_book(desk).ok
    desk.book.close()
