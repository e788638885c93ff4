"""Lines that only the bank has, and what is proposed for them."""

from datetime import date

import pytest

from tests.services.small_fund import refused
from welfare_desk.ledger.account_roles import AccountRole, account_of, find_account
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.bank_matching import Sureness
from welfare_desk.ledger.bank_only import (
    BankHabit,
    BankKnowledge,
    BankPurpose,
    OpenBalance,
    bank_entry,
    habit_words,
    propose,
)
from welfare_desk.ledger.entries import Posting, Series
from welfare_desk.money import Money
from welfare_desk.resource import resource

DAY = date(2025, 12, 31)


def a_chart(name="welfare_fund"):
    chart = read_chart(resource("charts", f"{name}.tsv").read_text(encoding="utf-8"))
    return {each.code: each for each in chart}


CHART = a_chart()


def a_line(baht, words):
    return BankLine(1, DAY, Money.baht(baht), words)


@pytest.mark.parametrize(
    ("baht", "words", "purpose", "account"),
    [
        (-10, "ค่าธรรมเนียม SMS", BankPurpose.FEE, "5309"),
        ("1052.18", "ดอกเบี้ยเงินฝาก", BankPurpose.INTEREST, "4401"),
        ("-10.52", "ภาษีหัก ณ ที่จ่าย", BankPurpose.TAX, "5312"),
        (128450, "รับโอนเงินอุดหนุน พอช.", BankPurpose.GRANT, "4201"),
        (1000, "รับโอน", BankPurpose.UNKNOWN_RECEIPT, "2901"),
        (-900, "ถอนเงินสด", BankPurpose.UNKNOWN_PAYMENT, None),
        (60000, "รับโอน อบต.", BankPurpose.SETTLES, "1202"),
        (100, "โอนเข้าจากบัญชีในชื่อเดียวกัน", BankPurpose.TRANSFER, "1113"),
        (101, "โอนเข้าจากบัญชีในชื่อเดียวกัน", BankPurpose.UNKNOWN_RECEIPT, "2901"),
        (-25, "ค่าสมุดเช็ค 12/2568", BankPurpose.KNOWN, "5303"),
        (-26, "ค่าอื่น 9", BankPurpose.UNKNOWN_PAYMENT, None),
    ],
)
def test_a_line_is_known_by_its_words_or_by_what_is_owed(baht, words, purpose, account):
    habits = {"ค่าสมุดเช็ค": BankHabit("5303", None, "สมุดเช็ค"), "ค่าอื่น": BankHabit("9999", None, "")}
    others = [("1113", BankLine(9, DAY, Money.baht(-100), "โอนออก"))]
    known = BankKnowledge(CHART, habits, [OpenBalance("1202", "welfare", Money.baht(60000))], others)
    found = propose(a_line(baht, words), known)
    assert (found.purpose, found.account) == (purpose, account)


def test_a_chart_without_the_account_leaves_it_to_a_person():
    found = propose(a_line(-10, "ค่าธรรมเนียม"), BankKnowledge({}))
    assert (found.account, found.sureness) == (None, Sureness.LOOK)
    assert propose(a_line(10, "เงินจาก พอช."), BankKnowledge({})).purpose is BankPurpose.UNKNOWN_RECEIPT


def test_habits_forget_numbers_and_are_kept_as_json():
    assert habit_words("ค่าสมุดเช็ค 12/2568") == "ค่าสมุดเช็ค"
    habit = BankHabit("5303", "welfare", "สมุดเช็ค")
    assert BankHabit.from_json(habit.to_json()) == habit


def test_each_chart_names_its_accounts_in_its_own_way():
    assert find_account(AccountRole.CASH_OVER, CHART) == "4901"
    assert find_account(AccountRole.CASH_OVER, a_chart("savings_group")) == "43080"
    assert find_account(AccountRole.BANK_INTEREST, a_chart("cooperative")) == "41020"
    assert refused(account_of, AccountRole.TAX_ON_INTEREST, a_chart("village_fund")) == ["role.no_account"]


def test_a_line_is_posted_fund_by_fund_against_what_adds_up_to_it():
    interest = a_line(90, "ดอกเบี้ย")
    counter = Posting("4401", "welfare", Money.baht(-100)), Posting("5312", "welfare", Money.baht(10))
    entry = bank_entry(interest, "1111", counter, "")
    assert (entry.series, entry.memo) == (Series.RECEIPT, "ดอกเบี้ย")
    assert entry.postings == (Posting("1111", "welfare", Money.baht(90)), *counter)
    fee = bank_entry(a_line(-10, "fee"), "1111", [Posting("5309", "welfare", Money.baht(10))], "ค่าธรรมเนียม")
    assert (fee.series, fee.postings[-1]) == (Series.PAYMENT, Posting("1111", "welfare", Money.baht(-10)))
    assert refused(bank_entry, interest, "1111", counter[:1], "") == ["bank.other_sum"]
