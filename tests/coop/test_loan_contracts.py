"""The papers of a loan: steps of an application, what was agreed, what happened without money."""

import json
from datetime import date

import pytest

from welfare_desk.coop.holdings import Act, HoldingEvent
from welfare_desk.coop.loan_contracts import (
    COLLATERAL,
    FREED,
    NOTICE,
    SUIT_ENDED,
    WAIVED,
    ApplicationStep,
    Guarantee,
    LoanContract,
    LoanDecision,
    LoanState,
    contract_from,
    in_force,
    problems_of_notice,
    read_status,
    state_of,
)
from welfare_desk.coop.loan_history import On
from welfare_desk.coop.standings import LOST, SUED
from welfare_desk.money import ZERO, Money

DAY, LATER = date(2026, 1, 15), date(2026, 2, 15)
YES = LoanDecision(DAY, ApplicationStep.APPROVED, "มติ 1", Money.baht(50_000), 60)


@pytest.mark.parametrize(
    ("decision", "before", "codes"),
    [
        (YES, ApplicationStep.ASKED, []),
        (YES, ApplicationStep.APPROVED, ["loan.decided"]),
        (YES, ApplicationStep.DECLINED, ["loan.decided"]),
        (LoanDecision(DAY, ApplicationStep.WITHDRAWN, "ไม่กู้แล้ว"), ApplicationStep.APPROVED, []),
        (LoanDecision(date(2026, 1, 14), ApplicationStep.DECLINED, " "), ApplicationStep.ASKED,
         ["loan.decided_before", "loan.no_resolution"]),
        (LoanDecision(DAY, ApplicationStep.APPROVED, "มติ", ZERO), ApplicationStep.ASKED, ["payment.no_amount"]),
    ],
)  # fmt: skip
def test_an_application_is_decided_once_and_by_a_resolution(decision, before, codes):
    assert [each.code for each in decision.problems(before, DAY)] == codes


def test_a_step_is_read_as_it_was_written():
    assert YES.status() == "approved 5000000 60"
    assert read_status(YES.status()) == (ApplicationStep.APPROVED, Money.baht(50_000), 60)
    same = LoanDecision(DAY, ApplicationStep.APPROVED, "มติ", Money.baht(5))
    assert read_status(same.status()) == (ApplicationStep.APPROVED, Money.baht(5), None)
    assert read_status(LoanDecision(DAY, ApplicationStep.DECLINED, "").status()) == (
        ApplicationStep.DECLINED, None, None,
    )  # fmt: skip


def test_a_contract_is_read_as_it_was_written():
    agreed = LoanContract("11533", "41010", Money.baht(5), 7)
    assert contract_from(agreed.written()) == agreed


def event(place, kind, day=DAY, words="", **content):
    return HoldingEvent(place, day, kind, json.dumps(content), words)


def test_what_happened_is_folded_in_its_order():
    happened = [
        event(1, COLLATERAL, words="โฉนด 1", what="land", value=500),
        event(2, COLLATERAL, words="รถ", what="car", value=70),
        event(3, NOTICE, number=1),
        event(4, SUED),
        event(5, LOST),
        event(6, FREED, LATER, position=1),
        event(7, SUIT_ENDED, LATER),
        event(8, WAIVED, LATER, interest=30, penalty=0),
        event(9, "rescheduled", LATER, version=2),
    ]
    first, last = state_of(happened, DAY), state_of(happened)
    assert (first.value, last.value) == (Money(570), Money(70))
    assert (first.flags, last.flags) == ({SUED, LOST}, {LOST})
    assert last.notices == ((1, DAY),)
    assert [(each.on, each.act, each.amount) for each in last.waived] == [(On.INTEREST, Act.WAIVE, Money(-30))]


def test_notices_follow_one_another_where_something_is_missed():
    sent = LoanState(notices=((1, DAY),))
    assert problems_of_notice(2, 1, sent) == []
    assert problems_of_notice(1, 1, sent) == []
    assert [each.code for each in problems_of_notice(3, 0, sent)] == ["loan.nothing_missed", "loan.notice"]
    assert [each.code for each in problems_of_notice(4, 1, sent)] == ["loan.notice"]


def test_a_guarantee_holds_until_it_ends():
    held = [Guarantee(1, "00002", DAY), Guarantee(2, "00003", DAY, ended=LATER)]
    assert [each.member for each in in_force(held, DAY)] == ["00002", "00003"]
    assert [each.member for each in in_force(held, LATER)] == ["00002"]
    assert in_force(held, date(2026, 1, 1)) == []
