"""A benefit tried on a made-up member says what its rules would give, with all reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.errors import RuleError
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefit_trials import Trial, try_case
from welfare_desk.welfare.benefits import Effect, Rule, RuleKind

READY = {each.code: each for each in READY_TYPES}
DAY = date(2026, 5, 10)
OLD_MEMBER = Trial(DAY, DAY, entry_day=date(2018, 3, 1), birth_day=date(1960, 5, 11))


def codes(tried):
    return [each.code for each in tried.decision.reasons if each.effect is not Effect.EXPLAINS]


def tried(code, **given):
    return try_case(READY[code], replace(OLD_MEMBER, **given))


def test_a_member_with_every_right_gets_it_and_sees_the_rules_that_are_met():
    got = tried("SICK", quantity=3)
    assert got.decision.amount == Money.baht(300)
    assert (codes(got), got.met) == ([], READY["SICK"].rules)


def test_all_reasons_are_given_and_what_is_met_too():
    got = tried("SICK", entry_day=date(2026, 4, 1), owes=Money.baht(31), claim_day=date(2026, 12, 1))
    assert codes(got) == ["benefit.arrears", "benefit.waiting", "benefit.late"]
    assert [each.kind for each in got.met] == [
        RuleKind.RATE, RuleKind.CAP_EVENT, RuleKind.CAP_YEAR, RuleKind.QUANTITY_YEAR,
    ]  # fmt: skip
    assert got.decision.amount == ZERO


def test_what_was_given_before_counts():
    assert codes(tried("SICK", times=2, had=Money.baht(900), had_quantity=9, quantity=3)) == ["benefit.cap_year"]
    assert codes(tried("SICK", times=1, had_quantity=19, quantity=3)) == ["benefit.quantity_year"]
    assert codes(tried("FIRE", times=1)) == ["benefit.times"]


def test_gender_and_group_are_made_up_too():
    rules = (Rule(RuleKind.RATE, amount=Money.baht(5)), Rule(RuleKind.GENDER, word="woman"), Rule(RuleKind.GROUP))
    kind = replace(READY["DISADV"], rules=rules)
    woman = replace(OLD_MEMBER, gender="woman", is_vulnerable=True)
    assert codes(try_case(kind, woman)) == []
    assert codes(try_case(kind, replace(OLD_MEMBER, gender="man"))) == ["benefit.gender", "benefit.group"]
    assert codes(try_case(kind, OLD_MEMBER)) == ["benefit.gender_unknown", "benefit.group"]


def test_the_community_has_no_member():
    got = try_case(READY["PUBLIC"], replace(OLD_MEMBER, asked=Money.baht(700)))
    assert (got.decision.amount, got.met) == (Money.baht(700), ())


def test_what_cannot_be_looked_at_is_refused():
    with pytest.raises(RuleError) as refused:
        tried("SICK", quantity=0, claim_day=date(2026, 1, 1))
    assert [each.code for each in refused.value.problems] == ["claim.quantity", "claim.before"]
