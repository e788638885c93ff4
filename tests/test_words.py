"""Amounts in words, digits, and Thai as committees type it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.money import Money
from welfare_desk.words import amount_in_words, arabic_digits, loosely, thai_digits, tidy

AMOUNTS = {
    "0": "ศูนย์บาทถ้วน",
    "0.01": "หนึ่งสตางค์",
    "0.11": "สิบเอ็ดสตางค์",
    "0.21": "ยี่สิบเอ็ดสตางค์",
    "0.50": "ห้าสิบสตางค์",
    "1": "หนึ่งบาทถ้วน",
    "1.01": "หนึ่งบาทหนึ่งสตางค์",
    "10": "สิบบาทถ้วน",
    "11": "สิบเอ็ดบาทถ้วน",
    "20": "ยี่สิบบาทถ้วน",
    "21": "ยี่สิบเอ็ดบาทถ้วน",
    "100": "หนึ่งร้อยบาทถ้วน",
    "101": "หนึ่งร้อยเอ็ดบาทถ้วน",
    "111": "หนึ่งร้อยสิบเอ็ดบาทถ้วน",
    "365": "สามร้อยหกสิบห้าบาทถ้วน",
    "1001": "หนึ่งพันเอ็ดบาทถ้วน",
    "12345.67": "หนึ่งหมื่นสองพันสามร้อยสี่สิบห้าบาทหกสิบเจ็ดสตางค์",
    "999999.99": "เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าบาทเก้าสิบเก้าสตางค์",
    "1000000": "หนึ่งล้านบาทถ้วน",
    "1000001": "หนึ่งล้านเอ็ดบาทถ้วน",
    "11000000": "สิบเอ็ดล้านบาทถ้วน",
    "21000021": "ยี่สิบเอ็ดล้านยี่สิบเอ็ดบาทถ้วน",
    "1000000000000": "หนึ่งล้านล้านบาทถ้วน",
    "1000001000001": "หนึ่งล้านเอ็ดล้านเอ็ดบาทถ้วน",
}


@pytest.mark.parametrize(("baht", "words"), AMOUNTS.items())
def test_an_amount_in_words(baht, words):
    assert amount_in_words(Money.baht(baht)) == words


def test_a_negative_amount_has_no_words():
    with pytest.raises(ValueError, match="negative"):
        amount_in_words(Money(-1))


@settings(max_examples=100)
@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_different_amounts_have_different_words(one, other):
    same = amount_in_words(Money(one)) == amount_in_words(Money(other))
    assert same == (one == other)


def test_digits_both_ways():
    assert thai_digits("5/1/2569") == "๕/๑/๒๕๖๙"
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙ x") == "0123456789 x"


TYPED = {
    "คําน้อย": ("คำน้อย", "text.decomposed_sara_am"),
    "ชาญน้\u0e4dา": ("ชาญน้ำ", "text.decomposed_sara_am"),
    "ชาญน\u0e4d้า": ("ชาญน้ำ", "text.decomposed_sara_am"),
    "ชาญนำ้": ("ชาญน้ำ", "text.mark_order"),
    "ธนูชัั\u0e31ย": ("ธนูชัย", "text.doubled_vowel"),
    "บุญฤทธิิ์": ("บุญฤทธิ์", "text.doubled_vowel"),
    "กล\u0e48\u0e31นบุศย์": ("กลั่นบุศย์", "text.mark_order"),
    "เเก้ว": ("แก้ว", "text.sara_e_twice"),
    "ประภาnร": ("ประภากร", "text.lookalike"),
    "ส\u0430ยัณห์": ("สายัณห์", "text.lookalike"),
    "ฉัตรoังกูร": ("ฉัตรอังกูร", "text.lookalike"),
    "wงษ์ขันตรี": ("พงษ์ขันตรี", "text.lookalike"),
    "อุ่u": ("อุ่น", "text.lookalike"),
    "สมzชาย": ("สมzชาย", "text.foreign_letter"),
    "ผลบุญ\u00a0": ("ผลบุญ", "text.nbsp"),
    "นางบุญ\u00a0จันทร์": ("นางบุญ จันทร์", "text.nbsp"),
    "สุ\u200bมัชญา": ("สุมัชญา", "text.zero_width"),
    "ม\ufeffาติน่า": ("มาติน่า", "text.zero_width"),
    "  สุรีพร  ": ("สุรีพร", "text.edge_space"),
    "สุรีพร  ใจดี": ("สุรีพร ใจดี", "text.inner_space"),
    "สุรีพร\nใจดี": ("สุรีพร ใจดี", "text.inner_space"),
    "ป\uf70aา": ("ป่า", "text.private_use"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_text_is_put_right_and_says_why(typed):
    text, code = TYPED[typed]
    tidied = tidy(typed)
    assert (tidied.text, tidied.changes) == (text, (code,))


@pytest.mark.parametrize("text", ["", "สุจิตฺโต", "ศรี ใจดี", "12/3", "Line: somchai", "นาย ก", "น้ำ", "ธรรมะ", "กองทุน A"])
def test_right_text_stays(text):
    assert tidy(text) == tidy(tidy(text).text)
    assert tidy(text).text == text
    assert tidy(text).changes == ()


def test_several_faults_are_all_told():
    assert tidy(" เเก้ว\u200bคํา ").changes == (
        "text.zero_width",
        "text.edge_space",
        "text.sara_e_twice",
        "text.decomposed_sara_am",
    )


@settings(max_examples=200)
@given(st.text(alphabet="กนพเแำาัิี้่์ํ\u0e3aๆaoหn \u00a0\u200bZ", max_size=12))
def test_text_put_right_stays_put(text):
    once = tidy(text).text
    assert tidy(once).text == once


def test_words_are_sought_without_tone_marks_and_in_small_letters():
    assert loosely("ป้าแก้ว SMITH") == loosely("ปาแกว smith")
    assert loosely("ปู่") != loosely("ปา")
