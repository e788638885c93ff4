import os
import subprocess
import sys

from welfare_desk.i18n import spoken
from welfare_desk.ui.words import BREAK, QtWords, alphabetical, breakable, plain

LONG = "คณะกรรมการกองทุนสวัสดิการชุมชนตำบลหนองตะวันประชุมเพื่อพิจารณาคำขอรับสวัสดิการของสมาชิก"

MEASURE = f"""
import sys
from PySide6.QtWidgets import QApplication
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.text import Text
app = QApplication([])
theme.apply(app, dark=False)
text = Text({LONG!r}, wrap=True)
if sys.argv[1] == "bare":
    text.setText({LONG!r})
line = text.fontMetrics().lineSpacing()
print(round(text.heightForWidth(220) / line))
"""


def test_long_thai_may_break_between_words():
    assert BREAK in breakable(LONG)
    assert "กองทุน" + BREAK in breakable(LONG)


def test_copied_words_have_no_marks():
    assert plain(breakable(LONG)) == LONG


def test_english_stays_as_it_is():
    assert breakable("A short word") == "A short word"


def lines_without_libthai(how, folder):
    """Wrap the sentence where Qt finds no libthai, as on Windows; tell how many lines it takes."""
    (folder / "libthai.so.0").write_bytes(b"not a library")
    surroundings = {**os.environ, "LD_LIBRARY_PATH": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, how], env=surroundings, capture_output=True, text=True, check=True, timeout=60
    )
    return int(done.stdout)


def test_marked_thai_wraps_where_qt_knows_no_thai_and_bare_thai_does_not(tmp_path):
    assert lines_without_libthai("marked", tmp_path) == 4
    assert lines_without_libthai("bare", tmp_path) < 4


def test_thai_is_ordered_as_in_a_dictionary():
    words = ["เขียว", "ขาว", "แก้ว", "กา", "ก้าน", "ไก่", "abc", "ข้าว"]
    assert sorted(words, key=alphabetical) == ["abc", "กา", "ก้าน", "แก้ว", "ไก่", "ขาว", "ข้าว", "เขียว"]


def test_qt_speaks_through_the_catalogue():
    words = QtWords()
    with spoken("en"):
        assert words.translate("QPlatformTheme", "&Yes") == "Yes"
        assert words.translate("QDialogButtonBox", "something Qt says") == ""
