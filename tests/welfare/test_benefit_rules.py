"""Each kind of rule in the words of a regulation, and a decision that gives all reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_defaults import DEATH_TIERS, LINES, READY_TYPES
from welfare_desk.welfare.benefit_rules import broken, decide
from welfare_desk.welfare.benefits import (
    Applicant,
    BenefitClass,
    BenefitType,
    Case,
    Claim,
    Effect,
    History,
    Past,
    Per,
    Rule,
    RuleKind,
    Unit,
    problems_of_claim,
)

DAY, ENTERED = date(2026, 5, 10), date(2018, 3, 1)
READY = {each.code: each for each in READY_TYPES}


def baht(amount):
    return Money.baht(amount)


def a_member(*statuses, **fields):
    given = {"entry_day": ENTERED, "birth_day": date(1960, 5, 11), "village": "1", "house": "9", **fields}
    standings = tuple(StatusChange(*each) for each in statuses)
    return Member("00001", "นาง", "มาลี", "ใจดี", date(2025, 9, 30), statuses=standings, **given)


def a_claim(kind="X", quantity=1, **given):
    days = {"event_day": DAY, "claim_day": DAY, "paid_day": DAY}
    return Claim(kind, "00001", quantity=quantity, **{**days, **given})


def had(amount, kind="X", day=DAY, **given):
    return Past(kind, given.pop("member", "00001"), day, given.pop("paid", day), baht(amount), **given)


YEAR = baht(365)


def judged(*rules, claim=None, member=None, owes=ZERO, past=(), household="1|9", dues=YEAR):
    of = BenefitType("X", 14, "อื่น", "Other", "5114", rules)
    who = Applicant(member or a_member(), owes, household, dues)
    return decide(Case(claim or a_claim(), of, who, History(past)))


def codes(decision, *effects):
    wanted = effects or (Effect.REFUSES, Effect.REDUCES, Effect.UNDECIDABLE)
    return [each.code for each in decision.reasons if each.effect in wanted]


RATE = Rule(RuleKind.RATE, amount=Money.baht(100), unit=Unit.NIGHT)


# What is given


def test_a_rate_is_given_so_many_times():
    decision = judged(RATE, claim=a_claim(quantity=3))
    assert (decision.right, decision.amount) == (baht(300), baht(300))
    assert [each.sentence() for each in decision.reasons] != []


def test_the_maker_may_ask_for_less_and_gets_no_more():
    assert judged(RATE, claim=a_claim(quantity=3, asked=baht(200))).amount == baht(200)
    assert judged(RATE, claim=a_claim(quantity=3, asked=baht(500))).amount == baht(300)


def test_without_a_rate_the_committee_decides():
    assert judged(claim=a_claim(asked=baht(700))).right == baht(700)
    assert judged().right == ZERO


@pytest.mark.parametrize(
    ("entered", "gives"), [("2026-01-01", 2_500), ("2025-05-10", 3_000), ("2016-05-11", 15_000), ("2016-05-10", 20_000)]
)
def test_a_tier_goes_by_full_years(entered, gives):
    rule = Rule(RuleKind.TIERS, tiers=DEATH_TIERS)
    assert judged(rule, member=a_member(entry_day=date.fromisoformat(entered))).right == baht(gives)


def test_a_tier_without_a_day_of_entry_cannot_be_told():
    decision = judged(Rule(RuleKind.TIERS, tiers=DEATH_TIERS), member=a_member(entry_day=None))
    assert (decision.right, codes(decision)) == (ZERO, ["benefit.entry_unknown"])


def test_a_relation_gets_its_share_of_the_rate():
    rule = Rule(RuleKind.RELATION, shares=(("parent", 25_00), ("child", 50_00)))
    assert judged(RATE, rule, claim=a_claim(relation="parent")).right == baht(25)
    assert judged(RATE, rule).right == baht(100)
    assert codes(judged(RATE, rule, claim=a_claim(relation="cousin"))) == ["benefit.relation"]


# Who may have it


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (((date(2026, 5, 9), Status.DEAD),), ["benefit.dead"]),
        (((DAY, Status.DEAD),), []),
        (((DAY, Status.RESIGNED),), ["benefit.ended"]),
        (((date(2026, 1, 1), Status.LAPSED),), ["benefit.ended"]),
        (((None, Status.MERGED, "00002"),), ["benefit.ended"]),
        (((date(2026, 5, 11), Status.RESIGNED),), []),
    ],
)
def test_the_membership_runs_on_the_day_of_the_event(statuses, said):
    assert codes(judged(RATE, member=a_member(*statuses))) == said


def test_whoever_enters_later_or_is_unknown_gets_nothing():
    assert codes(judged(RATE, member=a_member(entry_day=date(2026, 6, 1)))) == ["benefit.not_yet"]
    of = BenefitType("X", 14, "อื่น", "Other", "5114", (RATE,))
    assert codes(decide(Case(a_claim(), of, None))) == ["benefit.no_member"]
    project = replace(of, of=BenefitClass.COMMUNITY, rules=())
    assert decide(Case(replace(a_claim(asked=baht(900)), member=None), project, None)).right == baht(900)


def test_waiting_days_run_from_entry():
    rule = Rule(RuleKind.WAITING, count=180)
    assert codes(judged(RATE, rule, member=a_member(entry_day=DAY - timedelta(days=180)))) == []
    assert codes(judged(RATE, rule, member=a_member(entry_day=DAY - timedelta(days=179)))) == ["benefit.waiting"]


def test_nothing_may_be_owed():
    rule = Rule(RuleKind.PAID_UP)
    assert codes(judged(RATE, rule)) == []
    assert codes(judged(RATE, rule, owes=baht(30))) == ["benefit.arrears"]
    assert codes(judged(RATE, rule, owes=None)) == ["benefit.dues_unknown"]


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        ({"birth_day": date(1966, 5, 10)}, []),
        ({"birth_day": date(1966, 5, 11)}, ["benefit.age"]),
        ({"birth_day": None}, ["benefit.age_unknown"]),
        ({"birth_day": None, "birth_year": 1965}, []),
        ({"birth_day": None, "birth_year": 1967}, ["benefit.age"]),
        ({"birth_day": None, "birth_year": 1966}, ["benefit.age_unknown"]),
    ],
)
def test_an_age_is_reached_on_the_birthday(birth, said):
    assert codes(judged(RATE, Rule(RuleKind.AGE, count=60), member=a_member(**birth))) == said


def test_a_title_tells_man_or_woman():
    rule = Rule(RuleKind.GENDER, word="woman")
    assert codes(judged(RATE, rule)) == []
    assert codes(judged(RATE, replace(rule, word="man"))) == ["benefit.gender"]
    monk = replace(a_member(), title="พระ")
    assert codes(judged(RATE, rule, member=monk)) == ["benefit.gender_unknown"]


def test_a_group_stands_in_the_register():
    rule = Rule(RuleKind.GROUP)
    assert codes(judged(RATE, rule)) == ["benefit.group"]
    assert codes(judged(RATE, rule, member=a_member(vulnerable="ผู้พิการ"))) == []


def test_years_of_membership_are_full():
    rule = Rule(RuleKind.MEMBERSHIP, count=3)
    assert codes(judged(RATE, rule, member=a_member(entry_day=date(2023, 5, 10)))) == []
    assert codes(judged(RATE, rule, member=a_member(entry_day=date(2023, 5, 11)))) == ["benefit.membership"]


# How much, how often, how late


def test_a_ceiling_for_one_event_and_one_for_the_year():
    rules = (RATE, Rule(RuleKind.CAP_EVENT, amount=baht(600)), Rule(RuleKind.CAP_YEAR, amount=baht(1_000)))
    stay = a_claim(quantity=8)
    assert (judged(*rules, claim=stay).right, codes(judged(*rules, claim=stay))) == (baht(600), ["benefit.cap_event"])
    decision = judged(*rules, claim=stay, past=[had(700)])
    assert (decision.right, codes(decision)) == (baht(300), ["benefit.cap_event", "benefit.cap_year"])
    last_year = had(700, day=date(2025, 9, 30))
    assert judged(*rules, claim=stay, past=[last_year, had(900, member="00002"), had(900, kind="Y")]).right == baht(600)
    assert judged(RATE, rules[2], claim=a_claim(quantity=11), past=[had(2_000)]).right == ZERO


def test_so_many_nights_a_year():
    rule = Rule(RuleKind.QUANTITY_YEAR, count=20)
    past = [had(1_800, quantity=18)]
    decision = judged(RATE, rule, claim=a_claim(quantity=3), past=past)
    assert (decision.right, codes(decision)) == (baht(200), ["benefit.quantity_year"])
    assert codes(judged(RATE, rule, claim=a_claim(quantity=2), past=past)) == []


def test_once_for_life_once_a_year_once_in_three_years():
    past = [had(500, day=date(2024, 1, 5))]
    assert codes(judged(RATE, Rule(RuleKind.TIMES, count=1), past=past)) == ["benefit.times"]
    assert codes(judged(RATE, Rule(RuleKind.TIMES, count=2), past=past)) == []
    assert codes(judged(RATE, Rule(RuleKind.TIMES, count=1, years=1), past=past)) == []
    assert codes(judged(RATE, Rule(RuleKind.TIMES, count=1, years=3), past=past)) == ["benefit.times"]
    assert codes(judged(RATE, Rule(RuleKind.TIMES, count=1, years=2), past=past)) == []


def test_once_for_each_child_and_once_for_each_household_and_event():
    child = Rule(RuleKind.TIMES, count=1, per=Per.SUBJECT)
    past = [had(500, subject="ด.ช. ดี")]
    assert codes(judged(RATE, child, claim=a_claim(subject="ด.ช.ดี"), past=past)) == ["benefit.times"]
    assert codes(judged(RATE, child, claim=a_claim(subject="ด.ญ.งาม"), past=past)) == []
    home = Rule(RuleKind.TIMES, count=1, per=Per.HOUSEHOLD)
    neighbour = had(1_000, member="00002", household="1|9", day=DAY - timedelta(days=3))
    assert codes(judged(RATE, home, past=[neighbour])) == ["benefit.times"]
    assert codes(judged(RATE, home, past=[replace(neighbour, event_day=DAY - timedelta(days=40))])) == []
    assert codes(judged(RATE, home, past=[replace(neighbour, household="1|8")])) == []
    assert codes(judged(RATE, home, past=[neighbour], household="")) == []
    named = replace(neighbour, subject="พายุ ก")
    assert codes(judged(RATE, home, claim=a_claim(subject="พายุ ก"), past=[named])) == ["benefit.times"]
    assert codes(judged(RATE, home, claim=a_claim(subject="ไฟ"), past=[named])) == []


def test_both_parents_cannot_claim_for_one_child():
    once = Rule(RuleKind.TIMES, count=1, per=Per.SUBJECT)
    child = replace(RATE, unit=Unit.CHILD)
    father = had(500, member="00002", household="1|9", subject="ด.ช. ดี")
    assert codes(judged(child, once, claim=a_claim(subject="ด.ช.ดี"), past=[father])) == ["benefit.times"]
    assert codes(judged(child, once, claim=a_claim(subject="ด.ช.ดี"), past=[replace(father, household="1|8")])) == []
    unnamed = replace(father, subject="")
    assert codes(judged(child, once, past=[unnamed])) == ["benefit.times"]
    assert codes(judged(RATE, once, past=[unnamed])) == []  # two deaths in one house


def test_children_whom_nobody_named_are_told_apart_by_their_day():
    once = Rule(RuleKind.TIMES, count=1, per=Per.SUBJECT)
    elder = had(500, day=DAY - timedelta(days=400))
    assert codes(judged(RATE, once, past=[elder])) == []
    assert codes(judged(RATE, once, past=[replace(elder, event_day=DAY)])) == ["benefit.times"]
    this_year = had(500, day=DAY - timedelta(days=100))
    assert codes(judged(RATE, replace(once, years=1), past=[this_year])) == ["benefit.times"]


def test_the_fund_s_own_line_and_quota():
    budget, quota = Rule(RuleKind.BUDGET, amount=baht(1_000)), Rule(RuleKind.QUOTA, count=2)
    past = [had(950, member="00002"), had(0, member="00003")]
    decision = judged(RATE, budget, past=past)
    assert (decision.right, codes(decision)) == (baht(50), ["benefit.budget"])
    assert codes(judged(RATE, budget, past=[had(100, member="00002")])) == []
    assert codes(judged(RATE, quota, past=past)) == ["benefit.quota"]
    assert codes(judged(RATE, quota, past=past[:1])) == []


def test_a_claim_comes_in_time():
    rule = Rule(RuleKind.CLAIM_WITHIN, count=90)
    assert codes(judged(RATE, rule, claim=a_claim(claim_day=DAY + timedelta(days=90)))) == []
    assert codes(judged(RATE, rule, claim=a_claim(claim_day=DAY + timedelta(days=91)))) == ["benefit.late"]


def test_all_reasons_are_given_not_only_the_first():
    rules = (RATE, Rule(RuleKind.PAID_UP), Rule(RuleKind.WAITING, count=9_999), Rule(RuleKind.CLAIM_WITHIN, count=0))
    late = a_claim(claim_day=DAY + timedelta(days=1))
    decision = judged(*rules, claim=late, owes=baht(30))
    assert codes(decision) == ["benefit.arrears", "benefit.waiting", "benefit.late"]
    assert decision.right == ZERO


@pytest.mark.parametrize("kind", RuleKind)
def test_a_rule_without_its_number_asks_nothing(kind):
    """None never means zero."""
    of_numbers = Rule(kind, word="woman", shares=(("child", 50_00),), tiers=DEATH_TIERS)
    decision = judged(of_numbers, member=a_member(vulnerable="ผู้พิการ"), past=[had(500)])
    assert codes(decision) == []
    nobody = Case(
        replace(a_claim(), member=None), BenefitType("X", 14, "", "", "5114", (replace(of_numbers, count=1),)), None
    )
    assert codes(decide(nobody), Effect.UNDECIDABLE) == []


# What was paid by hand


def test_what_was_paid_is_held_against_the_decision():
    decision = judged(RATE, claim=a_claim(quantity=3))
    assert broken(decision, baht(300), kind_has_tiers=False) == []
    assert [each.code for each in broken(decision, baht(400), kind_has_tiers=False)] == ["benefit.rate"]
    assert [each.code for each in broken(decision, baht(400), kind_has_tiers=True)] == ["benefit.tier"]
    capped = judged(RATE, Rule(RuleKind.CAP_EVENT, amount=baht(200)), claim=a_claim(quantity=3))
    assert [each.code for each in broken(capped, baht(300), kind_has_tiers=False)] == ["benefit.cap_event"]
    assert broken(capped, baht(200), kind_has_tiers=False) == []
    late = judged(RATE, Rule(RuleKind.PAID_UP), owes=baht(1))
    assert [each.code for each in broken(late, baht(1), kind_has_tiers=False)] == ["benefit.arrears"]


def test_every_ceiling_that_was_passed_is_named_and_no_other():
    ceilings = Rule(RuleKind.CAP_EVENT, amount=baht(250)), Rule(RuleKind.CAP_YEAR, amount=baht(1_000))
    decision = judged(RATE, *ceilings, Rule(RuleKind.PAID_UP), claim=a_claim(quantity=3), past=[had(800)], owes=baht(1))
    told = [each.code for each in broken(decision, baht(300), kind_has_tiers=False)]
    assert told == ["benefit.cap_event", "benefit.cap_year", "benefit.arrears"]
    told = [each.code for each in broken(decision, baht(220), kind_has_tiers=False)]
    assert told == ["benefit.cap_year", "benefit.arrears"]


# Ready rules


def test_every_line_of_the_form_has_a_ready_type():
    assert {each.line for each in READY_TYPES} == set(range(1, LINES + 1))
    assert len({each.code for each in READY_TYPES}) == len(READY_TYPES)
    assert all(each.documents for each in READY_TYPES)
    assert READY["ELDER"].rule(RuleKind.WAITING) is None
    assert READY["BIRTH"].name in ("เด็กแรกเกิด/คลอดบุตร", "Newborn / childbirth")


@given(
    nights=st.lists(st.integers(1, 30), max_size=12),
    gaps=st.lists(st.integers(0, 60), min_size=12, max_size=12),
)
def test_however_often_somebody_is_ill_the_ceilings_hold(nights, gaps):
    past, day = [], date(2024, 1, 1)
    for stay, gap in zip(nights, gaps, strict=False):
        day += timedelta(days=gap)
        claim = a_claim("SICK", stay, event_day=day, claim_day=day, paid_day=day)
        decision = decide(Case(claim, READY["SICK"], Applicant(a_member()), History(past)))
        assert ZERO <= decision.amount <= baht(600)
        if decision.amount > ZERO:
            past.append(Past("SICK", "00001", day, day, decision.amount, stay))
        for year in range(2024, 2030):
            first, last = date(year - 1, 10, 1), date(year, 9, 30)
            assert Money.sum(each.amount for each in past if first <= each.paid_day <= last) <= baht(1_000)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"member": None}, ["claim.no_member"]),
        ({"quantity": 0}, ["claim.quantity"]),
        ({"claim_day": DAY - timedelta(days=1)}, ["claim.before"]),
        ({"asked": ZERO}, ["claim.asked"]),
    ],
)
def test_a_claim_that_says_too_little_is_not_looked_at(changes, said):
    claim = replace(a_claim("SICK"), **changes)
    assert [each.code for each in problems_of_claim(claim, READY["SICK"])] == said


# What explains and changes no amount


def test_what_is_owed_at_death_is_taken_off_later_and_said_here():
    rule = Rule(RuleKind.DEDUCT_ARREARS)
    for owes, said in ((baht(93), True), (None, True), (ZERO, False)):
        decision = judged(RATE, rule, owes=owes)
        assert (decision.right, codes(decision)) == (baht(100), [])
        assert ("benefit.deducts" in codes(decision, Effect.EXPLAINS)) is said
    of = BenefitType("X", 14, "อื่น", "Other", "5114", (RATE, rule))
    assert "benefit.deducts" in [each.code for each in decide(Case(replace(a_claim(), member=None), of, None)).reasons]


def test_a_benefit_may_be_the_contributions_of_the_year():
    rule = Rule(RuleKind.PAYS_DUES)
    decision = judged(RATE, rule)
    assert (decision.right, codes(decision, Effect.EXPLAINS)) == (baht(365), ["benefit.year_dues", "benefit.pays_dues"])
    assert codes(judged(rule, dues=ZERO)) == ["benefit.dues_paid"]
    assert codes(judged(rule, dues=None)) == ["benefit.dues_unknown"]


def test_rules_that_are_met_are_named():
    waiting, age = Rule(RuleKind.WAITING, count=1), Rule(RuleKind.AGE, count=99)
    assert judged(RATE, waiting, age).met == (waiting,)
