"""Words follow the kind of a book: a cooperative's book speaks of the cooperative, in both languages."""

import csv

import pytest

from tests.catalogue import fields, sentences
from welfare_desk import i18n
from welfare_desk.resource import resource


@pytest.fixture
def of_cooperative():
    before = i18n.speak_of("cooperative")
    yield
    assert i18n.speak_of(before) == "cooperative"


def rows():
    with resource("locale", "bodies.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_sentence_is_one_of_the_code_and_names_the_same_fields():
    known = {each.id for each in sentences() if each.id}
    found = rows()
    assert [each["sentence"] for each in found if each["sentence"] not in known] == []
    assert [each["sentence"] for each in found] == sorted({each["sentence"] for each in found})
    for each in found:
        assert fields(each["sentence"]) == fields(each["en"]) == fields(each["th"]), each["sentence"]
        assert "กองทุน" not in each["th"]


@pytest.mark.usefixtures("of_cooperative")
def test_a_cooperative_is_called_one():
    with i18n.spoken("en"):
        assert i18n._("Name of the fund") == "Name of the cooperative"
        assert i18n._("Say what this entry is for.") == "Say what this entry is for."
    with i18n.spoken("th"):
        assert i18n._("Name of the fund") == "ชื่อสหกรณ์"


def test_a_savings_group_is_called_one_and_a_village_fund_stays_a_fund():
    before = i18n.speak_of("savings-group")
    with i18n.spoken("th"):
        assert i18n._("Name of the fund") == "ชื่อกลุ่มออมทรัพย์"
        i18n.speak_of("village-fund")
        assert i18n._("Name of the fund") == "ชื่อกองทุน"
    i18n.speak_of(before)
