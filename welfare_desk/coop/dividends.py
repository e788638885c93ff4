"""Money shared among members: dividends by share-months, patronage refunds by the interest that each one paid.

Parts are whole satang by largest remainder, so that they add up to the resolution exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.coop.provision_rules import WHOLE
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MONTHS = 12


class ShareOf(Enum):
    """What a member gets of a surplus: a dividend on shares, or part of the interest that she paid."""

    DIVIDEND = "dividend"
    PATRONAGE = "patronage"


@dataclass(frozen=True, slots=True)
class MemberShare:
    """What one member gets, and of what.

    `base` is, for a dividend, satang of paid-up shares times months; for patronage, satang of interest paid.
    """

    member: str
    kind: ShareOf
    base: int
    amount: Money


def total_at_rate(share_months: Mapping[str, int], rate: int) -> Money:
    """Tell what a dividend of a yearly rate (millionths) costs, half up to the satang."""
    weight = Decimal(sum(share_months.values()))
    return Money(int((weight * rate / MONTHS / WHOLE).quantize(Decimal(1), ROUND_HALF_UP)))


def refund_at_rate(interest_paid: Mapping[str, Money], rate: int) -> Money:
    """Tell what a patronage refund of a rate (millionths) on the interest paid costs, half up to the satang."""
    return Money.sum(interest_paid.values()).at_rate(Decimal(rate) / WHOLE, ROUND_HALF_UP)


def rate_of_dividend(total: Money, share_months: Mapping[str, int]) -> Decimal | None:
    """Tell the yearly rate that a dividend comes to; None where nobody holds shares."""
    weight = sum(share_months.values())
    return Decimal(total.satang) * MONTHS / weight if weight > 0 else None


def entitled(interest_paid: Mapping[str, Money], defaulters: Collection[str]) -> dict[str, Money]:
    """Leave out of the interest paid whoever defaulted in the year, and whoever paid none."""
    return {member: paid for member, paid in interest_paid.items() if paid > ZERO and member not in defaulters}


def dividends(total: Money, share_months: Mapping[str, int]) -> tuple[MemberShare, ...]:
    """Share a dividend by share-months; whoever gets nothing is left out. Nothing to share by is nothing shared."""
    return _shared(ShareOf.DIVIDEND, total, share_months)


def refunds(total: Money, interest_paid: Mapping[str, Money]) -> tuple[MemberShare, ...]:
    """Share a patronage refund by the interest paid; whoever gets nothing is left out."""
    return _shared(ShareOf.PATRONAGE, total, {member: paid.satang for member, paid in interest_paid.items()})


def _shared(kind: ShareOf, total: Money, bases: Mapping[str, int]) -> tuple[MemberShare, ...]:
    members = sorted(member for member, base in bases.items() if base > 0)
    if not members or total <= ZERO:
        return ()
    parts = total.share([bases[member] for member in members])
    return tuple(
        MemberShare(member, kind, bases[member], part) for member, part in zip(members, parts, strict=True) if part
    )
