"""What an employer sends back is read as it is written, and what cannot be read is named with its place."""

import pytest
from openpyxl import Workbook

from welfare_desk.coop.payroll import Deducted
from welfare_desk.errors import RuleError
from welfare_desk.exchange.payroll import read_deducted
from welfare_desk.money import ZERO, Money

HEAD = ["ลำดับ", "เลขที่สมาชิก", "ชื่อ-สกุล", "ยอดเรียกเก็บ", "ยอดหักได้"]
NUMBERS = frozenset({"00001", "00002", "00003"})


def a_file(folder, *rows):
    book = Workbook()
    sheet = book.active
    sheet.title = "มี.ค."
    for row in (["โรงเรียนบ้านทดสอบ"], HEAD, *rows):
        sheet.append(row)
    book.save(folder / "หัก.xlsx")
    return folder / "หัก.xlsx"


def test_numbers_that_lost_their_zeros_thai_digits_and_blanks_are_read(tmp_path):
    path = a_file(
        tmp_path,
        [1, 1, "แอน", 500, 500.5],
        [2, "๐๐๐๐๒", "เบน", 500, "๑,๒๐๐.๐๐"],
        [3, "00003", "ชม", 500, None],
        [None, None, "รวม", 1500, 1700.5],
        [None, "ผู้หักเงิน ...", None, None, None],
    )
    assert read_deducted(path, NUMBERS) == [
        Deducted("00001", Money.baht("500.50"), "มี.ค.!3"),
        Deducted("00002", Money.baht(1200), "มี.ค.!4"),
        Deducted("00003", ZERO, "มี.ค.!5"),
    ]


def test_what_cannot_be_read_is_named_with_its_place(tmp_path):
    path = a_file(tmp_path, [1, "00001", "แอน", 500, "ห้าร้อย"])
    with pytest.raises(RuleError) as refused:
        read_deducted(path, NUMBERS)
    assert [(each.code, each.params["place"]) for each in refused.value.problems] == [("payroll.unread", "มี.ค.!3")]


def test_a_file_without_the_columns_is_refused(tmp_path):
    book = Workbook()
    book.active.append(["เลขที่สมาชิก", "ชื่อ"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(RuleError, match="no_columns"):
        read_deducted(tmp_path / "x.xlsx")
