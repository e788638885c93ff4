"""Enough of a number stays to tell one from another, too little to use it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.members.masks import hide_id, hide_numbers, hide_phone

ID = "1101700230708"


def test_an_id_number_keeps_its_last_three_digits():
    assert hide_id(ID) == "x-xxxx-xxxxx-70-8"
    assert hide_id(None) == hide_id("") == ""
    assert hide_id("12") == "12"


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("0812345678", "xxxxxx5678"),
        ("081-234-5678", "xxx-xxx-5678"),
        ("โทร 044 123456 ต่อ 3", "โทร xxx xxx456 ต่อ 3"),
        ("๐๘๑๒๓๔๕๖๗๘", "xxxxxx๕๖๗๘"),
        ("1669", "1669"),
        ("", ""),
    ],
)
def test_a_telephone_number_keeps_its_last_four_digits(written, hidden):
    assert hide_phone(written) == hidden


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        (f"บัตร {ID}", "บัตร x-xxxx-xxxxx-70-8"),
        ("บัตร1-1017-00230-70-8ครับ", "บัตรx-xxxx-xxxxx-70-8ครับ"),
        ("1 1017 00230 70 8", "x-xxxx-xxxxx-70-8"),
        ("๑๑๐๑๗๐๐๒๓๐๗๐๘", "x-xxxx-xxxxx-๗๐-๘"),
        ("โทร.081-234-5678 หรือ 0212345678", "โทร.xxx-xxx-5678 หรือ xxxxxx5678"),
        ("+66 81 234 5678", "+xx xx xxx 5678"),
        ("RV6901-0001 วันที่ 2026-01-05 ยอด 12,345.00", "RV6901-0001 วันที่ 2026-01-05 ยอด 12,345.00"),
        ("เลขที่ 12345678901234", "เลขที่ 12345678901234"),  # fourteen digits are something else
        ("เช็ค 0001234", "เช็ค 0001234"),
    ],
)
def test_numbers_are_found_however_they_are_written(written, hidden):
    assert hide_numbers(written) == hidden


@given(st.text(), st.from_regex(r"[1-8][0-9]{12}", fullmatch=True), st.text())
def test_no_id_number_that_stands_by_itself_is_left(before, number, after):
    assert number not in hide_numbers(f"{before} {number} {after}")
