"""Loans at the window: the register, the card of one with its acts, applications."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog, QMenu

from tests.coop_books import TODAY, a_busy_coop
from tests.ui.screens.test_people import filled
from welfare_desk.coop.loan_contracts import SUIT_ENDED
from welfare_desk.dates import first_of_month
from welfare_desk.money import Money
from welfare_desk.ui.screens.loan_acts import ACTS


@pytest.fixture
def path(tmp_path):
    return a_busy_coop(tmp_path)


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


def column(page, at=0):
    return [row[at] for row in rows(page)]


def figures(page):
    return dict(page.report.facts)


def test_a_loan_is_repaid_from_the_register_and_its_receipt_is_shown(quiet, wait, next_dialog, monkeypatch):
    page = quiet("loans")
    shown = []
    monkeypatch.setattr("welfare_desk.ui.screens.loan_acts.show_report_on_paper", lambda *said: shown.append(said[2:]))
    assert column(page) == ["1/2568", "2/2568", "3/2568"]
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.repay, amount="500")
    wait(lambda: shown)
    assert shown[0][0] == "loan-receipt"
    page.state.set_value("waiting")
    page.refresh()
    wait(lambda: column(page) == ["1/2569"])


def test_the_interest_of_a_month_is_accrued(quiet, wait, next_dialog):
    page = quiet("loans")
    filled(page, next_dialog, wait, page.accrue)
    page = quiet("loan", contract="2/2568")
    month_end = first_of_month(TODAY) - timedelta(days=1)
    wait(lambda: month_end in column(page))


def test_the_register_leads_to_the_card(quiet, wait, window):
    page = quiet("loans")
    page.table.grid.go_to(1)
    page.show_card()
    wait(lambda: window.page() is not page and window.page().report is not None)
    assert window.page().contract() == "2/2568"
    assert figures(window.page())["งวดค้างชำระ"].startswith("4 งวด")


def test_a_contract_is_paid_out_on_its_card_and_settled(quiet, wait, next_dialog, monkeypatch):
    monkeypatch.setattr("welfare_desk.ui.screens.loan_acts.show_report_on_paper", lambda *_said: None)
    page = quiet("loan", contract="1/2569")
    wait(lambda: page.report is not None)
    assert page.pay_out_button.isVisible()
    filled(page, next_dialog, wait, page.pay_out)
    wait(lambda: figures(page)["เงินต้นคงเหลือ"] == Money.baht(24_000))
    assert not page.pay_out_button.isVisible()
    filled(page, next_dialog, wait, page.settle)
    wait(lambda: not figures(page)["เงินต้นคงเหลือ"])


TYPED = {
    "reschedule": {"instalments": "๓๐", "rate": "4.5", "words": "มติ"},
    "moratorium": {"instalments": "2", "words": "มติ"},
    "top_up": {"amount": "500", "instalments": "24", "words": "มติ"},
    "guarantor": {"member": "00009"},
    "release": {"instead": "00009", "words": "ลาออก"},
    "collateral": {"amount": "900", "words": "รถ"},
    "notice": {"words": "หนังสือ 2"},
    "sue": {"words": "ผบ. 1"},
    "mark": {"what": SUIT_ENDED, "words": "คดีจบ"},
    "waive": {"interest": "1", "words": "มติ"},
    "write_off": {"words": "มติ"},
}


@pytest.mark.parametrize("name", sorted(TYPED))
def test_everything_else_is_done_from_the_card(quiet, wait, next_dialog, name):
    page = quiet("loan", contract="2/2568")
    wait(lambda: page.report is not None)
    before = page.report
    filled(page, next_dialog, wait, lambda: page.change(name), **TYPED[name])
    if name not in {"guarantor", "release"}:
        wait(lambda: len(page.report.rows) > len(before.rows))


def test_money_of_a_loan_that_was_written_off(quiet, wait, next_dialog):
    page = quiet("loan", contract="4/2568")
    wait(lambda: page.report is not None)
    filled(page, next_dialog, wait, lambda: page.change("recover"), amount="50")
    wait(lambda: page.report.rows[-2].cells[2] == "หนี้สูญได้รับคืน")


def test_collateral_is_taken_in_and_given_back(quiet, wait, next_dialog):
    page = quiet("loan", contract="3/2568")
    wait(lambda: page.report is not None)
    assert figures(page)["หลักประกันที่ถือไว้"] == "ที่ดิน · โฉนดเลขที่ 1 · 90,000.00 บาท"
    typed = {"what": "car", "amount": "50,000", "words": "ทะเบียน กข 1"}
    filled(page, next_dialog, wait, lambda: page.change("collateral"), **typed)
    wait(lambda: figures(page)["มูลค่าหลักประกัน"] == Money.baht(140_000))
    filled(page, next_dialog, wait, lambda: page.change("free"), words="คืนโฉนด")
    wait(lambda: figures(page)["หลักประกันที่ถือไว้"] == "รถ · ทะเบียน กข 1 · 50,000.00 บาท")


def test_guarantors_stand_for_amounts_from_the_application_on(quiet, wait, next_dialog, window):
    page = quiet("loan-applications")
    asked = {"member": "00007", "product": "ordinary", "amount": "3,000", "instalments": "6", "purpose": "ซื้อปุ๋ย",
             "income": "9000", "guarantors": "00002", "up_to_0": "2,000", "guarantor_2": "00009", "collateral": "5,000",
             "held": "car", "held_words": "ทะเบียน กข 1"}  # fmt: skip
    filled(page, next_dialog, wait, page.begin, **asked)
    wait(lambda: rows(page)[0][5] == Money.baht(3_000))
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.decide, words="มติ 2/2569")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.make_contract)
    wait(lambda: window.page() is not page and window.page().report is not None)
    card = window.page()
    assert figures(card)["ผู้ค้ำประกัน"] == "00002 นางมาลี2 ใจดี (ไม่เกิน 2,000.00 บาท), 00009 นางมาลี9 ใจดี"
    assert figures(card)["หลักประกันที่ถือไว้"] == "รถ · ทะเบียน กข 1 · 5,000.00 บาท"
    released = {"member": "00002", "instead": "00010", "words": "ย้ายงาน"}
    filled(card, next_dialog, wait, lambda: card.change("release"), **released)
    wait(lambda: "00010 นางมาลี10 ใจดี (ไม่เกิน 2,000.00 บาท)" in figures(card)["ผู้ค้ำประกัน"])


def test_a_guarantor_stands_for_an_amount_above_zero(quiet, wait, next_dialog):
    page = quiet("loan-applications")
    told = []

    def act(dialog):
        dialog.form.retype({"member": "00007", "amount": "3000", "purpose": "x", "guarantors": "00002", "up_to_0": "0"})
        dialog.try_to_save()
        wait(dialog.form._complaints["guarantors"].words.said)
        told.append(True)
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: told)


def test_the_menu_offers_every_act(quiet):
    page = quiet("loan", contract="2/2568")
    page.offer_acts(page.more)
    menu = page.findChildren(QMenu)[-1]
    menu.close()
    assert len(menu.actions()) == len(ACTS)
    assert {*TYPED, "recover", "free"} == {name for name, _words in ACTS}


def test_a_number_that_is_none_is_said_under_its_field(quiet, wait, next_dialog):
    page = quiet("loan", contract="2/2568")
    wait(lambda: page.report is not None)
    done = []

    def act(dialog):
        for wrong in ({"instalments": "มาก", "words": "x"}, {"instalments": "3", "rate": "สูง", "words": "x"}):
            dialog.form.retype(wrong)
            dialog.try_to_save()
            assert dialog.isVisible()
        dialog.finished.connect(done.append)
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.change("reschedule")
    wait(lambda: done)
    assert done == [QDialog.DialogCode.Rejected]


def test_an_application_goes_from_the_counter_to_the_contract(quiet, wait, next_dialog, answer, window):
    page = quiet("loan-applications")
    before = len(rows(page))
    typed = {"member": "00007", "product": "emergency", "amount": "3,000", "instalments": "6", "purpose": "ซื้อปุ๋ย",
             "income": "9000"}  # fmt: skip
    filled(page, next_dialog, wait, page.begin, **typed)
    wait(lambda: len(rows(page)) == before + 1)
    page.table.grid.go_to(0)
    said = answer(1)
    page.judge()
    wait(lambda: said)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.decide, words="มติ 2/2569", amount="2500")
    wait(lambda: rows(page)[0][6] == Money.baht(2_500))
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.make_contract)
    wait(lambda: window.page() is not page and window.page().report is not None)
    assert window.page().contract() == "2/2569"


def test_an_empty_register_leads_to_a_new_application(quiet, wait, next_dialog, window):
    page = quiet("loans")
    done = []

    def act(dialog):
        dialog.finished.connect(done.append)
        dialog.reject()

    next_dialog.when_it_comes(act)
    page.begin()
    wait(lambda: done)
    assert type(window.page()).__name__ == "LoanApplicationsScreen"
