"""There is help beside every page, in both languages, and it names only keys that are there."""

import re
from collections import defaultdict

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import CATALOGUE
from welfare_desk.i18n import spoken
from welfare_desk.ui.handbook import handbook
from welfare_desk.ui.keys import KEYS
from welfare_desk.ui.pages import screen
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.widgets.buttons import Button

_QUOTE = re.compile("“([^”]+)”")
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


def _quoted(language):
    """What the help quotes, by page; a name ends with … where more is asked before anything happens."""
    with spoken(language):
        return {page: {each.rstrip("…") for each in _QUOTE.findall(words)} for page, words in handbook().items()}


def test_what_help_quotes_stands_on_the_screen_in_both_languages():
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="th")
    thai = defaultdict(set)
    for message in catalogue:
        for said, written in zip(_forms(message.id), _forms(message.string), strict=False):
            thai[said.rstrip("…")].add(written.rstrip("…"))
    english, other = _quoted("en"), _quoted("th")
    assert {page: words - thai.keys() for page, words in english.items() if words - thai.keys()} == {}
    meant = {page: set().union(*(thai[each] for each in words)) for page, words in english.items()}
    assert {page: words - meant[page] for page, words in other.items() if words - meant[page]} == {}


def _forms(text):
    return [text] if isinstance(text, str) else text


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
