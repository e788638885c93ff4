"""A layout as forms: what is written reads back the same, formulas are typed by numbers, problems name their line."""

import json
from dataclasses import replace

import pytest

from tests.ledger.test_statement_layouts import CHART, SHORT
from welfare_desk.i18n import spoken
from welfare_desk.ledger.layout_files import read_layout, write_layout
from welfare_desk.ledger.layout_forms import (
    FORMULAS,
    PROOF,
    empty_form,
    judge,
    read_forms,
    read_formula,
    shown_formula,
    written_forms,
)
from welfare_desk.resource import resource

READY = sorted(resource("layouts").glob("*/*.toml"))


def head_of(layout):
    return {
        "name": layout.name,
        "kind": layout.kind.value,
        "title_th": layout.title_th,
        "title_en": layout.title_en,
    }


def anywhere(layout):
    """Leave out where lines stand in their file."""
    lines = tuple(replace(each, at=0) for each in layout.lines)
    return replace(layout, lines=lines, proofs=tuple(replace(each, at=0) for each in layout.proofs))


SHORT_LAYOUT = read_layout(SHORT)
HEAD = head_of(SHORT_LAYOUT)


def short():
    return written_forms(SHORT_LAYOUT)


def said(forms, head=None):
    with spoken("en"):
        return [(each.field, each.sentence()) for each in judge(head or HEAD, forms, CHART).problems]


@pytest.mark.parametrize("path", READY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_ready_layouts_are_the_same_after_the_editor(path):
    layout = read_layout(path.read_text(encoding="utf-8"))
    forms = json.loads(json.dumps(written_forms(layout)))
    again = read_forms(head_of(layout), forms)
    assert anywhere(again) == anywhere(layout)
    assert [each.at for each in again.lines] == list(range(1, len(layout.lines) + 1))
    assert anywhere(read_layout(write_layout(again))) == anywhere(layout)
    for form in forms:
        for name in FORMULAS:
            assert read_formula(shown_formula(form[name], forms), forms) == form[name]


def test_formulas_are_shown_by_numbers():
    layout = read_layout(resource("layouts", "welfare_fund", "receipts-payments.toml").read_text(encoding="utf-8"))
    forms = written_forms(layout)
    total = next(form for form in forms if form["id"] == "receipts")
    assert shown_formula(total["formula"], forms) == "3:17"
    assert shown_formula("r_member + r_seed", forms) == "3 + 4"
    assert shown_formula("begin + receipts - r_member + gone", forms) == "1 + 18 - 3 + gone"
    assert shown_formula("- begin", forms) == "- 1"
    assert shown_formula("r_member + r_seed + r_lao + r_state", forms) == "3 + 4 + 6 + 7"
    assert shown_formula("r_member + receipts + r_seed", forms) == "3 + 18 + 4"
    assert shown_formula("2 and", forms) == "2 and"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2 + 3", "cash + other"),
        ("๒ – ๓", "cash - other"),
        ("2:5", "cash + other + rest"),  # the heading is above, and the total is left out
        ("-2+assets", "- cash + assets"),
        ("2 3", "2 3"),
        ("2 +", "2 +"),
        ("9", "9"),
        ("0", "0"),
        ("1:1", "1:1"),
        ("3:2", "3:2"),
        ("2:99", "2:99"),
        ("", ""),
    ],
)
def test_formulas_are_typed_by_numbers(typed, meant):
    assert read_formula(typed, short()) == meant


def test_a_line_that_is_added_up_gets_a_name_of_its_own():
    forms = short()
    forms[0]["id"], forms[4]["id"] = "line_5", ""
    assert read_formula("5 + 5", forms) == "line_6 + line_6"
    assert forms[4]["id"] == "line_6"


def test_codes_are_read_as_people_write_them():
    form = empty_form() | {"th": "เงินสด", "accounts": "๑๑๐๑ – 1113,1120; 1130", "but": " "}
    (line,) = read_forms(HEAD, [form]).lines
    assert (line.accounts, line.but) == (("1101-1113", "1120", "1130"), ())


def test_what_was_typed_for_another_kind_waits():
    forms = short()
    forms[1]["kind"] = "heading"
    line = read_forms(HEAD, forms).lines[1]
    assert (line.accounts, line.shown) == ((), False)
    forms[1]["kind"] = "accounts"
    assert anywhere(read_forms(HEAD, forms)) == anywhere(SHORT_LAYOUT)


def test_a_sound_layout_says_what_it_leaves_out():
    judged = judge(HEAD, short(), CHART)
    assert (judged.problems, judged.missing, judged.twice) == ((), (), ())
    forms = short()
    forms[2]["but"] = "1102-1299"
    forms[1]["but"] = ""
    forms[4]["types"].append("A")
    judged = judge(HEAD, forms, CHART)
    assert (judged.problems, judged.missing) == ((), ())
    assert "1101" in judged.twice
    forms[4]["types"] = ["L", "E"]
    assert "4101" in judge(HEAD, forms, CHART).missing


def test_problems_name_the_number_of_their_line():
    forms = short()
    forms[1]["th"] = ""
    forms[2] |= {"types": [], "but": ""}
    forms[3]["formula"] = "2 +"
    forms[4]["accounts"] = "9999"
    forms[5]["th"] = ""
    numbers = "Line 4: write the numbers of lines above with + and - between them, such as 2 + 3 - 5."
    assert said(forms) == [
        ("th", "Line 2: the line has no Thai words."),
        ("accounts", "Line 3: say which accounts the line holds."),
        ("formula", numbers),
        ("accounts", "Line 5: the chart has no account 9999."),
        ("th", "Line 6: say in Thai what must agree."),
    ]


def test_only_lines_above_can_be_added_up():
    forms = short()
    forms[3]["formula"] = "cash + other + gone"
    assert said(forms) == [("formula", "Line 4: only lines above it can be added up, and “gone” is none.")]
    forms[3]["formula"] = "cash + rest"
    assert said(forms) == [("formula", "Line 4: only lines above it can be added up, and “5” is none.")]
    forms[3]["formula"] = "cash + other"
    forms[5] |= {"left": "gone", "right": "assets +"}
    assert [field for field, _words in said(forms)] == ["left", "right"]


def test_a_layout_has_a_name_a_title_and_lines():
    head = HEAD | {"name": " ", "title_th": ""}
    assert said([], head) == [
        ("name", "Give the layout a name."),
        ("title_th", "Write the title in Thai."),
        (None, "Add a line first."),
    ]
    proof = empty_form(PROOF) | {"th": "เท่ากัน", "left": "", "right": "2"}
    assert [field for field, _words in said([proof])] == [None, "left", "right"]
