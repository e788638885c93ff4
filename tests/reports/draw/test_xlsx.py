import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tests.reports.draw.samples import trial_balance
from welfare_desk.i18n import spoken
from welfare_desk.money import Money
from welfare_desk.reports.draw.xlsx import DAY_FORMAT, MONEY_FORMAT, as_xlsx
from welfare_desk.reports.model import Column, Kind, Report, Role, Row


def sheet_of(report: Report):
    with spoken("en"):
        return openpyxl.load_workbook(io.BytesIO(as_xlsx(report))).active


def cell_of(value, kind=Kind.TEXT, role=Role.ITEM):
    return sheet_of(Report("x", "x", (Column("x", "x", kind),), (Row((value,), role),)))["A4"]


def test_the_header_is_frozen_repeated_and_set_up_for_print():
    sheet = sheet_of(trial_balance())
    assert sheet.freeze_panes == "A9"
    assert sheet.print_title_rows == "$7:$8"
    assert [sheet.cell(7, n).value for n in (3, 4, 5)] == [None, "คงเหลือ", None]
    assert [sheet.cell(8, n).value for n in (3, 4, 5)] == ["ยกมา", "เดบิต", "เครดิต"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert sheet.oddFooter.left.text == "Printed on 15 January 2569"
    assert sheet.column_dimensions["B"].width == 36
    assert sheet_of(replace(trial_balance(), landscape=True)).page_setup.orientation == "landscape"


def test_the_title_and_the_facts_stand_over_the_table_and_the_notes_under_it():
    sheet = sheet_of(trial_balance())
    assert [sheet.cell(n, 1).value for n in (1, 2, 3)] == [
        "งบทดลอง", "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน", "ณ วันที่ 15 มกราคม 2569",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[5]][:2] == ["ยอดยกมา", -123.45]
    assert sheet.cell(sheet.max_row, 1).value == "ยอดด้านเครดิตในช่องยกมาอยู่ในวงเล็บ"
    assert sheet.title == "งบทดลอง"


def test_a_day_is_a_day_shown_in_the_buddhist_era():
    cell = cell_of(date(2024, 2, 29), Kind.DAY)
    assert (cell.value.date(), cell.number_format) == (date(2024, 2, 29), DAY_FORMAT)


def test_a_day_that_a_spreadsheet_has_wrong_is_written_in_words():
    assert cell_of(date(1900, 2, 28), Kind.DAY).value in {"28 ก.พ. 2443", "28 Feb 2443"}


@pytest.mark.parametrize("satang", [1, -1, 10, 999_999_999_999_999, -123_456_789_012_345])
def test_an_amount_is_an_exact_number(satang):
    cell = cell_of(Money(satang), Kind.MONEY)
    assert (round(cell.value * 100), cell.number_format) == (satang, MONEY_FORMAT)
    assert Money.baht(repr(cell.value)) == Money(satang) if isinstance(cell.value, float) else True


def test_an_amount_of_more_than_fifteen_digits_is_written_in_words():
    assert cell_of(Money(10**15 + 1), Kind.MONEY).value == "10,000,000,000,000.01"


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@x", "#N/A", "＝1"])
@pytest.mark.parametrize("role", [Role.ITEM, Role.TOTAL])
def test_text_stays_text_even_if_typed_again(text, role):
    cell = cell_of(text, role=role)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_code_of_figures_is_text():
    cell = cell_of("0012", Kind.CODE)
    assert (cell.value, cell.data_type, cell.number_format) == ("0012", "s", "@")


def test_what_a_file_cannot_hold_is_left_out():
    assert cell_of("ก\x07ข").value == "กข"


def test_totals_are_bold_under_a_line():
    cell = cell_of(Money(5), Kind.MONEY, Role.TOTAL)
    assert (cell.font.bold, cell.border.top.style, cell.border.bottom.style) == (True, "thin", "double")
    assert cell_of(Money(5), Kind.MONEY, Role.SUBTOTAL).border.bottom is None
    assert not cell_of(Money(5), Kind.MONEY).font.bold
