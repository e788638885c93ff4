from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.reports.draw.samples import FUND, reports, trial_balance
from tests.reports.five_forms import same_in_five_forms
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw import columns, csv, text, write, xlsx
from welfare_desk.reports.model import Column, Kind, Report, Role, Row


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_trial_balance_says_the_same_in_five_forms(language):
    with spoken(language):
        same_in_five_forms(trial_balance())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_any_report_says_the_same_in_five_forms(report):
    same_in_five_forms(report)


def test_a_long_report_with_long_words_goes_on_over_pages():
    memo = "เงินสมทบจากรัฐบาลและองค์กรปกครองส่วนท้องถิ่น (" + "ก่ำ" * 60 + ") " + FUND * 3
    rows = tuple(Row((str(n), memo if n % 9 == 0 else "น้ำ", Money(n * 100 - 5_000))) for n in range(150))
    shown = (
        Column("no", "ลำดับ", Kind.CODE, 6),
        Column("memo", "รายการ", Kind.TEXT, 20),
        Column("x", "บาท", Kind.MONEY),
    )
    same_in_five_forms(Report("long", "ยาว", shown, rows))


def test_a_cell_longer_than_a_page_goes_on_on_the_next():
    shown = (Column("memo", "บันทึก", Kind.TEXT, 20), Column("x", "บาท", Kind.MONEY))
    same_in_five_forms(Report("long", "ยาว", shown, (Row((FUND * 200, Money(5))), Row(("จบ", Money(-5))))))


def test_many_columns_are_set_smaller():
    shown = tuple(Column(f"m{n}", f"เดือนที่ {n}", Kind.MONEY) for n in range(14))
    same_in_five_forms(Report("wide", "กว้าง", shown, (Row(tuple(Money(n * 10**9) for n in range(14))),)))


FAULTS = {
    "text": (text, "_one_line", lambda cell: replace(cell, text=cell.text.replace("5", "6"))),
    "csv": (csv, "_PLAIN", {**csv._PLAIN, Money: lambda amount: f"{amount.satang // 10}"}),
    "xlsx": (xlsx, "_printable", lambda words: words[:-1]),
    "pdf": (columns, "spread", lambda row, shown: [*write.spread(row, shown)][:-1]),
}


@pytest.mark.parametrize("form", FAULTS)
def test_a_form_that_says_something_else_is_found(form, monkeypatch):
    monkeypatch.setattr(*FAULTS[form])
    with pytest.raises(AssertionError):
        same_in_five_forms(trial_balance())


def test_a_figure_in_a_heading_keeps_to_its_narrow_column():
    shown = tuple(Column(f"c{n}", "ช่อง", kind, 4) for n, kind in enumerate((Kind.MONEY, Kind.NUMBER, Kind.TEXT)))
    same_in_five_forms(Report("x", "x", shown, (Row((None, 1_000_000_000_000, "ก" * 90), Role.HEADING),)))


def test_an_empty_report_says_the_same_in_five_forms():
    same_in_five_forms(replace(trial_balance(), rows=()))
