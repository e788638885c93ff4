"""From the request to the payment: what may follow what, what is posted, and how a benefit at death is shared."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.ledger.entries import Series
from welfare_desk.members.register import Beneficiary
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.claims import (
    NEXT,
    STATUSES,
    ClaimStatus,
    KeptClaim,
    approval_entry,
    problems_of_amount,
    problems_of_meeting,
    problems_of_step,
    shares_of,
)

DAY = date(2026, 5, 10)
SICK = next(each for each in READY_TYPES if each.code == "SICK")
DECIDED = KeptClaim(
    7, "SICK", "00001", DAY, DAY, 3, "", "", None, ClaimStatus.DECIDED, Money.baht(300), Money.baht(300)
)


def test_every_status_has_its_words_and_what_may_follow():
    assert set(NEXT) == set(STATUSES) == set(ClaimStatus)
    assert problems_of_step(DECIDED, ClaimStatus.APPROVED) == []
    assert [each.code for each in problems_of_step(DECIDED, ClaimStatus.PAID)] == ["claim.step"]
    assert DECIDED.reference == "C-0007"


@pytest.mark.parametrize(
    ("amount", "by_resolution", "words", "said"),
    [
        (300, False, "มติ 5", []),
        (200, False, "มติ 5", []),
        (0, False, "มติ 5", ["claim.nothing"]),
        (300, False, " ", ["claim.no_resolution"]),
        (301, False, "มติ 5", ["claim.more"]),
        (301, True, "มติ 5", []),
    ],
)
def test_what_is_approved_stands_in_a_resolution(amount, by_resolution, words, said):
    found = problems_of_amount(DECIDED, Money.baht(amount), by_resolution=by_resolution, words=words)
    assert [each.code for each in found] == said


def test_what_is_approved_is_a_liability():
    other = replace(DECIDED, id=8, member="00002", amount=Money.baht(100))
    entry = approval_entry(DAY, [(DECIDED, SICK, DECIDED.amount), (other, SICK, other.amount)], "welfare", "มติ 5")
    assert entry.series is Series.GENERAL
    assert [(each.account, each.amount, each.member) for each in entry.postings] == [
        ("5102", Money.baht(300), "00001"),
        ("2101", -Money.baht(300), "00001"),
        ("5102", Money.baht(100), "00002"),
        ("2101", -Money.baht(100), "00002"),
    ]


def test_shares_at_death():
    three = [Beneficiary(name) for name in ("ก", "ข", "ค")]
    assert [part for _who, part in shares_of(Money.baht(20_000), three)] == [
        Money(666_667),
        Money(666_667),
        Money(666_666),
    ]
    named = [Beneficiary("ก", share=75_00), Beneficiary("ข", share=25_00)]
    assert [part for _who, part in shares_of(Money.baht(100), named)] == [Money.baht(75), Money.baht(25)]
    assert shares_of(Money.baht(100), []) == ()


@given(st.integers(0, 10**9), st.lists(st.integers(1, 9_999), min_size=1, max_size=9))
def test_shares_add_up_to_the_satang(satang, weights):
    heirs = [Beneficiary(str(at), share=each) for at, each in enumerate(weights)]
    assert Money.sum(part for _who, part in shares_of(Money(satang), heirs)) == Money(satang)
    assert all(part >= ZERO for _who, part in shares_of(Money(satang), heirs))


def test_a_meeting_is_between_the_claim_and_today():
    assert problems_of_meeting(DECIDED, DAY, DAY) == []
    assert [each.code for each in problems_of_meeting(DECIDED, date(2026, 5, 9), DAY)] == ["claim.before_claim"]
    assert [each.code for each in problems_of_meeting(DECIDED, date(2026, 5, 11), DAY)] == ["claim.future"]
