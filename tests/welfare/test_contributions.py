from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.ledger.funds import ALL_TO_WELFARE, SPLIT_70_20_10, AllocationPolicy
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import (
    Assignment,
    Collection,
    FundPaid,
    LineKind,
    Payer,
    Payment,
    PaymentLine,
    Refund,
    Release,
    assignment_entry,
    contribution_entry,
    fund_paid_entry,
    notes_of_payment,
    parts_of,
    problems_of_payment,
    problems_of_refund,
    refund_entry,
    release_entry,
    split_income,
)
from welfare_desk.welfare.plans import Span

DAY = date(2025, 10, 5)
SPLIT = AllocationPolicy(DAY, SPLIT_70_20_10)
WHOLE = AllocationPolicy(DAY, ALL_TO_WELFARE)
HELD = (("welfare", Money.baht(70)), ("reserve", Money.baht(20)), ("administration", Money.baht(10)))


def a_line(baht=365, member="00001", kind=LineKind.CONTRIBUTION):
    return PaymentLine(member, Money.baht(baht), kind)


def a_payment(*lines, **changes):
    return Payment(
        **{"day": DAY, "payer": "นางปทิตตา", "member_number": "00001", "lines": lines or (a_line(),)} | changes
    )


def a_refund(**changes):
    values = {"day": DAY, "payee": "นางปทิตตา", "member_number": "00001", "amount": Money.baht(100)}
    return Refund(**values | {"money_account": "1101", "reason": "จ่ายซ้ำ"} | changes)


def written(entry):
    """Write an entry as an accountant reads it: debit or credit, account, fund, baht, member."""
    return [
        f"{'Dr' if line.amount > ZERO else 'Cr'} {line.account}[{line.fund[0]}] {abs(line.amount).plain()}"
        + (f" {line.member}" if line.member else "")
        for line in entry.postings
    ]


def posted(*lines, policy=WHOLE, advances=(), **changes):
    payment = a_payment(*lines, **changes)
    return written(contribution_entry(payment, advances or [ZERO] * len(payment.lines), policy))


def test_a_contribution_is_income_of_the_fund():
    assert posted() == ["Dr 1101[w] 365.00", "Cr 4101[w] 365.00 00001"]


def test_a_contribution_and_what_is_deferred_are_split_between_the_funds():
    assert posted(a_line(730), policy=SPLIT, advances=[Money.baht(365)], money_account="1111") == [
        "Dr 1111[w] 511.00",
        "Dr 1111[r] 146.00",
        "Dr 1111[a] 73.00",
        "Cr 4101[w] 255.50 00001",
        "Cr 4101[r] 73.00 00001",
        "Cr 4101[a] 36.50 00001",
        "Cr 2201[w] 255.50 00001",
        "Cr 2201[r] 73.00 00001",
        "Cr 2201[a] 36.50 00001",
    ]


def test_fees_go_to_the_accounts_own_fund_unless_the_policy_names_them():
    fees = (
        a_line(20, kind=LineKind.ENTRANCE_FEE),
        a_line(10, kind=LineKind.PASSBOOK),
        a_line(50, kind=LineKind.REINSTATEMENT),
    )
    assert posted(*fees, policy=SPLIT) == [
        "Dr 1101[w] 80.00",
        "Cr 4102[w] 20.00 00001",
        "Cr 4103[w] 10.00 00001",
        "Cr 4104[w] 50.00 00001",
    ]
    named = AllocationPolicy(DAY, SPLIT_70_20_10, ("4102",))
    assert split_income(Money.baht(20), "4102", named)[0] == ("welfare", Money.baht(14))
    assert split_income(Money.baht(20), "4101", named, "reserve") == (("reserve", Money.baht(20)),)


def test_one_receipt_may_hold_a_household():
    assert posted(a_line(30), a_line(31, "00002")) == [
        "Dr 1101[w] 61.00",
        "Cr 4101[w] 30.00 00001",
        "Cr 4101[w] 31.00 00002",
    ]


def test_the_total_is_of_all_lines():
    household = a_payment(a_line(30), a_line(31, "00002"))
    assert household.total == Money.baht(61)
    assert Collection("1", DAY, (household, a_payment(a_line(9)))).total == Money.baht(70)


