"""Every sentence of the program has its Thai, with the same fields, and no sentence stands there for nothing."""

import ast

import pytest
from babel.messages.catalog import Catalog

from tests.catalogue import ROOT, english, fields, sentences, thai, updated, wrong


@pytest.fixture(scope="module")
def source():
    return sentences()


@pytest.fixture(scope="module")
def catalogue():
    return thai()


def test_every_sentence_of_the_source_has_its_thai_with_the_same_fields(source, catalogue):
    faults = [f"{english(each)!r} {fault}" for each in source if each.id and (fault := wrong(each, catalogue))]
    assert not faults, f"{len(faults)} sentences; enter: poe catalogue\n" + "\n".join(faults)


def test_the_catalogue_holds_no_sentence_that_the_source_no_longer_says(source, catalogue):
    assert [english(each) for each in catalogue if each.id and each.id not in source] == []
    assert not catalogue.obsolete


def test_thai_is_counted_in_one_form(catalogue):
    assert catalogue.num_plurals == 1


def test_the_sentences_are_gathered_from_every_kind_of_mark(tmp_path):
    (tmp_path / "said.py").write_text('_("one {a}")\nN_("two")\nngettext("{n} row", "{n} rows", n)\n', encoding="utf-8")
    assert [each.id for each in sentences(tmp_path)][1:] == ["one {a}", "two", ("{n} row", "{n} rows")]


@pytest.mark.parametrize(
    ("english_text", "thai_text", "fault"),
    [
        ("Paid {amount}", "จ่าย {amount}", None),
        ("Paid {amount}", "จ่าย {amuont}", "names other fields than ['amount']"),
        ("Paid {amount}", "จ่าย", "names other fields than ['amount']"),
        ("Paid {amount}", "จ่าย {amount", "names other fields than ['amount']"),
        ("Paid", "", "has no Thai"),
        (("{n} row", "{n} rows"), ("{n} แถว",), None),
        (("one row", "{n} rows"), ("แถว",), "names other fields than ['n']"),
    ],
)
def test_a_fault_of_a_translation_is_found(english_text, thai_text, fault):
    source, catalogue = Catalog(), Catalog(locale="th")
    source.add(english_text)
    catalogue.add(english_text, thai_text)
    assert wrong(source[english_text], catalogue) == fault


def test_a_fuzzy_translation_does_not_count():
    source, catalogue = Catalog(), Catalog(locale="th")
    source.add("Paid")
    catalogue.add("Paid", "จ่าย", flags=["fuzzy"])
    assert wrong(source["Paid"], catalogue) == "is fuzzy"


def test_bringing_up_to_date_keeps_translations_and_drops_what_is_no_longer_said():
    source, catalogue = Catalog(), Catalog(locale="th")
    source.add("Paid")
    source.add("New")
    catalogue.add("Paid", "จ่าย")
    catalogue.add("Gone", "ไปแล้ว")
    fresh = updated(catalogue, source)
    assert {each.id: each.string for each in fresh if each.id} == {"Paid": "จ่าย", "New": ""}


def test_broken_braces_are_no_fields_of_any_other_sentence():
    assert fields("{a") == {"{a"}


def test_no_sentence_is_said_that_was_not_gathered(source):
    """The gatherer does not look into f-strings."""
    said = {
        node.args[0].value
        for path in (ROOT / "welfare_desk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_"}
        if isinstance(node.args[0], ast.Constant)
    }
    assert {words for words in said if words not in source} == set()
