"""Vouchers, drafts and accounts, as the accountant looks after them."""

import sqlite3

import pytest
from PySide6.QtWidgets import QDialog

from tests.builders import an_entry
from welfare_desk.services.drafts import save_draft
from welfare_desk.ui.widgets.text import Text


def asked(path, sql):
    with sqlite3.connect(path) as book:
        return book.execute(sql).fetchall()


@pytest.fixture
def journal(quiet):
    return quiet("journal")


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def test_vouchers_stand_newest_first_and_the_chosen_one_is_shown_beside(journal, wait):
    assert [cells[0] for cells in rows(journal)][:2] == ["RV6901-0002", "RV6901-0001"]
    journal.table.grid.go_to(1)
    wait(lambda: any("90.00" in each.said() for each in journal.card.findChildren(Text)))


def test_a_voucher_is_reversed_with_its_reason(journal, path, wait, fill_in):
    fill_in(reason="ลงผิดคน")
    journal.reverse()
    wait(lambda: len(rows(journal)) == 3)
    assert asked(path, "SELECT memo FROM entries WHERE reverses IS NOT NULL") == [("ลงผิดคน",)]


def test_a_voucher_is_copied_and_printed(journal, window, wait):
    shown = []
    journal.preview = lambda title, content: shown.append((title, content[:4]))
    journal.print_chosen()
    wait(lambda: shown)
    assert shown == [("RV6901-0002", b"%PDF")]
    journal.copy()
    wait(lambda: hasattr(window.page(), "lines") and window.page().lines.typed())


def test_days_choose_the_vouchers(quiet, journal):
    quiet("journal", **{"from": "2025-10-01", "to": "2025-12-31"})
    assert rows(journal) == []
    assert journal.table.empty.isVisible()


@pytest.fixture
def drafts(window, quiet, wait):
    for entry in (an_entry(), an_entry("1101 welfare 10", "4302 welfare -9")):
        window.jobs.write(lambda desk, entry=entry: save_draft(desk, entry), lambda *_: None, pytest.fail)
    page = quiet("drafts")
    wait(lambda: len(rows(page)) == 2)
    return page


def test_drafts_say_what_they_lack_and_are_posted(drafts, path, wait):
    assert [bool(cells[5]) for cells in rows(drafts)] == [False, True]
    drafts.table.grid.go_to(0)
    drafts.post()
    wait(lambda: len(rows(drafts)) == 1)
    assert asked(path, "SELECT count(*) FROM drafts") == [(1,)]


def test_drafts_are_opened_again_or_thrown_away_after_asking(drafts, window, wait, answer, path):
    answer(QDialog.DialogCode.Rejected)
    drafts.discard()
    assert asked(path, "SELECT count(*) FROM drafts") == [(2,)]
    answer(QDialog.DialogCode.Accepted)
    drafts.discard()
    wait(lambda: len(rows(drafts)) == 1)
    drafts.go_on()
    wait(lambda: getattr(window.page(), "draft", None) == 2)


@pytest.fixture
def accounts(quiet):
    return quiet("accounts")


def numbers(page):
    return [cells[0] for cells in rows(page)]


def test_accounts_with_a_balance_stand_under_their_groups(accounts):
    accounts.shown._pick("moved")
    assert numbers(accounts) == ["1000", "1100", "1101", "4000", "4101"]
    assert "455.00" in [each.text() for each in (rows(accounts)[2][4], rows(accounts)[4][4])]


def test_an_account_is_added_put_out_of_use_and_into_use_again(accounts, wait, fill_in):
    accounts.table.grid.go_to(numbers(accounts).index("1111"))
    fill_in(code="1115", name_th="เงินฝาก ธ.ก.ส.")
    accounts.add()
    wait(lambda: "1115" in numbers(accounts))
    accounts.table.grid.go_to(numbers(accounts).index("1115"))
    accounts.change_status()
    wait(lambda: "1115" not in numbers(accounts))
    accounts.shown._pick("all")
    accounts.table.grid.go_to(numbers(accounts).index("1115"))
    accounts.change_status()
    accounts.shown._pick("used")
    wait(lambda: "1115" in numbers(accounts))


def test_each_account_draws_its_last_twelve_months(quiet, wait):
    page = quiet("accounts")
    wait(page.table.model.rowCount)
    keys = [each.key for each in page.table.model.report.columns]
    rows = [page.table.model.row(at) for at in range(page.table.model.rowCount())]
    cash = next(at for at, row in enumerate(rows) if row.cells[0] == "1101")
    assert page.table.model.look(cash, keys.index("trend")).spark == (0,) * 11 + (45_500,)
    assert page.table.model.look(cash, keys.index("balance")).spark == ()
    page.grab()
