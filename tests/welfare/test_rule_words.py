"""Every rule is read out as a sentence with its numbers in it, in both languages."""

from __future__ import annotations

import pytest

from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.welfare.benefit_defaults import DEATH_TIERS, READY_TYPES
from welfare_desk.welfare.benefits import Per, Rule, RuleKind, Unit
from welfare_desk.welfare.rule_numbers import NUMBERS
from welfare_desk.welfare.rule_words import TITLES, UNITS, percent, sentence, sentences

HUNDRED = Money.baht(100)
ALL = (
    *(Rule(RuleKind.RATE, amount=HUNDRED, unit=unit) for unit in Unit),
    Rule(RuleKind.TIERS, tiers=DEATH_TIERS),
    Rule(RuleKind.WAITING, count=180),
    Rule(RuleKind.PAID_UP),
    Rule(RuleKind.AGE, count=60),
    Rule(RuleKind.GENDER, word="man"),
    Rule(RuleKind.GENDER, word="woman"),
    Rule(RuleKind.GROUP),
    Rule(RuleKind.MEMBERSHIP, count=3),
    Rule(RuleKind.CAP_EVENT, amount=HUNDRED),
    Rule(RuleKind.CAP_YEAR, amount=HUNDRED),
    Rule(RuleKind.QUANTITY_YEAR, count=20),
    *(Rule(RuleKind.TIMES, count=1, years=years, per=per) for per in Per for years in (None, 1, 3)),
    Rule(RuleKind.BUDGET, amount=HUNDRED),
    Rule(RuleKind.QUOTA, count=5),
    Rule(RuleKind.CLAIM_WITHIN, count=90),
    Rule(RuleKind.RELATION, shares=(("คู่สมรส", 50_00), ("บิดา", 33_33))),
    Rule(RuleKind.TO_BENEFICIARIES),
    Rule(RuleKind.DEDUCT_ARREARS),
    Rule(RuleKind.PAYS_DUES),
)


def test_every_kind_is_tried_here_and_has_a_title_and_its_numbers():
    assert {each.kind for each in ALL} == set(RuleKind) == set(TITLES) == set(NUMBERS)
    assert set(UNITS) == set(Unit)


@pytest.mark.parametrize("rule", ALL)
def test_a_rule_is_a_whole_sentence_in_both_languages(rule):
    with spoken("en"):
        english = sentences(rule)
    with spoken("th"):
        thai = sentences(rule)
    assert len(english) == len(thai) >= 1
    for one, other in zip(english, thai, strict=True):
        assert one.endswith(".")
        assert "{" not in one + other
        assert any("ก" <= letter <= "๙" for letter in other), "it is said in Thai"


@pytest.mark.parametrize("rule", [each for each in ALL if each.count or each.amount])
def test_the_numbers_of_a_rule_stand_in_its_sentence(rule):
    for language in ("th", "en"):
        with spoken(language):
            for number in filter(None, (rule.count, rule.amount)):
                assert (number.text() if isinstance(number, Money) else str(number)) in sentence(rule)


def test_a_number_that_is_not_written_yet_shows_as_dots():
    with spoken("en"):
        assert sentence(Rule(RuleKind.WAITING)) == "A member for at least … days on the day of the event."
        assert sentence(Rule(RuleKind.TIERS)) == "By full years of membership: no tier is written yet."
        assert sentence(Rule(RuleKind.RELATION)) == "By whose event it is: no relation is written yet."
        assert sentence(Rule(RuleKind.GENDER)) == "For men or women only: say which."


def test_tiers_say_from_where_to_where_they_reach():
    with spoken("en"):
        said = sentences(Rule(RuleKind.TIERS, tiers=DEATH_TIERS))
    assert len(said) == len(DEATH_TIERS)
    assert said[0] == "Full years of membership below 1: 2,500.00 baht."
    assert said[3] == "Full years of membership from 4, below 6: 8,000.00 baht."
    assert said[-1] == "Full years of membership from 15 up: 30,000.00 baht."


def test_a_tier_for_everybody_is_a_tier_from_nought():
    with spoken("en"):
        assert sentences(Rule(RuleKind.TIERS, tiers=((0, HUNDRED),))) == (
            "Full years of membership from 0 up: 100.00 baht.",
        )


def test_a_sentence_says_what_the_committee_meant():
    with spoken("th"):
        assert sentence(Rule(RuleKind.WAITING, count=180)) == "ต้องเป็นสมาชิกมาแล้วไม่น้อยกว่า 180 วันในวันที่เกิดเหตุ"
        assert sentence(Rule(RuleKind.RATE, amount=HUNDRED, unit=Unit.NIGHT)) == "จ่ายคืนละ 100.00 บาท"


@pytest.mark.parametrize(("share", "said"), [(100_00, "100"), (33_33, "33.33"), (12_50, "12.5"), (10_00, "10")])
def test_a_share_is_written_as_people_do(share, said):
    assert percent(share) == said


def test_the_ready_rules_can_all_be_read_out():
    for language in ("th", "en"):
        with spoken(language):
            assert all(sentence(rule) for each in READY_TYPES for rule in each.rules)
