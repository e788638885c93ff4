"""What the forms of money offer."""

from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.money import Money
from welfare_desk.reports.money_choices import money_choices
from welfare_desk.services.entries import reverse_entry
from welfare_desk.services.payments import pay_money, receive_money

DAY = date(2026, 1, 5)


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path, weights=(("welfare", 70), ("administration", 30)))
    receive_money(made, MoneyMoved(DAY, "1101", (MoneyLine("4101", Money.baht(1000)),), "เงินสมทบ", "หลายคน"))
    yield made
    made.book.close()


def pays(desk, baht, payee="ร้านดำ", account="5303", memo="กระดาษ"):
    return pay_money(desk, MoneyMoved(DAY, "1101", (MoneyLine(account, Money.baht(baht)),), memo, payee)).voucher


def offered(desk, series):
    with spoken("en"):
        return desk.ask(lambda tx: money_choices(tx, series))


def test_cash_and_banks_stand_with_what_they_hold(desk):
    cash = offered(desk, "PV").holder("1101")
    assert (cash.name, cash.total) == ("Cash on hand (treasurer)", Money.baht(1000))
    assert offered(desk, "PV").holder("1111").total == Money(0)
    assert offered(desk, "PV").holder("5303") is None


def test_money_comes_for_income_first_and_goes_for_expenses_first(desk):
    into, out = (dict(offered(desk, series).reasons) for series in ("RV", "PV"))
    assert next(iter(into)) == "4102"
    assert next(iter(out)) == "5101"
    assert "4101" not in into, "contributions are collected from members"
    assert "4302" not in out
    assert "1101" not in into
    assert into["4302"] == "Donations (4302)"


def test_the_last_vouchers_can_be_repeated_the_newest_first(desk):
    pays(desk, 40)
    pays(desk, 250, memo="หมึก")
    last = offered(desk, "PV").last
    assert [(each.memo, each.amount, each.account, each.holder) for each in last] == [
        ("หมึก", Money.baht(250), "5303", "1101"),
        ("กระดาษ", Money.baht(40), "5303", "1101"),
    ]
    assert ("ร้านดำ", "ร้านดำ") in offered(desk, "PV").payees


def test_what_was_split_between_funds_is_repeated_by_the_rules(desk):
    assert [(each.fund, each.amount) for each in offered(desk, "RV").last] == [("", Money.baht(1000))]


def test_what_was_reversed_is_not_repeated(desk):
    reverse_entry(desk, pays(desk, 40), DAY, "ลงผิด")
    assert offered(desk, "PV").last == ()


def test_a_voucher_with_two_reasons_is_not_repeated(desk):
    lines = (MoneyLine("5303", Money.baht(40)), MoneyLine("5302", Money.baht(60)))
    pay_money(desk, MoneyMoved(DAY, "1101", lines, "สองเรื่อง", "ร้านดำ"))
    assert offered(desk, "PV").last == ()
