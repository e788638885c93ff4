"""All rules of members in one: shares, entering and leaving, and how deductions from pay are shared out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.coop.memberships import EntryRules
    from welfare_desk.coop.payroll import DueKind
    from welfare_desk.coop.shares import ShareRules


@dataclass(frozen=True, slots=True)
class MemberRules:
    """The rules of members as they stand on a day.

    Deductions pay in the `order` given; `takes_more`: what is above the dues goes into savings, or is refused.
    """

    shares: ShareRules
    entry: EntryRules
    order: tuple[DueKind, ...]
    takes_more: bool
