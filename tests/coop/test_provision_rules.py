"""Rules of classification: the three sets that come with the program, their edges, and what has no source."""

import json
from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.provision_rules import (
    Evidence,
    LoanClass,
    RulePart,
    RuleSet,
    gaps_of,
    problems_of_rules,
    rules_as_mapping,
    rules_from_mapping,
)
from welfare_desk.coop.standings import LoanStanding
from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource

DUE = date(2026, 1, 31)


def shipped(code):
    return rules_from_mapping(json.loads(resource("provision_rules", f"{code}.json").read_text("utf-8")))


def a_standing(due=DUE, *, flags=(), **changes):
    loan = LoanStanding(1, "ส.1/2568", "0001", "ordinary", Money.baht(1000), ZERO, ZERO, due, 1, ZERO, frozenset(flags))
    return replace(loan, **changes)


def class_of(code, due, day, *flags):
    return shipped(code).class_of(a_standing(due, flags=flags), day).code


@pytest.mark.parametrize(
    ("code", "edges"),
    [
        ("CODI", {1: "2", 3: "3", 12: "4", 24: "5"}),
        ("COOP2544", {3: "2", 6: "3", 12: "4"}),
        ("SC2564", {1: "2", 3: "3", 6: "4", 12: "5"}),
    ],
)
def test_a_class_begins_on_the_day_after_its_months_are_full(code, edges):
    before = "1"
    for months, after in edges.items():
        last = {
            1: date(2026, 2, 28), 3: date(2026, 4, 30), 6: date(2026, 7, 31), 12: date(2027, 1, 31),
            24: date(2028, 1, 31),
        }[months]  # fmt: skip
        assert class_of(code, DUE, last) == before
        assert class_of(code, DUE, date.fromordinal(last.toordinal() + 1)) == after
        before = after


def test_a_loan_with_nothing_unpaid_is_normal_however_late_it_is():
    assert {class_of(code, None, date(2040, 1, 1)) for code in ("CODI", "COOP2544", "SC2564")} == {"1"}


def test_reasons_put_a_loan_into_a_class_and_a_worse_age_outweighs_them():
    assert class_of("COOP2544", None, DUE, "broken") == "2"
    assert class_of("COOP2544", None, DUE, "sued") == "3"
    assert class_of("COOP2544", None, DUE, "sued", "broken") == "3"
    assert class_of("COOP2544", DUE, date(2027, 2, 1), "sued", "broken") == "4"
    assert class_of("COOP2544", None, DUE, "loss") == "5"
    assert class_of("CODI", None, DUE, "sued", "broken") == "1"
    assert class_of("CODI", None, DUE, "loss") == "6"
    assert class_of("SC2564", None, DUE, "loss") == "5"


def test_the_shipped_rates_are_those_of_the_table():
    rates = {code: [each.rate // 10_000 for each in shipped(code).classes] for code in ("CODI", "COOP2544", "SC2564")}
    assert rates == {
        "CODI": [0, 0, 25, 75, 100, 100],
        "COOP2544": [0, 20, 50, 100, 100],
        "SC2564": [1, 2, 20, 50, 100],
    }


def test_only_codis_set_is_confirmed_and_the_others_say_what_has_no_source():
    assert shipped("CODI").is_confirmed
    assert gaps_of(shipped("CODI")) == []
    with spoken("en"):
        said = [each.sentence() for each in gaps_of(shipped("COOP2544"))]
    assert said == [
        "The months overdue of the classes 2 have no published source.",
        "The months overdue of the classes 1, 4 follow from other classes.",
        "The rates of the classes 1, 2, 3, 4, 5 have no published source.",
        "What else puts a loan into 5 has no published source.",
    ]
    assert {each.code for each in gaps_of(shipped("SC2564"))} == {
        "provision.edge_unconfirmed", "provision.rate_unconfirmed", "provision.flags_unconfirmed",
    }  # fmt: skip
    assert not shipped("SC2564").is_confirmed


def test_a_set_and_its_classes_are_named_in_both_languages():
    rules = shipped("CODI")
    with spoken("th"):
        assert (rules.classes[4].name, rules.name) == ("5 สงสัยจะสูญ", "หลักเกณฑ์ 6 ชั้นของ พอช. พ.ศ. 2552")
        assert "พอช." in rules.note
    with spoken("en"):
        assert (rules.classes[4].name, rules.name) == ("5 Doubtful of loss", "CODI's six classes, B.E. 2552")
        assert "own lending" in rules.note


@pytest.mark.parametrize("code", ["CODI", "COOP2544", "SC2564"])
def test_a_set_is_written_and_read_back_as_it_was(code):
    rules = shipped(code)
    assert rules_from_mapping(json.loads(json.dumps(rules_as_mapping(rules)))) == rules


def test_a_part_that_nobody_sourced_is_unconfirmed():
    bare = LoanClass("1", "ปกติ", "", None, 0)
    assert {bare.source(part) for part in RulePart} == {Evidence.UNCONFIRMED}
    assert bare.name == "1 ปกติ"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": " "}, "provision.no_name"),
        ({"classes": (LoanClass("1", "ก", "", None, 0),)}, "provision.few_classes"),
        ({"classes": (LoanClass("1", "ก", "", None, 0), LoanClass("1", "ข", "", 1, 0))}, "provision.class_codes"),
        ({"classes": (LoanClass("1", "ก", "", None, -1), LoanClass("2", "ข", "", 1, 0))}, "provision.rate"),
        ({"classes": (LoanClass("1", "ก", "", None, 0), LoanClass("2", "ข", "", -1, 0))}, "provision.months"),
        (
            {"classes": (LoanClass("1", "ก", "", None, 0), LoanClass("2", "ข", "", 1, 0, flags=frozenset({"old"})))},
            "provision.flag",
        ),
        (
            {
                "classes": (
                    LoanClass("1", "ก", "", None, 0),
                    LoanClass("2", "ข", "", 3, 0),
                    LoanClass("3", "ค", "", 3, 0),
                )
            },
            "provision.edges",
        ),
        ({"classes": (LoanClass("1", "ก", "", 1, 0), LoanClass("2", "ข", "", 3, 0))}, "provision.first_class"),
    ],
)
def test_a_set_that_cannot_be_used_says_why(changes, code):
    assert [each.code for each in problems_of_rules(replace(shipped("CODI"), **changes))] == [code]


def test_a_set_without_classes_is_too_small_and_no_more():
    rules = RuleSet("X", "ก", "", DUE, ())
    assert [each.code for each in problems_of_rules(rules)] == ["provision.few_classes"]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ({}, ["provision.from_day"]),
        ({"from_day": "2026-01-01", "classes": ["?", {"code": "1"}]}, ["provision.unreadable_class"] * 2),
        (
            {"from_day": "2026-01-01", "classes": [{"code": "1", "name_th": "ก", "rate": 0.5}]},
            ["provision.unreadable_class"],
        ),
        ({"from_day": "2026-01-01"}, ["provision.no_name", "provision.few_classes"]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(content, codes):
    with pytest.raises(RuleError) as refused:
        rules_from_mapping(content)
    assert [each.code for each in refused.value.problems] == codes
