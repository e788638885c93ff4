import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.draw.samples import trial_balance
from welfare_desk.i18n import spoken
from welfare_desk.reports.draw.csv import as_csv
from welfare_desk.reports.model import Column, Report, Row

GOLDEN = Path(__file__).parents[2] / "golden"


def test_a_trial_balance_is_written_as_kept():
    with spoken("th"):
        assert as_csv(trial_balance()) == (GOLDEN / "trial_balance.csv").read_bytes()


def test_it_opens_as_unicode_and_has_a_line_for_each_row():
    drawn = as_csv(trial_balance())
    assert drawn.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(drawn.decode("utf-8-sig"))))) == 1 + len(trial_balance().rows)


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_no_text_becomes_a_formula(text):
    drawn = as_csv(Report("x", "x", (Column("a", "=a"),), (Row((text,)),))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(drawn, newline=""))) == [["'=a"], [f"'{text}"]]


def test_an_empty_report_has_its_titles():
    assert as_csv(replace(trial_balance(), rows=())).decode("utf-8-sig").startswith("เลขที่,บัญชี,ยกมา,คงเหลือ เดบิต")
