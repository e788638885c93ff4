"""Several regulations, each in force from its day on: which one knows a benefit on a day."""

from dataclasses import replace
from datetime import date

from welfare_desk.money import Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefit_versions import RulesInForce
from welfare_desk.welfare.benefits import Rule, RuleKind

SICK, FIRE = (next(each for each in READY_TYPES if each.code == code) for code in ("SICK", "FIRE"))
DEARER = replace(SICK, rules=(Rule(RuleKind.RATE, amount=Money.baht(200)),))
FIRST, SECOND = date(2025, 10, 1), date(2026, 5, 1)
TWO = RulesInForce(((FIRST, (SICK, FIRE)), (SECOND, (DEARER,))))


def test_the_day_of_the_event_says_which_regulation_holds():
    assert [TWO.since(day) for day in (date(2025, 9, 30), FIRST, date(2026, 4, 30), SECOND)] == [
        None,
        FIRST,
        FIRST,
        SECOND,
    ]
    assert TWO.kind(date(2026, 4, 30), "SICK") is SICK
    assert TWO.kind(SECOND, "SICK") is DEARER
    assert TWO.kind(SECOND, "FIRE") is None, "the newer one no longer gives it"


def test_without_a_regulation_the_ready_rules_hold():
    assert RulesInForce().types == READY_TYPES
    assert RulesInForce().kind(FIRST, "SICK") is SICK
    assert TWO.kind(date(2025, 9, 30), "SICK") is SICK
    assert RulesInForce().kind(FIRST, "NO") is None


def test_every_benefit_is_known_as_the_newest_regulation_has_it():
    assert TWO.types == (DEARER, FIRE)
