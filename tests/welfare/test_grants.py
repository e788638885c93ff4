"""Grants for one purpose: what may follow what, and what each step posts."""

from dataclasses import replace
from datetime import date

import pytest

from welfare_desk.ledger.accounts import read_chart
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource
from welfare_desk.welfare.grants import (
    Grant,
    GrantEvent,
    GrantPaper,
    GrantStep,
    Spending,
    figures_of,
    next_steps,
    problems_of_spending,
    problems_of_step,
    receipt_entry,
    return_entry,
    spending_entry,
)

LETTER, MAY, JUNE, JULY = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
WELL = Grant(1, "บ่อน้ำ", "อบต.", "4203", LETTER, Money.baht(900), "อบต 7")
CHART = read_chart(resource("charts", "welfare_fund.tsv").read_text(encoding="utf-8"))
CHART = {each.code: each for each in CHART}


def event(step, baht, day=JUNE, words="งวด"):
    return GrantEvent(step, GrantPaper(day, Money.baht(baht), words))


def refused(step, baht, *events, day=JULY, words="ใบเสร็จ"):
    found = problems_of_step(step, GrantPaper(day, Money.baht(baht), words), WELL, events)
    return [each.code for each in found]


RECEIVED = event(GrantStep.RECEIVED, 500)
SPENT = event(GrantStep.SPENT, 300)


def test_a_grant_says_what_it_is_for_by_whom_and_by_which_letter():
    assert WELL.problems(CHART) == []
    empty = Grant(0, " ", "", "5201", LETTER, ZERO, "")
    codes = ["grant.no_name", "grant.no_giver", "grant.income", "payment.no_amount", "grant.no_letter"]
    assert [each.code for each in empty.problems(CHART)] == codes
    for code in ("4000", "nothing"):
        assert [each.code for each in replace(WELL, income=code).problems(CHART)] == ["grant.income"]


def test_each_amount_stands_by_itself_and_what_is_left_is_of_the_money_that_came():
    figures = figures_of(WELL, [RECEIVED, SPENT, event(GrantStep.RETURNED, 50)])
    assert (figures.received, figures.spent, figures.returned) == tuple(map(Money.baht, (500, 300, 50)))
    assert (figures.left, figures.to_come, figures.is_closed) == (Money.baht(150), Money.baht(400), False)


def test_nothing_is_spent_or_given_back_but_what_came_and_is_left():
    assert refused(GrantStep.SPENT, 1) == ["grant.too_much"]
    assert refused(GrantStep.SPENT, 200, RECEIVED, SPENT) == []
    assert refused(GrantStep.SPENT, 201, RECEIVED, SPENT) == ["grant.too_much"]
    assert refused(GrantStep.RETURNED, 201, RECEIVED, SPENT) == ["grant.too_much"]


def test_money_is_not_spent_before_the_day_on_which_it_came():
    assert refused(GrantStep.SPENT, 100, RECEIVED, day=MAY) == ["grant.too_much"]
    assert refused(GrantStep.SPENT, 100, RECEIVED, event(GrantStep.SPENT, 450, day=JULY), day=JUNE) == [
        "grant.too_much"
    ]


def test_no_more_comes_than_was_approved():
    assert refused(GrantStep.RECEIVED, 400, RECEIVED) == []
    assert refused(GrantStep.RECEIVED, 401, RECEIVED) == ["grant.above_approval"]


def test_a_step_has_an_amount_and_a_paper():
    assert refused(GrantStep.RECEIVED, 0, words=" ") == ["payment.no_amount", "grant.no_words"]


def test_it_closes_when_nothing_is_left_and_opens_again_when_that_changes():
    assert refused(GrantStep.CLOSED, 0, RECEIVED, SPENT) == ["grant.left"]
    back = event(GrantStep.RETURNED, 200)
    assert refused(GrantStep.CLOSED, 0, RECEIVED, SPENT, back) == []
    closed = event(GrantStep.CLOSED, 300)
    assert figures_of(WELL, [RECEIVED, SPENT, back, closed]).is_closed
    assert refused(GrantStep.SPENT, 1, RECEIVED, SPENT, back, closed) == ["grant.closed"]
    assert not figures_of(WELL, [RECEIVED, SPENT, closed]).is_closed
    assert not figures_of(WELL, [closed]).is_closed


def test_what_may_follow_is_offered():
    assert next_steps(WELL, []) == [GrantStep.RECEIVED, GrantStep.CLOSED]
    assert next_steps(WELL, [RECEIVED]) == [GrantStep.RECEIVED, GrantStep.SPENT, GrantStep.RETURNED]
    assert next_steps(WELL, [event(GrantStep.CLOSED, 0)]) == []


@pytest.mark.parametrize("code", ["5201", "5000", "1111", "none"])
def test_a_grant_is_spent_on_an_expense(code):
    found = [each.code for each in problems_of_spending(Spending(code, "1111", "ร้าน"), CHART)]
    assert found == ([] if code == "5201" else ["grant.expense"])
    found = [each.code for each in problems_of_spending(Spending(code, "1111", " "), CHART)]
    assert found[-1] == "grant.no_payee"


def lines(entry):
    return [(each.account, each.fund, each.amount.satang) for each in entry.postings]


def test_money_that_came_is_owed_to_its_purpose_and_earned_as_it_is_spent():
    paper = GrantPaper(JUNE, Money.baht(100), "ค่าท่อ")
    assert lines(receipt_entry(WELL, paper, "1111", "welfare")) == [
        ("1111", "welfare", 10000),
        ("2203", "welfare", -10000),
    ]
    held = (("welfare", Money.baht(300)), ("reserve", Money.baht(100)))
    assert lines(spending_entry(WELL, paper, Spending("5201", "1101", "ร้าน"), held)) == [
        ("5201", "welfare", 7500), ("5201", "reserve", 2500),
        ("2203", "welfare", 7500), ("2203", "reserve", 2500),
        ("1101", "welfare", -7500), ("1101", "reserve", -2500),
        ("4203", "welfare", -7500), ("4203", "reserve", -2500),
    ]  # fmt: skip
    back = return_entry(WELL, paper, "1111", held[:1])
    assert lines(back) == [("2203", "welfare", 10000), ("1111", "welfare", -10000)]
    assert back.payee == "อบต."
    assert "ค่าท่อ" in back.memo