def test_unidentified_money_waits_in_the_split_of_contributions():
    lines = posted(a_line(100, None, LineKind.UNIDENTIFIED), policy=SPLIT, member_number=None)
    assert lines[3:] == ["Cr 2901[w] 70.00", "Cr 2901[r] 20.00", "Cr 2901[a] 10.00"]


def test_the_journal_names_the_paper_receipt_and_the_note():
    with spoken("en"):
        entry = contribution_entry(
            a_payment(receipt_book="21", receipt_number="021", note="โอน ", payer=" นางปทิตตา "), [ZERO], WHOLE
        )
        assert entry.memo == "Contributions, receipt 21/021: โอน"
        assert contribution_entry(a_payment(), [ZERO], WHOLE).memo == "Contributions"
    assert (entry.series, entry.payee, entry.day) == (Series.RECEIPT, "นางปทิตตา", DAY)


@pytest.mark.parametrize(
    ("payment", "code"),
    [
        (a_payment(payer=" "), "payment.no_payer"),
        (Payment(DAY, "ก", None, ()), "payment.no_lines"),
        (a_payment(a_line(0)), "payment.no_amount"),
        (a_payment(a_line(-5)), "payment.no_amount"),
        (a_payment(a_line(5, None)), "payment.no_member"),
        (a_payment(a_line(5, "00001", LineKind.UNIDENTIFIED)), "payment.no_member"),
    ],
)
def test_a_payment_that_cannot_be_taken_says_why(payment, code):
    assert [each.code for each in problems_of_payment(payment)] == [code]
    with pytest.raises(RuleError):
        contribution_entry(payment, [ZERO] * len(payment.lines), WHOLE)


@pytest.mark.parametrize(
    ("payer", "codes"),
    [
        (Payer("00001", date(2020, 1, 1)), []),
        (Payer("00001", None), []),
        (Payer("00001", date(2025, 10, 6)), ["payer.before_entry"]),
        (Payer("00001", date(2020, 1, 1), date(2025, 10, 4), "dead"), ["payer.dead", "payer.after_end"]),
        (Payer("00001", date(2020, 1, 1), date(2025, 10, 5), "resigned"), ["payer.resigned"]),
        (Payer("00001", date(2020, 1, 1), None, "suspended"), ["payer.suspended"]),
        (Payer("00001", date(2020, 1, 1), None, "lapsed"), ["payer.lapsed"]),
        (Payer("00001", date(2020, 1, 1), None, "arrears"), []),
    ],
)
def test_a_payment_is_taken_whatever_the_payers_status_and_flagged(payer, codes):
    payment = a_payment(a_line(30), a_line(20, kind=LineKind.ENTRANCE_FEE))
    assert [each.code for each in notes_of_payment(payment, {"00001": payer})] == codes
    assert problems_of_payment(payment) == []


def test_a_payer_who_is_not_in_the_register_is_flagged():
    found = notes_of_payment(a_payment(a_line(30, "01999"), a_line(9, None, LineKind.UNIDENTIFIED)), {})
    assert [each.code for each in found] == ["payer.unknown"]


def test_a_release_turns_deferred_income_into_income():
    entry = release_entry(date(2026, 10, 1), [Release("00001", HELD[:2])], "ปีใหม่")
    assert written(entry) == [
        "Dr 2201[w] 70.00 00001",
        "Cr 4101[w] 70.00 00001",
        "Dr 2201[r] 20.00 00001",
        "Cr 4101[r] 20.00 00001",
    ]
    assert entry.series is Series.GENERAL


def test_a_release_below_zero_defers_again():
    entry = release_entry(DAY, [Release("00001", (("welfare", Money.baht(-5)),))], "ยกเลิกใบเสร็จ")
    assert written(entry) == ["Cr 2201[w] 5.00 00001", "Dr 4101[w] 5.00 00001"]


def test_contributions_paid_by_the_fund_stay_in_one_fund():
    span = Span(date(2025, 10, 1), date(2026, 9, 30))
    entry = fund_paid_entry(FundPaid(DAY, "00001", span, Money.baht(365), "welfare", "3/2568"))
    assert written(entry) == ["Dr 5106[w] 365.00 00001", "Cr 4105[w] 365.00 00001"]
    assert problems_of(entry) == []


