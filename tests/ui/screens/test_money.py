"""Money in, money out and money moved, as the treasurer types it."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.money import Money
from welfare_desk.ui.widgets.text import Text


def vouchers(path, series):
    asked = (
        "SELECT e.voucher, e.payee, e.memo, p.account, p.fund, p.amount FROM entries e "
        "JOIN postings p ON p.entry_id = e.id WHERE e.series = ? AND e.id > 2 ORDER BY e.id, p.line"
    )
    with sqlite3.connect(path) as book:
        return book.execute(asked, (series,)).fetchall()


def said(page):
    return [each.said() for each in page.findChildren(Text)]


@pytest.fixture
def pay(quiet):
    return quiet("pay")


def fill(page, payee="ร้านดำ", account="5303", amount="350"):
    page.payee.setText(payee)
    page.reason.set_value(account)
    page.amount.setText(amount)
    page.tell()


def test_paying_by_keys_alone(pay, path, wait):
    pay.form.focus_first()
    typing = ("", "ร้านดำ", "เครื่องเขียน", "=300+50", None, None, "กระดาษ")
    for words in typing:
        field = QApplication.focusWidget()
        if words is None:
            QTest.keyClick(field, Qt.Key.Key_Tab)
        else:
            field.setText(words) if words else None
            QTest.keyClick(field, Qt.Key.Key_Return)
    wait(pay.saved_card.isVisible)
    assert vouchers(path, "PV") == [
        ("PV6901-0001", "ร้านดำ", "กระดาษ", "5303", "welfare", 35000),
        ("PV6901-0001", "ร้านดำ", "กระดาษ", "1101", "welfare", -35000),
    ]
    assert pay.unsaved() is None


def test_it_shows_what_will_be_left_before_it_is_saved(pay):
    fill(pay)
    assert "455.00 → 105.00" in said(pay)
    fill(pay, amount="500")
    assert "455.00 → (45.00)" in said(pay)


def test_what_is_missing_is_said_under_its_field_and_nothing_is_posted(pay, path):
    pay.save()
    assert {name for name, each in pay.form._complaints.items() if each.words.said()} == {"payee", "account", "amount"}
    pay.reason.setText("อะไรก็ไม่รู้")
    pay.save()
    assert pay.form._complaints["account"].words.said()
    assert vouchers(path, "PV") == []


def test_a_closed_or_future_day_is_refused_and_the_words_stay(pay, wait, path):
    fill(pay)
    pay.form.editor("day").setText("1/1/2560")
    pay.save()
    wait(pay.form._complaints["day"].words.said)
    assert vouchers(path, "PV") == []
    assert pay.amount.text() == "350.00" or pay.amount.text() == "350"


def test_the_last_voucher_is_repeated(pay, wait, path):
    fill(pay)
    pay.save()
    wait(lambda: pay.choices.last)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
    wait(pay.payee.text)
    assert (pay.payee.text(), pay.reason.value(), pay.amount.value()) == ("ร้านดำ", "5303", Money.baht(350))
    pay.amount.setText("40")
    pay.save()
    wait(lambda: len(vouchers(path, "PV")) == 4)


def test_a_payee_who_is_known_brings_the_reason_along(pay, wait):
    fill(pay)
    pay.save()
    wait(lambda: pay.choices.last)
    pay.payee.setText("ร้านดำ")
    pay.payee.picked.emit("ร้านดำ")
    assert pay.reason.value() == "5303"


def test_the_voucher_is_printed(pay, wait):
    fill(pay)
    pay.save()
    wait(pay.saved_card.isVisible)
    shown = []
    pay.preview = lambda title, content: shown.append((title, content[:4]))
    pay.print_voucher()
    wait(lambda: shown)
    assert shown == [("PV6901-0001", b"%PDF")]


def test_a_form_is_kept_as_a_template_and_taken_again(pay, wait, fill_in):
    fill(pay, payee="การไฟฟ้า", account="5307")

    fill_in(name="ค่าไฟ")
    pay.templates.keep()
    wait(lambda: pay.templates.found)
    pay.start_anew()
    pay.templates.menu().actions()[0].trigger()
    assert (pay.payee.text(), pay.reason.value(), pay.amount.value()) == ("การไฟฟ้า", "5307", Money.baht(350))
    pay.templates.discard("ค่าไฟ")
    wait(lambda: not pay.templates.found)


def test_what_is_typed_is_there_after_a_crash(pay, window, wait, path):
    fill(pay, payee="ร้านที่ยังไม่ได้บันทึก")
    window.pager.keeper.look()
    wait(lambda: not window.jobs.is_busy())
    window.open_book(path)
    wait(lambda: window.page() is not None and window.page() is not pay and not window.jobs.is_busy())
    again = window.page()
    wait(lambda: again.choices is not None)
    assert (again.payee.text(), again.reason.value()) == ("ร้านที่ยังไม่ได้บันทึก", "5303")


def test_a_gift_comes_in(quiet, path, wait):
    page = quiet("receive")
    fill(page, payee="ผู้มีจิตศรัทธา", account="4302", amount="1,000")
    page.save()
    wait(page.saved_card.isVisible)
    assert [line[3:] for line in vouchers(path, "RV")] == [("1101", "welfare", 100000), ("4302", "welfare", -100000)]


def test_cash_goes_to_the_bank(quiet, path, wait):
    page = quiet("move")
    page.amount.setText("400")
    page.tell()
    assert "455.00 → 55.00" in said(page)
    page.save()
    wait(page.saved_card.isVisible)
    assert [line[3:] for line in vouchers(path, "JV")] == [("1111", "welfare", 40000), ("1101", "welfare", -40000)]


def test_money_goes_from_one_fund_to_another_when_both_are_chosen(quiet, path, wait):
    page = quiet("move")
    page.amount.setText("100")
    page.target.set_value("1101")
    page.giver.set_value("welfare")
    page.save()
    assert page.form._complaints["taker"].words.said()
    page.taker.set_value("reserve")
    page.save()
    wait(page.saved_card.isVisible)
    assert {line[4] for line in vouchers(path, "JV")} == {"welfare", "reserve"}


def test_a_gift_in_kind_is_taken_in_at_its_worth(quiet, path, wait):
    page = quiet("gift")
    fill(page, payee="ร้านผ้า", account="1301", amount="500")
    assert "+ 500.00" in said(page)
    page.save()
    wait(page.form._complaints["memo"].words.said)
    page.form.editor("memo").setText("ผ้าห่ม 20 ผืน")
    page.save()
    wait(page.saved_card.isVisible)
    assert vouchers(path, "JV") == [
        ("JV6901-0001", "ร้านผ้า", "ผ้าห่ม 20 ผืน", "1301", "welfare", 50000),
        ("JV6901-0001", "ร้านผ้า", "ผ้าห่ม 20 ผืน", "4304", "welfare", -50000),
    ]
