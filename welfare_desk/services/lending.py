"""Contract a loan that was approved, and pay it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Holding, Ledger, happened
from welfare_desk.coop.loan_contracts import COLLATERAL, ApplicationStep, LoanContract, LoanDecision
from welfare_desk.coop.loan_entries import Deduction, LoanPayment, disbursement, problems_of_deductions
from welfare_desk.coop.loan_terms import usual_first_due
from welfare_desk.coop.loans import position
from welfare_desk.coop.schedules import schedule
from welfare_desk.coop.shares import problems_of_amount
from welfare_desk.dates import be_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.loan_applications import application, product_of
from welfare_desk.services.loans import find_loan, future, no_till, ref_of
from welfare_desk.services.shares import problems_of_holding
from welfare_desk.storage import coop_accounts, coop_rules, holdings, loan_facts, loan_papers, shares, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.loan_terms import LoanTerms
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made
    from welfare_desk.storage.loan_contracts import KeptLoan
    from welfare_desk.storage.loan_papers import KeptApplication


@dataclass(frozen=True, slots=True)
class Contracting:
    """How an approved application becomes a contract: its day and number; None takes what the product says."""

    application: int
    day: date
    number: str = ""
    first_due: date | None = None
    rate: int | None = None


@dataclass(frozen=True, slots=True)
class PayingOut:
    """How a contract is paid out: from which account, what is kept back, which old contracts it settles.

    `fee` None takes what the product says; `shares` go to the member's own shares.
    """

    contract: str
    day: date
    account: str
    fee: Money | None = None
    shares: Money = ZERO
    settles: tuple[str, ...] = ()


@needs(Permission.RECORD)
def contract_loan(desk: Desk, asked: Contracting) -> str:
    """Make the contract of an approved application, with its schedule and guarantors, and give its number."""
    with desk.book.write() as tx:
        kept = application(tx, asked.application)
        terms = _terms(tx, kept, asked)
        found = [*_problems_of_contracting(desk, kept, asked), *terms.problems()]
        number = asked.number.strip() or next_number(tx, asked.day)
        if holdings.find(tx, Ledger.LOAN, number) is not None:
            text = N_("There is a contract {number} already.")
            found.append(problem("loan.number", text, "number", number=number))
        if found:
            raise RuleError(*found)
        made, product = desk.made(), product_of(tx, kept.asked)
        agreed = LoanContract(product.account, product.income, kept.amount, kept.number)
        opened = Holding(0, Ledger.LOAN, number, kept.asked.member, kept.asked.product, asked.day, agreed.written())
        holding = holdings.open_holding(tx, made, opened)
        loan_papers.add_schedule(tx, made, holding, terms, schedule(terms))
        for member, most in kept.asked.sureties:
            loan_papers.add_guarantor(tx, made, holding, member, asked.day, most)
        if kept.asked.collateral:
            words, what = kept.asked.held_words or kept.asked.purpose, kept.asked.held or "asked"
            event = happened(asked.day, COLLATERAL, words, what=what, value=kept.asked.collateral.satang)
            holdings.add_event(tx, made, holding, event)
        step = LoanDecision(asked.day, ApplicationStep.CONTRACTED, number)
        loan_papers.add_step(tx, made, kept.number, step)
        trail.add(tx, made, "loan.contracted", number, satang=kept.amount.satang, day=asked.day.isoformat())
    return number


def _terms(tx: Tx, kept: KeptApplication, asked: Contracting) -> LoanTerms:
    terms = product_of(tx, kept.asked).terms(kept.amount, kept.instalments, asked.day)
    if asked.rate is not None:
        terms = replace(terms, rate=asked.rate)
    return terms if asked.first_due is None else replace(terms, first_due=asked.first_due)


def _problems_of_contracting(desk: Desk, kept: KeptApplication, asked: Contracting) -> list[Problem]:
    found = future(desk.today, asked.day)
    if kept.step is not ApplicationStep.APPROVED:
        found.append(problem("loan.not_approved", N_("This application is not approved."), "application"))
    elif asked.day < kept.steps[-1][1]:
        text = N_("It was approved on {day}; the contract is made then or later.")
        found.append(problem("loan.contract_before", text, "day", day=kept.steps[-1][1]))
    return found


def next_number(tx: Tx, day: date) -> str:
    """Give the next free contract number of the Buddhist year: `12/2569`."""
    year = be_year(day)
    used = {each.number for each in holdings.every(tx, Ledger.LOAN)}
    at = sum(each.endswith(f"/{year}") for each in used) + 1
    while f"{at}/{year}" in used:
        at += 1
    return f"{at}/{year}"


@needs(Permission.RECORD)
def pay_out_loan(desk: Desk, asked: PayingOut) -> Posted:
    """Pay a contract out, less its fee, shares bought and old contracts that it settles, in one voucher."""
    with desk.book.write() as tx:
        kept = find_loan(tx, asked.contract)
        found = [*future(desk.today, asked.day), *no_till(tx, asked.account)]
        if kept.history.moves:
            found.append(problem("loan.paid_out", N_("This contract is paid out already."), "contract"))
        if asked.day < kept.holding.opened_day:
            text = N_("The contract is of {day}; it is paid out then or later.")
            found.append(problem("loan.out_before", text, "day", day=kept.holding.opened_day))
        if found:
            raise RuleError(*found)
        own, amount = ref_of(tx, kept), kept.contract.amount
        old = [_settling(tx, each, asked.day) for each in asked.settles]
        back = _kept_back(tx, desk.made(), kept, asked)
        settled = [Deduction(each.loan.accounts.principal, each.parts.total) for each in old if each.parts.total]
        found = problems_of_deductions(amount, [*back, *settled])
        if asked.shares:
            found += _problems_of_shares(tx, kept.member, asked)
        if found:
            raise RuleError(*found)
        made = desk.made()
        _follow_the_money(tx, made, kept, asked.day)
        moved = disbursement(own, amount, asked.day, asked.account, back, old)
        with holdings.post(tx, [moved], made) as posted:
            pass
        trail.add(
            tx, made, "loan.paid_out", kept.number, satang=amount.satang, voucher=posted[0].voucher,
            day=asked.day.isoformat(),
        )  # fmt: skip
    return posted[0]


def _follow_the_money(tx: Tx, made: Made, kept: KeptLoan, day: date) -> None:
    """Make the schedule anew where a contract is paid out on another day than it was made."""
    terms = kept.history.versions[-1].terms
    if day == terms.start:
        return
    first, usual = terms.first_due, usual_first_due(terms.start, terms.due_day, terms.every)
    if first <= day or first == usual:
        first = usual_first_due(day, terms.due_day, terms.every)
    moved = replace(terms, start=day, first_due=first)
    loan_papers.add_schedule(tx, made, kept.holding.id, moved, schedule(moved))


def _problems_of_shares(tx: Tx, member: str, asked: PayingOut) -> list[Problem]:
    par = coop_rules.share_rules(tx, asked.day).par
    return problems_of_amount(asked.shares, par) or problems_of_holding(tx, member, asked.shares, asked.day)


def _kept_back(tx: Tx, made: Made, kept: KeptLoan, asked: PayingOut) -> list[Deduction]:
    roles = coop_accounts.roles(tx)
    product = loan_facts.products(tx, kept.holding.opened_day).get(kept.holding.product)
    usual = product.fee_of(kept.contract.amount) if product else ZERO
    fee = usual if asked.fee is None else asked.fee
    back = [Deduction(roles[CoopAccount.OTHER_INCOME], fee)] if fee else []
    if asked.shares:
        holding = shares.ensure(tx, made, kept.member, asked.day)
        back.append(Deduction(roles[CoopAccount.SHARE_CAPITAL], asked.shares, Act.DEPOSIT, holding))
    return back


def _settling(tx: Tx, contract: str, day: date) -> LoanPayment:
    kept = find_loan(tx, contract)
    at = position(kept.history, day)
    if at.owed.principal <= ZERO:
        raise RuleError(problem("loan.settled", N_("Nothing is owed on {contract}."), "settles", contract=contract))
    return LoanPayment(ref_of(tx, kept), at.owed, at.accrued)
