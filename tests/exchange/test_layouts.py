"""What a person sees of the columns of a file, and what the book remembers of them."""

import pytest

from tests.builders import a_book
from tests.exchange.test_workbook import a_workbook
from welfare_desk.exchange.acceptance import accept_members, corrected_columns, members_preview

HEADER = ["รหัสเก่า", "รหัส", "ชื่อ", "สกุล", "สีที่ชอบ", "ว่าง"]


@pytest.fixture
def desk(tmp_path):
    desk = a_book(tmp_path)
    yield desk
    desk.book.close()


def test_columns_show_their_heads_their_first_words_and_what_was_passed_over(desk, tmp_path):
    path = a_workbook(
        tmp_path / "ก.xlsx", (["ทะเบียนสมาชิก"], HEADER, [None, 5, "มาลี", "ใจดี", "เขียว"], ["A2", 6, "ดี", "งาม"])
    )
    (layout,) = members_preview(desk, path).layouts
    assert layout.sheets == ("Sheet",)
    assert layout.heads == tuple(HEADER)
    assert layout.samples == ("A2", "5", "มาลี", "ใจดี", "เขียว", "")
    assert layout.passed_over == (0, 4)


def test_corrected_columns_are_kept_with_the_file_and_not_asked_about_again(desk, tmp_path):
    path = a_workbook(tmp_path / "ก.xlsx", (HEADER, ["A1", 5, "มาลี", "ใจดี", "เขียว"]))
    columns = corrected_columns(members_preview(desk, path).mappings, {"no": 0})
    corrected = members_preview(desk, path, corrected=columns)
    assert corrected.layouts[0].passed_over == ()
    assert members_preview(desk, path).rows[0].member.number == "5"
    accept_members(desk, corrected)
    later = members_preview(desk, a_workbook(tmp_path / "ข.xlsx", (HEADER, ["A2", 6, "ดี", "งาม", "แดง"])))
    assert [row.member.number for row in later.rows] == ["A2"]
    assert (later.layouts[0].is_known, later.layouts[0].passed_over) == (True, ())


def test_sheets_under_the_same_header_are_one_layout(desk, tmp_path):
    def second(sheet):
        other = sheet.parent.create_sheet("หมู่ 2")
        other.append(HEADER)
        other.append(["B1", 7, "คำ", "แก้ว"])

    path = a_workbook(tmp_path / "ก.xlsx", (HEADER, ["A1", 5, "มาลี", "ใจดี"]), change=second)
    assert [each.sheets for each in members_preview(desk, path).layouts] == [("Sheet", "หมู่ 2")]
