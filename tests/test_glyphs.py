"""Every letter that the program says can be drawn with its own fonts, on screen and on paper: no empty boxes."""

import pytest
from fontTools.ttLib import TTFont

from tests.catalogue import english, thai
from welfare_desk.resource import resource

FONTS = sorted(resource("fonts").rglob("*.ttf"))
UNSEEN = {"\n", "\u200b"}  # they are no letters


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_no_letter_of_any_sentence_is_missing_in_a_font(font):
    drawn = set(map(chr, TTFont(font).getBestCmap()))
    said = {letter for each in thai() if each.id for text in (english(each), *_texts(each)) for letter in text}
    said |= set((resource("help", "th.md")).read_text(encoding="utf-8"))
    assert sorted(said - drawn - UNSEEN) == []


def _texts(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)
