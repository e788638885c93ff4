"""A committee of several people at one book, each at a desk of their own."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import a_book, an_entry
from welfare_desk.ledger.approvals import ApprovalKind, ApprovalRules
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.people import Role, User
from welfare_desk.money import Money
from welfare_desk.services.approvals import set_approval_rules
from welfare_desk.services.entries import post_entry
from welfare_desk.services.people import add_user, change_user, set_password

PASSWORD = "ข้าวเหนียวมูน"  # noqa: S105 - of people who do not exist
ALWAYS = dict.fromkeys((ApprovalKind.PAYMENT, ApprovalKind.GENERAL, ApprovalKind.REVERSAL), Money.baht(500))


def a_committee(folder, *roles, **changes):
    """Make a book with its treasurer มาลี and one person a role; give their desks, the treasurer's first."""
    desk = a_book(folder, **changes)
    change_user(desk, User(1, "มาลี", desk.person().roles))
    set_password(desk, 1, PASSWORD)
    people = [add_user(desk, f"{role.value} ก้อน", [role], PASSWORD) for role in roles]
    return [desk, *(replace(desk, actor=person.id) for person in people)]


def with_rules(folder, limits=None, **changes):
    """Make a book where the chair approves: give the treasurer's desk and the chair's."""
    treasurer, chair = a_committee(folder, Role.CHAIR, **changes)
    post_entry(treasurer, an_entry("1101 welfare 20,000", "4101 welfare -20,000", day="2025-10-02"))
    kinds = ALWAYS | {ApprovalKind.REOPENING: Money(0)} if limits is None else limits
    set_approval_rules(treasurer, ApprovalRules(kinds))
    return treasurer, chair


def paid(baht, day="2026-03-02", **changes):
    return an_entry(f"5319 welfare {baht}", f"1101 welfare -{baht}", day=day, series=Series.PAYMENT, **changes)
