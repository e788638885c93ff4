"""Approve that a bank account agrees with the book, and take the last approval back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.reconciliation import problems_of_approval, reconcile
from welfare_desk.services.desk import needs
from welfare_desk.storage import periods, reconciliations, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.reconciliation import BankSides, Reconciliation
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def stands_on(tx: Tx, account: str, day: date) -> Reconciliation | None:
    """Hold an account against its bank after a day; None where no statement was taken in."""
    return reconciliations.reconciliation_on(tx, account, day)


def approved_until(tx: Tx, account: str) -> date | None:
    """Tell up to which day an account is approved."""
    last = reconciliations.last(tx, account)
    return None if last is None else last.day


@needs(Permission.CLOSE)
def approve_reconciliation(desk: Desk, account: str, day: date, before: str = "") -> int:
    """Freeze that an account agrees with its bank on a day; give the reconciliation's number.

    `before` says what is known of a difference from before the first statement.
    """
    with desk.book.write() as tx:
        sides = reconciliations.sides_of(tx, account)
        if sides is None:
            text = N_("Take in a statement of this account first.")
            raise RuleError(problem("bank.no_statement", text, "account"))
        found = reconcile(account, day, sides)
        problems = [*_problems_of_day(tx, desk, account, day, sides), *problems_of_approval(found, before)]
        if problems:
            raise RuleError(*problems)
        return reconciliations.add(tx, found, before.strip(), desk.made())


def _problems_of_day(tx: Tx, desk: Desk, account: str, day: date, sides: BankSides) -> list[Problem]:
    found: list[Problem] = []
    last = reconciliations.last(tx, account)
    if day > desk.today:
        found.append(problem("hand_in.future", N_("The day may not lie in the future."), "day"))
    if last is not None and day <= last.day:
        text = N_("The account is approved up to {day} already.")
        found.append(problem("bank.approved", text, "day", day=last.day))
    until = last_of_month(sides.until or sides.since)
    if not sides.since <= day <= until:
        text = N_("The statements reach from {first} to {last}; choose a day between them.")
        found.append(problem("bank.outside", text, "day", first=sides.since, last=sides.until or sides.since))
    return found


@needs(Permission.CLOSE)
def undo_reconciliation(desk: Desk, account: str, reason: str) -> None:
    """Take back the last reconciliation of an account, while its month is open."""
    with desk.book.write() as tx:
        last = reconciliations.last(tx, account)
        if last is None:
            text = N_("No reconciliation of this account is approved.")
            raise RuleError(problem("bank.none_approved", text, "account"))
        if not reason.strip():
            raise RuleError(problem("mark.no_reason", N_("Write the reason."), "reason"))
        periods.refuse_closed(tx, last.day)
        reconciliations.undo(tx, last.id, desk.today, reason.strip())
        trail.add(tx, desk.made(), "bank.reconciliation_undone", str(last.id), account=account)
