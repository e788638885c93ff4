"""Every act that the program writes into the trail has its words, and so has every detail."""

import re
from pathlib import Path

import welfare_desk
from welfare_desk.i18n import spoken
from welfare_desk.ledger.cheques import ChequeStatus
from welfare_desk.members.register import Status
from welfare_desk.reports.acts import _LABELS, ACTS, act_words, details_words
from welfare_desk.welfare.receipt_books import Mark

WRITTEN = re.compile(
    r"(?:trail\.add|members\.record|people\.record)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", re.DOTALL
)


def calls():
    sources = Path(welfare_desk.__file__).parent.rglob("*.py")
    return [found for source in sources for found in WRITTEN.findall(source.read_text("utf-8"))]


def acts_of_the_source():
    made = {
        "cheque.{status.value}": {f"cheque.{each.value}" for each in ChequeStatus},
        "member.{change.status.value}": {f"member.{each.value}" for each in Status},
        "receipt.{mark.value}": {f"receipt.{each.value}" for each in Mark},
    }
    found = set()
    for call in calls():
        for each in re.findall(r'"([a-z_]+\.[a-z_{}.]+)"', call):
            found |= made.get(each, {each})
    return found


def test_every_act_has_its_words():
    found = acts_of_the_source()
    assert len(found) > 40
    assert found - ACTS.keys() == set()


def test_every_detail_has_its_words():
    found = {name for call in calls() for name in re.findall(r"\b([a-z_0-9]+)=", call)}
    assert len(found) > 10
    assert found - _LABELS.keys() == set()


def test_roles_and_limits_are_said_in_words():
    with spoken("en"):
        assert details_words('{"active":true,"roles":"administrator treasurer"}') == (
            "works here · roles administrator, treasurer"
        )
        assert details_words('{"limits":{"payment":50000,"reversal":null}}') == "above money out 500.00, undoing free"


def test_details_are_said_in_words():
    kept = '{"count":2,"first":"2026-01-05","reason":"ผิดคน","satang":36500,"sheets":[1,2],"by":null}'
    with spoken("en"):
        said = details_words(kept)
    assert said == "2 items · from 5 Jan 2569 · because ผิดคน · 365.00 baht · sheets 1, 2"
    assert details_words("{}") == ""
    assert details_words('{"unknown":"x"}') == "unknown x"


def test_an_act_of_a_later_program_stands_as_it_is_kept():
    assert act_words("year.closed_twice") == "year.closed_twice"
