"""The accountant's entry by keyboard: typed, pasted, kept as a draft, posted."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from welfare_desk.ui.widgets.text import Text

ACCEPTED = QDialog.DialogCode.Accepted


@pytest.fixture
def page(quiet, wait):
    found = quiet("entry")
    wait(lambda: found.lines.offers.accounts)
    return found


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def posted(path):
    asked = (
        "SELECT e.voucher, e.memo, p.account, p.fund, p.amount FROM entries e JOIN postings p ON p.entry_id = e.id "
        "WHERE e.id > 2 ORDER BY e.id, p.line"
    )
    with sqlite3.connect(path) as book:
        return book.execute(asked).fetchall()


def drafts(path):
    with sqlite3.connect(path) as book:
        return book.execute("SELECT count(*) FROM drafts").fetchone()[0]


def said(page):
    return [each.said() for each in page.findChildren(Text)]


def test_an_entry_is_typed_and_posted_by_keys_alone(page, path, wait):
    page.form.editor("memo").setText("ค่าเอกสาร")
    page.lines.focus_first()
    write("5303")
    press(Qt.Key.Key_Return)
    write("120")
    press(Qt.Key.Key_Return)
    write("1101")
    press(Qt.Key.Key_Return, Qt.Key.Key_Equal)
    assert page.lines.lines[1].typed("credit") == "120.00"
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    wait(page.saved_card.isVisible)
    assert posted(path) == [
        ("JV6901-0001", "ค่าเอกสาร", "5303", "welfare", 12000),
        ("JV6901-0001", "ค่าเอกสาร", "1101", "welfare", -12000),
    ]
    assert page.unsaved() is None


def test_balance_and_fund_are_shown_as_one_types(page):
    page.lines.fill([{"account": "5303", "debit": "100"}, {"account": "1101", "credit": "60"}])
    assert "40.00" in said(page)
    page.lines.lines[1].credit.setText("100")
    page.lines.lines[1].fund.set_value("reserve")
    assert any(dict(page.lines.offers.funds)["reserve"] in words for words in said(page)), said(page)


def test_what_is_wrong_is_said_and_nothing_is_posted(page, path):
    page.save()
    assert page.form._complaints["memo"].words.said()
    page.form.editor("memo").setText("ลอง")
    page.lines.fill([{"account": "5303", "debit": "100"}, {"account": "ไม่มี", "credit": "สิบ"}])
    page.save()
    told = page.form._general.words.said()
    assert "2" in told
    page.lines.fill([{"account": "9999", "debit": "100"}, {"account": "1101", "credit": "100"}])
    page.save()
    assert "9999" in page.form._general.words.said()
    assert posted(path) == []


def test_rows_of_a_spreadsheet_are_pasted(page, answer):
    QApplication.clipboard().setText("5303\t100\t\n5302\t20\t\n1101\t\t120")
    page.lines.focus_first()
    press(Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [(row["debit"], row["credit"]) for row in page.lines.typed()] == [("100", ""), ("20", ""), ("", "120")]
    seen = answer(ACCEPTED)
    page.lines.paste("no such account\t5")
    assert seen


def test_keys_copy_from_above_take_a_line_out_and_undo(page):
    page.lines.fill([{"account": "5303", "debit": "100"}])
    page.lines.step(page.lines.lines[0], "debit", 1)
    press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.lines.lines[1].typed("debit") == "100"
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.lines.lines[1].typed("debit") == ""
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.lines.typed() == []


def test_a_draft_is_kept_opened_again_and_posted(page, quiet, path, wait):
    page.form.editor("memo").setText("รอใบเสร็จ")
    page.lines.fill([{"account": "5303", "debit": "100", "fund": "welfare"}, {"account": "1101", "credit": "60"}])
    page.keep_draft()
    wait(lambda: drafts(path) == 1)
    quiet("today")
    page = quiet("entry", draft="1")
    wait(page.lines.typed)
    assert page.form.editor("memo").text() == "รอใบเสร็จ"
    page.lines.lines[1].credit.setText("100")
    page.save()
    wait(lambda: drafts(path) == 0)
    assert len(posted(path)) == 2


def test_a_posted_voucher_is_copied(page, quiet, wait):
    page = quiet("entry", copy="RV6901-0001")
    wait(page.lines.typed)
    assert page.lines.typed()[0]["debit"] == "90.00"
    assert page.form.editor("series").value() == "RV"
    assert page.draft is None


def test_half_an_entry_is_there_after_a_crash(page, window, wait, path):
    page.form.editor("memo").setText("ค้างไว้")
    page.lines.fill([{"account": "5303 ค่าเอกสาร", "debit": "100"}])
    window.pager.keeper.look()
    wait(lambda: not window.jobs.is_busy())
    window.open_book(path)
    wait(lambda: window.page() is not None and window.page() is not page)
    wait(lambda: hasattr(window.page(), "lines") and window.page().lines.typed())
    assert window.page().form.editor("memo").text() == "ค้างไว้"
