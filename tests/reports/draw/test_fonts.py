"""Thai on paper: marks stand where they belong, and the text can be taken out again."""

import io

import pypdfium2
import pytest
from hypothesis import given, settings

from tests.reports.draw.samples import TEXTS
from welfare_desk.reports.draw.fonts import BOLD, REGULAR
from welfare_desk.reports.draw.paper import Align, Paper, draw_text, fitting_size, text_width, wrap_lines

STACKED = "ป๊ำ ที่ ญี่ปุ่น กี่ น้ำ"


def page_of(*texts: str, size: float = 12, font=REGULAR) -> bytes:
    paper = Paper((600, 60 + 40 * len(texts)), "ทดสอบ")
    for n, text in enumerate(texts):
        paper.text(20, 40 * (len(texts) - n), text, font, size)
    paper.next_page()
    return paper.finish()


def read(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def ink_over(text: str, font) -> int:
    """Draw a text large, and tell the highest inked line in pixels over the baseline."""
    picture = pypdfium2.PdfDocument(page_of(text, size=24, font=font))[0].render(scale=4).to_pil().convert("L")
    top = picture.point(lambda grey: 255 * (grey < 128)).getbbox()[1]
    return (60 + 40 - 40) * 4 - top


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_a_tone_mark_stands_over_the_vowel_and_not_on_it(font):
    # Unshaped, both marks of ที่ lie on one another, so the stack would be no higher than a lone vowel.
    assert ink_over("ที่", font) > ink_over("ที", font)
    assert ink_over("ที่", font) > ink_over("ท่", font)


def test_a_tall_letter_moves_its_mark_to_the_left():
    # The tail of ป goes up where the tone mark stands over ก: another form of the mark is chosen.
    marks = [REGULAR.shaped(text).glyphs - REGULAR.shaped(text[0]).glyphs for text in ("ก่", "ป่")]
    assert marks[0] != marks[1]


def test_a_letter_loses_its_foot_over_a_vowel_below():
    assert REGULAR.shaped("ญุ").glyphs & REGULAR.shaped("ญ").glyphs == frozenset()


def test_marks_take_no_room():
    assert text_width("ที่", REGULAR, 10) == pytest.approx(text_width("ท", REGULAR, 10))


def test_every_shaped_form_still_says_its_letters():
    for text in ("ที่", "ญุ", "ฐู", "ฎุ", "ปุ่", "ฟื้", "ฤๅ", "ฬ่"):
        assert {REGULAR.letters_of(glyph) for glyph in REGULAR.shaped(text).glyphs} == set(text)
    joined = [REGULAR.letters_of(glyph) for glyph in REGULAR.shaped("ป๊ำ").glyphs]
    assert sorted("".join(joined)) == sorted("ปํ๊า")


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_stacked_marks_are_read_back(font):
    assert read(page_of(STACKED, font=font)) == STACKED


@settings(max_examples=60, deadline=None)
@given(TEXTS.filter(bool))
def test_any_text_is_read_back(text):
    assert "".join(read(page_of(text)).split()) == "".join(text.split())


def test_letters_that_the_font_lacks_are_read_back_too():
    assert read(page_of("漢字 ก")) == "漢字 ก"


def test_only_its_own_fonts_are_named_and_embedded():
    pdf = page_of(STACKED)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == 1


def test_text_drawn_by_the_canvas_itself_is_embedded_too():
    paper = Paper((300, 100), "ทดสอบ")
    paper.canvas.setFont(BOLD.fontName, 12)
    paper.canvas.drawRightString(280, 50, "1,234.50")
    paper.next_page()
    pdf = paper.finish()
    assert read(pdf) == "1,234.50"
    assert b"Helvetica" not in pdf


def test_the_same_page_has_the_same_bytes_whatever_was_drawn_before():
    first = page_of(STACKED)
    page_of("ข้อความอื่นที่ยาวกว่า ฎุ ฐู")
    assert page_of(STACKED) == first


def test_two_papers_may_be_drawn_in_turns():
    one, two = Paper((300, 100), "1"), Paper((300, 100), "2")
    one.text(10, 50, "กุ้ง")
    two.text(10, 50, "ปู่")
    one.text(10, 20, "ญี่ปุ่น")
    for paper in (one, two):
        paper.next_page()
    assert read(one.finish()) == "กุ้ง\r\nญี่ปุ่น"
    assert read(two.finish()) == "ปู่"


def test_lines_end_where_thai_words_end():
    text = "กองทุนสวัสดิการชุมชนตำบลหนองตะวัน"
    lines = wrap_lines(text, REGULAR, 10, 80)
    assert "".join(lines) == text
    assert all(text_width(line, REGULAR, 10) <= 80 for line in lines)
    assert lines[0] == "กองทุนสวัสดิการ"


def test_a_word_wider_than_the_line_is_cut_but_never_under_a_mark():
    lines = wrap_lines("น้ำ" * 30, REGULAR, 10, 40)
    assert "".join(lines) == "น้ำ" * 30
    assert len(lines) > 1
    assert all(line.startswith("น") for line in lines)


def test_a_line_break_in_the_text_stays():
    assert wrap_lines("ก\nข", REGULAR, 10, 100) == ["ก", "ข"]


def test_a_long_text_is_set_smaller_but_not_too_small():
    assert fitting_size("ก", REGULAR, 10, 100) == 10
    small = fitting_size("ก" * 40, REGULAR, 10, 100)
    assert text_width("ก" * 40, REGULAR, small) == pytest.approx(100)
    assert fitting_size("ก" * 400, REGULAR, 10, 100, least=6) == 6


def test_nothing_is_drawn_for_nothing():
    out = io.BytesIO()
    canvas = type(Paper((10, 10), "").canvas)(out)
    before = list(canvas._code)
    draw_text(canvas, 1, 1, "", align=Align.RIGHT)
    assert canvas._code == before
