"""Savings accounts: what goes in and out, holds, sleep, and what interest posts."""

import json
from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.coop.holdings import Act, HoldingEvent, Move, Moved, problems_of_moves
from welfare_desk.coop.savings import (
    Hold,
    InterestAccounts,
    InterestRow,
    NewAccount,
    SavingsAccount,
    SavingsState,
    SavingsTerms,
    Standing,
    accrual_lines,
    closing_lines,
    credit_move,
    holds_of,
    interest_lines,
    problems_of_closing,
    problems_of_deposit,
    problems_of_hold,
    problems_of_opening,
    problems_of_withdrawal,
    sleeps,
    state_of,
    terms_of,
)
from welfare_desk.coop.savings_products import usual_products
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

ORDINARY, SPECIAL, FIXED, PLEDGED = usual_products("21410", "21414", "21420", "21414")
DAY, MATURES = date(2026, 3, 1), date(2026, 12, 31)
ACCOUNT = SavingsAccount(5, "ORD-00001", "00001", "ORD", "21410", date(2025, 10, 1))
TERM = replace(ACCOUNT, product="FIX12", terms=SavingsTerms(MATURES))
PLEDGE = replace(ACCOUNT, product="PLE", terms=SavingsTerms(monthly=Money.baht(100)))
ACCOUNTS = InterestAccounts("51010", "21510", "21530")
HUNDRED = Standing(Money.baht(100))


def event(position, kind, day=DAY, words="", **content):
    return HoldingEvent(position, day, kind, json.dumps(content), words)


def codes(found):
    return [each.code for each in found]


@pytest.mark.parametrize("terms", [SavingsTerms(), SavingsTerms(MATURES, Money.baht(100))])
def test_terms_are_kept_and_read_back(terms):
    assert SavingsTerms.from_mapping(json.loads(json.dumps(terms.as_mapping()))) == terms


def test_a_hold_stands_until_it_is_released():
    laid = [event(1, "hold", amount=5000, words="ศาล"), event(2, "hold", amount=700, words="กู้"), event(3, "awake")]
    later = [*laid, event(4, "release", date(2026, 4, 1), hold=1)]
    assert holds_of(laid) == (Hold(1, DAY, Money(5000), "ศาล"), Hold(2, DAY, Money(700), "กู้"))
    assert [each.position for each in holds_of(later)] == [2]
    assert [each.position for each in holds_of(later, DAY)] == [1, 2]
    assert [each.position for each in holds_of([*later, event(5, "release", hold=1)])] == [2]


def test_an_account_is_open_until_something_happens_to_it():
    assert state_of([]) is SavingsState.OPEN
    assert state_of([event(1, "dormant"), event(2, "hold", amount=1, words="x")]) is SavingsState.DORMANT
    assert state_of([event(1, "dormant"), event(2, "awake")]) is SavingsState.OPEN
    assert state_of([event(1, "closed")]) is SavingsState.CLOSED


def test_an_account_sleeps_after_its_months_if_its_kind_says_so():
    assert sleeps(date(2024, 3, 1), ORDINARY, DAY)
    assert not sleeps(date(2024, 3, 2), ORDINARY, DAY)
    assert not sleeps(date(2004, 3, 2), SPECIAL, DAY)


def test_money_goes_in_as_the_kind_of_account_allows():
    assert problems_of_deposit(Money.baht(1), ACCOUNT, ORDINARY, HUNDRED) == []
    least = replace(ORDINARY, least_deposit=Money.baht(50))
    assert codes(problems_of_deposit(Money.baht(49), ACCOUNT, least, HUNDRED)) == ["savings.least_deposit"]
    assert problems_of_deposit(Money.baht(9), TERM, FIXED, Standing(ZERO)) == []
    assert codes(problems_of_deposit(Money.baht(9), TERM, FIXED, HUNDRED)) == ["savings.fixed_once"]
    assert problems_of_deposit(Money.baht(200), PLEDGE, PLEDGED, HUNDRED) == []
    assert codes(problems_of_deposit(Money.baht(150), PLEDGE, PLEDGED, HUNDRED)) == ["savings.pledge"]
    assert problems_of_deposit(Money.baht(150), replace(PLEDGE, terms=SavingsTerms()), PLEDGED, HUNDRED) == []


def test_money_goes_out_as_far_as_it_is_free():
    product = replace(ORDINARY, least_balance=Money.baht(20))
    standing = replace(HUNDRED, held=Money.baht(30))
    assert problems_of_withdrawal(Money.baht(50), ACCOUNT, product, standing, DAY) == []
    assert codes(problems_of_withdrawal(Money.baht("50.01"), ACCOUNT, product, standing, DAY)) == ["savings.too_much"]
    assert Standing(Money.baht(1), Money.baht(2)).free(product) == ZERO


