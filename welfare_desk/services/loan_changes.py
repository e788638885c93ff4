"""Change the terms of a loan: reschedule it, give it a moratorium, lend more on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import happened
from welfare_desk.coop.loan_entries import disbursement
from welfare_desk.coop.loan_terms import usual_first_due
from welfare_desk.coop.loans import next_instalments, position
from welfare_desk.coop.schedules import schedule
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.desk import needs
from welfare_desk.services.loans import find_loan, future, no_till, ref_of
from welfare_desk.storage import holdings, loan_papers, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.loan_terms import LoanTerms, Method
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

RESCHEDULED, MORATORIUM, TOPPED_UP = "rescheduled", "moratorium", "topped_up"


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """New terms for what is owed on a day; None keeps what was. `words` name the resolution."""

    contract: str
    day: date
    instalments: int
    words: str
    rate: int | None = None
    method: Method | None = None
    first_due: date | None = None
    grace: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A moratorium of so many instalments; without interest none runs until it ends."""

    contract: str
    day: date
    instalments: int
    words: str
    with_interest: bool = True


@dataclass(frozen=True, slots=True)
class ToppingUp:
    """More lent on a contract, paid out of an account; all that is owed is repaid in so many instalments from then."""

    contract: str
    day: date
    account: str
    amount: Money
    instalments: int
    words: str


@needs(Permission.RECORD)
def reschedule_loan(desk: Desk, asked: Rescheduling) -> None:
    """Lay out anew what is owed, on new terms; interest owed until then stays owed, and is asked for first."""
    with desk.book.write() as tx:
        kept, found = _running(desk, tx, asked.contract, asked.day, asked.words)
        before = kept.history.version(asked.day).terms
        terms = _anew(kept, asked.day, asked.instalments)
        terms = replace(
            terms,
            rate=before.rate if asked.rate is None else asked.rate,
            method=asked.method or before.method,
            first_due=asked.first_due or terms.first_due,
            grace=asked.grace,
            is_rescheduled=True,
        )
        _refuse([*found, *terms.problems()])
        made = desk.made()
        version = loan_papers.add_schedule(tx, made, kept.holding.id, terms, schedule(terms))
        event = happened(asked.day, RESCHEDULED, asked.words, version=version)
        holdings.add_event(tx, made, kept.holding.id, event)


@needs(Permission.RECORD)
def give_moratorium(desk: Desk, asked: Waiting) -> None:
    """Let nothing fall due for some instalments; what was left to pay follows after them."""
    with desk.book.write() as tx:
        kept, found = _running(desk, tx, asked.contract, asked.day, asked.words)
        left = max(1, len(next_instalments(kept.history, position(kept.history, asked.day))))
        terms = replace(_anew(kept, asked.day, left + asked.instalments), moratorium=asked.instalments)
        if asked.instalments < 1:
            found.append(problem("loan.wait", N_("Write for how many instalments nothing is due."), "instalments"))
        _refuse([*found, *terms.problems()])
        made = desk.made()
        waiting = terms if asked.with_interest else replace(terms, rate=0)
        version = loan_papers.add_schedule(tx, made, kept.holding.id, waiting, schedule(waiting))
        if not asked.with_interest:
            ends = terms.due_days()[asked.instalments - 1]
            first = usual_first_due(ends, terms.due_day, terms.every)
            after = replace(terms, start=ends, first_due=first, instalments=left, moratorium=0)
            version = loan_papers.add_schedule(tx, made, kept.holding.id, after, schedule(after))
        event = happened(asked.day, MORATORIUM, asked.words, version=version, instalments=asked.instalments)
        holdings.add_event(tx, made, kept.holding.id, event)


@needs(Permission.RECORD)
def top_up_loan(desk: Desk, asked: ToppingUp) -> Posted:
    """Lend more on a contract; all that is owed then is laid out anew."""
    with desk.book.write() as tx:
        kept, found = _running(desk, tx, asked.contract, asked.day, asked.words)
        found += no_till(tx, asked.account)
        if asked.amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        terms = _anew(kept, asked.day, asked.instalments)
        terms = replace(terms, principal=terms.principal + asked.amount)
        _refuse([*found, *terms.problems()])
        made = desk.made()
        moved = disbursement(ref_of(tx, kept), asked.amount, asked.day, asked.account)
        with holdings.post(tx, [moved], made) as posted:
            pass
        version = loan_papers.add_schedule(tx, made, kept.holding.id, terms, schedule(terms))
        event = happened(asked.day, TOPPED_UP, asked.words, version=version, amount=asked.amount.satang)
        holdings.add_event(tx, made, kept.holding.id, event)
        trail.add(
            tx, made, "loan.paid_out", kept.number, satang=asked.amount.satang, voucher=posted[0].voucher,
            day=asked.day.isoformat(),
        )  # fmt: skip
    return posted[0]


def _running(desk: Desk, tx: Tx, contract: str, day: date, words: str) -> tuple[KeptLoan, list[Problem]]:
    kept = find_loan(tx, contract)
    found = future(desk.today, day)
    if not words.strip():
        found.append(problem("loan.no_resolution", N_("Write the resolution, or why not."), "words"))
    if position(kept.history, day).owed.principal <= ZERO:
        text = N_("Nothing is owed on {contract}.")
        raise RuleError(problem("loan.settled", text, "contract", contract=contract))
    if kept.history.versions[-1].start > day:
        text = N_("Terms from {day} are agreed already.")
        found.append(problem("loan.terms_later", text, "day", day=kept.history.versions[-1].start))
    return kept, found


def _anew(kept: KeptLoan, day: date, instalments: int) -> LoanTerms:
    """Give the terms in force for what is owed on a day, in so many instalments from then."""
    at, before = position(kept.history, day), kept.history.version(day).terms
    return replace(
        before,
        principal=at.owed.principal,
        start=day,
        first_due=usual_first_due(day, before.due_day, before.every),
        instalments=instalments,
        grace=0,
        moratorium=0,
        carried=max(ZERO, at.owed.interest),
    )


def _refuse(found: list[Problem]) -> None:
    if found:
        raise RuleError(*found)
