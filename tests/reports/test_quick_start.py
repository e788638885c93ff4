"""The quick start says the same steps in both languages, on screen and on paper."""

import re

import pypdfium2
import pytest

from welfare_desk.i18n import spoken
from welfare_desk.reports.draw.booklet import booklet_pdf
from welfare_desk.reports.quick_start import quick_start
from welfare_desk.ui.handbook import handbook
from welfare_desk.ui.places import PAGES


def test_both_languages_have_the_same_steps_and_pictures():
    with spoken("th"):
        thai = quick_start()
    with spoken("en"):
        english = quick_start()
    assert [(len(each.steps), each.picture) for each in thai] == [(len(each.steps), each.picture) for each in english]
    assert {"collect", "claim", "close"} <= {each.picture.stem for each in thai if each.picture}
    assert all(each.picture.stem in PAGES for each in thai if each.picture)


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_names_only_keys_of_the_window(language):
    with spoken(language):
        said = " ".join(step for chapter in quick_start() for step in chapter.steps)
        known = " ".join(handbook().values())  # its keys are held against the buttons, page by page
    assert set(re.findall(r"\bF\d+\b", said)) <= set(re.findall(r"\bF\d+\b", known))


def test_on_paper_every_step_can_be_read_out_as_it_was_written():
    with spoken("th"):
        chapters = quick_start()
        document = pypdfium2.PdfDocument(booklet_pdf("เริ่มใช้งาน", chapters))
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for chapter in chapters:
        for step in chapter.steps:
            assert "".join(step.replace("**", "").split()) in said
    assert len(document) >= 3
