from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.draw.samples import trial_balance
from welfare_desk.i18n import spoken
from welfare_desk.reports.draw.text import as_text, text_width

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("ที่", 1), ("ป๊ำ", 2), ("ญี่ปุ่น", 3), ("", 0), ("漢", 2)])
def test_marks_above_and_below_take_no_place(text, width):
    assert text_width(text) == width


def test_a_trial_balance_reads_as_kept():
    with spoken("th"):
        assert as_text(trial_balance()) == (GOLDEN / "trial_balance.txt").read_text(encoding="utf-8")


def test_every_line_of_the_table_is_equally_wide_to_the_eye():
    lines = as_text(replace(trial_balance(), notes=(), facts=())).splitlines()[4:]
    closed = {text_width(line) for line in lines if line.endswith(("12", "1,139", "1,151", " 0"))}
    assert len(closed) == 1


def test_an_empty_report_says_so():
    with spoken("en"):
        assert "Nothing to show." in as_text(replace(trial_balance(), rows=()))
