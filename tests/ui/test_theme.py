"""The looks come from one table, can be read by weak eyes, and stand nowhere else."""

import re
from pathlib import Path

import pytest

import welfare_desk.ui
from welfare_desk.resource import resource
from welfare_desk.ui import theme

UI = Path(welfare_desk.ui.__file__).parent
GROUNDS = ("page", "sidebar", "sunken", "hover", "selected")
INKS = ("text", "text2", "muted", "accent_text", "ok", "look", "stop")
PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("ok", "ok_soft"), ("look", "look_soft"),
    ("stop", "stop_soft"), ("text2", "look_soft"), ("accent_text", "accent_soft"),
]  # fmt: skip


def luminance(code):
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("table", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(table):
    faint = {pair: contrast(table[pair[0]], table[pair[1]]) for pair in PAIRS}
    assert min(faint.values()) >= 4.5, min(faint, key=faint.get)
    assert contrast(table["control"], table["page"]) >= 3


def test_both_tables_name_the_same_colours():
    assert theme.LIGHT.keys() == theme.DARK.keys()


def sources():
    return [path for path in UI.rglob("*.py") if path.name != "theme.py"]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_no_screen_has_a_colour_or_a_size_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b|QColor\(", text)
    sizes = r"set(?:Fixed|Minimum|Maximum)(?:Width|Height|Size)\((?:\d{2,})|setSpacing\([1-9]|setPixelSize|setPointSize"
    assert not re.findall(sizes, text)
    assert not re.findall(r"setContentsMargins\((?![^)]*theme)[^)]*[1-9]", text)


def test_every_icon_that_is_named_is_there():
    named = set()
    for path in sources():
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"""(?:icon=|Icon\(|icon\()["']([a-z0-9-]+)["']""", text))
    missing = {name for name in named if not resource("icons", f"{name}.svg").is_file()}
    assert named
    assert not missing


def test_the_notices_lie_beside_what_they_cover():
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "screen", "OFL.txt").read_text(encoding="utf-8").upper()
    notice = resource("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in notice
    assert "MIT License" in notice


def test_larger_text_grows_rows_by_its_line_height(app):
    row = theme.height("row")
    theme.apply(app, dark=True, text_size=22)
    assert theme.height("row") == row + round(24 * 6 / 16)
    assert theme.font().pixelSize() == 22
    assert theme.colour("page").name().upper() == theme.DARK["page"]


def test_digits_are_equally_wide_in_every_weight():
    for role in ("body", "medium", "strong"):
        assert len({theme.metrics(role).horizontalAdvance(digit) for digit in "0123456789"}) == 1
