"""A statement of the bank is taken in, matched and approved; cash is counted with a difference: at the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.screens.test_grants import rows
from tests.ui.screens.test_people import filled

SAMPLE = Path(__file__).parent.parent.parent / "samples" / "bank_statement_1.csv"


def settled(page, wait):
    wait(lambda: not page.jobs.is_busy())
    return page


def taken_in(quiet, window, wait):
    """Take the sample's statement in, and go on to the two sides of its account."""
    page = quiet("import-bank", account="1111", file=str(SAMPLE))
    wait(lambda: page.table.model.rowCount() > 0)
    QTest.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    wait(lambda: window.page() is not page)
    page = settled(window.page(), wait)
    wait(lambda: page.bank_table.model.rowCount() > 0)
    return page


def test_a_statement_is_taken_in_and_its_lines_wait(quiet, window, wait):
    page = taken_in(quiet, window, wait)
    assert page.account.value() == "1111"
    assert str(page.bank_table.model.rowCount()) in page._left.said()
    assert page.has["difference"].said() != "0.00"
    assert page.post.isEnabled()


def test_a_line_that_only_the_bank_has_is_posted_by_keyboard(quiet, window, wait, next_dialog):
    page = taken_in(quiet, window, wait)
    before = page.bank_table.model.rowCount()
    at = next(at for at in range(before) if page.bank_table.model.row(at).cells[2].satang > 0)
    page.bank_table.grid.setFocus()
    page.bank_table.grid.go_to(at)

    def press():
        QTest.keyClick(page.bank_table.grid, Qt.Key.Key_F7)

    filled(page, next_dialog, wait, press, account="4401", memo="ดอกเบี้ย")
    wait(lambda: page.bank_table.model.rowCount() == before - 1)


def test_a_day_on_which_both_differ_is_not_approved(quiet, window, wait, next_dialog):
    page = taken_in(quiet, window, wait)
    said = []

    def act(dialog):
        said.append(dialog.windowTitle())
        dialog.reject()

    next_dialog.when_it_comes(act)
    QTest.mouseClick(page.approve, Qt.MouseButton.LeftButton)
    wait(lambda: said)
    settled(page, wait)
    assert page.shown.approved is None


def test_cash_is_counted_with_a_difference(quiet, wait, next_dialog, type_in, monkeypatch):
    page = quiet("cash-counts")
    shown = []
    monkeypatch.setattr(type(page), "preview", lambda _self, title, _pdf: shown.append(title))
    wait(lambda: page._expected is not None)
    assert page._expected.text() == "455.00"
    hundreds = page.count.fields[10_000]
    hundreds.setFocus()
    type_in(hundreds, "4")
    QTest.keyClick(hundreds, Qt.Key.Key_Return)
    assert page.count._difference.said() == "(55.00)"
    filled(page, next_dialog, wait, page.keep_count, by="ป้าแดง", witness="นายก้อน", reason="ทอนผิด")
    wait(lambda: rows(page))
    assert page.pieces == {}
    wait(lambda: page._expected.text() == "400.00")
    wait(lambda: shown)
