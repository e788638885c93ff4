"""What can be set, and where it is kept."""

import sqlite3

import pytest

from welfare_desk import i18n


@pytest.fixture
def page(quiet, wait):
    found = quiet("settings")
    wait(lambda: found.papers.editor("name_th").text())
    return found


def kept(path, key):
    with sqlite3.connect(path) as book:
        row = book.execute("SELECT value FROM settings WHERE key = ? ORDER BY from_day DESC", (key,)).fetchone()
    return row and row[0]


def test_looks_change_at_once_and_are_remembered(page, window, wait):
    page.letters._pick(18)
    wait(lambda: window.page() is not page)
    assert window.settings.text_size == 18
    window.page().language._pick("en")
    wait(lambda: i18n.language() == "en")
    assert window.settings.saved >= 2
    window.page().letters._pick(16)
    wait(lambda: window.settings.text_size == 16)


def test_what_stands_on_the_papers_is_kept(page, path, wait):
    page.papers.editor("head").setText("นายหัว ใจดี")
    page.save_papers()
    wait(lambda: kept(path, "head") == "นายหัว ใจดี")
    page.papers.editor("name_th").setText("")
    page.save_papers()
    wait(page.papers._complaints["name_th"].words.said)


def test_a_plan_is_made_and_chosen(page, path, wait, fill_in):
    fill_in(code="month-40", name_th="เดือนละ 40", amount="40")
    page.new_plan()
    wait(lambda: any(code == "month-40" for code, _words in page.plan._choices))
    page.plan.set_value("month-40")
    page.choose_plan()
    wait(lambda: kept(path, "plan") == "month-40")


def test_contributions_are_split_anew(page, wait, path):
    page.split.retype({"welfare": "60", "reserve": "ยี่สิบ"})
    page.set_policy()
    assert page.split._complaints["reserve"].words.said()
    page.split.retype({"welfare": "60", "reserve": "30", "administration": "10"})
    page.set_policy()
    wait(lambda: not page.jobs.is_busy())
    with sqlite3.connect(path) as book:
        weights = book.execute("SELECT weights FROM policies ORDER BY from_day DESC").fetchone()[0]
    assert "60" in weights
