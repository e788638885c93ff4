"""Keep grants for one purpose: what is approved, comes, is spent, goes back, and when it is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.payments import MoneyLine
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, entries, grants, trail
from welfare_desk.welfare.grants import (
    UNSPENT,
    GrantPaper,
    GrantStep,
    figures_of,
    problems_of_spending,
    problems_of_step,
    receipt_entry,
    return_entry,
    spending_entry,
)

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.grants import Grant, GrantEvent, Spending

_ACTS = {
    GrantStep.RECEIVED: "grant.received",
    GrantStep.SPENT: "grant.spent",
    GrantStep.RETURNED: "grant.returned",
    GrantStep.CLOSED: "grant.closed",
}


@needs(Permission.RECORD)
def keep_grant(desk: Desk, grant: Grant) -> int:
    """Keep a grant as its letter approves it, and give its number; nothing is posted."""
    with desk.book.write() as tx:
        found = grant.problems(accounts.chart(tx))
        if grant.day > desk.today:
            found.append(_in_future())
        if found:
            raise RuleError(*found)
        made = desk.made()
        kept = replace(grant, name=grant.name.strip(), giver=grant.giver.strip(), letter=grant.letter.strip())
        number = grants.add(tx, kept, made)
        trail.add(tx, made, "grant.approved", str(number), satang=kept.approved.satang, letter=kept.letter)
    return number


@needs(Permission.RECORD)
def receive_grant(desk: Desk, number: int, paper: GrantPaper, money_account: str) -> Posted:
    """Take in money of a grant, all or an instalment; it is owed to its purpose until it is spent."""
    with desk.book.write() as tx:
        grant, _events = _look(tx, desk, number, GrantStep.RECEIVED, paper)
        _refuse_no_till(tx, money_account)
        fund = fund_rules(tx, paper.day).parts(MoneyLine(UNSPENT, paper.amount))[0][0]
        return _post(tx, desk, number, GrantStep.RECEIVED, paper, receipt_entry(grant, paper, money_account, fund))


@needs(Permission.RECORD)
def spend_grant(desk: Desk, number: int, paper: GrantPaper, spent: Spending) -> Posted:
    """Spend money of a grant: the expense and the giver's income are posted together."""
    with desk.book.write() as tx:
        grant, _events = _look(tx, desk, number, GrantStep.SPENT, paper)
        if found := problems_of_spending(spent, accounts.chart(tx)):
            raise RuleError(*found)
        _refuse_no_till(tx, spent.account)
        entry = spending_entry(grant, paper, spent, tuple(grants.held(tx, number)))
        return _post(tx, desk, number, GrantStep.SPENT, paper, entry)


@needs(Permission.RECORD)
def return_grant(desk: Desk, number: int, paper: GrantPaper, money_account: str) -> Posted:
    """Pay back to the giver what was not spent."""
    with desk.book.write() as tx:
        grant, _events = _look(tx, desk, number, GrantStep.RETURNED, paper)
        _refuse_no_till(tx, money_account)
        entry = return_entry(grant, paper, money_account, tuple(grants.held(tx, number)))
        return _post(tx, desk, number, GrantStep.RETURNED, paper, entry)


@needs(Permission.RECORD)
def close_grant(desk: Desk, number: int, day: date) -> None:
    """Close a grant of which nothing is left."""
    with desk.book.write() as tx:
        paper = GrantPaper(day, ZERO)
        grant, steps = _look(tx, desk, number, GrantStep.CLOSED, paper)
        paper = replace(paper, amount=figures_of(grant, steps).spent)
        grants.add_event(tx, number, GrantStep.CLOSED, paper)
        trail.add(
            tx, desk.made(), _ACTS[GrantStep.CLOSED], str(number), satang=paper.amount.satang, day=day.isoformat()
        )  # fmt: skip


# What they share


def _look(tx: Tx, desk: Desk, number: int, step: GrantStep, paper: GrantPaper) -> tuple[Grant, list[GrantEvent]]:
    """Read a grant and what became of it, and refuse a step that it cannot take."""
    grant = grants.grants(tx, number).get(number)
    if grant is None:
        text = N_("There is no grant {number}.")
        raise RuleError(problem("grant.unknown", text, "grant", number=number))
    steps = grants.events(tx, number)[number]
    found = problems_of_step(step, paper, grant, steps)
    if paper.day > desk.today:
        found.append(_in_future())
    if found:
        raise RuleError(*found)
    return grant, steps


def _post(tx: Tx, desk: Desk, number: int, step: GrantStep, paper: GrantPaper, entry: Entry) -> Posted:
    """Post a step with its paper and its audit row."""
    made, paper = desk.made(), replace(paper, words=paper.words.strip())
    with entries.posting(tx, [entry], made, [[grants.event_hash(number, step, paper)]]) as found:
        posted = found[0]
        grants.add_event(tx, number, step, paper, posted.id)
    trail.add(
        tx, made, _ACTS[step], str(number), satang=paper.amount.satang, voucher=posted.voucher,
        day=paper.day.isoformat(),
    )  # fmt: skip
    return posted


def _refuse_no_till(tx: Tx, account: str) -> None:
    found = accounts.chart(tx).get(account)
    if found is None or not is_till(found):
        raise RuleError(problem("match.account", N_("Choose the cash or bank account."), "account"))


def _in_future() -> Problem:
    return problem("match.future", N_("The day may not lie in the future."), "day")
