"""The six criteria of a proposal: met, not met, or not to be told; nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.money import Money
from welfare_desk.welfare.proposals import (
    Finding,
    FundFacts,
    Groups,
    ProposalLimits,
    Verdict,
    finding_of,
    hold_against_criteria,
)

TODAY = date(2026, 1, 15)
MET, NOT, OPEN = Finding.MET, Finding.NOT_MET, Finding.UNKNOWN
GOOD = FundFacts(
    founded=date(2010, 11, 1),
    recognised="พอช. 12/2553",
    people=300,
    groups=Groups(5, 60, 3, 2, ages_known=True, groups_known=True),
    villages=10,
    villages_all=12,
    own_money=Money.baht(90_000),
    local_money=Money.baht(50_000),
    last_closed=date(2025, 11, 30),
    regulation="ระเบียบ 2568",
    committee_meetings=12,
    member_meetings=1,
    benefits=((1, Money.baht(500)), (2, Money.baht(900)), (4, Money.baht(3_000))),
    cases=9,
    other_welfare=4,
)


def found(limits=None, **changes):
    tests = hold_against_criteria(replace(GOOD, **changes), limits or ProposalLimits(), TODAY)
    return {each.name: each.finding for each in tests}


def test_a_fund_that_meets_everything_leaves_only_its_own_papers_open():
    findings = found()
    assert findings.pop("plans") is OPEN
    assert set(findings.values()) == {MET}
    assert len(findings) == 12
    assert {each.criterion for each in hold_against_criteria(GOOD, ProposalLimits(), TODAY)} == set(range(1, 7))


def test_every_finding_says_its_figures():
    said = [each.words.sentence() for each in hold_against_criteria(GOOD, ProposalLimits(), TODAY)]
    assert any("15" in each and "2553" in each for each in said)
    assert any("83" in each and "50" in each for each in said)


@pytest.mark.parametrize(
    ("name", "changes", "finding"),
    [
        ("age", {"founded": None}, OPEN),
        ("age", {"founded": date(2025, 1, 16)}, NOT),
        ("age", {"founded": date(2025, 1, 15)}, MET),
        ("recognised", {"recognised": ""}, OPEN),
        ("people", {"people": 0}, NOT),
        ("villages", {"villages_all": 0}, OPEN),
        ("villages", {"villages": 5}, NOT),
        ("villages", {"villages": 6}, MET),
        ("own_money", {"own_money": Money(0)}, NOT),
        ("local_money", {"local_money": Money(0)}, NOT),
        ("books", {"last_closed": None}, NOT),
        ("books", {"last_closed": date(2025, 10, 31)}, NOT),
        ("rules", {"regulation": ""}, OPEN),
        ("meetings", {"committee_meetings": 0}, OPEN),
        ("meetings", {"member_meetings": 0}, OPEN),
        ("types", {"benefits": GOOD.benefits[:2]}, NOT),
        ("other_welfare", {"other_welfare": 0}, OPEN),
    ],
)
def test_each_test_by_itself(name, changes, finding):
    assert found(**changes)[name] is finding


@pytest.mark.parametrize(
    ("groups", "finding"),
    [
        (Groups(1, 1, 1, 1), MET),
        (Groups(0, 1, 1, 1), OPEN),
        (Groups(0, 1, 1, 1, ages_known=True), NOT),
        (Groups(1, 1, 0, 1), OPEN),
        (Groups(1, 1, 0, 1, groups_known=True), NOT),
    ],
)
def test_what_the_register_does_not_hold_cannot_be_told(groups, finding):
    assert found(groups=groups)["groups"] is finding


def test_other_limits_count_where_they_are_set():
    strict = ProposalLimits(fund_years=20, cover=90, basic_types=4, books_months=1)
    findings = found(strict)
    assert {name for name, each in findings.items() if each is NOT} == {"age", "villages", "types", "books"}


def test_one_that_is_not_met_outweighs_one_that_cannot_be_told():
    def of(*findings):
        return finding_of(Verdict(1, "age", each, None) for each in findings)

    assert (of(MET, OPEN, NOT), of(MET, OPEN), of(MET)) == (NOT, OPEN, MET)


def test_limits_are_numbers_that_make_sense():
    assert ProposalLimits().problems() == []
    wrong = ProposalLimits(fund_years=-1, cover=101, basic_types=-1, books_months=-1)
    assert [each.field for each in wrong.problems()] == ["fund_years", "basic_types", "books_months", "cover"]
