"""Members of a cooperative: how one enters, of which class one is, and how one leaves."""

from dataclasses import replace
from datetime import date

from welfare_desk.coop.loan_contracts import Commitment
from welfare_desk.coop.memberships import (
    Admission,
    ClassChange,
    ClassMovement,
    EntryRules,
    GuarantorRule,
    LoanPart,
    MemberClass,
    SavingsPart,
    Settlement,
    class_on,
    problems_of_admission,
    problems_of_settlement,
)
from welfare_desk.money import ZERO, Money

DAY, PAR = date(2026, 3, 1), Money.baht(10)
RULES = EntryRules(Money.baht(50), Money.baht(100), Money.baht(20), GuarantorRule.FLAG)
ENTERS = Admission(DAY, "00001", MemberClass.REGULAR, Money.baht(20), Money.baht(50), "11110")


def codes(found):
    return [each.code for each in found]


def test_the_rules_of_entry_are_settings_with_defaults_of_ours():
    assert EntryRules.from_mapping({}) == EntryRules()
    assert EntryRules.from_mapping(RULES.as_mapping()) == RULES
    assert RULES.problems(PAR) == []
    assert codes(EntryRules(Money(-1), first_shares=Money.baht(5)).problems(PAR)) == ["entry.fee", "entry.first_shares"]
    assert codes(EntryRules(first_shares=Money.baht(15)).problems(PAR)) == ["entry.first_shares"]


def test_a_member_enters_with_first_shares_and_the_fee_of_her_class():
    assert ENTERS.total == Money.baht(70)
    assert problems_of_admission(ENTERS, RULES, PAR, holds_shares=False) == []
    associate = replace(ENTERS, kind=MemberClass.ASSOCIATE)
    assert codes(problems_of_admission(associate, RULES, PAR, holds_shares=False)) == ["admission.fee"]
    for baht in (10, 25):
        found = problems_of_admission(replace(ENTERS, shares=Money.baht(baht)), RULES, PAR, holds_shares=True)
        assert codes(found) == ["admission.twice", "admission.shares"]


def test_a_class_holds_from_its_day_and_only_regular_members_vote():
    changes = [ClassChange(date(2026, 5, 1), MemberClass.REGULAR), ClassChange(DAY, MemberClass.ASSOCIATE)]
    days = [date(2026, 2, 28), DAY, date(2026, 5, 1)]
    found = [class_on(changes, day) for day in days]
    assert found == [MemberClass.REGULAR, MemberClass.ASSOCIATE, MemberClass.REGULAR]
    assert [each.votes for each in found] == [True, False, True]


def test_who_leaves_takes_what_is_hers_less_what_she_owes():
    savings = (SavingsPart("ORD-1", Money.baht(100), Money.baht(2), Money.baht("0.30")),)
    loans = (LoanPart("ก1/2569", Money.baht(50), Money.baht(3), Money.baht(1)),)
    leaves = Settlement("00001", DAY, Money.baht(200), savings, loans)
    assert (leaves.own, leaves.owed, leaves.paid_out) == tuple(map(Money.baht, ("301.70", "54", "247.70")))
    assert problems_of_settlement(leaves, GuarantorRule.BLOCK) == []


def test_what_stands_in_the_way_of_leaving_is_named_all_at_once():
    savings = (SavingsPart("ORD-1", Money.baht(10), held=Money.baht(5)), SavingsPart("ORD-2", ZERO))
    loans = (LoanPart("ก1/2569", Money.baht(50)),)
    surety = (Commitment("ก2/2569", "00002", "บุญมี", "สามัญ", DAY, None, Money.baht(900), 0),)
    leaves = Settlement("00001", DAY, Money.baht(20), savings, loans, surety)
    assert codes(problems_of_settlement(leaves, GuarantorRule.FLAG)) == ["leaving.owes", "savings.held"]
    found = problems_of_settlement(leaves, GuarantorRule.BLOCK)
    assert codes(found) == ["leaving.owes", "savings.held", "leaving.guarantor"]
    assert found[0].params["short"] == Money.baht(20)


def test_members_of_a_class_are_counted_from_the_opening_to_the_closing():
    moved = ClassMovement(MemberClass.REGULAR, 100, entered=7, moved_in=2, moved_out=1, resigned=4, died=3)
    assert moved.closing == 101
