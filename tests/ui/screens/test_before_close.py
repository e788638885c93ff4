"""What comes before a close at the window: what comes again, advances, assets, budget, tax withheld, figures before."""

from datetime import date

import pytest

from tests.builders import an_entry
from tests.ui.screens.test_people import filled, in_the_book
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services.before_book import before_the_book
from welfare_desk.services.entries import post_entry
from welfare_desk.ui.screens.withholding import Withholding


def rows(page):
    return [page.table.model.row(at).cells for at in range(page.table.model.rowCount())]


@pytest.fixture
def money(window, wait):
    """Put money into the till, and let one rent be paid."""

    def work(desk):
        post_entry(desk, an_entry("1101 welfare 9,000", "4302 welfare -9,000", day="2025-10-02"))
        rent = an_entry("5319 welfare 50", "1101 welfare -50", day="2025-12-05", series=Series.PAYMENT, memo="ค่าเช่า")
        return post_entry(desk, rent).voucher

    return lambda: in_the_book(window, wait, work)


def test_an_advance_is_given_and_cleared(quiet, wait, next_dialog, money):
    page = quiet("advances")
    assert page.table.empty.isVisible()
    money()
    typed = {"holder": "นายก้อน", "purpose": "ประชุม", "amount": "500", "due_day": "20/1/2569"}
    filled(page, next_dialog, wait, page.give, **typed)
    wait(lambda: rows(page))
    assert rows(page)[0][9] == Money.baht(500)
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.clear, expense="5304", spent="400", returned="100")
    wait(lambda: not rows(page))
    page.state.set_value("all")
    page.state.picked.emit("all")
    wait(lambda: rows(page))


def test_what_comes_again_is_kept_left_out_posted_and_stopped(quiet, wait, next_dialog, money, answer):
    page = quiet("recurring")
    voucher = money()
    typed = {"source": f"#{voucher}", "name": "ค่าเช่า", "next_day": "5/12/2568"}
    filled(page, next_dialog, wait, page.begin, **typed)
    wait(lambda: rows(page))
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.skip, reason="จ่ายแล้ว")
    wait(lambda: rows(page)[0][6] == Money.baht(50))
    said = answer(1)
    page.post()
    wait(lambda: said)
    wait(lambda: not rows(page)[0][6])
    page.table.grid.go_to(0)
    answer(1)
    page.stop()
    wait(lambda: rows(page)[0][-1] == "เลิกแล้ว")


def test_an_asset_is_bought_depreciated_seen_and_sold(quiet, wait, next_dialog, money, answer):
    page = quiet("assets")
    money()
    typed = {"code": "001", "name": "โต๊ะ", "day": "1/12/2568", "cost": "600", "pay": "1101", "payee": "ร้านไม้"}
    filled(page, next_dialog, wait, page.begin, **typed)
    wait(lambda: rows(page))
    assert rows(page)[0][5] == 60
    said = answer(1)
    page.depreciate()
    wait(lambda: said)
    wait(lambda: rows(page)[0][7] == Money.baht(10))
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.see, words="ใช้งานได้", place="ศาลา")
    wait(lambda: rows(page)[0][9] == "ศาลา")
    page.table.grid.go_to(0)
    filled(page, next_dialog, wait, page.dispose, words="มติ 1", proceeds="600")
    wait(lambda: not rows(page))


def test_a_budget_is_adopted_and_said_where_money_is_paid(quiet, wait, next_dialog, money):
    page = quiet("budget")
    money()
    wait(lambda: page.fields)
    page.fields["5319"].setText("60")
    page.fields["5319"].changed.emit()
    assert page.unsaved() == [["5319", "welfare", "60"]]
    filled(page, next_dialog, wait, page.adopt, resolution="มติ 9/2568")
    wait(lambda: page.sheet.standing is not None)
    assert page.unsaved() is None
    pay = quiet("pay")
    wait(lambda: pay.budget is not None and pay.budget.left)
    pay.reason.set_value("5319")
    pay.amount.set_value(Money.baht(20))
    assert ("งบประมาณปีนี้คงเหลือ", "10.00 → (10.00)", "look") in pay.effects()
    assert date(2026, 1, 15) <= pay.budget.last


def test_a_fee_is_paid_with_its_tax_kept_back_and_handed_in(quiet, wait, next_dialog, money):
    page = quiet("pay")
    money()
    forms = page.findChild(Withholding).forms
    shown = []
    forms._paid = shown.append
    typed = {"payee": "นายช่าง", "expense": "5310", "base": "1000", "rate": "๓", "account": "1101"}
    filled(page, next_dialog, wait, forms.pay, **typed)
    wait(lambda: shown)
    filled(page, next_dialog, wait, forms.hand_in, account="1101")


def test_figures_before_the_book_are_written(quiet, wait, next_dialog, window):
    page = quiet("opening")
    wait(lambda: page.before.kept is not None)
    filled(page, next_dialog, wait, page.before.type_figures)
    assert in_the_book(window, wait, lambda desk: desk.ask(before_the_book)).figures == ()
