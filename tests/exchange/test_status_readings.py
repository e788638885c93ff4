"""A member's standing from the status column and the note."""

from datetime import date

import pytest

from welfare_desk.exchange.status_readings import read_standing, status_in
from welfare_desk.exchange.workbook import Cell
from welfare_desk.members.register import Status

TODAY = date(2026, 9, 30)


def standing(status, note=None, day=None, column=True):
    cells = (Cell("A1", status) if column else None, Cell("B1", note), Cell("C1", day) if day else None)
    read = read_standing(*cells, TODAY)
    return read.status, read.since, read.code, read.action.value


READ = [
    ("ปกติ", None, "active", None, ""),
    ("ปกติ", "อสม.", "active", None, ""),
    ("/", None, "active", None, ""),
    ("ปกติ", "สามีเสียชีวิตแล้ว", "active", None, ""),
    ("ปกติ", "เปลี่ยนผู้รับประโยชน์ เดิมบุตรลาออก", "active", None, ""),
    ("เสียชีวิต", "ถึงแก่กรรม ๑๓ ก.ย. ๒๕๖๗", "dead", date(2024, 9, 13), ""),
    ("เสียชีวิต 13 ก.ย. 2567", None, "dead", date(2024, 9, 13), ""),
    ("ลาออก", "สมัคร 1/1/60 ลาออก 31 พ.ค. 66", "resigned", date(2023, 5, 31), ""),
    ("ลาออก", "31 พ.ค. 66", "resigned", date(2023, 5, 31), ""),
    ("ขาดส่ง", "ค้างตั้งแต่ เม.ย. 68", "arrears", date(2025, 4, 1), ""),
    ("พ้นสภาพ", "มติ 5/1/2568", "lapsed", date(2025, 1, 5), ""),
    ("พักสิทธิ์", "ตั้งแต่ 5/1/2568", "suspended", date(2025, 1, 5), ""),
    ("พ้นสภาพ", "เสียชีวิต 5/1/2568", "dead", date(2025, 1, 5), "from_note"),
    ("เสียชีวิต", None, "dead", None, "date_missing"),
    ("ขาดส่ง", None, "arrears", None, "date_missing"),
    ("", None, "active", None, "blank"),
    ("-", "ผู้พิการ", "active", None, "blank"),
    ("", "ลาออก 5/1/2568", "resigned", date(2025, 1, 5), "from_note"),
    ("", "ลาออก", "resigned", None, "date_missing"),
]


@pytest.mark.parametrize(("status", "note", "read", "since", "code"), READ)
def test_a_standing_is_read(status, note, read, since, code):
    assert standing(status, note) == (read, since, code, "read_flag" if code else "read")


@pytest.mark.parametrize(
    ("status", "note", "code"),
    [
        ("ปกติ", "ลาออก 31 พ.ค. 66", "conflicts_with_note"),
        ("ปกติ", "ค้างตั้งแต่ เม.ย. 68", "conflicts_with_note"),
        ("ลาออก", "เสียชีวิต 5/1/2568", "conflicts_with_note"),
        ("ขาดส่ง", "เสียชีวิต 5/1/2568", "conflicts_with_note"),
        ("อะไร", None, "unreadable"),
    ],
)
def test_a_standing_that_is_not_clear_is_asked_about(status, note, code):
    assert standing(status, note) == (None, None, code, "ask")


def test_a_note_of_arrears_does_not_contradict_who_has_left():
    assert standing("ลาออก", "ค้าง 3 เดือน ลาออก 5/1/2568")[:2] == ("resigned", date(2025, 1, 5))


def test_without_a_status_column_nothing_is_said_about_it():
    assert standing(None, "อสม.", column=False) == ("active", None, "", "read")
    assert standing(None, "ตาย 5/1/2568", column=False) == ("dead", date(2025, 1, 5), "from_note", "read_flag")


def test_a_column_for_the_day_is_read_first():
    assert standing("ลาออก", "1/1/2560", "5 ม.ค. 2568")[1] == date(2025, 1, 5)
    assert standing("ลาออก", "1/1/2560", "ไม่ทราบ")[1] == date(2017, 1, 1)


def test_the_weightiest_word_counts():
    assert status_in("พ้นสภาพ (เสียชีวิต)")[0] is Status.DEAD
    assert status_in("อสม.") is None
