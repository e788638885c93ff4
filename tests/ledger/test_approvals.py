"""What a second person must approve before it is posted."""

import pytest

from tests.builders import an_entry
from welfare_desk.ledger.approvals import (
    ApprovalKind,
    ApprovalNeeded,
    ApprovalRules,
    amount_of,
    entry_in_need,
    kind_of,
    problem_of_approver,
    problems_of_rules,
)
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.ledger.people import Role, User
from welfare_desk.money import Money

LIMITED = ApprovalRules({ApprovalKind.PAYMENT: Money.baht(1000), ApprovalKind.REVERSAL: Money(0)})


def paid(baht):
    return an_entry(f"5319 welfare {baht}", f"1101 welfare -{baht}", series=Series.PAYMENT)


def codes(problems):
    return [each.code for each in problems]


def test_without_rules_nobody_needs_a_second_person():
    assert not ApprovalRules().is_on
    assert not any(ApprovalRules().need(kind, Money.baht(1_000_000)) for kind in ApprovalKind)


def test_only_what_lies_above_the_limit_of_its_kind_needs_one():
    assert LIMITED.need(ApprovalKind.PAYMENT, Money.baht("1000.01"))
    assert not LIMITED.need(ApprovalKind.PAYMENT, Money.baht(1000))
    assert LIMITED.need(ApprovalKind.REVERSAL, Money(1))
    assert not LIMITED.need(ApprovalKind.GENERAL, Money.baht(5000))


def test_reopening_has_no_amount_and_the_rules_guard_themselves():
    assert not LIMITED.need(ApprovalKind.REOPENING)
    assert ApprovalRules({ApprovalKind.REOPENING: Money(0)}).need(ApprovalKind.REOPENING)
    assert LIMITED.need(ApprovalKind.RULES)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (an_entry(series=Series.RECEIPT), ApprovalKind.RECEIPT),
        (an_entry(series=Series.PAYMENT), ApprovalKind.PAYMENT),
        (an_entry(series=Series.GENERAL), ApprovalKind.GENERAL),
        (an_entry(series=Series.OPENING, kind=EntryKind.OPENING), ApprovalKind.GENERAL),
        (an_entry(series=Series.GENERAL, kind=EntryKind.REVERSAL), ApprovalKind.REVERSAL),
    ],
)
def test_an_entry_is_judged_by_what_it_is(entry, kind):
    assert kind_of(entry) is kind


def test_an_entry_is_judged_by_its_debits_and_a_batch_by_its_largest():
    assert amount_of(paid("1500.50")) == Money.baht("1500.50")
    assert entry_in_need(LIMITED, [paid(900), paid(1200), paid(3000)]) == paid(3000)
    assert entry_in_need(LIMITED, [paid(900)]) is None


def test_approval_takes_two_people_one_of_whom_approves():
    alone = [User(1, "มาลี", frozenset({Role.TREASURER})), User(2, "ก้อน", frozenset({Role.CHAIR}), is_active=False)]
    assert codes(problems_of_rules(LIMITED, alone)) == ["approval.people"]
    clerks = [User(at, f"เสมียน {at}", frozenset({Role.BOOKKEEPER})) for at in (1, 2)]
    assert codes(problems_of_rules(LIMITED, clerks)) == ["approval.people"]
    assert problems_of_rules(ApprovalRules(), alone) == []
    assert problems_of_rules(LIMITED, [*clerks, User(3, "ก้อน", frozenset({Role.CHAIR}))]) == []


def test_a_limit_is_no_less_than_nothing():
    below = ApprovalRules({ApprovalKind.PAYMENT: Money(-1)})
    people = [User(1, "มาลี", frozenset({Role.TREASURER})), User(2, "ก้อน", frozenset({Role.CHAIR}))]
    assert codes(problems_of_rules(below, people)) == ["approval.limit"]


def test_nobody_approves_their_own_work():
    assert problem_of_approver(1, 1).code == "approval.own"
    assert problem_of_approver(1, 2) is None


def test_what_is_needed_says_for_what():
    assert str(ApprovalNeeded(ApprovalKind.PAYMENT, Money(5))) == "payment"
