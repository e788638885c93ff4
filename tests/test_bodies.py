"""Words follow the kind of a book: a cooperative's book speaks of the cooperative, in both languages."""

import csv

from tests.catalogue import fields, sentences
from welfare_desk.resource import resource


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
