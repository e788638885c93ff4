"""Maker and checker: what a second person must approve before it is posted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import EntryKind, Series
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.people import User


class ApprovalKind(Enum):
    """What an approval is for; each kind has a limit of its own."""

    RECEIPT = "receipt"
    PAYMENT = "payment"
    GENERAL = "general"
    REVERSAL = "reversal"
    REOPENING = "reopening"  # of a closed month
    RULES = "rules"  # of these rules themselves, while any is in force


BY_AMOUNT = (ApprovalKind.RECEIPT, ApprovalKind.PAYMENT, ApprovalKind.GENERAL, ApprovalKind.REVERSAL)
_OF_SERIES = {Series.RECEIPT: ApprovalKind.RECEIPT, Series.PAYMENT: ApprovalKind.PAYMENT}
FEWEST_PEOPLE = 2
ALONE = N_("Approval by a second person is off: one person posts alone in this book.")


class PendingStatus(Enum):
    """What became of work that was sent for approval."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """Above which amount each kind needs a second person; a kind that is missing needs none."""

    limits: Mapping[ApprovalKind, Money] = field(default_factory=dict[ApprovalKind, Money])

    @property
    def is_on(self) -> bool:
        """Tell whether anything at all needs a second person."""
        return bool(self.limits)

    def need(self, kind: ApprovalKind, amount: Money | None = None) -> bool:
        """Tell whether an act of this kind needs a second person; without an amount any rule of its kind counts."""
        if kind is ApprovalKind.RULES:
            return self.is_on
        limit = self.limits.get(kind)
        return limit is not None and (amount is None or amount > limit)


class ApprovalNeeded(Exception):  # noqa: N818 - no fault: the act goes to a second person
    """An act was found right, and may not be done before a second person approves it; nothing was saved."""

    def __init__(self, kind: ApprovalKind, amount: Money = ZERO) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.amount = amount


def kind_of(entry: Entry) -> ApprovalKind:
    """Tell by which limit an entry is judged."""
    if entry.kind is EntryKind.REVERSAL:
        return ApprovalKind.REVERSAL
    return _OF_SERIES.get(entry.series, ApprovalKind.GENERAL)


def amount_of(entry: Entry) -> Money:
    """Give the amount by which an entry is judged: all its debits."""
    return Money.sum(line.amount for line in entry.postings if line.amount > ZERO)


def entry_in_need(rules: ApprovalRules, entries: Sequence[Entry]) -> Entry | None:
    """Find the largest of the entries that need a second person."""
    found = [
        each
        for each in entries
        if each.kind is not EntryKind.CLOSING and rules.need(kind_of(each), amount_of(each))  # a close is arithmetic
    ]
    return max(found, key=amount_of, default=None)


def problems_of_rules(rules: ApprovalRules, users: Collection[User]) -> list[Problem]:
    """Find why a book cannot work by these rules: it takes two people, one of whom approves."""
    found: list[Problem] = []
    if any(limit < ZERO for limit in rules.limits.values()):
        found.append(problem("approval.limit", N_("A limit is an amount, or nothing."), "limits"))
    active = [each for each in users if each.is_active]
    approvers = [each for each in active if each.may(Permission.APPROVE)]
    if rules.is_on and (len(active) < FEWEST_PEOPLE or not approvers):
        text = N_("Approval takes two people in the book, and one of them must have a role that approves.")
        found.append(problem("approval.people", text, "limits"))
    return found


def problem_of_approver(maker: int, approver: int) -> Problem | None:
    """Say why somebody may not approve this: nobody approves their own work."""
    if maker != approver:
        return None
    return problem("approval.own", N_("Nobody approves their own work; ask the second person."))
