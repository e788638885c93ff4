"""What must be put right before a regulation is adopted, each thing with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, Rule, RuleKind
from welfare_desk.welfare.regulations import (
    Change,
    doubts_of_type,
    left_out,
    mark_of_rule,
    mark_of_type,
    problems_of_types,
)
from welfare_desk.welfare.rule_numbers import problems_of_rule

ACCOUNTS = {f"51{number:02}" for number in range(1, 16)}
FUNDS = {"welfare", "reserve"}
RATE = Rule(RuleKind.RATE, amount=Money.baht(100))
GOOD = BenefitType("SICK", 2, "เจ็บป่วย", "Sickness", "5102", (RATE,))


def wrong(*types):
    return [(each.field, each.code) for each in problems_of_types(types, ACCOUNTS, FUNDS)]


def changed(**given):
    return wrong(replace(GOOD, **given))


def test_the_ready_rules_may_be_adopted_as_they_are():
    assert wrong(*READY_TYPES) == []
    assert wrong(replace(GOOD, fund="reserve")) == []


def test_a_regulation_has_benefits():
    assert wrong() == [("benefits", "regulation.empty")]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"code": ""}, "0.code", "regulation.code"),
        ({"code": "ป่วย"}, "0.code", "regulation.code"),
        ({"name_th": " "}, "0.name_th", "regulation.type_name"),
        ({"line": 0}, "0.line", "regulation.line"),
        ({"account": "4101"}, "0.account", "regulation.account"),
        ({"fund": "gold"}, "0.fund", "regulation.fund"),
        ({"rules": (RATE, RATE)}, "0.rules.1", "regulation.rule_twice"),
        ({"rules": (Rule(RuleKind.QUANTITY_YEAR, count=3),)}, "0.rules.0", "regulation.no_rate"),
    ],
)
def test_each_thing_is_said_in_its_place(given, field, code):
    assert changed(**given) == [(field, code)]


def test_a_code_is_there_once():
    assert wrong(GOOD, GOOD) == [("1.code", "regulation.code_twice")]


def test_a_benefit_has_one_price():
    tiers = Rule(RuleKind.TIERS, tiers=((0, Money.baht(5)),))
    assert changed(rules=(RATE, tiers)) == [("0.rules.1", "regulation.two_prices")]


def test_a_rule_for_a_year_may_stand_beside_one_for_ever():
    times = (Rule(RuleKind.TIMES, count=1, years=1), Rule(RuleKind.TIMES, count=5))
    assert changed(rules=(RATE, *times)) == []


def test_the_community_has_no_contributions_to_be_paid():
    rules = (Rule(RuleKind.PAYS_DUES),)
    assert changed(of=BenefitClass.COMMUNITY, rules=rules) == [("0.rules.0", "regulation.no_dues")]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        (RATE, []),
        (Rule(RuleKind.RATE), ["rule.amount"]),
        (Rule(RuleKind.RATE, amount=ZERO), ["rule.amount"]),
        (Rule(RuleKind.WAITING), ["rule.count"]),
        (Rule(RuleKind.WAITING, count=0), ["rule.count"]),
        (Rule(RuleKind.TIMES, count=1), []),
        (Rule(RuleKind.TIMES, count=1, years=0), ["rule.count"]),
        (Rule(RuleKind.GENDER), ["rule.choice"]),
        (Rule(RuleKind.GENDER, word="man"), []),
        (Rule(RuleKind.TIERS), ["rule.no_tier"]),
        (Rule(RuleKind.TIERS, tiers=((2, Money.baht(1)), (1, Money.baht(1)))), ["rule.tier_order"]),
        (Rule(RuleKind.TIERS, tiers=((1, Money.baht(1)), (1, Money.baht(1)))), ["rule.tier_order"]),
        (Rule(RuleKind.TIERS, tiers=((-1, ZERO),)), ["rule.tier_order", "rule.tier_amount"]),
        (Rule(RuleKind.TIERS, tiers=((0, Money.baht(1)), (1, Money.baht(2)))), []),
        (Rule(RuleKind.RELATION), ["rule.no_share"]),
        (Rule(RuleKind.RELATION, shares=(("", 0),)), ["rule.share_name", "rule.share"]),
        (Rule(RuleKind.RELATION, shares=(("ลูก", 50_00), ("ลูก", 100_01))), ["rule.share_name", "rule.share"]),
        (Rule(RuleKind.RELATION, shares=(("ลูก", 100_00),)), []),
        (Rule(RuleKind.PAID_UP), []),
    ],
)
def test_each_number_is_judged(rule, codes):
    assert [each.code for each in problems_of_rule(rule)] == codes


def test_what_may_be_adopted_may_still_be_worth_a_second_look():
    both = replace(GOOD, rules=(RATE, Rule(RuleKind.PAID_UP), Rule(RuleKind.DEDUCT_ARREARS)))
    assert [each.code for each in doubts_of_type(both)] == ["regulation.never_deducted"]
    assert [each.code for each in doubts_of_type(replace(GOOD, rules=()))] == ["regulation.no_price"]
    assert doubts_of_type(replace(GOOD, rules=(RATE, Rule(RuleKind.DEDUCT_ARREARS)))) == []


def test_what_differs_from_the_version_before_is_told():
    before = {"SICK": replace(GOOD, rules=(RATE, Rule(RuleKind.WAITING, count=180)))}
    dearer = Rule(RuleKind.RATE, amount=Money.baht(200))
    now = replace(GOOD, rules=(dearer, Rule(RuleKind.PAID_UP)))
    assert mark_of_type(before["SICK"], before) is Change.SAME
    assert mark_of_type(now, before) is Change.CHANGED
    assert mark_of_type(replace(GOOD, code="NEW"), before) is Change.NEW
    assert [mark_of_rule(each, before["SICK"]) for each in (RATE, *now.rules)] == [
        Change.SAME,
        Change.CHANGED,
        Change.NEW,
    ]
    assert mark_of_rule(RATE, None) is Change.NEW
    assert left_out(now, before["SICK"]) == (Rule(RuleKind.WAITING, count=180),)
    assert left_out(now, None) == ()
