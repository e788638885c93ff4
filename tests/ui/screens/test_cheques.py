"""The cheque register: a payment out of the bank gets its cheque, the bank pays it, another one is spoiled."""

import pytest

from tests.builders import an_entry
from welfare_desk.ledger.entries import Series
from welfare_desk.services.entries import post_entry


def row(page, at=0):
    return page.table.model.row(at).cells


def test_without_a_payment_out_of_a_bank_nothing_is_drawn(quiet, wait, answer):
    page = quiet("cheques")
    said = answer(0)
    page.draw()
    wait(lambda: said)
    assert said == ["ไม่มีรายการจ่ายที่รอบันทึกเช็ค"]


def test_a_cheque_is_drawn_presented_and_another_spoiled(quiet, window, wait, fill_in):
    money_in = an_entry("1111 welfare 500", "4302 welfare -500")
    money_out = an_entry("5303 welfare 120", "1111 welfare -120", series=Series.PAYMENT, payee="ร้าน")
    for entry in (money_in, money_out):
        window.jobs.write(lambda desk, entry=entry: post_entry(desk, entry), lambda *_: None, pytest.fail)
    page = quiet("cheques")
    fill_in(number="0001234")
    page.draw()
    wait(page.table.model.rowCount)
    assert row(page)[0] == "0001234"
    page.table.grid.go_to(0)
    fill_in()
    page.change()
    wait(lambda: row(page)[5] is None)
    fill_in(number="0001235", reason="เขียนผิด")
    page.spoil()
    wait(lambda: row(page)[0] == "0001235")
