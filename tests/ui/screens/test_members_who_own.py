"""The card of a member in the book of a cooperative: what she owns, owes and stands for, and how she leaves."""

import pytest
from PySide6.QtWidgets import QMenu

from tests.coop_books import a_busy_coop
from welfare_desk.money import Money
from welfare_desk.ui.widgets.text import Text


@pytest.fixture
def path(tmp_path):
    return a_busy_coop(tmp_path)


def rows(page):
    table = page.card.overview.model
    return [table.row(at).cells for at in range(table.rowCount())]


def said(page):
    return [each.said() for each in page.card.findChildren(Text)]


def member(page, wait, number):
    page._seek_member(number)
    wait(lambda: rows(page) and any(number in str(cells[1]) for cells in rows(page)))
    wait(lambda: not page.jobs.is_busy())


def test_the_card_shows_what_a_member_owns_owes_and_stands_for(quiet, wait, window):
    page = quiet("members")
    member(page, wait, "00003")
    found = {str(cells[0]): cells for cells in rows(page)}
    assert found["หุ้น"][2] == Money.baht(3_000)
    assert [cells[1] for cells in rows(page) if cells[2] is None and cells[3] is not None] == ["3/2568"]
    assert {cells[1] for cells in rows(page) if cells[4] is not None} == {"1/2568", "2/2568"}
    assert {"สมาชิกสามัญ", "3,000.00", "เงินกู้คงค้าง"} <= set(said(page))
    assert "หุ้น เงินฝาก และเงินกู้" in said(page)
    assert page.card.benefits.isHidden()
    assert page.list.behind == {}  # nobody owes contributions here
    page.card.show_tab("passbook")  # remembered from the book of a fund
    assert page.card._pages.currentIndex() == 0
    page.card.overview.grid.go_to(0)
    page.card.opened.emit(page.card.overview.chosen()[0].opens)
    wait(lambda: window.page() is not page and window.page().report is not None)
    assert window.page().report.name == "share-card"


def test_the_statement_is_what_is_printed(quiet, wait, next_dialog):
    page = quiet("members")
    member(page, wait, "00002")
    shown = []
    next_dialog.when_it_comes(lambda dialog: (shown.append(dialog.windowTitle()), dialog.done(0)))
    page.print_passbooks()
    wait(lambda: shown)
    assert shown == ["นางมาลี2 ใจดี"]


def test_class_and_leaving_are_reached_from_the_card(quiet, wait, next_dialog, window):
    page = quiet("members")
    member(page, wait, "00004")
    page.card._offer_more()
    menu = page.card.findChildren(QMenu)[-1]
    acts = {each.text(): each for each in menu.actions()}
    menu.close()
    asked = []

    def act(dialog):
        asked.append((dialog.windowTitle(), dialog.form.editor("member").value()))
        dialog.reject()

    for count, words in enumerate(("ประเภทสมาชิก…", "จ่ายคืนเมื่อพ้นสมาชิกภาพ…"), start=1):
        next_dialog.when_it_comes(act)
        acts[words].trigger()
        wait(lambda count=count: len(asked) == count)
    assert [number for _title, number in asked] == ["00004", "00004"]
    assert type(window.page()).__name__ == "SharesScreen"
