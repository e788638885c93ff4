"""Shares, savings accounts and deductions from pay at the window."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMenu

from tests.ui.screens.test_people import filled
from welfare_desk.money import Money


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def row_of(page, number):
    return next((each for each in rows(page) if str(each[0]) == number), None)


def asks(page, ask):
    return lambda: page.with_choices(ask)


@pytest.mark.parametrize("name", ["shares"])
def test_a_member_is_taken_in_buys_shares_and_leaves(name, quiet, wait, next_dialog):
    page = quiet(name)
    filled(page, next_dialog, wait, asks(page, page.ask_entry), member="00009", amount="100", resolution="มติ 1")
    wait(lambda: row_of(page, "00009"))
    filled(page, next_dialog, wait, asks(page, page.ask_purchase), member="9", amount="1,000")
    wait(lambda: row_of(page, "00009")[4] == Money.baht(1100))
    filled(page, next_dialog, wait, asks(page, page.ask_plan), member="00009", amount="50")
    wait(lambda: row_of(page, "00009")[5] == Money.baht(50))
    filled(page, next_dialog, wait, asks(page, page.ask_class), member="00009", kind="associate")
    wait(lambda: row_of(page, "00009")[2] == "สมาชิกสมทบ")
    filled(page, next_dialog, wait, asks(page, page.ask_leaving), member="00009", reason="ย้าย")
    wait(lambda: row_of(page, "00009") is None)


@pytest.mark.parametrize("name", ["shares", "savings"])
def test_what_is_done_less_often_stands_in_a_menu(name, quiet, wait):
    page = quiet(name)
    page.table.grid.go_to(0)
    page.offer_more()
    wait(lambda: page.findChildren(QMenu))
    menu = page.findChildren(QMenu)[-1]
    assert len(menu.actions()) >= 3
    menu.close()


@pytest.mark.parametrize("name", ["savings"])
def test_an_account_is_opened_paid_into_held_and_closed(name, quiet, wait, next_dialog):
    page = quiet(name)
    filled(page, next_dialog, wait, asks(page, page.ask_account), member="00002", product="ORD", amount="500")
    wait(lambda: row_of(page, "ORD-00002"))
    filled(page, next_dialog, wait, asks(page, page.ask_deposit), number="ORD-00002", amount="100")
    filled(page, next_dialog, wait, asks(page, page.ask_withdrawal), number="ORD-00002", amount="50")
    wait(lambda: row_of(page, "ORD-00002")[4] == Money.baht(550))
    filled(page, next_dialog, wait, asks(page, page.ask_hold), number="ORD-00002", amount="20", reason="ศาล")
    wait(lambda: row_of(page, "ORD-00002")[5] == Money.baht(20))
    filled(page, next_dialog, wait, asks(page, page.ask_release), number="ORD-00002", reason="ศาลสั่ง")
    filled(page, next_dialog, wait, asks(page, page.ask_closing), number="ORD-00002", reason="ย้าย")
    wait(lambda: row_of(page, "ORD-00002") is None)
    page.state.set_value("closed")
    page.state.picked.emit("closed")
    wait(lambda: row_of(page, "ORD-00002"))


@pytest.mark.parametrize("name", ["savings"])
def test_accounts_sleep_and_are_woken(name, quiet, wait, next_dialog):
    page = quiet(name)
    filled(page, next_dialog, wait, asks(page, page.ask_waking), number="SLP-00001", reason="มาแสดงตัว")
    wait(lambda: row_of(page, "SLP-00001")[-1] == "ปกติ")
    filled(page, next_dialog, wait, asks(page, page.ask_sleep))
    wait(lambda: row_of(page, "SLP-00002")[-1] == "ไม่เคลื่อนไหว")


@pytest.mark.parametrize("name", ["payroll"])
def test_a_sheet_goes_out_and_comes_back(name, quiet, wait, next_dialog, tmp_path):
    page = quiet(name)
    filled(page, next_dialog, wait, asks(page, page.ask_sheet))
    wait(lambda: row_of(page, "4"))
    path = tmp_path / "หัก.xlsx"
    page.keep_sheet("4", path)
    wait(path.exists)
    book = load_workbook(path)
    for cells in book.active.iter_rows():
        if cells[0].value == "00001":
            cells[6].value = 500
    book.save(path)
    filled(page, next_dialog, wait, lambda: page.read_file(4, path), account="11131")
    wait(lambda: row_of(page, "4")[5] == Money.baht(500))


@pytest.mark.parametrize(
    ("name", "act"), [("shares", "offer_papers"), ("savings", "show_card"), ("payroll", "show_sheet")]
)
def test_papers_of_the_chosen_row_are_shown(name, act, quiet, wait, next_dialog):
    page = quiet(name)
    page.table.grid.go_to(0)
    shown = []
    if act == "offer_papers":
        page.offer_papers()
        wait(lambda: page.findChildren(QMenu))
        page.findChildren(QMenu)[-1].close()
        next_dialog.when_it_comes(lambda dialog: (shown.append(dialog.windowTitle()), dialog.done(0)))
        page.show_paper("share-certificate", "ใบหุ้น", "00001")
    else:
        next_dialog.when_it_comes(lambda dialog: (shown.append(dialog.windowTitle()), dialog.done(0)))
        getattr(page, act)()
    wait(lambda: shown)
