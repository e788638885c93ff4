"""Days as committees write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.dates import numeric_day, short_day
from welfare_desk.exchange.day_readings import day_in, read_day
from welfare_desk.exchange.workbook import Cell
from welfare_desk.i18n import spoken
from welfare_desk.words import thai_digits

TODAY = date(2026, 9, 30)

READ = [
    (date(1992, 3, 1), date(1992, 3, 1), ""),
    (datetime(1992, 3, 1, 8, 30), date(1992, 3, 1), ""),  # noqa: DTZ001 - a workbook's moment has no zone
    (date(2493, 1, 18), date(1950, 1, 18), "be_in_real_cell"),
    ("12/03/2498", date(1955, 3, 12), "be_text_slash"),
    ("12-3-2498", date(1955, 3, 12), "be_text_slash"),
    ("12.3.2498", date(1955, 3, 12), "be_text_slash"),
    ("12 / 3 / 2498", date(1955, 3, 12), "be_text_slash"),
    ("2498-03-12", date(1955, 3, 12), "be_text_slash"),
    ("12032498", date(1955, 3, 12), "be_text_slash"),
    (12032498, date(1955, 3, 12), "be_text_slash"),
    (5012498, date(1955, 1, 5), "be_text_slash"),
    ("๑๒/๓/๒๕๒๐", date(1977, 3, 12), "be_text_thai_digits"),
    ("5 ม.ค. 2560", date(2017, 1, 5), "be_text_thai_month"),
    ("5 มค 2560", date(2017, 1, 5), "be_text_thai_month"),
    ("5มิ.ย.2560", date(2017, 6, 5), "be_text_thai_month"),
    ("5-เม.ย.-2560", date(2017, 4, 5), "be_text_thai_month"),
    ("5 มกราคม พ.ศ. 2560", date(2017, 1, 5), "be_text_thai_month"),
    ("วันที่ 5 กุมภาพันธ์ 2560", date(2017, 2, 5), "be_text_thai_month"),
    ("วันจันทร์ที่ 5 กันยา 2560", date(2017, 9, 5), "be_text_thai_month"),
    ("5 Jan 2560", date(2017, 1, 5), "be_text_thai_month"),
    ("10 ม.ค. 66", date(2023, 1, 10), "be_text_2digit"),
    ("10/1/66", date(2023, 1, 10), "be_text_2digit"),
    ("31 ธ.ค. 68", date(2025, 12, 31), "be_text_2digit"),
    ("1 ก.ค. 87", date(1944, 7, 1), "be_text_2digit"),
    ("12/03/1998", date(1998, 3, 12), "ce_text"),
    ("29/02/1996", date(1996, 2, 29), "ce_text"),
    ("12 มีนาคม ค.ศ. 1998", date(1998, 3, 12), "ce_text"),
    ("29/02/2567", date(2024, 2, 29), "leap_be_text"),
    ("29 ก.พ. 2495", date(1952, 2, 29), "leap_be_text"),
    (40000, date(2009, 7, 6), "excel_number"),
    (40000.0, date(2009, 7, 6), "excel_number"),
    (230000, date(1986, 9, 18), "excel_number"),
]

UNREAD = [
    (None, "missing"),
    ("", "missing"),
    ("-", "missing"),
    ("ไม่ทราบ", "missing"),
    ("31/02/2530", "impossible"),
    ("30 ก.พ. 2526", "impossible"),
    ("15/13/2550", "impossible"),
    ("00/00/2536", "impossible"),
    ("29/02/2518", "impossible_leap"),
    ("29 ก.พ. 66", "impossible_leap"),
    (date(2504, 2, 29), "impossible_leap_real_cell"),
    (date(1700, 1, 1), "implausible"),
    ("1/1/1234", "implausible"),
    ("01/10/2593", "future"),
    (date(2050, 1, 1), "future"),
    (date(2593, 1, 1), "future"),
    ("1 ธ.ค. 69", "future"),
    ("ปีที่แล้ว", "unreadable"),
    ("5 ก้อย 2560", "unreadable"),
    (time(9, 30), "unreadable"),
    (True, "unreadable"),
    (1.5, "unreadable"),
    (3_000_000, "implausible"),
    (1_000_000_000, "unreadable"),
]

PARTLY = [
    ("พ.ศ. 2491", 1948, "year_only"),
    ("2491", 1948, "year_only"),
    ("ปี 2491", 1948, "year_only"),
    (2479, 1936, "year_only"),
    (1936, 1936, "year_only"),
    ("มี.ค. 2491", 1948, "month_only"),
    ("3/2491", 1948, "month_only"),
]


@pytest.mark.parametrize(("value", "day", "code"), READ)
def test_a_day_is_read(value, day, code):
    reading = read_day(Cell("A1", value), TODAY)
    assert (reading.value, reading.code) == (day, code)


@pytest.mark.parametrize(("value", "code"), UNREAD)
def test_what_is_no_day_is_left_empty_with_its_reason(value, code):
    reading = read_day(Cell("A1", value), TODAY)
    assert (reading.value, reading.code, reading.action) == (None, code, "empty_flag")


@pytest.mark.parametrize(("value", "year", "code"), PARTLY)
def test_a_year_alone_is_kept_as_a_year(value, year, code):
    reading = read_day(Cell("A1", value), TODAY)
    assert (reading.value, reading.year, reading.code) == (None, year, code)


@settings(max_examples=100)
@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_written_in_any_way_is_read_back(day):
    with spoken("th"):
        written = [numeric_day(day), short_day(day), thai_digits(numeric_day(day)), f"{day:%d/%m/%Y}", day.isoformat()]
    assert {read_day(Cell("A1", text), TODAY).value for text in written} == {day}


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("ย้ายภูมิลำเนา ลาออก 31 พ.ค. 66", date(2023, 5, 31)),
        ("ตายวันที่ 30/12/68", date(2025, 12, 30)),
        ("ถึงแก่กรรม ๑๓ ก.ย. ๒๕๖๗", date(2024, 9, 13)),
        ("ลาออกตามหนังสือลงวันที่ 19/1/2569", date(2026, 1, 19)),
        ("เสียชีวิตเมื่อ 5 มกราคม 2569", date(2026, 1, 5)),
        ("ขาดส่งตั้งแต่ พ.ย. 2568", date(2025, 11, 1)),
        ("ค้างตั้งแต่ เม.ย. 68", date(2025, 4, 1)),
        ("บ้านเลขที่ 12/3", None),
        ("อสม. หมู่ 3", None),
        ("ลาออก 31/12/2599", None),
        ("ลาออกปี 2560", None),
    ],
)
def test_a_day_inside_a_note_is_found(note, day):
    assert day_in(note, TODAY).value == day
