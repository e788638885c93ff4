"""Contributions in the book: paid, collected, voided, refunded, assigned."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import journal
from tests.services.small_fund import (
    NOVEMBER,
    OCTOBER,
    a_fund,
    a_payment,
    a_refund,
    balance,
    held,
    pay,
    refused,
    stands,
)
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.funds import SPLIT_70_20_10
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.services import contributions as services
from welfare_desk.services import dues as dues_services
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.integrity import verify_book
from welfare_desk.services.members import record_status
from welfare_desk.storage import contributions, imports
from welfare_desk.welfare.contributions import Collection
from welfare_desk.welfare.dues import Position, deferred
from welfare_desk.welfare.plans import Span


@pytest.fixture(autouse=True)
def _in_english():
    with spoken("en"):
        yield


def test_a_contribution_reaches_the_fund(tmp_path):
    desk = a_fund(tmp_path)
    pay(desk, 365, number="021")
    assert (
        journal(desk)
        == """
    5/10/2568  RV6810-0001 Contributions, receipt 21/021
      1101 Cash on hand (treasurer) welfare             365.00
      4101 Member contributions     welfare                         365.00  00001"""
    )
    assert stands(desk).position == Position(date(2026, 9, 30))


def test_a_receipt_is_kept_as_a_document_that_the_seal_covers(tmp_path):
    desk = a_fund(tmp_path)
    payment = a_payment(730, number="021", source="ต.ค.68!7")
    voucher = services.record_payment(desk, payment).posted.voucher
    receipt = desk.ask(lambda tx: contributions.find_receipt(tx, voucher))
    assert (receipt.book, receipt.number, receipt.payer, receipt.total) == ("21", "021", "นายสมชาย ใจดี", payment.total)
    assert receipt.lines == payment.lines
    kept = [contributions.KeptLine(payment.lines[0], Money.baht(365))]
    sealed = desk.ask(lambda tx: tx.exec_driver_sql("SELECT documents FROM entries").scalar_one())
    assert sealed == contributions.receipt_hash(payment, kept)
    assert sealed != contributions.receipt_hash(payment, [contributions.KeptLine(payment.lines[0], ZERO)])
    assert desk.ask(lambda tx: contributions.find_receipt(tx, "RV6810-0099")) is None


def test_a_payment_is_taken_whatever_the_status_and_flagged(tmp_path):
    desk = a_fund(tmp_path)
    record_status(desk, "00001", StatusChange(date(2025, 10, 1), Status.DEAD))
    recorded = services.record_payment(desk, a_payment(500))
    assert [note.code for note in recorded.notes] == ["payer.dead", "payer.after_end"]
    assert held(desk) == ZERO
    assert balance(desk, "4101") == Money.baht(-500)


def test_what_cannot_be_taken_is_refused_whole(tmp_path):
    desk = a_fund(tmp_path)
    month = Collection(
        "1", OCTOBER, (a_payment(), a_payment(0), a_payment(30, "00099"), a_payment(day=date(2026, 12, 1)))
    )
    assert refused(services.record_collection, desk, month) == ["payment.no_amount", "member.unknown", "payment.future"]
    assert journal(desk) == ""


def test_a_collection_is_posted_in_order_of_day_then_of_the_sheet(tmp_path):
    desk = a_fund(tmp_path)
    payments = (a_payment(31, day=date(2025, 10, 9)), a_payment(30, "00002"), a_payment(30, number="3"))
    recorded = services.record_collection(desk, Collection("1", OCTOBER, payments, counted=Money.baht(91)))
    assert [each.payment for each in recorded] == [payments[1], payments[2], payments[0]]
    assert [each.posted.voucher[-4:] for each in recorded] == ["0001", "0002", "0003"]
    assert stands(desk).position == Position(date(2025, 11, 30), Money.baht(1))
    kept = desk.ask(lambda tx: tx.exec_driver_sql("SELECT village, month, total, counted FROM collections").one())
    assert tuple(kept) == ("1", "2025-10", 9100, 9100)


def test_the_same_file_again_posts_only_what_is_new(tmp_path):
    desk = a_fund(tmp_path)
    first, second = a_payment(source="ต.ค.!6"), a_payment(30, "00002", source="ต.ค.!7")
    file = Collection("", OCTOBER, (first,), "ต.ค.xlsx", "ab" * 32)
    assert len(services.record_collection(desk, file)) == 1
    assert services.record_collection(desk, file) == []
    both = Collection("", OCTOBER, (first, second), "ต.ค.xlsx", "ab" * 32)
    assert [each.payment for each in services.record_collection(desk, both)] == [second]
    assert desk.ask(lambda tx: imports.was_imported(tx, "ab" * 32))
    assert balance(desk, "1101") == Money.baht(60)


def test_a_receipt_used_before_is_told(tmp_path):
    desk = a_fund(tmp_path)
    voucher = pay(desk, number="021")
    again = services.record_payment(desk, a_payment(30, "00002", number="021"))
    assert [note.code for note in again.notes] == ["receipt.used_twice"]
    services.void_receipt(desk, voucher, NOVEMBER, "ผิดคน")
    assert desk.ask(contributions.taken_receipts) == {"21/021": "00002"}


def test_a_void_lets_later_payments_cover_what_it_had_covered(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    first = pay(desk, 365)
    pay(desk, 365, day=NOVEMBER)
    assert held(desk) == Money.baht(365)
    services.void_receipt(desk, first, NOVEMBER, "ออกผิด")
    assert held(desk) == ZERO
    assert stands(desk).position == Position(date(2026, 9, 30))
    assert balance(desk, "4101") == Money.baht(-365)
    assert refused(services.void_receipt, desk, first, NOVEMBER, "อีกครั้ง") == ["reversal.twice"]
    assert refused(services.void_receipt, desk, "JV6811-0001", NOVEMBER, "ไม่ใช่") == ["receipt.unknown"]


def test_a_void_after_a_release_defers_nothing_and_owes_nothing(tmp_path):
    desk = a_fund(tmp_path)
    pay(desk, 365)
    second = pay(desk, 365, day=NOVEMBER)
    dues_services.release_deferred(desk)
    services.void_receipt(desk, second, date(2026, 10, 2), "ออกผิด")
    assert (held(desk), balance(desk, "2201"), balance(desk, "4101")) == (ZERO, ZERO, Money.baht(-365))


def test_money_taken_by_mistake_goes_back_by_its_own_voucher(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    pay(desk, 365)
    twice = pay(desk, 365, day=NOVEMBER)
    assert desk.ask(lambda tx: services.refundable(tx, twice)) == {"00001": Money.baht(365)}
    posted = services.refund_mistake(desk, twice, a_refund(365))
    assert posted.voucher == "PV6811-0001"
    assert desk.ask(lambda tx: services.refundable(tx, twice)) == {}
    assert (held(desk), balance(desk, "1101")) == (ZERO, Money.baht(365))
    assert refused(services.refund_mistake, desk, twice, a_refund(1)) == ["refund.too_much"]
    assert refused(services.refund_mistake, desk, twice, a_refund(1, member="00002")) == ["receipt.no_line"]
    assert refused(services.void_receipt, desk, twice, NOVEMBER, "ผิด") == ["receipt.went_on"]
    reverse_entry(desk, posted.voucher, NOVEMBER, "คืนผิด")
    services.void_receipt(desk, twice, NOVEMBER, "ผิด")
    assert refused(services.refund_mistake, desk, twice, a_refund(1)) == ["receipt.voided"]


def test_a_refund_of_this_years_dues_takes_back_what_was_deferred_after_them(tmp_path):
    desk = a_fund(tmp_path)
    first = pay(desk, 365)
    pay(desk, 365, day=NOVEMBER)
    services.refund_mistake(desk, first, a_refund(100))
    assert stands(desk).by_year == {2026: Money.baht(360), 2027: Money.baht(270)}  # months of thirty
    assert (held(desk), balance(desk, "4101")) == (Money.baht(270), Money.baht(-360))


def test_unidentified_money_waits_until_its_member_is_found(tmp_path):
    desk = a_fund(tmp_path, weights=SPLIT_70_20_10)
    voucher = pay(desk, 400, None)
    assert balance(desk, "2901") == Money.baht(-400)
    services.assign_unidentified(desk, voucher, "00001", NOVEMBER, "พบสลิป")
    assert (balance(desk, "2901"), balance(desk, "4101"), held(desk)) == (ZERO, Money.baht(-365), Money.baht(35))
    assert stands(desk).position == Position(date(2026, 10, 31), Money.baht(5))
    assert refused(services.assign_unidentified, desk, voucher, "00002", NOVEMBER, "อีก") == ["receipt.identified"]
    assert refused(services.void_receipt, desk, voucher, NOVEMBER, "ผิด") == ["receipt.went_on"]
    assert refused(services.assign_unidentified, desk, pay(desk), "00002", NOVEMBER, "อีก") == ["receipt.identified"]
    other = pay(desk, 10, None)
    assert refused(services.assign_unidentified, desk, other, "00099", NOVEMBER, "ใคร") == ["member.unknown"]


acts = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "pay", "void", "refund", "release", "assign", "fund"]),
        st.sampled_from(["00001", "00002"]),
        st.integers(1, 900),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


@given(acts)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_deferred_income_is_what_the_payments_say(tmp_path_factory, acts):
    desk = a_fund(tmp_path_factory.mktemp("life"), weights=SPLIT_70_20_10, today="2026-08-31")
    vouchers = []
    with spoken("en"):
        for act, member, baht, at in acts:
            try:
                if act == "pay":
                    vouchers.append(pay(desk, baht, member if at else None, day=date(2025, 10 + at % 3, 5)))
                elif act == "release":
                    dues_services.release_deferred(desk, date(2026, 8, 31))
                elif act == "fund":
                    span = Span(date(2026, 1 + at % 6, 1), date(2026, 7, 31))
                    dues_services.pay_by_fund(desk, member, span, "welfare", date(2026, 8, 31), "มติ 1")
                elif vouchers and act == "void":
                    services.void_receipt(desk, vouchers[at % len(vouchers)], date(2026, 8, 31), "ผิด")
                elif vouchers and act == "refund":
                    services.refund_mistake(
                        desk, vouchers[at % len(vouchers)], a_refund(baht, date(2026, 8, 31), member)
                    )
                elif vouchers:
                    services.assign_unidentified(desk, vouchers[at % len(vouchers)], member, date(2026, 8, 31), "พบ")
            except RuleError:
                continue
        for member in ("00001", "00002"):
            who = stands(desk, member, date(2026, 8, 31))
            assert held(desk, member) == deferred(who.by_year, who.terms, date(2026, 8, 31))
        assert balance(desk, "2201") == -(held(desk) + held(desk, "00002"))
        assert [each.id for each in verify_book(desk).results if not each.ok] == []
    sealed = "SELECT id, documents FROM entries WHERE documents <> x''"
    kept = desk.ask(lambda tx: dict(map(tuple, tx.exec_driver_sql(sealed))))
    assert kept == desk.ask(contributions.sealed_documents)
    desk.book.close()
