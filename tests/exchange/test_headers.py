"""Which column of a list holds what, by the words over it and by what a person says."""

import pytest

from tests.exchange.test_tables import listing
from welfare_desk.errors import RuleError
from welfare_desk.exchange.headers import ColumnMapping, read_columns, squeeze
from welfare_desk.exchange.member_words import MEMBER_WORDS

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


def test_a_visible_column_goes_before_a_hidden_one(tmp_path):
    def hide(sheet):
        sheet.column_dimensions["B"].hidden = True

    rows = (["เลขสมาชิก", "ชื่อ", "ชื่อ", "สกุล"], ["1", "เก่า", "ใหม่", "ดีงาม"])
    found = listing(tmp_path, *rows, change=hide)
    assert [row.cells["first"].value for row in found.entries] == ["ใหม่"]


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("เลขที่ ชื่อ สกุล ตำบล", {"no": 0, "tambon": 3}),
        ("ลำดับ เลขที่ ชื่อ สกุล หมู่", {"order": 0, "no": 1, "moo": 4}),
        ("ลำดับ ชื่อ สกุล เลขที่ โทร", {"order": 0, "no": 3, "phone": 4}),
        ("ชื่อ สกุล เลขที่ หมู่", {"house": 2, "moo": 3}),
        ("เลขที่ หมู่ ชื่อ สกุล", {"house": 0, "moo": 1}),
        ("รหัส ชื่อ สกุล เลขที่", {"no": 0, "house": 3}),
        ("เลขที่ ชื่อ สกุล บ้านเลขที่ หมู่", {"no": 0, "house": 3, "moo": 4}),
        ("เลขที่ ชื่อ สกุล เลขที่ หมู่", {"no": 0, "house": 3, "moo": 4}),
    ],
)
def test_a_plain_number_is_the_member_s_unless_that_has_its_own_or_a_village_stands_beside_it(tmp_path, header, meant):
    titles = header.split()
    columns = dict(listing(tmp_path, titles, ["1"] * len(titles)).header.mapping.columns)
    names = {name: columns.pop(name) for name in ("first", "last")}
    assert columns == meant
    assert names == {"first": titles.index("ชื่อ"), "last": titles.index("สกุล")}


def test_a_column_that_moves_leaves_its_field_and_takes_the_place_of_another():
    mapping = ColumnMapping("f", {"no": 0, "first": 1, "last": 2})
    moved = mapping.with_columns({"last": 1, "no": None})
    assert dict(moved.columns) == {"last": 1}
    assert ColumnMapping.from_json(moved.to_json()) == moved


def test_columns_are_read_as_letters_and_what_is_none_is_refused():
    assert read_columns("no=B, name=ab,house=-", MEMBER_WORDS) == {"no": 1, "name": 27, "house": None}
    for wrong, code in (("colour=A", "columns.field"), ("no=1", "columns.letter"), ("no", "columns.letter")):
        with pytest.raises(RuleError) as refused:
            read_columns(wrong, MEMBER_WORDS)
        assert [each.code for each in refused.value.problems] == [code]
