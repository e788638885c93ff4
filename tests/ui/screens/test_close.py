"""Closing by the window: the first close sets the PIN, the list says what stops, and a month opens again."""

from datetime import date

import pytest

from tests.builders import PIN, an_entry
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.services.entries import post_entry

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)


@pytest.fixture
def page(quiet, wait):
    page = quiet("close")
    wait(lambda: page.stands is not None)
    papers = []
    page.preview = lambda title, _content: papers.append(title)
    page.papers = papers
    return page


def fill(next_dialog, ask, **values):
    """Answer the form that an act opens; give what was refused, if anything was."""
    said = []

    def act(dialog):
        dialog.form.retype(values)
        dialog.try_to_save()
        said.append(dialog)

    next_dialog.when_it_comes(act)
    ask()
    return said


def test_the_next_month_is_closed_and_its_statement_shown(page, wait, next_dialog, monkeypatch):
    told = []
    monkeypatch.setattr("welfare_desk.ui.errors.tell", lambda *given: told.append(given[1]))
    assert page.stands.looked.month == OCTOBER
    assert page.close_it.isEnabled()
    fill(next_dialog, page.ask_close, pin=PIN, again=PIN)
    wait(lambda: page.papers and page.stands.looked.month == NOVEMBER)
    assert told
    assert page.stands.statuses[202601] is PeriodStatus.CLOSED
    fill(next_dialog, page.ask_close, pin=PIN)
    wait(lambda: page.stands.looked.month == date(2025, 12, 1))
    fill(next_dialog, page.ask_reopen, reason="ลืมบิล", pin=PIN)
    wait(lambda: page.stands.looked.month == NOVEMBER)
    assert page.stands.statuses[202602] is PeriodStatus.OPEN


def test_two_pins_that_differ_close_nothing(page, wait, next_dialog):
    said = fill(next_dialog, page.ask_close, pin=PIN, again="000000")
    wait(lambda: said)
    [dialog] = said
    wait(dialog.form._complaints["again"].words.said)
    assert page.stands.looked.month == OCTOBER
    dialog.reject()


def test_money_on_suspense_stops_the_close(page, wait):
    entry = an_entry("1101 welfare 50", "2901 welfare -50", day="2025-10-05")
    page.act(lambda desk: post_entry(desk, entry), lambda _posted: None)
    wait(lambda: page.stands.looked.stops == 1)
    assert not page.close_it.isEnabled()
    gone = []
    page.go.connect(lambda name, params: gone.append((name, params.get("report"))))
    buttons = [each for each in page.findChildren(type(page.close_it)) if each.text() == "ไปที่หน้านี้"]
    buttons[0].click()
    assert gone == [("report", "general-ledger")]
