"""Take applications for loans in, and decide them by resolution."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.loan_contracts import ApplicationStep
from welfare_desk.coop.loan_limits import judge
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import loan_facts, loan_papers, members

if TYPE_CHECKING:
    from welfare_desk.coop.loan_contracts import LoanDecision
    from welfare_desk.coop.loan_limits import LoanApplication, Reasons
    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.errors import Problem
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_papers import KeptApplication


@needs(Permission.RECORD)
def apply_for_loan(desk: Desk, asked: LoanApplication) -> int:
    """Take an application in, and give its number; what speaks against it is shown, and decided later."""
    with desk.book.write() as tx:
        found = asked.problems()
        if asked.day > desk.today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        found += [*_unknown(tx, asked)]
        if found:
            raise RuleError(*found)
        return loan_papers.add_application(tx, desk.made(), asked)


@needs(Permission.APPROVE)
def decide_application(desk: Desk, number: int, decision: LoanDecision) -> None:
    """Write down what was decided of an application; what the law forbids cannot be approved."""
    with desk.book.write() as tx:
        kept = application(tx, number)
        found = decision.problems(kept.step, kept.asked.day)
        if decision.day > desk.today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        if decision.step is ApplicationStep.APPROVED and not found:
            found += reasons(tx, _as_decided(kept, decision)).by_law
        if found:
            raise RuleError(*found)
        loan_papers.add_step(tx, desk.made(), number, decision)


def application(tx: Tx, number: int) -> KeptApplication:
    """Read an application; an unknown number is a `RuleError`."""
    found = loan_papers.applications(tx, number).get(number)
    if found is None:
        text = N_("There is no application {number}.")
        raise RuleError(problem("loan.no_application", text, "application", number=number))
    return found


def reasons(tx: Tx, asked: LoanApplication) -> Reasons:
    """Say everything that speaks for an application on its own day, and against it."""
    member = members.get(tx, asked.member)
    named = [members.get(tx, each) for each in asked.guarantors]
    borrower = loan_facts.borrower(tx, member, asked)
    return judge(asked, product_of(tx, asked), borrower, loan_facts.guarantors(tx, named, asked.day))


def product_of(tx: Tx, asked: LoanApplication) -> LoanProduct:
    """Give the product that is asked for, as it is offered on that day."""
    return loan_facts.products(tx, asked.day)[asked.product]


def _as_decided(kept: KeptApplication, decision: LoanDecision) -> LoanApplication:
    return replace(
        kept.asked,
        amount=decision.amount or kept.amount,
        instalments=decision.instalments or kept.instalments,
        day=max(decision.day, kept.asked.day),
    )


def _unknown(tx: Tx, asked: LoanApplication) -> list[Problem]:
    """Find names that the book does not know: the product, the member, the guarantors."""
    found: list[Problem] = []
    if asked.product not in loan_facts.products(tx, asked.day):
        text = N_("No loan “{product}” is offered on {day}.")
        found.append(problem("loan.no_product", text, "product", product=asked.product, day=asked.day))
    for field, number in (("member", asked.member), *(("guarantors", each) for each in asked.guarantors)):
        if members.find(tx, number) is None:
            text = N_("The register has no member {member}.")
            found.append(problem("loan.no_member", text, field, member=number))
    return found
