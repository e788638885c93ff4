"""There is help beside every page, in both languages, and it names only keys that are there."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from welfare_desk.i18n import spoken
from welfare_desk.ui.handbook import handbook
from welfare_desk.ui.keys import KEYS
from welfare_desk.ui.pages import screen
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.widgets.buttons import Button

_KEY = re.compile(r"\bF\d+\b|Ctrl\+(?:Enter|[A-Z]\b)")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_has_its_help(language):
    with spoken(language):
        assert set(handbook()) == set(PAGES)
        assert all(len(words) > 40 for words in handbook().values())


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"report", "help"}])
def test_help_names_only_keys_that_are_there(name, quiet, window):
    page = quiet(name)
    there = {key for key, _words in (*screen(name).KEYS, *KEYS)}
    there |= {each.key.replace(" ", "+") for each in page.findChildren(Button) if each.key}
    for language in ("th", "en"):
        with spoken(language):
            named = set(_KEY.findall(handbook()[name]))
        assert named <= there, (name, language)
    assert window.page() is page


def test_f1_opens_the_help_of_the_page_and_leads_back(quiet, window, wait):
    quiet("pay")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    wait(lambda: window.pager.trail.here == ("help", {"page": "pay"}))
    assert "F9" in window.page().text.toPlainText()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    wait(lambda: window.pager.trail.here.page == "pay")


def test_the_quick_start_stands_first_and_prints(quiet, wait):
    page = quiet("help")
    assert page.list.currentRow() == 0
    assert "welfare-desk-setup.exe" in page.text.toPlainText().replace("\u200b", "")
    assert not page.visit.isEnabled()
    shown = []
    page.preview = lambda title, content: shown.append((title, content[:5]))
    page._print()
    wait(lambda: shown)
    assert shown[0][1] == b"%PDF-"
