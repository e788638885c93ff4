"""Where the header of a list is, and which rows below it are no entries."""

import pytest

from tests.exchange.test_workbook import a_workbook
from welfare_desk.exchange.member_words import MEMBER_WORDS
from welfare_desk.exchange.tables import read_listing, squeeze
from welfare_desk.exchange.workbook import read_grid

HEADER = ["ลำดับ", "เลขสมาชิก", "ชื่อ", "สกุล"]


def listing(folder, *rows, name="Sheet1", change=None):
    return read_listing(read_grid(a_workbook(folder / "a.xlsx", rows, name, change)).sheets[0], MEMBER_WORDS)


HEADINGS = {
    "no": ["เลขสมาชิก", "เลขที่สมาชิก", "รหัสสมาชิก", "ทะเบียนสมาชิกเลขที่", "เลขทะเบียน", "เลขประจำตัวสมาชิก", "Member No."],
    "order": ["ที่", "ลำดับ", "ลำดับที่"],
    "title": ["คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม"],
    "name": ["ชื่อ-สกุล", "ชื่อ - นามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "รายชื่อสมาชิก", "ชื่อสมาชิก"],
    "first": ["ชื่อ", "ชื่อตัว"],
    "last": ["สกุล", "นามสกุล"],
    "id": ["เลขประจำตัวประชาชน", "เลขบัตร ปชช.", "เลขที่บัตรประชาชน", "เลข 13 หลัก", "บัตรประชาชน"],
    "birth": ["วันเกิด", "ว/ด/ป เกิด", "วัน เดือน ปีเกิด", "เกิดวันที่"],
    "join": ["วันที่เข้าเป็นสมาชิก", "วันที่สมัคร", "วันเข้า", "เป็นสมาชิกเมื่อ", "วันที่เป็นสมาชิก", "วันรับเข้าเป็นสมาชิก"],
    "house": ["บ้านเลขที่", "เลขที่บ้าน"],
    "moo": ["หมู่", "หมู่ที่", "ม.", "หมู่บ้าน", "ชุมชน"],
    "tambon": ["ตำบล"],
    "address": ["ที่อยู่", "ที่อยู่ปัจจุบัน"],
    "phone": ["โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์มือถือ", "โทร."],
    "ben": ["ผู้รับประโยชน์", "ผู้รับผลประโยชน์", "ชื่อผู้รับผลประโยชน์", "ทายาท", "ผู้รับเงินสงเคราะห์"],
    "rel": ["ความสัมพันธ์", "เกี่ยวข้องเป็น", "ความสัมพันธ์กับผู้รับผลประโยชน์"],
    "status": ["สถานะ", "สถานภาพสมาชิก", "สถานะสมาชิก"],
    "status_day": ["วันที่ลาออก", "วันที่เสียชีวิต"],
    "note": ["หมายเหตุ"],
    "age": ["อายุ", "อายุ (ปี)"],
    "ben_other": ["เลขบัตรผู้รับประโยชน์", "เบอร์โทรผู้รับผลประโยชน์"],
    None: ["จำนวนสมาชิก (ราย)", "จำนวนเงิน", "", "เงินสมทบ", "อำเภอ"],
}


@pytest.mark.parametrize(("name", "heading"), [(name, each) for name, all_of in HEADINGS.items() for each in all_of])
def test_a_column_is_known_by_the_words_over_it(name, heading):
    assert MEMBER_WORDS.field_of(heading) == name


def test_headers_are_compared_without_spaces_points_and_brackets():
    assert squeeze(" ว/ด/ป.  (เกิด) ") == "วดปเกิด"


def test_a_surname_column_may_be_called_like_a_whole_name(tmp_path):
    header = listing(tmp_path, ["เลขสมาชิก", "ชื่อตัว", "ชื่อสกุล"], ["1", "สมชาย", "ดีงาม"]).header
    assert dict(header.mapping.columns) == {"no": 0, "first": 1, "last": 2}


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


def test_a_visible_column_goes_before_a_hidden_one(tmp_path):
    def hide(sheet):
        sheet.column_dimensions["B"].hidden = True

    rows = (["เลขสมาชิก", "ชื่อ", "ชื่อ", "สกุล"], ["1", "เก่า", "ใหม่", "ดีงาม"])
    found = listing(tmp_path, *rows, change=hide)
    assert [row.cells["first"].value for row in found.entries] == ["ใหม่"]
