"""Where the header of a list is, and which rows below it are no entries."""

import pytest

from tests.exchange.test_workbook import a_workbook
from welfare_desk.exchange.member_words import MEMBER_WORDS
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import read_grid

HEADER = ["ลำดับ", "เลขสมาชิก", "ชื่อ", "สกุล"]


def listing(folder, *rows, name="Sheet1", change=None):
    return read_listing(read_grid(a_workbook(folder / "a.xlsx", rows, name, change)).sheets[0], MEMBER_WORDS)


def test_a_sheet_without_a_header_has_no_rows(tmp_path):
    found = listing(tmp_path, ["สรุป"], ["หมู่", "จำนวนสมาชิก"], [1, 20])
    assert (found.header, found.rows) == (None, ())


def test_rows_that_are_no_entries_are_known_by_kind(tmp_path):
    found = listing(
        tmp_path,
        ["ทะเบียนสมาชิก หมู่ที่ 7"],
        HEADER,
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "001", "สมชาย", "ดีงาม"],
        [],
        [2, "002", "รวมพร", "ดีงาม"],
        [None, None, "รวมหน้านี้", "2 ราย"],
        ["ยอดยกมา", None, None, 2],
        HEADER,
        ["บ้านเหนือ"],
        [3, "003", "วิภา", "มีสุข"],
        ["รวม", None, "รวมทั้งหมู่ 7", "3 ราย"],
        [None, None, "รวมทั้งสิ้น", "3 ราย"],
        [],
        [None, None, "ลงชื่อ ......................... เหรัญญิก"],
        [None, None, "(นายสมหวัง ใจดี)"],
        [None, None, None, "พิมพ์เมื่อวานนี้"],
    )
    kinds = [(row.number, row.kind) for row in found.rows]
    assert kinds == [
        (3, "header"), (4, "entry"), (5, "blank"), (6, "entry"), (7, "page_subtotal"), (8, "carried"), (9, "header"),
        (10, "village_heading"), (11, "entry"), (12, "village_total"), (13, "grand_total"), (15, "signature"),
        (16, "signature"), (17, "other"),
    ]  # fmt: skip
    assert [row.village for row in found.entries] == ["7", "7", "บ้านเหนือ"]
    assert found.rows[4].text == "รวมหน้านี้ 2 ราย"


@pytest.mark.parametrize(
    ("sheet", "title", "village"),
    [
        ("หมู่ 3", "หมู่ที่ 4", "3"),
        ("ทะเบียน", "หมู่ที่ ๔ บ้านโนน", "4"),
        ("ทะเบียน", "หมู่ที่ 1 - 9", None),
        ("ทะเบียน", "หมู่ที่ 1 ถึงหมู่ที่ 9", None),
        ("ทะเบียน", "กองทุนตำบล", None),
    ],
)
def test_a_sheet_belongs_to_the_village_of_its_name_or_title(tmp_path, sheet, title, village):
    assert listing(tmp_path, [title], HEADER, [1, "1", "ก", "ข"], name=sheet).village == village


def test_ditto_marks_repeat_what_stands_above(tmp_path):
    rows = list(
        listing(tmp_path, HEADER, [1, "001", "สมชาย", "ดีงาม"], [2, "002", "วิภา", '"'], [3, "003", "วิชัย", "”"]).entries
    )
    assert [row.cells["last"].value for row in rows] == ["ดีงาม"] * 3
    assert [row.cells["last"].ref for row in rows] == ["D2", "D3", "D4"]
