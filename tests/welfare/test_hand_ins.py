"""Cash handed in: what may be on a slip, and what it posts."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.ledger.entries import problems_of
from welfare_desk.money import Money
from welfare_desk.welfare.hand_ins import CentreSheet, HandIn, hand_in_entry, problems_of_hand_in

DAY = date(2026, 1, 10)
TILLS = ("1101", "1103", "1104", "1111")
SHEET = CentreSheet(1, "4", "2026-01", "", DAY, 3, (("welfare", Money.baht(80)), ("administration", Money.baht(20))))
SLIP = HandIn(DAY, "ป้าแดง", "นายก้อน", "1101", Money.baht(100), (SHEET,))


def lines(entry):
    return [(each.account, each.fund, each.amount.text()) for each in entry.postings]


def codes(slip):
    return [each.code for each in problems_of_hand_in(slip, TILLS)]


def test_the_cash_moves_fund_by_fund_as_it_was_received():
    entry = hand_in_entry(SLIP, "welfare")
    assert not problems_of(entry)
    assert lines(entry) == [
        ("1101", "welfare", "80.00"),
        ("1101", "administration", "20.00"),
        ("1103", "welfare", "-80.00"),
        ("1103", "administration", "-20.00"),
    ]
    assert entry.payee == "ป้าแดง"


def test_the_memo_names_the_village_where_there_is_one():
    assert hand_in_entry(SLIP, "welfare").memo == "เงินนำส่งจากหมู่ที่ 4"
    of_a_file = replace(SHEET, village="", source="ม.ค..xlsx")
    assert hand_in_entry(replace(SLIP, sheets=(of_a_file,)), "welfare").memo == "เงินนำส่งจากการเก็บเงิน"


@pytest.mark.parametrize(
    ("baht", "account", "difference", "cash"), [(97, "5318", "3.00", "17.00"), (103, "4901", "-3.00", "23.00")]
)
def test_a_difference_is_cash_over_or_short_of_the_accounts_own_fund(baht, account, difference, cash):
    entry = hand_in_entry(replace(SLIP, counted=Money.baht(baht)), "administration")
    assert not problems_of(entry)
    assert (account, "administration", difference) in lines(entry)
    assert ("1101", "administration", cash) in lines(entry)


def test_the_accounts_own_fund_need_not_have_received_anything():
    only = replace(SHEET, parts=(("welfare", Money.baht(100)),))
    entry = hand_in_entry(replace(SLIP, sheets=(only,), counted=Money.baht(99)), "administration")
    assert not problems_of(entry)
    assert ("1101", "administration", "-1.00") in lines(entry)


def test_a_slip_that_is_not_right_says_everything_at_once():
    other = replace(SHEET, id=2, village="5")
    assert codes(SLIP) == []
    assert codes(replace(SLIP, sheets=())) == ["hand_in.no_sheet"]
    wrong = replace(SLIP, sheets=(SHEET, other), handed_by=" ", counted=Money(0), target="1103", day=date(2026, 1, 9))
    assert codes(wrong) == [
        "hand_in.villages",
        "hand_in.nobody",
        "payment.no_amount",
        "hand_in.target",
        "hand_in.too_early",
    ]
    assert codes(replace(SLIP, target="5301")) == ["hand_in.target"]
