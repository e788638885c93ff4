"""Ctrl+K: a few letters, and one is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.ui.palette import Palette


@pytest.fixture
def palette(quiet, window, wait):
    quiet("today")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.findChild(Palette) is not None and window.findChild(Palette).field.hasFocus())
    wait(lambda: not window.jobs.is_busy())
    return window.findChild(Palette)


def seek(palette, words, wait):
    palette.field.setText(words)
    palette.field.textEdited.emit(words)
    wait(lambda: not palette._later.isActive() and not palette._jobs.is_busy())


def found(palette):
    return [palette.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(palette.list.count())]


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize(
    ("typed", "page", "params"),
    [
        ("คำนอย", "members", {"member": "00402"}),
        ("RV6901-0002", "report", {"report": "entry", "voucher": "RV6901-0002"}),
        ("365", "report", {"report": "entry", "voucher": "RV6901-0002"}),
        ("1101", "report", {"report": "general-ledger", "account": "1101"}),
        ("ใบเสร็จรับเงิน", "receipts", {}),
        ("งบทดลอง", "report", {"report": "trial-balance"}),
        ("5 ม.ค. 2569", "journal", {"from": "2026-01-05", "to": "2026-01-05"}),
    ],
)
def test_what_is_typed_opens(palette, window, wait, typed, page, params):
    seek(palette, typed, wait)
    press(Qt.Key.Key_Return)
    wait(lambda: window.pager.trail.here == (page, params))
    assert not palette.isVisible()


def test_arrows_choose_and_esc_leaves(palette, window, wait):
    seek(palette, "ดำดี", wait)
    assert len(found(palette)) >= 4
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert palette.list.currentRow() == palette.list.count() - 1
    press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.pager.trail.here.page == "today"


def test_what_is_nowhere_opens_nothing(palette, window, wait):
    seek(palette, "qwertyuiop", wait)
    assert found(palette) == []
    press(Qt.Key.Key_Return)
    assert window.pager.trail.here.page == "today"
