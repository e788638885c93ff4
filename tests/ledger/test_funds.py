"""Income is split to the satang, and money moves between funds only through the transfer account."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.errors import RuleError
from welfare_desk.i18n import spoken
from welfare_desk.ledger.accounts import problems_of_lines, read_chart
from welfare_desk.ledger.entries import Series, check
from welfare_desk.ledger.funds import (
    ALL_TO_WELFARE,
    GENERAL_FUNDS,
    SPLIT_70_20_10,
    TRANSFERS,
    WELFARE_FUNDS,
    AllocationPolicy,
    Purse,
    move_cash_entry,
    policy_on,
    split,
    transfer_entry,
)
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource

DAY = date(2026, 1, 5)
FUNDS = [fund.code for fund in WELFARE_FUNDS]


def a_policy(weights=SPLIT_70_20_10, from_day=DAY, **changes):
    return AllocationPolicy(from_day, weights, **changes)


def baht(amount):
    return Money.baht(amount)


def codes(problems):
    return [each.code for each in problems]


def lines(entry):
    return [(p.account, p.fund, p.amount.plain()) for p in entry.postings]


# --- funds and policies -----------------------------------------------------------------------------------


def test_funds_have_both_names():
    assert [fund.name for fund in GENERAL_FUNDS] == ["ทั่วไป"]
    with spoken("en"):
        assert [fund.name for fund in WELFARE_FUNDS] == ["Welfare", "Reserve", "Administration", "Designated"]


@pytest.mark.parametrize("weights", [ALL_TO_WELFARE, SPLIT_70_20_10])
def test_the_ready_policies_are_sound(weights):
    assert a_policy(weights).problems(FUNDS) == []
    assert a_policy(weights).notes() == []
    assert a_policy(weights).accounts == ("4101",)


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ((("welfare", 70), ("reserve", 20)), "policy.not_whole"),
        ((), "policy.not_whole"),
        ((("welfare", 110), ("reserve", -10)), "policy.below_zero"),
        ((("welfare", 60), ("welfare", 40)), "policy.fund_twice"),
        ((("welfare", 60), ("football", 40)), "policy.unknown_fund"),
    ],
)
def test_what_is_wrong_with_a_policy_is_named(weights, code):
    assert codes(a_policy(weights).problems(FUNDS)) == [code]


def test_a_policy_names_the_accounts_it_splits():
    assert codes(a_policy(accounts=()).problems(FUNDS)) == ["policy.no_accounts"]


def test_much_for_administration_is_a_note_and_no_refusal():
    generous = a_policy((("welfare", 79), ("administration", 21)))
    assert generous.problems(FUNDS) == []
    assert codes(generous.notes()) == ["policy.high_administration"]
    assert a_policy((("welfare", 80), ("administration", 20))).notes() == []


def test_the_latest_policy_begun_is_in_force():
    first, second = a_policy(ALL_TO_WELFARE, date(2025, 10, 1)), a_policy(SPLIT_70_20_10, date(2026, 1, 1))
    assert policy_on([second, first], date(2025, 12, 31)) is first
    assert policy_on([second, first], date(2026, 1, 1)) is second
    assert policy_on([second], date(2025, 12, 31)).weights == ALL_TO_WELFARE


# --- splitting --------------------------------------------------------------------------------------------


def test_a_contribution_is_split_70_20_10():
    assert split(baht(365), a_policy()) == (
        ("welfare", baht("255.50")),
        ("reserve", baht(73)),
        ("administration", baht("36.50")),
    )


def test_parts_of_nothing_are_left_out():
    assert split(Money(1), a_policy()) == (("welfare", Money(1)),)
    assert split(ZERO, a_policy()) == ()
    assert split(baht(30), a_policy((("welfare", 100), ("reserve", 0)))) == (("welfare", baht(30)),)


@st.composite
def policies(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return a_policy(tuple(zip(FUNDS, parts, strict=True)))


@settings(max_examples=100)
@given(policies(), st.integers(-(10**9), 10**9).map(Money))
def test_a_split_adds_up_and_no_part_is_a_satang_off(policy, amount):
    assert policy.problems(FUNDS) == []
    parts = dict(split(amount, policy))
    assert Money.sum(parts.values()) == amount
    for fund, percent in policy.weights:
        part = parts.get(fund, ZERO)
        assert abs(part.satang * 100 - amount.satang * percent) < 100
        assert fund not in parts or part


# --- moving -----------------------------------------------------------------------------------------------


def test_money_moves_between_funds_through_the_transfer_account():
    entry = transfer_entry(DAY, "คืนเงินสำรอง", Purse("1111", "welfare"), Purse("1111", "reserve"), baht(100))
    check(entry)
    assert entry.series is Series.GENERAL
    assert lines(entry) == [
        ("3801", "welfare", "100.00"),
        ("1111", "welfare", "-100.00"),
        ("1111", "reserve", "100.00"),
        ("3801", "reserve", "-100.00"),
    ]


def test_a_transfer_needs_two_funds_and_an_amount():
    with pytest.raises(RuleError) as refused:
        transfer_entry(DAY, "โอน", Purse("1111", "welfare"), Purse("1112", "welfare"), ZERO)
    assert codes(refused.value.problems) == ["transfer.same_fund", "transfer.no_amount"]


def test_a_deposit_takes_the_funds_along_in_proportion():
    held = {"welfare": baht(700), "reserve": baht(200), "administration": baht(100)}
    entry = move_cash_entry(DAY, "นำฝาก", "1101", "1111", baht(500), held)
    assert lines(entry) == [
        ("1111", "welfare", "350.00"),
        ("1111", "reserve", "100.00"),
        ("1111", "administration", "50.00"),
        ("1101", "welfare", "-350.00"),
        ("1101", "reserve", "-100.00"),
        ("1101", "administration", "-50.00"),
    ]


def test_a_fund_below_zero_weighs_nothing():
    held = {"welfare": baht(-100), "reserve": baht(500)}
    entry = move_cash_entry(DAY, "นำฝาก", "1101", "1111", baht(400), held)
    assert lines(entry) == [("1111", "reserve", "400.00"), ("1101", "reserve", "-400.00")]


@pytest.mark.parametrize(
    ("target", "amount", "expected"),
    [
        ("1101", "10", ["move.same_account"]),
        ("1111", "0", ["move.no_amount"]),
        ("1111", "400.01", ["move.too_much"]),
        ("1101", "-1", ["move.same_account", "move.no_amount"]),
    ],
)
def test_what_cannot_be_moved_is_refused(target, amount, expected):
    held = {"welfare": baht(-100), "reserve": baht(500)}
    with pytest.raises(RuleError) as refused:
        move_cash_entry(DAY, "นำฝาก", "1101", target, baht(amount), held)
    assert codes(refused.value.problems) == expected


@settings(max_examples=100)
@given(st.lists(st.integers(-(10**7), 10**8), min_size=4, max_size=4), st.integers(1, 10**8))
def test_a_move_balances_and_overdraws_no_fund_that_was_not(held, amount):
    balances = {fund: Money(satang) for fund, satang in zip(FUNDS, held, strict=True)}
    if amount > sum(held):
        with pytest.raises(RuleError):
            move_cash_entry(DAY, "นำฝาก", "1101", "1111", Money(amount), balances)
        return
    entry = move_cash_entry(DAY, "นำฝาก", "1101", "1111", Money(amount), balances)
    check(entry)
    taken = {posting.fund: -posting.amount for posting in entry.postings if posting.account == "1101"}
    assert Money.sum(taken.values()) == Money(amount)
    assert all(balances[fund] >= part > ZERO for fund, part in taken.items())


def test_the_chart_takes_the_lines_of_a_transfer():
    chart = read_chart(resource("charts", "welfare_fund.tsv").read_text(encoding="utf-8"))
    entry = transfer_entry(DAY, "โอน", Purse("1111", "welfare"), Purse("1112", "reserve"), Money(1))
    assert problems_of_lines(entry, {account.code: account for account in chart}) == []
    assert [account.code for account in chart if account.cash_flow and account.cash_flow.value == "transfer"] == [
        TRANSFERS
    ]
