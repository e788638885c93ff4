"""A cash book's running balance is proved row by row, and its words suggest accounts."""

from datetime import date

import pytest

from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import Account, AccountType, Side
from welfare_desk.ledger.cash_books import (
    CashRow,
    SlipCause,
    SlipKind,
    drafted,
    read_word_rules,
    slips_of,
    suggest,
)
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.funds import SPLIT_70_20_10, AllocationPolicy
from welfare_desk.money import ZERO, Money

DAY = date(2024, 10, 5)
POLICY = AllocationPolicy(DAY, SPLIT_70_20_10)


def baht(text):
    return Money.baht(text)


def rows(*cells):
    """Make rows of (in, out, balance as written)."""
    return [
        CashRow(at, DAY, "words", baht(came), baht(went), None if shown is None else baht(shown))
        for at, (came, went, shown) in enumerate(cells, 1)
    ]


def slips(opening, *cells):
    return [(each.row, each.kind, each.cause, each.error, each.right) for each in slips_of(rows(*cells), baht(opening))]


def test_a_right_book_has_no_slips_and_a_balance_may_be_left_out():
    assert slips(100, (50, 0, 150), (0, 30, None), (10, 0, 130)) == []


def test_swapped_digits_that_are_carried_on_are_one_slip():
    found = slips(1000, (350, 0, 1530), (10, 0, 1540))
    assert found == [(1, SlipKind.GOES_ON, SlipCause.TRANSPOSED, baht(180), baht(1350))]


def test_what_is_right_counts_from_the_opening_whatever_was_carried():
    first, second = slips(1000, (350, 0, 1530), (10, 0, 2540))
    assert first[4] == baht(1350)
    assert second == (2, SlipKind.GOES_ON, SlipCause.SLIP, baht(1000), baht(1360))


def test_a_balance_that_is_wrong_in_one_row_alone_is_told_so():
    found = slips(100, (50, 0, 157), (0, 50, 100), (5, 0, 105))
    assert found == [(1, SlipKind.ONLY_HERE, SlipCause.UNKNOWN, baht(7), baht(150))]


def test_each_slip_is_a_sentence():
    with spoken("en"):
        (found,) = slips_of(rows((350, 0, 1530)), baht(1000))
        said = found.problem().sentence()
    assert said == (
        "Row 1: the balance 1,530.00 is out by 180.00 against the row above: two digits were swapped. "
        "Right is 1,350.00."
    )


TABLE = "# a note\n\nside\twords\taccount\nin\tค่าสมัคร|แรกเข้า\t4102\nin\tสมทบ\t4101\nout\tศพ\t5104\nout\tสมทบ\t9999\n"


def an_account(code, kind):
    return Account(code, code, "", kind, Side.DEBIT)


CHART = {code: an_account(code, kind) for code, kind in (("4101", AccountType.INCOME), ("5104", AccountType.EXPENSE))}


def a_row(words, amount):
    came, went = (baht(amount), ZERO) if amount > 0 else (ZERO, baht(-amount))
    return CashRow(1, DAY, words, came, went)


def test_the_first_words_that_fit_give_the_account():
    rules = read_word_rules(TABLE)
    assert suggest(a_row("รับเงิน สมทบ หมู่ 1", 10), rules, CHART) == "4101"
    assert suggest(a_row("จ่ายเงินทำศพ", -10), rules, CHART) == "5104"
    assert suggest(a_row("ทำศพ", 10), rules, CHART) is None  # money came in
    assert suggest(a_row("แรกเข้า", 10), rules, CHART) is None  # the chart has no 4102
    header = {"4101": an_account("4101", AccountType.HEADER)}
    assert suggest(a_row("สมทบ", 10), rules, header) is None


@pytest.mark.parametrize("table", ["", "words\taccount\nx\ty\n", "side\twords\taccount\nup\tx\t1\n", f"{TABLE}in\tx\n"])
def test_a_table_that_cannot_be_read_is_refused(table):
    with pytest.raises(RuleError) as caught:
        read_word_rules(table)
    assert {each.code for each in caught.value.problems} == {"words.unread"}


def test_income_is_split_with_its_cash_and_everything_else_is_not():
    entry = drafted(a_row("สมทบ", 100), "1101", "4101", POLICY, "welfare")
    assert [(each.account, each.fund, each.amount.plain()) for each in entry.postings] == [
        ("1101", "welfare", "70.00"), ("1101", "reserve", "20.00"), ("1101", "administration", "10.00"),
        ("4101", "welfare", "-70.00"), ("4101", "reserve", "-20.00"), ("4101", "administration", "-10.00"),
    ]  # fmt: skip
    assert entry.series is Series.RECEIPT
    paid = drafted(a_row("ทำศพ", -100), "1101", "5104", POLICY, "welfare")
    assert [each.amount.plain() for each in paid.postings] == ["-100.00", "100.00"]
    assert paid.series is Series.PAYMENT
    assert len(drafted(a_row("?", -100), "1101", None, POLICY, "welfare").postings) == 1
