import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.reports.draw.samples import trial_balance
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.json import as_json

GOLDEN = Path(__file__).parents[2] / "golden"


def test_a_trial_balance_is_written_as_kept():
    with spoken("th"):
        assert as_json(trial_balance()) == (GOLDEN / "trial_balance.json").read_text(encoding="utf-8")


def test_only_items_are_rows_with_satang_named_once():
    rows = json.loads(as_json(trial_balance()))["rows"]
    assert [row["account"] for row in rows] == ["1101", "1502", "3101"]
    assert rows[1] == {
        "account": "1502", "name": "ค่าเสื่อมราคาสะสม – ครุภัณฑ์", "brought_satang": -997_500, "debit_satang": None,
        "credit_satang": 1_045_000, "last_day": None, "entries": 0,
    }  # fmt: skip


def test_an_answer_says_exactly_what_it_says():
    report = replace(trial_balance(), answer=(("as_of", date(2026, 1, 15)), ("debit_satang", Money(5))))
    answer = json.loads(as_json(report))
    assert set(answer) == {"as_of", "debit_satang", "rows"}
    assert (answer["as_of"], answer["debit_satang"]) == ("2026-01-15", 5)


def test_rows_of_the_answer_stand_for_the_drawn_ones():
    assert json.loads(as_json(replace(trial_balance(), answer=(("rows", [{"a": 1}]),)))) == {"rows": [{"a": 1}]}


def test_an_unknown_value_is_refused():
    with pytest.raises(TypeError):
        as_json(replace(trial_balance(), answer=(("x", object()),)))
