"""The guided tour: five tasks, ticked off by what is done in the practice book."""

from dataclasses import replace

import pytest

from tests.ui.screens.conftest import Kept
from welfare_desk.i18n import spoken
from welfare_desk.services.books import BookKind
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.tour import COOP_TASKS, TASKS, Tour
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import Text


@pytest.fixture
def tour(app):
    assert app
    with spoken("en"):
        yield Tour(Kept())


def said(tour):
    return " ".join(each.said() for each in tour.findChildren(Text))


def test_every_task_has_a_page_and_a_way_to_be_done():
    assert len(TASKS) == 5
    assert all(task.page in PAGES for task in TASKS)
    assert [task.name for task in TASKS if not task.acts] == ["report"]


def test_tasks_are_ticked_off_by_what_the_book_holds(tour):
    assert "0 of 5" in said(tour)
    tour.learn({"money.paid", "book.created"})
    assert tour.done() == {"pay"}
    tour.learn({"money.paid", "collection.recorded", "money.moved", "receipt.voided"})
    tour.visit("journal")
    assert "4 of 5" in said(tour)
    tour.visit("report")
    assert "You have done what a treasurer does" in said(tour)


def test_the_next_task_leads_to_its_page(tour):
    went = []
    tour.go.connect(went.append)
    tour.learn({"collection.recorded"})
    [*_gone, there] = [each for each in tour.findChildren(Button) if each.text() == "Go there"]
    there.click()
    assert went == ["pay"]


def test_it_is_put_away_for_good():
    kept = Kept()
    tour = Tour(kept)
    tour._close()
    tour.learn({"money.paid"})
    assert tour.is_over()
    assert Tour(kept).is_over()
    assert kept.tours == ["closed"]


def test_only_the_practice_book_has_one(window, app):
    assert window.frame.tour is None
    window.sitting.facts = replace(window.facts, is_practice=True)
    window._build()
    app.processEvents()
    assert window.frame.tour is not None
    assert window.frame.tour.isVisible()


def test_a_practice_cooperative_has_five_tasks_of_its_own(app):
    kept, kind = Kept(), BookKind.COOPERATIVE.value
    assert app
    assert len(COOP_TASKS) == 5
    assert all(task.page in PAGES for task in COOP_TASKS)
    assert not {task.name for task in COOP_TASKS} & {task.name for task in TASKS}
    tour = Tour(kept, kind)
    tour.learn({"savings.deposited", "money.paid"})
    tour.visit("report")
    assert tour.done() == {"coop-save", "coop-report"}
    tour._close()
    assert Tour(kept, kind).is_over()
    assert not Tour(kept).is_over()
