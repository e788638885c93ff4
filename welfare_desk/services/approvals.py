"""Let a second person approve work before it is posted."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.approvals import (
    ApprovalKind,
    ApprovalNeeded,
    ApprovalRules,
    PendingStatus,
    problem_of_approver,
    problems_of_rules,
)
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import approvals, entries, people, trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.money import Money
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.approvals import Pending
    from welfare_desk.storage.book import Tx


def ask_for_approval(tx: Tx, desk: Desk, kind: ApprovalKind, amount: Money | None = None) -> None:
    """Send an act that posts nothing to a second person, where the book asks for one."""
    if desk.approved_by is None and approvals.rules(tx).need(kind, amount):
        raise ApprovalNeeded(kind)


@needs(Permission.SET_UP)
def set_approval_rules(desk: Desk, rules: ApprovalRules) -> None:
    """Say what needs a second person from now on; while any rule is in force, that needs one too."""
    with desk.book.write() as tx:
        if found := problems_of_rules(rules, people.users(tx)):
            raise RuleError(*found)
        if rules.limits == approvals.rules(tx).limits:
            return
        ask_for_approval(tx, desk, ApprovalKind.RULES)
        made = desk.made()
        trail.add(tx, made, "approval.rules_set", "approval", limits=approvals.put_rules(tx, rules, made))


@needs(Permission.APPROVE)
def approve(desk: Desk, pending_id: int) -> tuple[str, ...]:
    """Do the work that waits, as its maker would have, and give the vouchers it was posted as.

    It is done on the maker's day and must post what was looked at; anything else is refused, and it goes on waiting.
    """
    with desk.book.write() as tx:
        found = _waiting(tx, pending_id)
        if (refusal := problem_of_approver(found.made_by, desk.actor)) is not None:
            raise RuleError(refusal)
        before = entries.last_id(tx)
        given, named = found.work.given
        maker = replace(desk, actor=found.made_by, approved_by=desk.actor, today=found.work.day)
        _service(found.work.act)(maker, *given, **named)
        posted = entries.since(tx, before)
        if tuple(posted.values()) != found.work.entries:
            text = N_("Since {reference} was sent the book has changed; it would post something else. Send it again.")
            raise RuleError(problem("pending.differs", text, reference=found.reference))
        vouchers = tuple(posted)
        made = desk.made()
        approvals.decide(tx, pending_id, PendingStatus.APPROVED, made, vouchers=vouchers)
        trail.add(tx, made, "approval.given", found.reference, vouchers=vouchers)
    return vouchers


@needs(Permission.APPROVE)
def reject(desk: Desk, pending_id: int, reason: str) -> None:
    """Send work back to its maker, with a reason."""
    with desk.book.write() as tx:
        found = _waiting(tx, pending_id)
        if (refusal := problem_of_approver(found.made_by, desk.actor)) is not None:
            raise RuleError(refusal)
        if not reason.strip():
            raise RuleError(problem("pending.no_reason", N_("Write why it is sent back."), "reason"))
        made = desk.made()
        approvals.decide(tx, pending_id, PendingStatus.REJECTED, made, reason=reason.strip())
        trail.add(tx, made, "approval.refused", found.reference, reason=reason.strip())


@needs(Permission.RECORD)
def withdraw(desk: Desk, pending_id: int) -> None:
    """Take one's own work back before anybody decided on it."""
    with desk.book.write() as tx:
        found = _waiting(tx, pending_id)
        if found.made_by != desk.actor:
            text = N_("Only who sent {reference} takes it back; you may send it back with a reason.")
            raise RuleError(problem("pending.not_own", text, reference=found.reference))
        made = desk.made()
        approvals.decide(tx, pending_id, PendingStatus.WITHDRAWN, made)
        trail.add(tx, made, "approval.withdrawn", found.reference)


def list_waiting(tx: Tx) -> list[Pending]:
    """Read what waits for a second person, oldest first."""
    return approvals.waiting(tx)


def approval_rules(tx: Tx) -> ApprovalRules:
    """Read what needs a second person now."""
    return approvals.rules(tx)


def pending_id(reference: str) -> int:
    """Read a reference: `P-0001`."""
    number = reference.strip().upper().removeprefix("P-")
    if not number.isdecimal():
        text = N_("“{text}” is nothing that waits; write P-0001.")
        raise RuleError(problem("pending.unread", text, "reference", text=reference))
    return int(number)


def _waiting(tx: Tx, pending_id: int) -> Pending:
    found = approvals.find(tx, pending_id)
    if found.status is not PendingStatus.WAITING:
        text = N_("{reference} was decided on already.")
        raise RuleError(problem("pending.decided", text, "reference", reference=found.reference))
    return found


def _service(name: str) -> Callable[..., object]:
    module, _, called = name.rpartition(".")
    return getattr(import_module(f"welfare_desk.services.{module}"), called)
