"""Say who stands for a loan, release or replace a guarantor; take collateral in and give it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import happened
from welfare_desk.coop.loan_contracts import COLLATERAL, FREED, in_force
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO
from welfare_desk.services.desk import needs
from welfare_desk.services.loans import find_loan, future
from welfare_desk.storage import holdings, loan_papers, members

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.loan_contracts import Guarantee
    from welfare_desk.errors import Problem
    from welfare_desk.money import Money
    from welfare_desk.services.bad_loans import LoanPaper
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan


@needs(Permission.RECORD)
def add_guarantor(desk: Desk, contract: str, member: str, day: date, amount: Money | None = None) -> None:
    """Write down that a member stands for a loan, with an amount or for the whole."""
    with desk.book.write() as tx:
        kept = find_loan(tx, contract)
        found = [*future(desk.today, day), *_problems_of(tx, kept, member, day)]
        if amount is not None and amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        if found:
            raise RuleError(*found)
        loan_papers.add_guarantor(tx, desk.made(), kept.holding.id, member, day, amount)


@needs(Permission.RECORD)
def release_guarantor(desk: Desk, paper: LoanPaper, member: str, instead: str = "") -> None:
    """Release a guarantor, and let another member stand instead."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        found = future(desk.today, paper.day)
        if not paper.words.strip():
            found.append(problem("loan.no_resolution", N_("Write the resolution, or why not."), "words"))
        held = [each for each in _held(tx, kept, paper.day) if each.member == member]
        if not held:
            text = N_("{member} does not stand for this loan.")
            found.append(problem("loan.no_guarantor", text, "member", member=member))
        if instead.strip():
            found += _problems_of(tx, kept, instead.strip(), paper.day)
        if found:
            raise RuleError(*found)
        made = desk.made()
        for each in held:
            loan_papers.end_guarantee(tx, made, kept.holding.id, each.position, (paper.day, paper.words))
        if instead.strip():
            loan_papers.add_guarantor(tx, made, kept.holding.id, instead.strip(), paper.day, held[0].amount)


@needs(Permission.RECORD)
def add_collateral(desk: Desk, paper: LoanPaper, kind: str, value: Money) -> None:
    """Write down what is held against a loan; `words` describe it, the value counts for the allowance."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        found = future(desk.today, paper.day)
        if value <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "value"))
        if not paper.words.strip():
            found.append(problem("loan.no_collateral", N_("Write what is held against the loan."), "words"))
        if found:
            raise RuleError(*found)
        event = happened(paper.day, COLLATERAL, paper.words, what=kind.strip() or "other", value=value.satang)
        holdings.add_event(tx, desk.made(), kept.holding.id, event)


@needs(Permission.RECORD)
def free_collateral(desk: Desk, paper: LoanPaper, position: int) -> None:
    """Write down that something is no longer held against a loan, by the number it has there."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        found = future(desk.today, paper.day)
        if position not in {each.position for each in kept.state.collateral}:
            found.append(problem("loan.not_held", N_("That is not held against this loan."), "position"))
        if found:
            raise RuleError(*found)
        event = happened(paper.day, FREED, paper.words, position=position)
        holdings.add_event(tx, desk.made(), kept.holding.id, event)


def _held(tx: Tx, kept: KeptLoan, day: date) -> list[Guarantee]:
    return in_force(loan_papers.guarantees(tx, kept.holding.id)[kept.holding.id], day)


def _problems_of(tx: Tx, kept: KeptLoan, member: str, day: date) -> list[Problem]:
    found: list[Problem] = []
    who = members.find(tx, member)
    if who is None:
        text = N_("The register has no member {member}.")
        return [problem("loan.no_member", text, "member", member=member)]
    if who.status_on(day) in ENDED:
        found.append(
            problem("loan.guarantor_left", N_("The guarantor {member} is not a member."), "member", member=member)
        )
    if member == kept.member:
        found.append(problem("loan.own_guarantor", N_("Nobody stands surety for herself."), "member"))
    if member in {each.member for each in _held(tx, kept, day)}:
        found.append(problem("loan.same_guarantor", N_("A guarantor is named twice."), "member"))
    return found
