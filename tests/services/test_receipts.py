"""A receipt is handed out once; printed again it says that it is a copy, and a void one says so."""

from datetime import date

import pypdfium2
import pytest

from tests.builders import a_book
from tests.services.test_members import a_member
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.receipts import receipts_pdf
from welfare_desk.reports.receipts import MOST_NAMED, batched, receipts_of, vouchers_of
from welfare_desk.services.books import change_fund, fund_settings
from welfare_desk.services.contributions import record_payment, void_receipt
from welfare_desk.services.members import add_member
from welfare_desk.services.receipts import print_receipts
from welfare_desk.welfare.contributions import LineKind, Payment, PaymentLine

DAY = date(2026, 1, 5)


def a_fund(tmp_path):
    desk = a_book(tmp_path)
    add_member(desk, a_member("00001", village="4"))
    add_member(desk, a_member("00002", first_name="ดี", title="ด.ช.", village="4"))
    change_fund(desk, {"address": "หมู่ 3", "head": "นายประสิทธิ์ ก้อนคำ", "treasurer": "นางสมศรี ใจดี"})
    return desk


def paid(desk, *lines, payer="นางมาลี ใจดี", number="00001"):
    return record_payment(desk, Payment(DAY, payer, number, lines)).posted.voucher


def test_a_receipt_for_a_household_names_whom_each_line_is_for(tmp_path):
    desk = a_fund(tmp_path)
    lines = PaymentLine("00001", Money.baht(30)), PaymentLine("00002", Money.baht(20), LineKind.ENTRANCE_FEE)
    with spoken("en"):
        voucher = paid(desk, *lines)
        (receipt,) = desk.ask(lambda tx: receipts_of(tx, [voucher.lower()]))
    assert [each.text for each in receipt.lines] == ["Contribution", "Entrance fee for ด.ช.ดี ใจดี (00002)"]
    assert (receipt.total, receipt.amount_in_words) == (Money.baht(50), "ห้าสิบบาทถ้วน")
    assert (receipt.head_name, receipt.receiver_name, receipt.address) == (
        "นายประสิทธิ์ ก้อนคำ",
        "นางสมศรี ใจดี",
        "หมู่ 3",
    )


def test_printed_again_it_is_a_copy_and_voided_it_says_why(tmp_path):
    desk = a_fund(tmp_path)
    voucher = paid(desk, PaymentLine("00001", Money.baht(30)))
    assert [each.is_copy for each in print_receipts(desk, [voucher])] == [False]
    assert [each.is_copy for each in print_receipts(desk, [voucher])] == [True]
    void_receipt(desk, voucher, date(2026, 1, 6), "พิมพ์ผิดคน")
    (receipt,) = print_receipts(desk, [voucher])
    assert (receipt.voided_on, receipt.void_reason) == (date(2026, 1, 6), "พิมพ์ผิดคน")
    text = pypdfium2.PdfDocument(receipts_pdf([receipt]))[0].get_textpage().get_text_bounded()
    assert "นางมาลี ใจดี" in text


def test_a_receipt_that_is_not_there_prints_nothing(tmp_path):
    desk = a_fund(tmp_path)
    voucher = paid(desk, PaymentLine("00001", Money.baht(30)))
    with pytest.raises(RuleError) as refused:
        print_receipts(desk, [voucher, "RV6901-0099", "JV6901-0001"])
    assert [each.params["voucher"] for each in refused.value.problems] == ["JV6901-0001", "RV6901-0099"]
    assert not desk.ask(lambda tx: receipts_of(tx, [voucher]))[0].is_copy


def test_many_receipts_come_in_the_order_of_posting(tmp_path):
    desk = a_fund(tmp_path)
    vouchers = [paid(desk, PaymentLine("00001", Money.baht(1))) for _ in range(12)]
    assert [each.voucher for each in desk.ask(lambda tx: receipts_of(tx, vouchers[::-1]))] == vouchers
    assert [len(some) for some in batched(range(MOST_NAMED + 1))] == [MOST_NAMED, 1]
    assert desk.ask(lambda tx: vouchers_of(tx, DAY, DAY, "4")) == vouchers
    assert desk.ask(lambda tx: vouchers_of(tx, DAY, DAY, "5")) == []


def test_what_stands_on_the_papers_is_changed_with_a_trace(tmp_path):
    desk = a_fund(tmp_path)
    change_fund(desk, {"head": "นายประสิทธิ์ ก้อนคำ"})  # nothing new
    with pytest.raises(RuleError) as refused:
        change_fund(desk, {"colour": "red", "name_th": " "})
    assert [each.code for each in refused.value.problems] == ["setting.unknown", "book.no_name"]
    assert desk.ask(fund_settings)["treasurer"] == "นางสมศรี ใจดี"
    with desk.book.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'fund.changed'").scalar_one() == 1
