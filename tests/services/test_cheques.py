"""Cheques: drawn for a payment out of a bank, and followed until the bank has paid."""

from datetime import date

import pytest

from tests.builders import an_entry
from tests.services.small_fund import NOVEMBER, a_fund, refused
from welfare_desk.ledger.cheques import ChequeStatus
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.reports.catalogue import make_report
from welfare_desk.services.cheques import change_cheque, draw_cheque, spoil_cheque, unpaid_by_cheque
from welfare_desk.services.entries import post_entry, reverse_entry

MAY = date(2026, 5, 5)
PRESENTED, STALE, VOID = ChequeStatus.PRESENTED, ChequeStatus.STALE, ChequeStatus.VOID


@pytest.fixture
def desk(tmp_path):
    fund = a_fund(tmp_path)
    post_entry(fund, an_entry("1111 welfare 500", "4302 welfare -500", day="2025-11-05"))
    payment = an_entry("5303 welfare 120", "1111 welfare -120", day="2025-11-05", series=Series.PAYMENT, payee="ร้าน")
    post_entry(fund, payment)
    yield fund
    fund.book.close()


def register(desk, first=NOVEMBER, last=MAY):
    asked = {"from": first, "to": last}
    report = desk.ask(lambda tx: make_report(tx, "cheques", asked, desk.today))
    return [(row.cells[0], row.cells[4], row.cells[5], row.cells[8]) for row in report.rows]


def test_a_cheque_is_drawn_once_for_what_left_the_bank(desk):
    assert [voucher for voucher, _words in desk.ask(unpaid_by_cheque)] == ["PV6811-0001"]
    assert refused(draw_cheque, desk, " ", "0001234", NOVEMBER) == ["cheque.nothing"]
    drawn = draw_cheque(desk, "pv6811-0001", "0001234", NOVEMBER)
    assert (drawn.account, drawn.amount, drawn.payee) == ("1111", Money.baht(120), "ร้าน")
    assert desk.ask(unpaid_by_cheque) == []
    assert refused(draw_cheque, desk, "PV6811-0001", "0001235", NOVEMBER) == ["cheque.nothing"]
    assert refused(draw_cheque, desk, "RV6811-0001", " ", NOVEMBER) == ["cheque.no_number", "cheque.nothing"]


def test_what_the_bank_has_not_paid_stays_in_the_register(desk):
    draw_cheque(desk, "PV6811-0001", "0001234", NOVEMBER)
    outstanding = ("0001234", Money.baht(120), Money.baht(120), "เกินหกเดือนแล้ว")
    assert register(desk, MAY, MAY)[0] == outstanding
    change_cheque(desk, "1111", "0001234", PRESENTED, date(2025, 11, 9))
    assert register(desk, MAY, MAY) == []
    assert register(desk)[0] == ("0001234", Money.baht(120), None, "ขึ้นเงินแล้ว")
    assert refused(change_cheque, desk, "1111", "0001234", VOID, MAY, "x") == ["cheque.done"]


def test_after_a_void_cheque_a_new_one_is_drawn(desk):
    draw_cheque(desk, "PV6811-0001", "0001234", NOVEMBER)
    assert refused(change_cheque, desk, "1111", "0001234", VOID, NOVEMBER) == ["mark.no_reason"]
    change_cheque(desk, "1111", "0001234", VOID, NOVEMBER, "เขียนชื่อผิด")
    assert refused(draw_cheque, desk, "PV6811-0001", "0001234", NOVEMBER) == ["cheque.known"]
    draw_cheque(desk, "PV6811-0001", "0001235", NOVEMBER)
    assert [row[2] for row in register(desk)] == [Money.baht(120), None, Money.baht(120)]


def test_a_cheque_is_stale_after_six_months_and_may_still_be_paid(desk):
    draw_cheque(desk, "PV6811-0001", "0001234", NOVEMBER)
    too_early = ["cheque.day", "cheque.not_stale"]
    assert refused(change_cheque, desk, "1111", "0001234", STALE, date(2025, 11, 4), "x") == too_early
    change_cheque(desk, "1111", "0001234", STALE, MAY, "ไม่มารับ")
    change_cheque(desk, "1111", "0001234", PRESENTED, MAY)


def test_a_spoiled_cheque_is_accounted_for(desk):
    spoil_cheque(desk, "1111", "0001233", NOVEMBER, "เขียนผิด")
    assert register(desk)[0] == ("0001233", None, None, "ยกเลิก · เขียนผิด")
    assert refused(spoil_cheque, desk, "1111", "0001233", NOVEMBER, "x") == ["cheque.known"]
    assert refused(spoil_cheque, desk, "5303", "1", NOVEMBER, "x") == ["cheque.account"]
    assert refused(spoil_cheque, desk, "1101", "1", NOVEMBER, "x") == ["cheque.account"]
    assert refused(spoil_cheque, desk, "1111", " ", NOVEMBER, "x") == ["cheque.no_number"]
    assert refused(spoil_cheque, desk, "1111", "1", NOVEMBER, " ") == ["mark.no_reason"]
    assert refused(spoil_cheque, desk, "1111", "1", date(2030, 1, 1), "x") == ["hand_in.future"]
    assert refused(change_cheque, desk, "1111", "99", PRESENTED, NOVEMBER) == ["cheque.unknown"]


def test_a_reversed_payment_waits_for_no_cheque(desk):
    assert refused(draw_cheque, desk, "PV6811-0001", "1", date(2025, 11, 4)) == ["cheque.before"]
    reverse_entry(desk, "PV6811-0001", NOVEMBER, "ผิด")
    assert desk.ask(unpaid_by_cheque) == []
