"""A claim from the request to the payment: what stands now, what may come next, and what it posts.

Approved and not yet paid stands as a liability (2101). A claim is decided under the regulation in force on the day of
the event; what was decided stays with its reasons when the regulation changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.members.register import Beneficiary
    from welfare_desk.welfare.benefits import BenefitType

UNPAID = "2101"
ENDS_MEMBERSHIP = "claim.ends_membership"  # an approval that recorded the death: its reversal takes that back
WHOLE = 100_00  # a hundred per cent, in hundredths


class ClaimStatus(Enum):
    """Where a claim stands."""

    ASKED = "asked"
    DECIDED = "decided"
    APPROVED = "approved"
    PAID = "paid"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


STATUSES = {
    ClaimStatus.ASKED: N_("To be decided"),
    ClaimStatus.DECIDED: N_("Before the committee"),
    ClaimStatus.APPROVED: N_("To be paid"),
    ClaimStatus.PAID: N_("Paid out"),
    ClaimStatus.REJECTED: N_("Rejected"),
    ClaimStatus.WITHDRAWN: N_("Taken back"),
}
WAITING = (ClaimStatus.ASKED, ClaimStatus.DECIDED, ClaimStatus.APPROVED)
NEXT = {
    ClaimStatus.ASKED: {ClaimStatus.DECIDED, ClaimStatus.WITHDRAWN},
    ClaimStatus.DECIDED: {
        ClaimStatus.DECIDED,
        ClaimStatus.APPROVED,
        ClaimStatus.REJECTED,
        ClaimStatus.WITHDRAWN,
    },
    ClaimStatus.APPROVED: {ClaimStatus.PAID},
    ClaimStatus.PAID: set[ClaimStatus](),
    ClaimStatus.REJECTED: {ClaimStatus.DECIDED},
    ClaimStatus.WITHDRAWN: set[ClaimStatus](),
}


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim of the register as it stands.

    `right` is what the last decision gives, `amount` what was decided or approved, `paid` what of it was paid.
    `fund` pays it where the regulation of that decision (`regulation`) names one; else the home of benefits does.
    """

    id: int
    type: str
    member: str | None
    event_day: date
    claim_day: date
    quantity: int
    subject: str
    relation: str
    asked: Money | None
    status: ClaimStatus
    right: Money = ZERO
    amount: Money = ZERO
    is_override: bool = False
    paid: Money = ZERO
    fund: str | None = None
    regulation: int | None = None
    approved_day: date | None = None

    @property
    def left(self) -> Money:
        """Tell what is still to be paid."""
        return self.amount - self.paid

    @property
    def reference(self) -> str:
        """Name it as people do: C-0001."""
        return reference_of(self.id)


def reference_of(number: int) -> str:
    """Name a claim by its number: C-0001."""
    return f"C-{number:04}"


def problems_of_step(claim: KeptClaim, step: ClaimStatus) -> list[Problem]:
    """Find what forbids a claim to go on to a step."""
    if step in NEXT[claim.status]:
        return []
    text = N_("{reference} stands at “{status}”; this cannot follow.")
    return [problem("claim.step", text, reference=claim.reference, status=_(STATUSES[claim.status]))]


def problems_of_day(claim: KeptClaim, day: date) -> list[Problem]:
    """Find whether a payment lies before what approved it."""
    if claim.approved_day is None or day >= claim.approved_day:
        return []
    text = N_("{reference} was approved on {day}; it is not paid before.")
    return [problem("claim.before_approval", text, "day", reference=claim.reference, day=claim.approved_day)]


def problems_of_meeting(claim: KeptClaim, day: date, today: date) -> list[Problem]:
    """Find whether the day of a meeting cannot be: it lies in the future, or before the claim came in."""
    if day > today:
        return [problem("claim.future", N_("The day may not lie in the future."), "day")]
    if day < claim.claim_day:
        text = N_("{reference} came in on {day}; it is not approved before.")
        return [problem("claim.before_claim", text, "day", reference=claim.reference, day=claim.claim_day)]
    return []


def problems_of_amount(claim: KeptClaim, amount: Money, *, by_resolution: bool, words: str) -> list[Problem]:
    """Find what forbids to approve this amount: more than the regulation gives takes a resolution beyond it."""
    if amount <= ZERO:
        text = N_("{reference}: nothing can be approved; reject it instead.")
        return [problem("claim.nothing", text, reference=claim.reference)]
    if not words.strip():
        return [problem("claim.no_resolution", N_("Write the number and day of the resolution."), "resolution")]
    if amount > claim.right and not by_resolution:
        text = N_("{reference}: the regulation gives {right} baht. More takes a resolution that says so.")
        return [problem("claim.more", text, "amount", reference=claim.reference, right=claim.right)]
    return []


def approval_entry(
    day: date, approved: Sequence[tuple[KeptClaim, BenefitType, Money]], home: str, resolution: str
) -> Entry:
    """Post benefits that are approved and not yet paid: Dr 51nn or 52nn, Cr 2101, each with its member."""
    lines = [
        line
        for claim, kind, amount in approved
        for fund in (claim.fund or home,)
        for line in (debit(kind.account, fund, amount, claim.member), credit(UNPAID, fund, amount, claim.member))
    ]
    memo = _("Benefits approved: {references} ({resolution})").format(
        references=", ".join(claim.reference for claim, _kind, _amount in approved), resolution=resolution
    )
    return Entry(day, Series.GENERAL, memo, tuple(lines))


def shares_of(amount: Money, beneficiaries: Sequence[Beneficiary]) -> tuple[tuple[Beneficiary, Money], ...]:
    """Divide a benefit at death among the registered beneficiaries; left-over satang go in the order listed."""
    if not beneficiaries:
        return ()
    if all(each.share is not None for each in beneficiaries):
        weights = [each.share or 0 for each in beneficiaries]
    else:
        weights = [1] * len(beneficiaries)
    whole = sum(weights)
    parts = [amount.satang * each // whole for each in weights]
    for at in range(amount.satang - sum(parts)):
        parts[at] += 1
    return tuple((each, Money(part)) for each, part in zip(beneficiaries, parts, strict=True))
