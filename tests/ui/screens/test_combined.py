"""Several books in one statement at the window: added, what they owe each other taken out, printed and kept."""

import json
from datetime import date

import pytest

from tests.builders import a_book, a_line
from tests.coop_books import a_busy_coop
from tests.services.committee import PASSWORD
from welfare_desk.services.openings import open_balances
from welfare_desk.services.people import begin_to_ask


@pytest.fixture
def path(tmp_path):
    return a_busy_coop(tmp_path)


@pytest.fixture
def fund(tmp_path):
    """Make a fund that has what the cooperative owes it on a savings account."""
    desk = a_book(tmp_path, "กองทุน ก.welfare")
    open_balances(desk, [a_line("1114 welfare 11,500.50"), a_line("3101 welfare -11,500.50")])
    desk.book.close()
    return desk.book.path


def combined(quiet, wait, fund):
    page = quiet("combined")
    page.add_book(fund)
    wait(lambda: page.report is not None)
    return page


def test_two_books_stand_in_one_statement_and_one_is_left_out_again(quiet, wait, fund):
    page = combined(quiet, wait, fund)
    assert len(page.report.columns) == 5
    assert page.report.holds
    assert page.table.isVisible()
    page.remove(0)
    assert not page.table.isVisible()
    assert page._empty.isVisible()


def test_what_they_owe_each_other_is_taken_out_and_the_statement_is_kept(quiet, wait, fund, fill_in, tmp_path, window):
    page = combined(quiet, wait, fund)
    before = page.report
    fill_in(owner=1, owned_at="1114", owes=0, owed_at="21410/ORD-00001")
    page.ask_owed()
    wait(lambda: page.report is not before)
    assert page.report.holds
    page.write(tmp_path / "รวม.json", "json")
    wait(lambda: (tmp_path / "รวม.json").is_file() and not window.jobs.is_busy())
    assert "-1150050" in json.dumps(json.loads((tmp_path / "รวม.json").read_text(encoding="utf-8")))
    before = page.report
    page.forget(0)
    wait(lambda: page.report is not before)
    assert page.memory["owed"] == []


def test_a_book_that_asks_who_is_there_asks_here_too(quiet, wait, tmp_path, fill_in):
    desk = a_book(tmp_path, "กองทุน ข.welfare", today=date(2026, 1, 15))
    begin_to_ask(desk, "มาลี", PASSWORD)
    desk.book.close()
    page = quiet("combined")
    fill_in(person="มาลี", password=PASSWORD)
    page.add_book(desk.book.path)
    wait(lambda: page.report is not None)
    assert len(page.memory["others"]) == 1


def test_the_open_book_is_not_added_to_itself(quiet, wait, path, answer):
    from PySide6.QtWidgets import QDialog

    page = quiet("combined")
    told = answer(QDialog.DialogCode.Accepted)
    page.add_book(path)
    wait(lambda: told)
    assert page.memory["others"] == []
