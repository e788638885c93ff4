"""What one cell means."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.th import pin

from welfare_desk.exchange.readings import (
    is_ditto,
    read_address,
    read_house,
    read_id,
    read_member_number,
    read_money,
    read_phone,
    read_text,
    read_village,
    village_in,
)
from welfare_desk.exchange.workbook import Cell
from welfare_desk.money import Money


def read(reader, value, shown="General"):
    reading = reader(Cell("A1", value, shown))
    return reading.value, reading.code


def an_id(twelve):
    return twelve + pin.calc_check_digit(twelve)


IDS = [
    ("3590509820221", "3590509820221", ""),
    ("3-5905-09820-22-1", "3590509820221", "dashes"),
    ("3 5905 09820 22 1", "3590509820221", "spaces"),
    ("๓-๕๙๐๕-๐๙๘๒๐-๒๒-๑", "3590509820221", "thai_digits"),
    (3590509820221, "3590509820221", "number_general"),
    (3590509820221.0, "3590509820221", "number_general"),
    (an_id("012345678901"), an_id("012345678901"), ""),
    (None, None, "missing"),
    ("-", None, "missing"),
    ("ไม่มี", None, "missing"),
    ("3.59096E+12", None, "text_scientific"),
    (3590565900000.0, None, "number_lost_digits"),
    (3590509820222, None, "bad_check_digit"),
    ("3-5905-09820-22-2", None, "bad_check_digit"),
    ("359050982022", None, "twelve_digits"),
    ("35905", None, "wrong_length"),
    ("AB1234567", None, "unreadable"),
]


@pytest.mark.parametrize(("value", "number", "code"), IDS)
def test_an_id_number(value, number, code):
    assert read(read_id, value) == (number, code)


def test_a_number_cell_with_a_format_of_its_own_shows_all_digits():
    assert read(read_id, 3590509820221, "0") == ("3590509820221", "")


PHONES = [
    ("0813544159", "0813544159", ""),
    ("086-547-4916", "0865474916", ""),
    ("091-7837368", "0917837368", ""),
    ("โทร. 091 783 7368", "0917837368", ""),
    ("+66917837368", "0917837368", ""),
    (984697838, "0984697838", "number_lost_zero"),
    ("984697838", "0984697838", "number_lost_zero"),
    (54414448, "054414448", "number_lost_zero"),
    ("054-414448", "054414448", "landline"),
    ("๐๖๑-๕๘๔๑๘๒๖", "0615841826", "thai_digits"),
    ("065-7095645, 087-1948954", "0657095645;0871948954", "two_numbers"),
    ("0657095645/0871948954", "0657095645;0871948954", "two_numbers"),
    ("0657095645 หรือ 054-414448", "0657095645;054414448", "two_numbers"),
    ("065-7095645 087-1948954", "0657095645;0871948954", "two_numbers"),
    ("08436404", None, "too_short"),
    ("08165474916123", None, "too_long"),
    ("ข้างบ้าน", None, "unreadable"),
    ("-", None, ""),
    (None, None, ""),
]


@pytest.mark.parametrize(("value", "number", "code"), PHONES)
def test_a_phone_number(value, number, code):
    assert read(read_phone, value) == (number, code)


VILLAGES = [
    (1, "1", ""),
    ("1", "1", ""),
    (3.0, "3", ""),
    ("หมู่ 3", "3", "moo_word"),
    ("หมู่ที่ 3", "3", "moo_word"),
    ("ม.3", "3", "moo_abbrev"),
    ("หมู่ที่ ๓", "3", "moo_thai_digit"),
    ("๓", "3", "moo_thai_digit"),
    ("บ้านหนองตะวัน", "บ้านหนองตะวัน", ""),
    ("-", None, ""),
]


@pytest.mark.parametrize(("value", "village", "code"), VILLAGES)
def test_a_village(value, village, code):
    assert read(read_village, value) == (village, code)


@pytest.mark.parametrize(
    ("heading", "village"),
    [
        ("หมู่ 1", "1"),
        ("หมู่3", "3"),
        ("ม.5", "5"),
        ("หมู่ ๘", "8"),
        ("หมู่ที่ 12 บ้านห้วยไผ่", "12"),
        ("สรุป", None),
        ("ธ.ค.68", None),
    ],
)
def test_a_sheet_names_its_village(heading, village):
    assert village_in(heading) == village


HOUSES = [
    ("163/7", "General", "163/7", ""),
    (71, "General", "71", ""),
    ("๑๒/๓", "General", "12/3", "thai_digits"),
    ("บ้านเลขที่ 12", "General", "12", ""),
    ("วัดป่าสัก", "General", "วัดป่าสัก", ""),
    (date(2024, 2, 9), "d/m", "9/2", "became_a_date"),
    (date(2024, 2, 9), "d-mmm", "9/2", "became_a_date"),
    (date(2024, 2, 9), "m/d", "2/9", "became_a_date"),
    (date(1945, 3, 1), "[$-41E]mmm-yy", "3/45", "became_a_date"),
    (datetime(2024, 2, 9), "d/m", "9/2", "became_a_date"),  # noqa: DTZ001 - a workbook's moment has no zone
    (None, "General", None, ""),
]


@pytest.mark.parametrize(("value", "shown", "house", "code"), HOUSES)
def test_a_house_number(value, shown, house, code):
    assert read(read_house, value, shown) == (house, code)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("12/3 ม.4 ต.หนองตะวัน", ("12/3", "4", "หนองตะวัน")),
        ("บ้านเลขที่ 7 หมู่ที่ ๔", ("7", "4", None)),
        ("99", ("99", None, None)),
        ("", (None, None, None)),
    ],
)
def test_an_address_in_one_cell(address, parts):
    assert read_address(Cell("A1", address)) == parts


NUMBERS = [
    ("00010", "General", "00010", ""),
    (10, "General", "00010", "leading_zeros_lost"),
    ("10", "General", "00010", "leading_zeros_lost"),
    (10, "000", "010", ""),
    ("๐๐๐๑๐", "General", "00010", "thai_digits"),
    ("ก-10", "General", "ก-10", ""),
    (None, "General", None, "missing"),
]


@pytest.mark.parametrize(("value", "shown", "number", "code"), NUMBERS)
def test_a_member_number(value, shown, number, code):
    reading = read_member_number(Cell("A1", value, shown), 5)
    assert (reading.value, reading.code) == (number, code)


AMOUNTS = [
    (365, "365", ""),
    (30.5, "30.50", ""),
    (0.1, "0.10", ""),
    (1e3, "1000", ""),
    ("365 บาท", "365", "baht_word"),
    ("365.00 บาทถ้วน", "365", "baht_word"),
    ("฿365", "365", "baht_word"),
    ("365.-", "365", "dash_suffix"),
    ("365.- บาท", "365", "baht_word"),
    ("365,-", "365", "dash_suffix"),
    ("365 -", "365", "dash_suffix"),
    ("๓๖๕", "365", "thai_digits"),
    ("1,200", "1200", "number_as_text"),
    ("365", "365", "number_as_text"),
    (0, "0", "zero"),
    ("0", "0", "zero"),
    (-5, "-5", "negative"),
    ("(500)", "-500", "negative"),
]


@pytest.mark.parametrize(("value", "baht", "code"), AMOUNTS)
def test_an_amount(value, baht, code):
    assert read(read_money, value) == (Money.baht(baht), code)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "blank"),
        ("  ", "blank"),
        ("-", "only_dash"),
        ("สามสิบ", "unreadable"),
        ("1,2", "unreadable"),
        ("30+30", "unreadable"),
        (True, "unreadable"),
        (date(2025, 1, 1), "unreadable"),
        (0.001, "not_whole_satang"),
        (float("nan"), "not_whole_satang"),
        (float("inf"), "not_whole_satang"),
    ],
)
def test_what_is_no_amount(value, code):
    assert read(read_money, value) == (None, code)


def test_a_formula_without_its_result_is_asked_about():
    reading = read_money(Cell("A1", is_uncalculated=True))
    assert (reading.code, reading.action) == ("uncalculated", "ask")


@settings(max_examples=100)
@given(st.integers(1, 10**11))
def test_every_amount_is_read_back_from_number_and_text(satang):
    money = Money(satang)
    assert read(read_money, float(money.plain())) == (money, "")
    for text in (money.text(), f"{money.text()} บาท", f"฿{money.text()}"):
        assert read(read_money, text)[0] == money


def test_text_is_put_right_and_told_only_where_a_letter_was_guessed():
    assert read_text(Cell("A1", " สุรีพร ")).action == "read"
    assert read_text(Cell("A1", "ประภาnร")).action == "read_flag"
    assert read(read_text, "ธนูชััย ") == ("ธนูชัย", "text.doubled_vowel")
    assert read(read_text, "สมzชาย") == ("สมzชาย", "text.foreign_letter")
    assert read(read_text, None) == ("", "")
    assert read(read_text, "ดี") == ("ดี", "")


@pytest.mark.parametrize("mark", ['"', "”", " '' ", "〃", ",,", '-"-', "เหมือนกัน"])
def test_ditto_marks(mark):
    assert is_ditto(Cell("A1", mark))


@pytest.mark.parametrize("mark", [None, 1, "-", "ดี", ""])
def test_no_ditto_marks(mark):
    assert not is_ditto(Cell("A1", mark))
