"""A cooperative's register is looked at and taken in at the window, on one press."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from tests.builders import a_book, a_line, outside
from tests.ui.screens.test_people import in_the_book
from welfare_desk.money import Money
from welfare_desk.services import books
from welfare_desk.services.books import BookKind
from welfare_desk.services.coop_registers import take_in_register
from welfare_desk.services.openings import open_balances
from welfare_desk.storage import holdings
from welfare_desk.ui.screens.shares import SharesScreen
from welfare_desk.ui.widgets.text import Text

SAMPLE = Path(__file__).parents[2] / "samples" / "coop_members_loans.xlsx"
FIRST = date(2026, 10, 1)
OPENED = (
    "11131 general 15,000,000", "11531 general 196,330", "11533 general 2,857,530", "31000 general -1,463,850",
    "21410 general -12,389,000",
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """Make a cooperative whose opening savings are 132.17 baht less than its register's."""
    desk = a_book(tmp_path, "สหกรณ์ ข.welfare", kind=BookKind.COOPERATIVE, first_day=FIRST, today=FIRST)
    known = [a_line(each) for each in OPENED]
    rest = -Money.sum(each.amount for each in known)
    open_balances(desk, [*known, a_line(f"32000 general {rest.plain()}")])
    desk.book.close()
    return desk.book.path


@pytest.fixture
def day():
    """The book begins today, a day after the register was written."""
    return FIRST


@pytest.fixture
def page(quiet, wait):
    found = quiet("import-coop")
    found.show_file(SAMPLE)
    wait(lambda: found.preview is not None)
    return found


def said(widget):
    return " ".join(each.said() for each in widget.findChildren(Text))


def in_book(path):
    desk = books.sit_down(path, outside(date(2026, 12, 31)), writes=False)
    loans = [each for each in desk.ask(lambda tx: holdings.every(tx, holdings.Ledger.LOAN)) if each.member]
    found = desk.ask(holdings.unassigned), len(loans)
    desk.book.close()
    return found


def test_it_shows_what_the_workbook_holds_and_every_fault_at_its_place(page):
    counts = page.segments._counts
    notes = {(each.sheet, each.row) for each in page.preview.register.notes}
    assert (counts["members"], counts["out"]) == (f"{len(page.preview.register.members):,}", "0")
    assert int(counts["look"]) > 0
    assert notes
    assert "21410" in said(page.questions)
    assert not page.columns_button.isVisible()


def test_it_is_in_the_book_on_one_press_and_not_a_second_time(page, window, wait, answer, path):
    told, lent = answer(QDialog.DialogCode.Accepted), len(page.preview.register.open_loans)
    page.accept.click()
    wait(lambda: isinstance(window.page(), SharesScreen))
    assert told
    nobodys, contracts = in_book(path)
    assert nobodys == {"21410": Money.baht("132.17")}
    assert contracts == lent
    window.go("import-coop")
    again = window.page()
    again.show_file(SAMPLE)
    wait(lambda: again.preview is not None)
    assert not again.accept.isEnabled()


def test_a_register_taken_in_elsewhere_is_said_to_be(page, window, wait):
    register = page.preview.register
    in_the_book(window, wait, lambda desk: take_in_register(desk, register))
    page.refresh()
    wait(lambda: bool(page.preview.problems))
    assert not page.accept.isEnabled()
