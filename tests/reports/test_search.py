"""Anything in the book is found by a few letters."""

from datetime import date

import pytest

from tests.builders import a_book
from welfare_desk.i18n import spoken
from welfare_desk.ledger.payments import MoneyLine, MoneyMoved
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.reports.search import Found, Names, What, names_of, vouchers_like
from welfare_desk.services.members import add_member
from welfare_desk.services.payments import receive_money

DAY = date(2026, 1, 5)


@pytest.fixture
def desk(tmp_path):
    made = a_book(tmp_path)
    for number, name in (("00041", "วันเพ็ญ"), ("00410", "ดวงเดือน"), ("00412", "สมศรี")):
        statuses = (StatusChange(date(2025, 10, 1), Status.ACTIVE),)
        member = Member(number, "นาง", name, "ใจดี", date(2025, 9, 30), entry_day=date(2025, 10, 1), statuses=statuses)
        add_member(made, member)
    for baht, memo, payee in ((1250, "ทำบุญ", "ผู้มีจิตศรัทธา"), (90, "ดอกเบี้ย", "ธ.ก.ส.")):
        receive_money(made, MoneyMoved(DAY, "1101", (MoneyLine("4302", Money.baht(baht)),), memo, payee))
    yield made
    made.book.close()


@pytest.fixture
def names(desk):
    with spoken("th"):
        return Names.of(desk.ask(names_of))


def keys(found, what=None):
    return [each.key for each in found if what in (None, each.what)]


def vouchers(desk, typed, amount=None):
    return desk.ask(lambda tx: vouchers_like(tx, typed, amount))


def test_a_name_without_its_tone_marks(names):
    assert keys(names.like("วันเพญ")) == ["00041"]


def test_a_name_with_a_slip_of_the_hand(names):
    assert keys(names.like("ดวงเดอืน"), What.MEMBER) == ["00410"]


def test_a_number_without_its_zeros_and_in_thai_digits_comes_first(names):
    assert keys(names.like("41"))[0] == "00041"
    assert keys(names.like("๔๑๒"))[0] == "00412"


def test_words_in_any_order(names):
    assert keys(names.like("ใจดี สมศรี")) == ["00412"]


def test_accounts_by_number_and_by_name(names):
    assert keys(names.like("1101"))[0] == "1101"
    assert "5307" in keys(names.like("สาธารณูปโภค"))


def test_what_is_like_nothing_finds_nothing(names):
    assert names.like("  ") == []
    assert names.like("zz") == []
    assert names.like("qwertyuiop") == []


def test_of_each_kind_only_the_best():
    many = Names.of(Found(What.MEMBER, f"{at:05}", f"{at:05} สมชาย") for at in range(20))
    assert len(many.like("สมชาย")) == 8


def test_vouchers_by_number_amount_and_words(desk):
    assert keys(vouchers(desk, "rv6901-0002")) == ["RV6901-0002"]
    found = vouchers(desk, "1,250", Money.baht(1250))
    assert [(each.key, each.words) for each in found] == [("RV6901-0001", "RV6901-0001 · ผู้มีจิตศรัทธา · ทำบุญ")]
    assert keys(vouchers(desk, "ดอกเบี้ย")) == ["RV6901-0002"]
    assert vouchers(desk, "") == []
    assert vouchers(desk, "ดอ") == []
