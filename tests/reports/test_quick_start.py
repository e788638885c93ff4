"""The quick start says the same steps in both languages, on screen and on paper."""

import re

import pypdfium2
import pytest

from welfare_desk.coop.accounts import COOPERATIVE
from welfare_desk.i18n import spoken
from welfare_desk.reports.draw.booklet import booklet_pdf
from welfare_desk.reports.quick_start import quick_start
from welfare_desk.ui.handbook import handbook
from welfare_desk.ui.places import PAGES

KINDS = {"welfare-fund": {"collect", "claim", "close"}, COOPERATIVE: {"savings", "payroll", "surplus", "close-coop"}}


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_steps_and_pictures(kind):
    with spoken("th"):
        thai = quick_start(kind)
    with spoken("en"):
        english = quick_start(kind)
    assert [(len(each.steps), each.picture) for each in thai] == [(len(each.steps), each.picture) for each in english]
    assert KINDS[kind] <= {each.picture.stem for each in thai if each.picture}
    assert all(
        each.picture.stem.removesuffix("-coop") in PAGES or each.picture.stem in PAGES for each in thai if each.picture
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_names_only_keys_of_the_window(language, kind):
    with spoken(language):
        said = " ".join(step for chapter in quick_start(kind) for step in chapter.steps)
        known = " ".join(handbook().values())  # its keys are held against the buttons, page by page
    assert set(re.findall(r"\bF\d+\b", said)) <= set(re.findall(r"\bF\d+\b", known))


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper_every_step_can_be_read_out_as_it_was_written(kind):
    with spoken("th"):
        chapters = quick_start(kind)
        document = pypdfium2.PdfDocument(booklet_pdf("เริ่มใช้งาน", chapters))
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for chapter in chapters:
        for step in chapter.steps:
            assert "".join(step.replace("**", "").split()) in said
    assert len(document) >= 3