def test_a_refund_takes_deferred_income_first_in_the_funds_that_received_it():
    entry = refund_entry(a_refund(), HELD, (("welfare", Money.baht(50)), ("reserve", Money.baht(20))))
    assert written(entry) == [
        "Dr 2201[w] 50.00 00001",
        "Dr 4101[w] 20.00 00001",
        "Dr 2201[r] 20.00 00001",
        "Dr 4101[a] 10.00 00001",
        "Cr 1101[w] 70.00",
        "Cr 1101[r] 20.00",
        "Cr 1101[a] 10.00",
    ]
    assert (entry.series, entry.payee, entry.memo) == (Series.PAYMENT, "นางปทิตตา", "จ่ายซ้ำ")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount": ZERO}, ["payment.no_amount"]),
        ({"amount": Money.baht(101)}, ["refund.too_much"]),
        ({"reason": " "}, ["refund.no_reason"]),
    ],
)
def test_a_refund_is_of_what_was_taken(changes, codes):
    assert [each.code for each in problems_of_refund(a_refund(**changes), Money.baht(100))] == codes


def test_unidentified_money_becomes_a_members_contribution():
    entry = assignment_entry(Assignment(DAY, "00001", Money.baht(100), Money.baht(15), "พบแล้ว"), HELD)
    assert written(entry) == [
        "Dr 2901[w] 70.00",
        "Dr 2901[r] 20.00",
        "Dr 2901[a] 10.00",
        "Cr 4101[w] 59.50 00001",
        "Cr 2201[w] 10.50 00001",
        "Cr 4101[r] 17.00 00001",
        "Cr 2201[r] 3.00 00001",
        "Cr 4101[a] 8.50 00001",
        "Cr 2201[a] 1.50 00001",
    ]
    whole = assignment_entry(Assignment(DAY, "00001", Money.baht(100), Money.baht(100), "พบแล้ว"), HELD)
    assert written(whole)[3:] == ["Cr 2201[w] 70.00 00001", "Cr 2201[r] 20.00 00001", "Cr 2201[a] 10.00 00001"]


amounts = st.integers(1, 10**8).map(Money)
policies = st.sampled_from([SPLIT, WHOLE, AllocationPolicy(DAY, (("welfare", 33), ("reserve", 67)))])


@given(st.lists(st.tuples(amounts, st.integers(0, 100)), min_size=1, max_size=5), policies)
@settings(max_examples=100)
def test_every_payment_balances_in_every_fund(paid, policy):
    lines = tuple(PaymentLine(f"{at:05}", amount) for at, (amount, _) in enumerate(paid))
    advances = [Money(amount.satang * percent // 100) for amount, percent in paid]
    entry = contribution_entry(a_payment(*lines), advances, policy)
    assert problems_of(entry) == []
    by_account = defaultdict(lambda: ZERO)
    for line in entry.postings:
        by_account[line.account] -= line.amount
    assert by_account["2201"] == Money.sum(advances)
    assert by_account["4101"] == Money.sum(amount for amount, _ in paid) - Money.sum(advances)


held_parts = (
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3)
    .filter(any)
    .map(lambda parts: tuple(zip(("welfare", "reserve", "administration"), map(Money, parts), strict=True)))
)


@given(held_parts, st.integers(0, 100), st.integers(0, 100))
@settings(max_examples=100)
def test_what_is_taken_from_funds_never_exceeds_what_they_hold(held, percent, later):
    total = Money.sum(part for _, part in held)
    amount = Money(total.satang * percent // 100)
    parts = parts_of(amount, held)
    assert Money.sum(part for _, part in parts) == amount
    assert all(part <= dict(held)[fund] for fund, part in parts)
    if amount:
        advance = Money(amount.satang * later // 100)
        assert problems_of(assignment_entry(Assignment(DAY, "00001", amount, advance, "พบ"), held)) == []
        deferred = parts_of(advance, held)
        assert problems_of(refund_entry(a_refund(amount=amount), held, deferred)) == []
