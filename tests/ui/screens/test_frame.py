"""The frame round the pages: places, tabs, and the way back and forward."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from welfare_desk.ui.pages import screen
from welfare_desk.ui.places import PAGES, PLACES
from welfare_desk.ui.screens.screen import Screen
from welfare_desk.ui.tabs import Tab


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_map_can_be_made(name):
    assert issubclass(screen(name), Screen)


def test_a_page_that_is_not_on_the_map_is_refused():
    with pytest.raises(KeyError):
        screen("no-such-page")


def test_every_place_opens_at_a_page_of_its_own():
    assert all(PAGES[place.pages[0].name] is place and place.pages[0].tab for place in PLACES)


def tabs(window):
    return {tab.name: tab.isChecked() for tab in window.frame.tabs.findChildren(Tab)}


def test_a_place_shows_its_pages_as_tabs_and_marks_the_one_that_is_open(quiet, window):
    quiet("receipts")
    shown = tabs(window)
    assert window.frame.tabs.isVisible()
    assert shown.pop("receipts")
    assert "collect" in shown
    assert not any(shown.values())
    quiet("today")
    assert not window.frame.tabs.isVisible()


def test_a_page_without_a_tab_marks_the_place_it_belongs_to(quiet, window):
    quiet("import-collections")
    assert not any(tabs(window).values())
    assert window.frame.sidebars[1].items["money-in"].isChecked()


def test_keys_turn_the_tabs_round(quiet, window, wait):
    quiet("collect")
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.page() is not window.pager.pages["collect"])
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.page() is window.pager.pages["collect"])


def test_back_and_forward_as_in_a_browser(quiet, window, wait):
    quiet("today")
    quiet("members", member="00402")
    quiet("receipts")
    window.go_back()
    window.go_back()
    assert window.pager.trail.here.page == "today"
    window.go_forward()
    assert window.pager.trail.here == ("members", {"member": "00402"})
    handle = window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 400))
    wait(lambda: window.pager.trail.here.page == "today")
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, QPoint(600, 400))
    wait(lambda: window.pager.trail.here.page == "members")


def test_the_sidebar_tells_how_much_waits(window, quiet):
    quiet("today")
    window.frame.sidebars[0].show_counts({"members": 3})
    assert "3" in window.frame.sidebars[0].items["members"].accessibleName()
    window.frame.sidebars[0].show_counts({})
    assert "3" not in window.frame.sidebars[0].items["members"].accessibleName()


@pytest.mark.parametrize(
    ("name", "key", "opens"),
    [
        ("accounts", Qt.Key.Key_3, "collect"),
        ("accounts", Qt.Key.Key_6, "journal"),
        ("loans", Qt.Key.Key_3, "receive"),
        ("loans", Qt.Key.Key_5, "shares"),
        ("loans", Qt.Key.Key_8, "journal"),
    ],
)
def test_ctrl_and_a_number_open_the_place_that_stands_there_in_this_book(name, key, opens, quiet, window, wait):
    quiet(name)
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.pager.trail.here.page == opens)
    wait(lambda: not window.jobs.is_busy())