def test_fixed_money_stays_for_its_term_and_pledged_money_until_leaving():
    one = Money.baht(1)
    assert codes(problems_of_withdrawal(one, TERM, FIXED, HUNDRED, DAY)) == ["savings.fixed"]
    assert problems_of_withdrawal(one, TERM, FIXED, HUNDRED, MATURES) == []
    assert problems_of_withdrawal(one, replace(TERM, terms=SavingsTerms()), FIXED, HUNDRED, DAY) == []
    assert codes(problems_of_withdrawal(one, PLEDGE, PLEDGED, HUNDRED, DAY)) == ["savings.pledged"]
    assert codes(problems_of_closing(PLEDGE, PLEDGED, HUNDRED, leaving=False)) == ["savings.pledged"]
    assert problems_of_closing(PLEDGE, PLEDGED, HUNDRED, leaving=True) == []


def test_an_account_that_sleeps_or_is_closed_does_nothing():
    asleep, closed = replace(HUNDRED, state=SavingsState.DORMANT), replace(HUNDRED, state=SavingsState.CLOSED)
    assert codes(problems_of_deposit(Money(1), ACCOUNT, ORDINARY, asleep)) == ["savings.dormant"]
    assert codes(problems_of_withdrawal(Money(1), ACCOUNT, ORDINARY, closed, DAY)) == ["savings.closed"]
    assert codes(problems_of_closing(ACCOUNT, ORDINARY, asleep, leaving=False)) == ["savings.dormant"]
    assert problems_of_closing(ACCOUNT, ORDINARY, asleep, leaving=True) == []


def test_what_is_held_keeps_an_account_open():
    held = replace(HUNDRED, held=Money.baht(30))
    assert codes(problems_of_closing(ACCOUNT, ORDINARY, held, leaving=True)) == ["savings.held"]
    assert problems_of_hold(Money.baht(70), "ศาล", held) == []
    assert codes(problems_of_hold(Money.baht(71), " ", held)) == ["savings.hold", "savings.hold_reason"]


def test_a_dividend_is_credited_to_an_account():
    line, move = credit_move(ACCOUNT, Money.baht(7))
    assert line == Posting("21410", "general", Money.baht(-7), "00001")
    assert move == Move(5, "21410", Act.DIVIDEND, Money.baht(-7))


def explained(posted):
    lines, moves = posted
    entry = Entry(DAY, Series.GENERAL, "ดอกเบี้ย", tuple(lines))
    assert sum(line.amount.satang for line in lines) == 0
    return problems_of_moves(Moved(entry, tuple(moves)), {"21410", "21510"}) == []


def test_interest_of_many_accounts_is_one_entry_and_every_satang_is_explained():
    other = replace(ACCOUNT, holding=6)
    rows = [
        InterestRow(ACCOUNT, Money.baht(10), Money.baht("1.50"), Money.baht(6)),
        InterestRow(other, Money.baht(4)),
    ]
    lines, moves = interest_lines(rows, ACCOUNTS)
    amounts = {line.account: line.amount.plain() for line in lines}
    assert amounts == {"21410": "-12.50", "21510": "6.00", "51010": "8.00", "21530": "-1.50"}
    assert len(moves) == 4
    assert explained((lines, moves))


def test_accrual_books_the_change_of_what_is_owed():
    lines, moves = accrual_lines([(5, Money.baht(3)), (6, Money.baht(-1)), (7, ZERO)], ACCOUNTS)
    assert [(line.account, line.amount.plain()) for line in lines] == [("51010", "2.00"), ("21510", "-2.00")]
    assert len(moves) == 2
    assert explained((lines, moves))
    assert accrual_lines([(5, ZERO)], ACCOUNTS) == ([], [])


def test_an_account_is_opened_on_the_terms_of_its_kind():
    new = NewAccount("00001", "FIX12", DAY, Money.baht(100), "11110")
    assert problems_of_opening(new, FIXED) == []
    assert terms_of(new, FIXED) == SavingsTerms(date(2027, 3, 1))
    assert codes(problems_of_opening(new, PLEDGED)) == ["savings.monthly"]
    pledged = replace(new, monthly=Money.baht(50))
    assert problems_of_opening(pledged, PLEDGED) == []
    assert terms_of(pledged, PLEDGED) == SavingsTerms(monthly=Money.baht(50))
    assert codes(problems_of_opening(pledged, ORDINARY)) == ["savings.monthly"]


def test_an_account_is_paid_out_whole_with_interest_less_tax():
    row = InterestRow(ACCOUNT, Money.baht(10), Money.baht("1.50"), Money.baht(6))
    lines = closing_lines(row, Money.baht(100), ACCOUNTS)
    assert Money.sum(line.amount for line in lines) == Money.baht("-108.50")
    own = [line.amount for line in lines if line.account == "21410"]
    assert Money.sum(own) == Money.baht(-100)
