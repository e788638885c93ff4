"""Benefits written in plain words and read back; what is wrong is named with its place."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.welfare.test_regulations import ACCOUNTS, FUNDS, GOOD
from tests.welfare.test_rule_words import ALL
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.benefits import Per, Rule, RuleKind, Unit
from welfare_desk.welfare.rule_forms import in_place, read_rule, read_types, written_rule, written_type


def read(given):
    return read_types(given, ACCOUNTS, FUNDS)


def a_type(**given):
    return {**written_type(GOOD), **given}


def a_rule(**given):
    return a_type(rules=[{"kind": "rate", "amount": "100", **given}])


def places(*given):
    return [(each.field, each.code) for each in read(list(given))[1]]


def test_the_ready_rules_come_back_as_they_were():
    written = json.loads(json.dumps([written_type(each) for each in READY_TYPES]))
    assert read(written) == (READY_TYPES, [])


@pytest.mark.parametrize("rule", ALL)
def test_every_rule_comes_back_as_it_was(rule):
    assert read_rule(json.loads(json.dumps(written_rule(rule)))) == rule


def test_a_rule_without_its_numbers_comes_back_too():
    for kind in RuleKind:
        assert read_rule(written_rule(Rule(kind))) == Rule(kind)
    assert read_rule({"kind": "nonsense"}) is None


def test_what_people_type_is_read():
    types, found = read([a_rule(amount="๑,๕๐๐.๕", unit="night", says="whatever")])
    assert found == []
    assert types[0].rules == (Rule(RuleKind.RATE, amount=Money.baht("1500.5"), unit=Unit.NIGHT),)
    times = {"kind": "times", "count": "๒", "years": "", "per": "household"}
    assert read_rule(times) == Rule(RuleKind.TIMES, count=2, per=Per.HOUSEHOLD)
    assert read([a_type(code="sick", line="๒", fund=" ", documents=[" ใบคำขอ ", ""])])[0] == (
        replace(GOOD, documents=("ใบคำขอ",)),
    )


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        (a_type(code=5), "0.code", "regulation.no_text"),
        (a_type(line="สอง"), "0.line", "rule.number"),
        (a_type(line=None), "0.line", "regulation.line"),
        (a_type(rules={}), "0.rules", "regulation.no_list"),
        (a_type(rules=["x"]), "0.rules.0", "regulation.no_row"),
        (a_type(**{"for": "nobody"}), "0.for", "rule.choice"),
        (a_rule(amount="ร้อย"), "0.rules.0.amount", "rule.number"),
        (a_rule(amount=100.5), "0.rules.0.amount", "rule.number"),
        (a_rule(amount=True), "0.rules.0.amount", "rule.number"),
        (a_rule(amount=None), "0.rules.0.amount", "rule.amount"),
        (a_rule(unit="week"), "0.rules.0.unit", "rule.choice"),
        (a_type(rules=[{"kind": "waiting", "count": 1.5}]), "0.rules.0.count", "rule.number"),
        (a_type(rules=[{"kind": "waiting", "count": "1.5"}]), "0.rules.0.count", "rule.number"),
        (a_type(rules=[{"kind": "tiers", "tiers": 5}]), "0.rules.0.tiers", "regulation.no_list"),
        (a_type(rules=[{"kind": "tiers", "tiers": [{"years": "x", "amount": "5"}]}]), "0.rules.0.tiers", "rule.number"),
        (a_type(rules=[{"kind": "gender"}]), "0.rules.0.word", "rule.choice"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(given, field, code):
    assert (field, code) in places(given)
    assert len([each for each in places(given) if each[0] == field and each[1] != "regulation.no_row"]) <= 1


def test_an_unknown_kind_is_said_before_anything_else():
    given = a_type(code="", rules=[{"kind": "luck"}, {"kind": "rate"}])
    assert places(given) == [("0.rules.0", "rule.kind")]


def test_what_is_no_list_or_no_benefit_is_refused():
    assert places("x")[0] == ("0", "regulation.no_row")
    assert [each.code for each in read({})[1]] == ["regulation.no_list"]


def test_a_problem_says_where_it_stands():
    types, found = read([a_rule(amount=""), a_type(code="", name_th="")])
    with spoken("en"):
        said = [each.sentence() for each in in_place([*found, *read([])[1]], types)]
    assert said[0] == "SICK, rule 1 Rate: Write an amount above zero."
    assert said[1].startswith("benefit 2: ")
    assert said[-1] == "A regulation has at least one benefit."


def test_a_place_that_was_not_read_is_still_named():
    types, found = read([a_type(rules=[{"kind": "luck"}])])
    with spoken("en"):
        assert in_place(found, types)[0].sentence().startswith("SICK, rule 1: There is no kind of rule “luck”")
        assert in_place(found, ())[0].sentence().startswith("benefit 1, rule 1: ")
