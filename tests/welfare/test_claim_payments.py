"""Who receives which part of a benefit, and what each voucher posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.entries import Entry, Series, credit, debit, problems_of
from welfare_desk.members.register import Beneficiary
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.claim_papers import ClaimList, ListKind, problems_of_checks
from welfare_desk.welfare.claim_payments import (
    NO_WORDS,
    PaidPart,
    PayableClaim,
    Slip,
    dues_entry,
    dues_left,
    payment_entry,
    problems_of_payment,
    vouchers_of,
    with_arrears,
)
from welfare_desk.welfare.claims import ClaimStatus, KeptClaim
from welfare_desk.welfare.dues import Position
from welfare_desk.welfare.plans import DAILY, Span, Terms

DAY = date(2026, 5, 10)
BAHT = Money.baht
CLAIM = KeptClaim(7, "SICK", "00001", DAY, DAY, 3, "", "", None, ClaimStatus.APPROVED, BAHT(300), BAHT(300))
DEATH = replace(CLAIM, id=9, type="DEATH", right=BAHT(20_000), amount=BAHT(20_000))


def codes(found):
    return [each.code for each in found]


def test_each_who_receives_has_a_voucher():
    payable = [
        PayableClaim(CLAIM, "welfare", "นายดี"),
        PayableClaim(replace(CLAIM, id=8, member="00002"), "welfare", "นายดี"),
        PayableClaim(replace(CLAIM, id=10), "welfare", "นายดี"),
    ]
    vouchers = vouchers_of(payable)
    assert [[each.of.claim.id for each in parts] for _name, parts in vouchers] == [[7, 10], [8]], "two of one name"
    assert [len(parts) for _name, parts in vouchers_of(payable, " ผู้แทน ")] == [3]
    entry = payment_entry(DAY, vouchers[0][1], "1101", "นายดี")
    assert (entry.series, entry.payee, problems_of(entry)) == (Series.PAYMENT, "นายดี", [])
    assert entry.postings[-1] == credit("1101", "welfare", BAHT(600))


def test_no_voucher_has_more_than_ten_lines():
    many = [PayableClaim(replace(CLAIM, id=at), "welfare", "นายดี") for at in range(23)]
    assert [len(parts) for _name, parts in vouchers_of(many)] == [10, 10, 3]


def test_arrears_go_through_the_same_account_each_line_in_its_fund():
    paid = payment_entry(DAY, vouchers_of([PayableClaim(DEATH, "w", "ทายาท")])[0][1], "1111", "ทายาท")
    receipt = Entry(
        DAY, Series.RECEIPT, "r",
        (
            debit("1111", "w", BAHT(63)), debit("1111", "r", BAHT(18)), debit("1111", "a", BAHT(9)),
            credit("4101", "w", BAHT(63)), credit("4101", "r", BAHT(18)), credit("4101", "a", BAHT(9)),
        ),
    )  # fmt: skip
    entry = with_arrears(paid, receipt, "1111")
    assert problems_of(entry) == []
    assert [(each.account, each.fund, each.amount) for each in entry.postings[:4]] == [
        ("2101", "w", BAHT(20_000)),
        ("1111", "w", -BAHT(19_937)),
        ("1111", "r", BAHT(18)),
        ("1111", "a", BAHT(9)),
    ]


def test_what_keeps_a_claim_from_being_paid():
    nobody = PayableClaim(CLAIM, "w")
    assert codes(problems_of_payment([nobody], NO_WORDS)) == ["claim.no_payee"]
    assert problems_of_payment([nobody], Slip("ครู")) == []
    owes = PayableClaim(CLAIM, "w", "นายดี", arrears=BAHT(300))
    assert codes(problems_of_payment([owes], NO_WORDS)) == ["claim.arrears"]
    had = replace(DEATH, paid=BAHT(15_000))
    others = PayableClaim(had, "w", "นายดี", (Beneficiary("ก"), Beneficiary("ข")), (PaidPart("คนเก่า", BAHT(15_000)),))
    assert codes(problems_of_payment([others], NO_WORDS)) == ["claim.heirs"]
    assert problems_of_payment([others], Slip("ก")) == []


@given(st.integers(100, 10**7), st.lists(st.integers(1, 99), min_size=1, max_size=5), st.integers(0, 99))
def test_whatever_is_paid_and_reversed_every_heir_ends_with_the_own_part(satang, weights, arrears):
    heirs = tuple(Beneficiary(f"ท{at}", share=each) for at, each in enumerate(weights))
    claim = replace(DEATH, amount=Money(satang))
    whole = PayableClaim(claim, "w", "", heirs, (), Money(arrears))
    parts = [part for _name, some in vouchers_of([whole]) for part in some]
    assert Money.sum(each.amount for each in parts) == claim.amount
    assert Money.sum(each.arrears for each in parts) == Money(arrears)
    for gone in parts:
        stay = tuple(PaidPart(each.payee, each.amount, each.arrears) for each in parts if each is not gone)
        left = replace(claim, paid=Money.sum(each.amount for each in stay))
        again = vouchers_of([PayableClaim(left, "w", "", heirs, stay, gone.arrears)])
        assert [(name, some[0].amount) for name, some in again] == [(gone.payee, gone.amount)]


def test_a_list_of_claims_has_a_name_and_no_day_to_come():
    good = ClaimList(ListKind.DISASTER, "STORM", DAY, "พายุ")
    assert good.problems(DAY) == []
    assert codes(replace(good, name=" ").problems(date(2026, 5, 9))) == ["claim_list.no_name", "claim.future"]
    assert problems_of_checks(["ก", "ข", "ค"]) == []
    assert codes(problems_of_checks(["ก", "ข", "ค", "ง"])) == ["claim.signatures"]
    assert Slip(" ก ", " ข").plain() == Slip("ก", "ข")
    assert CLAIM.left - BAHT(300) == ZERO


def test_what_is_left_of_the_year_is_counted_from_what_is_paid_on():
    terms = Terms(DAILY)
    assert dues_left(Position(date(2026, 9, 30)), terms, DAY) == (None, ZERO)
    span, cost = dues_left(Position(date(2026, 3, 31)), terms, DAY)
    assert (span, cost) == (Span(date(2026, 4, 1), date(2026, 9, 30)), BAHT(180))
    span, cost = dues_left(Position(date(2024, 9, 30)), terms, DAY)
    assert (span, cost) == (Span(date(2025, 10, 1), date(2026, 9, 30)), BAHT(365)), "earlier years are not of it"
    let_off = replace(terms, exempt=(Span(date(2026, 1, 1), date(2026, 1, 31)),))
    assert dues_left(Position(date(2025, 9, 30)), let_off, DAY) == (None, ZERO), "someone let her off already"
    paid = PayableClaim(CLAIM, "w", "นายดี", pays_dues=True)
    assert dues_entry(DAY, paid).postings == (
        debit("2101", "w", BAHT(300), "00001"), credit("4105", "w", BAHT(300), "00001"),
    )  # fmt: skip
