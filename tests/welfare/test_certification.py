"""Readiness for certification: each criterion as a light with its evidence."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.i18n import spoken
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.certification import (
    AgeLimits,
    CertificationFacts,
    Light,
    Submission,
    SubmissionKind,
    days_old,
    hold_against_standard,
    is_old,
    light_of,
    worst,
)
from welfare_desk.welfare.committee import Post
from welfare_desk.welfare.proposals import Finding, Verdict

TODAY = date(2026, 10, 20)
HANDED = Submission(1, SubmissionKind.PROGRAM, date(2026, 10, 5), date(2026, 9, 30), "พอช.")
WHOLE = CertificationFacts(
    last_closed=date(2026, 9, 30),
    submission=HANDED,
    posts=(Post.CHAIR, Post.SECRETARY, Post.TREASURER, Post.MEMBER),
    committee_since=date(2025, 10, 1),
    next_end=date(2029, 9, 30),
    last_meeting=date(2026, 10, 1),
    regulation="ระเบียบ พ.ศ. 2568",
    regulation_day=date(2025, 10, 1),
    regulation_files=1,
    benefits=((2, Money.baht(600)),),
    cases=3,
    last_benefit=date(2026, 10, 9),
    community=Money.baht(100),
)


def lights(facts, limits=None):
    found = hold_against_standard(facts, limits or AgeLimits(), TODAY)
    return {(each.criterion, each.name): each.light for each in found}


def test_a_fund_in_order_is_green_throughout():
    found = lights(WHOLE)
    assert set(found.values()) == {Light.GREEN}
    assert {criterion for criterion, _name in found} == {1, 2, 3, 4}
    assert not is_old(WHOLE, AgeLimits(), TODAY)


@pytest.mark.parametrize(
    ("changes", "name", "light"),
    [
        ({"last_closed": None}, (1, "closed"), Light.RED),
        ({"last_closed": date(2026, 8, 19)}, (1, "closed"), Light.RED),
        ({"last_closed": date(2026, 8, 20)}, (1, "closed"), Light.GREEN),
        ({"submission": None}, (1, "submission"), Light.RED),
        ({"submission": replace(HANDED, as_of=date(2026, 4, 20))}, (1, "submission"), Light.RED),
        ({"missing": ("address",)}, (1, "profile"), Light.AMBER),
        ({"posts": ()}, (2, "committee"), Light.RED),
        ({"posts": (Post.CHAIR,)}, (2, "committee"), Light.AMBER),
        ({"next_end": None}, (2, "terms"), Light.AMBER),
        ({"next_end": date(2026, 12, 31)}, (2, "terms"), Light.AMBER),
        ({"last_meeting": None}, (2, "meetings"), Light.AMBER),
        ({"regulation": ""}, (3, "rules"), Light.RED),
        ({"regulation_files": 0}, (3, "rules_file"), Light.AMBER),
        ({"benefits": ()}, (4, "members"), Light.RED),
        ({"community": ZERO}, (4, "community"), Light.AMBER),
        ({"community": ZERO, "other_welfare": 2}, (4, "community"), Light.GREEN),
    ],
)
def test_what_is_missing_turns_its_light(changes, name, light):
    assert lights(replace(WHOLE, **changes))[name] is light


def test_the_limits_of_age_are_the_fund_s():
    assert lights(WHOLE, AgeLimits(close_days=20))[1, "closed"] is Light.RED
    assert is_old(replace(WHOLE, submission=None), AgeLimits(), TODAY)
    assert not is_old(replace(WHOLE, missing=("address",)), AgeLimits(), TODAY)
    assert [each.field for each in AgeLimits(0, 0).problems()] == ["close_days", "submission_days"]
    assert AgeLimits().problems() == []


def test_the_evidence_is_said_with_its_day():
    found = hold_against_standard(WHOLE, AgeLimits(), TODAY)[0]
    with spoken("en"):
        said = found.words.sentence()
    assert (said, found.day) == (
        "The books are closed up to 30 Sep 2569, 20 days ago; from 62 days on they are old.",
        date(2026, 9, 30),
    )


def test_the_worst_light_counts():
    assert worst([Light.GREEN, Light.RED, Light.AMBER]) is Light.RED
    assert worst([]) is Light.GREEN
    verdicts = [Verdict.of(1, "age", each, "x") for each in (True, None, False)]
    assert [light_of(each) for each in verdicts] == [Light.GREEN, Light.AMBER, Light.RED]
    assert verdicts[1].finding is Finding.UNKNOWN


def test_what_is_handed_up_has_a_day_and_somebody_who_took_it():
    assert HANDED.problems(TODAY) == []
    assert replace(HANDED, sha256="ab" * 32).problems(TODAY) == []
    wrong = replace(HANDED, to_whom=" ", day=date(2026, 12, 1), as_of=date(2026, 12, 2), sha256="x")
    assert [each.code for each in wrong.problems(TODAY)] == [
        "submission.no_whom", "match.future", "submission.as_of", "submission.fingerprint",
    ]  # fmt: skip


def test_days_are_counted_from_what_was_done():
    assert days_old(None, TODAY) is None
    assert days_old(date(2026, 10, 10), TODAY) == 10
