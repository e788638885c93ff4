"""One call of every service of loans that writes, on the busy cooperative of `tests/coop_books.py`.

Contracts there: 1/2568 repaid as agreed, 2/2568 late, 3/2568 in court, 4/2568 written off, 1/2569 not paid out;
application 6 is approved, 7 waits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.loan_contracts import SUIT_ENDED, ApplicationStep, LoanDecision
from welfare_desk.coop.loan_defaults import EMERGENCY
from welfare_desk.coop.loan_limits import LoanApplication
from welfare_desk.money import ZERO, Money
from welfare_desk.services import (
    bad_loans,
    guarantors,
    lending,
    loan_applications,
    loan_changes,
    loan_products,
    loans,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.desk import Desk

DAY = date(2026, 1, 14)
GOOD, LATE, SUED, LOST, WAITING = "1/2568", "2/2568", "3/2568", "4/2568", "1/2569"
ASKED = LoanApplication("00007", "ordinary", DAY, Money.baht(9_000), 12, "ซื้อปุ๋ย", Money.baht(9_000))


def _paper(contract: str) -> bad_loans.LoanPaper:
    return bad_loans.LoanPaper(contract, DAY, "มติ 2/2569")


LOANS: dict[str, Callable[[Desk], Any]] = {
    "loan_products.keep_loan_product": lambda desk: loan_products.keep_loan_product(
        desk, replace(EMERGENCY, rate=50_000), DAY
    ),
    "loan_applications.apply_for_loan": lambda desk: loan_applications.apply_for_loan(desk, ASKED),
    "loan_applications.decide_application": lambda desk: loan_applications.decide_application(
        desk, 7, LoanDecision(DAY, ApplicationStep.APPROVED, "มติ 2/2569", Money.baht(8_000), 6)
    ),
    "lending.contract_loan": lambda desk: lending.contract_loan(desk, lending.Contracting(6, DAY)),
    "lending.pay_out_loan": lambda desk: lending.pay_out_loan(desk, lending.PayingOut(WAITING, DAY, "11131")),
    "loans.repay": lambda desk: loans.repay(desk, loans.Repaying(DAY, "11110", ((GOOD, None), (LATE, Money.baht(9))))),
    "loans.accrue_interest": lambda desk: loans.accrue_interest(desk, date(2025, 12, 1)),
    "loan_changes.reschedule_loan": lambda desk: loan_changes.reschedule_loan(
        desk, loan_changes.Rescheduling(LATE, DAY, 30, "มติ 2/2569")
    ),
    "loan_changes.give_moratorium": lambda desk: loan_changes.give_moratorium(
        desk, loan_changes.Waiting(GOOD, DAY, 2, "มติ 2/2569", with_interest=False)
    ),
    "loan_changes.top_up_loan": lambda desk: loan_changes.top_up_loan(
        desk, loan_changes.ToppingUp(GOOD, DAY, "11131", Money.baht(500), 24, "มติ 2/2569")
    ),
    "bad_loans.send_notice": lambda desk: bad_loans.send_notice(desk, _paper(LATE), 2),
    "bad_loans.sue": lambda desk: bad_loans.sue(desk, _paper(LATE)),
    "bad_loans.mark_loan": lambda desk: bad_loans.mark_loan(desk, _paper(SUED), SUIT_ENDED),
    "bad_loans.waive": lambda desk: bad_loans.waive(desk, _paper(SUED), Money.baht(700), ZERO),
    "bad_loans.write_off_loan": lambda desk: bad_loans.write_off_loan(desk, _paper(SUED)),
    "bad_loans.recover": lambda desk: bad_loans.recover(desk, LOST, Money.baht(50), "11110", DAY),
    "guarantors.add_guarantor": lambda desk: guarantors.add_guarantor(desk, GOOD, "00009", DAY, Money.baht(900)),
    "guarantors.release_guarantor": lambda desk: guarantors.release_guarantor(desk, _paper(GOOD), "00002", "00009"),
    "guarantors.add_collateral": lambda desk: guarantors.add_collateral(desk, _paper(LATE), "car", Money.baht(900)),
    "guarantors.free_collateral": lambda desk: guarantors.free_collateral(desk, _paper(SUED), 1),
}
