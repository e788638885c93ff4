"""The allowance: what is set aside for each loan, how it splits, the entry that changes it, and what became of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coop.test_provision_rules import a_standing, shipped
from welfare_desk.coop.accounts import ROLES, CoopAccount
from welfare_desk.coop.provisions import (
    AllowanceMove,
    Provision,
    allowance_entry,
    by_class,
    classify,
    kind_of_move,
    npl_ratio,
    roll_forward,
    wanted,
)
from welfare_desk.ledger.entries import problems_of
from welfare_desk.money import ZERO, Money

DAY = date(2026, 9, 30)
ROLES_OF_COOP = ROLES["cooperative"]


def baht(text):
    return Money.baht(text)


OVERDUE = {  # contract: outstanding, first unpaid day; as the sample's loans stand on 30 September 2569
    "ส.11/2567": ("46250", date(2025, 8, 6)),
    "ส.2/2568": ("95000", date(2026, 8, 11)),
    "ส.8/2568": ("126300", date(2026, 5, 1)),
}


def overdue_loans():
    return [
        a_standing(due, contract=contract, member=contract, principal=baht(owed))
        for contract, (owed, due) in OVERDUE.items()
    ]


@pytest.mark.parametrize(
    ("code", "classes", "amounts"),
    [
        ("COOP2544", ["4 สงสัยจะสูญ", "1 ปกติ", "2 ต่ำกว่ามาตรฐาน"], ["46250", "0", "25260"]),
        ("CODI", ["4 สงสัย", "2 กล่าวถึงเป็นพิเศษ", "3 ต่ำกว่ามาตรฐาน"], ["34687.50", "0", "31575"]),
        ("SC2564", ["5 สงสัยจะสูญ", "2 กล่าวถึงเป็นพิเศษ", "3 ต่ำกว่ามาตรฐาน"], ["46250", "1900", "25260"]),
    ],
)
def test_the_overdue_loans_of_the_sample_stand_where_they_should(code, classes, amounts):
    found = classify(overdue_loans(), shipped(code), DAY)
    assert [f"{each.loan_class.code} {each.loan_class.name_th}" for each in found] == classes
    assert [each.amount for each in found] == [baht(each) for each in amounts]


def test_collateral_covers_principal_first_and_never_more_than_is_owed():
    loss = shipped("CODI").classes[5]
    loan = a_standing(None, principal=baht(1000), interest=baht(50))
    half = Provision(replace(loan, collateral=baht(400)), loss)
    assert (half.base, half.amount, half.parts) == (baht(650), baht(650), (baht(600), baht(50)))
    deep = Provision(replace(loan, collateral=baht(1020)), loss)
    assert (deep.base, deep.parts) == (baht(30), (ZERO, baht(30)))
    whole = Provision(replace(loan, collateral=baht(5000)), loss)
    assert (whole.base, whole.amount, whole.parts) == (ZERO, ZERO, (ZERO, ZERO))


def test_half_a_satang_is_set_aside():
    quarter = shipped("CODI").classes[2]
    assert Provision(a_standing(principal=Money(2)), quarter).amount == Money(1)
    assert Provision(a_standing(principal=Money(1)), quarter).amount == ZERO


money = st.integers(0, 10**12).map(Money)


@given(principal=money, interest=money, collateral=money, place=st.integers(0, 5))
def test_the_parts_are_the_amount_and_lie_within_what_is_at_stake(principal, interest, collateral, place):
    loan = a_standing(principal=principal, interest=interest, collateral=collateral)
    one = Provision(loan, shipped("CODI").classes[place])
    assert one.parts[0] + one.parts[1] == one.amount
    assert ZERO <= one.amount <= one.base <= principal + interest
    assert min(one.parts) >= ZERO


def test_classes_are_summed_with_empty_ones_and_members_are_counted_once_in_each():
    rules = shipped("CODI")
    loans = [replace(each, member="0001") for each in overdue_loans()]
    totals = by_class(classify(loans, rules, DAY), rules)
    assert [each.loans for each in totals] == [0, 1, 1, 1, 0, 0, 3]
    assert [each.members for each in totals] == [0, 1, 1, 1, 0, 0, 1]
    assert totals[-1].loan_class is None
    assert totals[-1].amount == baht("66262.50")
    assert (totals[2].principal, totals[2].base, totals[2].interest, totals[2].collateral) == (
        baht(126300), baht(126300), ZERO, ZERO,
    )  # fmt: skip


def test_the_npl_ratio_is_the_principal_that_does_not_perform():
    found = classify(overdue_loans(), shipped("CODI"), DAY)
    assert npl_ratio(found) == Decimal(172550) / 267550
    assert npl_ratio([]) is None


def test_what_is_wanted_stands_on_two_accounts_or_on_one():
    loss = shipped("CODI").classes[5]
    one = Provision(a_standing(None, principal=baht(100), interest=baht(5)), loss)
    assert wanted([one], ROLES_OF_COOP) == {"11591": baht(100), "11592": baht(5)}
    assert wanted([one], ROLES["village-fund"]) == {"13110": baht(105)}
    assert wanted([], ROLES_OF_COOP) == {"11591": ZERO, "11592": ZERO}


def entry(want, stand):
    return allowance_entry(DAY, want, stand, ROLES_OF_COOP[CoopAccount.DOUBTFUL_DEBT], "general", "ตั้งค่าเผื่อ")


def lines(made):
    return [(each.account, each.amount.plain()) for each in made.postings]


def test_an_allowance_grows_shrinks_moves_between_its_accounts_or_stays():
    assert lines(entry({"11591": baht(100), "11592": baht(5)}, {"11591": baht(40)})) == [
        ("52060", "65.00"), ("11591", "-60.00"), ("11592", "-5.00"),
    ]  # fmt: skip
    assert lines(entry({"11591": baht(10)}, {"11591": baht(40)})) == [("11591", "30.00"), ("52060", "-30.00")]
    assert lines(entry({"11591": baht(10), "11592": baht(5)}, {"11591": baht(15)})) == [
        ("11591", "5.00"), ("11592", "-5.00"),
    ]  # fmt: skip
    assert entry({"11591": baht(10)}, {"11591": baht(10)}) is None


@given(st.tuples(money, money), st.tuples(money, money))
def test_after_the_entry_stands_what_is_wanted(want, stand):
    made = entry(dict(zip(("11591", "11592"), want, strict=True)), dict(zip(("11591", "11592"), stand, strict=True)))
    if made is None:
        assert want == stand
        return
    assert problems_of(made) == []
    for place, account in enumerate(("11591", "11592")):
        change = -Money.sum(each.amount for each in made.postings if each.account == account)
        assert stand[place] + change == want[place]


def test_each_change_of_the_allowance_has_its_reason():
    assert kind_of_move(baht(5), expense=baht(5), written_off=ZERO) is AllowanceMove.CHARGED
    assert kind_of_move(-baht(5), expense=-baht(5), written_off=ZERO) is AllowanceMove.RELEASED
    assert kind_of_move(-baht(5), expense=ZERO, written_off=baht(5)) is AllowanceMove.USED
    assert kind_of_move(-baht(5), expense=baht(2), written_off=baht(7)) is AllowanceMove.USED
    assert kind_of_move(baht(5), expense=ZERO, written_off=ZERO) is AllowanceMove.OTHER


def test_the_allowance_rolls_from_its_opening_to_its_closing():
    moves = [
        (AllowanceMove.CHARGED, baht(30)), (AllowanceMove.CHARGED, baht(12)), (AllowanceMove.USED, -baht(20)),
    ]  # fmt: skip
    roll = roll_forward(baht(100), moves)
    assert roll.closing == baht(122)
    assert dict(roll.changes) == {
        AllowanceMove.CHARGED: baht(42), AllowanceMove.RELEASED: ZERO, AllowanceMove.USED: -baht(20),
        AllowanceMove.OTHER: ZERO,
    }  # fmt: skip
