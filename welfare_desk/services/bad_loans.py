"""Follow loans that are not repaid: notices, court, interest waived, written off, what comes back later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import happened
from welfare_desk.coop.loan_contracts import FOUND, NOTICE, SUIT_ENDED, WAIVED, problems_of_notice
from welfare_desk.coop.loan_entries import Cover, litigation, recovery, waiver, write_off
from welfare_desk.coop.loans import position
from welfare_desk.coop.standings import LOST, SUED
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.loans import find_loan, future, no_till, ref_of
from welfare_desk.storage import coop_accounts, holdings, loan_facts, trail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.coop.loan_entries import LoanRef
    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class LoanPaper:
    """A step on a contract as its paper says it: the day, and the resolution, case or reason in words."""

    contract: str
    day: date
    words: str


@needs(Permission.RECORD)
def send_notice(desk: Desk, paper: LoanPaper, number: int) -> None:
    """Write down that the first, second or third notice was sent; the letter is a report."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        missed = len(position(kept.history, paper.day).unmet)
        _refuse([*future(desk.today, paper.day), *problems_of_notice(number, missed, kept.state)])
        event = happened(paper.day, NOTICE, paper.words, number=number)
        holdings.add_event(tx, desk.made(), kept.holding.id, event)


@needs(Permission.RECORD)
def sue(desk: Desk, paper: LoanPaper) -> Posted | None:
    """Take a loan to court: it is flagged, and stands among the debtors in litigation where the chart has them."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        at = position(kept.history, paper.day)
        found = [*_unsaid(desk, paper), *_settled(at, paper.contract)]
        if SUED in kept.state.flags:
            found.append(problem("loan.sued", N_("This loan is in court already."), "contract"))
        _refuse(found)
        made = desk.made()
        holdings.add_event(tx, made, kept.holding.id, happened(paper.day, SUED, paper.words))
        account = coop_accounts.roles(tx)[CoopAccount.LITIGATION]
        posted = None
        if account != kept.account:
            moved = litigation(ref_of(tx, kept), at.owed.principal, account, paper.day, paper.words)
            with holdings.post(tx, [moved], made) as entries:
                posted = entries[0]
        trail.add(tx, made, "loan.sued", kept.number, satang=at.owed.principal.satang, day=paper.day.isoformat())
    return posted


@needs(Permission.RECORD)
def mark_loan(desk: Desk, paper: LoanPaper, kind: str) -> None:
    """Write down that a suit ended (`suit_ended`), that nothing can be collected (`loss`), or can be (`found`)."""
    if kind not in {SUIT_ENDED, LOST, FOUND}:
        raise RuleError(problem("loan.mark", N_("Choose what happened."), "kind"))
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        _refuse(_unsaid(desk, paper))
        holdings.add_event(tx, desk.made(), kept.holding.id, happened(paper.day, kind, paper.words))


@needs(Permission.APPROVE)
def waive(desk: Desk, paper: LoanPaper, interest: Money, penalty: Money) -> Posted | None:
    """Waive interest and penalty that are owed; what of the interest stands on the books is taken back from income."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        at = position(kept.history, paper.day)
        found = _unsaid(desk, paper)
        if interest < ZERO or penalty < ZERO or not (interest or penalty):
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "interest"))
        if interest > max(ZERO, at.owed.interest) or penalty > at.owed.penalty:
            text = N_("{interest} baht of interest and {penalty} of penalty are owed.")
            owed = at.owed
            found.append(
                problem("loan.waived", text, "interest", interest=max(ZERO, owed.interest), penalty=owed.penalty)
            )
        _refuse(found)
        made, booked = desk.made(), max(ZERO, min(interest, at.accrued))
        posted = None
        if booked:
            with holdings.post(tx, [waiver(ref_of(tx, kept), booked, paper.day, paper.words)], made) as entries:
                posted = entries[0]
        rest = {"interest": (interest - booked).satang, "penalty": penalty.satang}
        holdings.add_event(tx, made, kept.holding.id, happened(paper.day, WAIVED, paper.words, **rest))
        total = interest + penalty
        trail.add(tx, made, "loan.waived", kept.number, satang=total.satang, day=paper.day.isoformat())
    return posted


@needs(Permission.APPROVE)
def write_off_loan(desk: Desk, paper: LoanPaper) -> Posted:
    """Give a loan up: its principal and interest on the books leave against the allowance, the rest is an expense."""
    with desk.book.write() as tx:
        kept = find_loan(tx, paper.contract)
        at = position(kept.history, paper.day)
        _refuse([*_unsaid(desk, paper), *_settled(at, paper.contract)])
        own, made = ref_of(tx, kept), desk.made()
        parts = _covered(tx, own, at, coop_accounts.roles(tx))
        with holdings.post(tx, [write_off(own, parts, paper.day, paper.words)], made) as posted:
            pass
        trail.add(
            tx, made, "loan.written_off", kept.number, satang=at.owed.principal.satang, voucher=posted[0].voucher,
            day=paper.day.isoformat(),
        )  # fmt: skip
    return posted[0]


def _covered(
    tx: Tx, own: LoanRef, at: LoanPosition, roles: Mapping[CoopAccount, str]
) -> list[tuple[str, Money, Cover]]:
    """Say what the allowances cover: one that serves principal and interest covers the principal first."""
    expense = roles[CoopAccount.DOUBTFUL_DEBT]
    for_loans, for_interest = roles[CoopAccount.ALLOWANCE_LOANS], roles[CoopAccount.ALLOWANCE_INTEREST]
    held = max(ZERO, -loan_facts.on_account(tx, for_loans, at.day))
    left = max(ZERO, held - at.owed.principal) if for_interest == for_loans else None
    more = max(ZERO, -loan_facts.on_account(tx, for_interest, at.day)) if left is None else left
    return [
        (own.accounts.principal, at.owed.principal, Cover(for_loans, expense, held)),
        (own.accounts.accrued, max(ZERO, at.accrued), Cover(for_interest, expense, more)),
    ]


@needs(Permission.RECORD)
def recover(desk: Desk, contract: str, amount: Money, account: str, day: date) -> Posted:
    """Take money that came for a loan which was written off: it is income."""
    with desk.book.write() as tx:
        kept = find_loan(tx, contract)
        found = [*future(desk.today, day), *no_till(tx, account)]
        if amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        if position(kept.history, day).owed.principal or not any(
            each.act.value == "write_off" for each in kept.history.moves
        ):
            text = N_("{contract} is not written off: take the money as a repayment.")
            found.append(problem("loan.not_written_off", text, "contract", contract=contract))
        _refuse(found)
        made, income = desk.made(), coop_accounts.roles(tx)[CoopAccount.OTHER_INCOME]
        with holdings.post(tx, [recovery(ref_of(tx, kept), amount, day, account, income)], made) as posted:
            pass
        trail.add(
            tx, made, "loan.recovered", contract, satang=amount.satang, voucher=posted[0].voucher, day=day.isoformat()
        )
    return posted[0]


def _unsaid(desk: Desk, paper: LoanPaper) -> list[Problem]:
    found = future(desk.today, paper.day)
    if not paper.words.strip():
        found.append(problem("loan.no_resolution", N_("Write the resolution, or why not."), "words"))
    return found


def _settled(at: LoanPosition, contract: str) -> list[Problem]:
    if at.owed.principal > ZERO:
        return []
    return [problem("loan.settled", N_("Nothing is owed on {contract}."), "contract", contract=contract)]


def _refuse(found: list[Problem]) -> None:
    if found:
        raise RuleError(*found)
