"""Money in and out: the voucher follows the rules of funds, and always balances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_day
from welfare_desk.errors import RuleError
from welfare_desk.ledger.accounts import Account, AccountType, CashFlow, Side
from welfare_desk.ledger.entries import Series, problems_of
from welfare_desk.ledger.funds import SPLIT_70_20_10, AllocationPolicy
from welfare_desk.ledger.payments import (
    FundRules,
    MoneyLine,
    MoneyMoved,
    gift_entry,
    money_in_entry,
    money_out_entry,
    problems_of_gift,
)
from welfare_desk.money import ZERO, Money

DAY = a_day("2026-01-05")
RULES = FundRules(AllocationPolicy(DAY, SPLIT_70_20_10), own_fund="administration")


def moved(*lines):
    return MoneyMoved(DAY, "1111", tuple(lines), "for the meeting", "ร้านค้า")


def written(entry):
    return [f"{p.account} {p.fund} {p.amount.plain()}" for p in entry.postings]


def test_contributions_are_split_and_donations_are_not():
    entry = money_in_entry(moved(MoneyLine("4101", Money.baht(100)), MoneyLine("4302", Money.baht(50))), RULES)
    assert entry.series is Series.RECEIPT
    assert written(entry) == [
        "1111 welfare 120.00",
        "1111 reserve 20.00",
        "1111 administration 10.00",
        "4101 welfare -70.00",
        "4101 reserve -20.00",
        "4101 administration -10.00",
        "4302 welfare -50.00",
    ]


def test_interest_goes_to_the_fund_that_the_accounts_are_kept_in():
    assert written(money_in_entry(moved(MoneyLine("4401", Money.baht(7))), RULES)) == [
        "1111 administration 7.00",
        "4401 administration -7.00",
    ]


def test_a_payment_takes_from_the_fund_that_is_named():
    entry = money_out_entry(moved(MoneyLine("5303", Money.baht(80), "administration")), RULES)
    assert (entry.series, entry.payee) == (Series.PAYMENT, "ร้านค้า")
    assert written(entry) == ["5303 administration 80.00", "1111 administration -80.00"]


def test_nothing_is_no_payment():
    with pytest.raises(RuleError):
        money_out_entry(moved(MoneyLine("5303", ZERO)), RULES)


@given(
    st.lists(
        st.builds(MoneyLine, st.sampled_from(["4101", "4302", "4401"]), st.integers(1, 10**9).map(Money), st.none()),
        min_size=1,
        max_size=5,
    )
)
def test_any_voucher_is_sound(lines):
    assert problems_of(money_in_entry(moved(*lines), RULES)) == []
    assert problems_of(money_out_entry(moved(*lines), RULES)) == []


CHART = {
    "1101": Account("1101", "เงินสด", "", AccountType.ASSET, Side.DEBIT, None, None, CashFlow.CASH),
    "1301": Account("1301", "วัสดุคงเหลือ", "", AccountType.ASSET, Side.DEBIT, None, None, CashFlow.OPERATING),
    "4304": Account("4304", "สิ่งของรับบริจาค", "", AccountType.INCOME, Side.CREDIT, None, "3104"),
    "5107": Account("5107", "สวัสดิการอื่น", "", AccountType.EXPENSE, Side.DEBIT, None, "3301"),
}


def a_gift(account="1301", income="4304", memo="ผ้าห่ม 20 ผืน"):
    return MoneyMoved(DAY, income, (MoneyLine(account, Money.baht(500)),), memo, "ร้านค้า")


def test_a_gift_in_kind_is_worth_money_and_none_moves():
    entry = gift_entry(a_gift(), RULES)
    assert (entry.series, entry.payee, entry.memo) == (Series.GENERAL, "ร้านค้า", "ผ้าห่ม 20 ผืน")
    assert written(entry) == ["1301 welfare 500.00", "4304 welfare -500.00"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, []),
        ({"account": "5107"}, []),
        ({"account": "1101"}, ["gift.account"]),
        ({"account": "4304"}, ["gift.account"]),
        ({"account": "9999"}, ["gift.account"]),
        ({"income": "5107"}, ["gift.income"]),
        ({"income": "9999"}, ["gift.income"]),
        ({"memo": " "}, ["gift.no_words"]),
    ],
)
def test_a_gift_in_kind_becomes_what_is_no_money_and_is_recorded_as_income(given, said):
    assert [each.code for each in problems_of_gift(a_gift(**given), CHART)] == said
