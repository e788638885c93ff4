"""What is owed on a loan on a day: a function of what was posted and of the terms in force, never of a kept counter.

Interest is that of each stretch in which principal and rate stand still, from day to day, rounded half up; a payment
stops interest on its own day. A penalty is that on principal past its due day. Both less what was paid and waived.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.loan_history import (
    On,
    earned_interest,
    penalties,
    principal_steps,
    scheduled_principal,
    settled_interest,
)
from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.loan_history import LoanHistory, LoanVersion
    from welfare_desk.coop.loan_terms import Due
    from welfare_desk.coop.schedules import Instalment
    from welfare_desk.errors import Problem


@dataclass(frozen=True, slots=True)
class Debt:
    """An amount by what it is owed for, or paid for."""

    principal: Money = ZERO
    interest: Money = ZERO
    penalty: Money = ZERO

    @property
    def total(self) -> Money:
        """Add up the three."""
        return self.principal + self.interest + self.penalty


@dataclass(frozen=True, slots=True)
class LoanPosition:
    """Where a loan stands on a day.

    `owed` is what settles it; `due` what has fallen due by that day, itself included; `lacking` are the places of the
    instalments of `version` that are past their day and not met; `overdue` is principal past its day; `accrued` the
    interest on the books; `earned` all interest since the loan began. `is_stopped`: too many instalments are missed,
    so that no more interest is accrued.
    """

    day: date
    owed: Debt
    due: Debt
    accrued: Money
    earned: Money
    version: LoanVersion
    lacking: tuple[int, ...]
    overdue: Money
    is_stopped: bool

    @property
    def unmet(self) -> tuple[Instalment, ...]:
        """Give the instalments past their day that are not met."""
        return tuple(each for at in self.lacking for each in self.version.between(at, at + 1))

    @property
    def first_unpaid_due(self) -> date | None:
        """Give the due day of the first instalment that is missed."""
        return self.version.dues[self.lacking[0]] if self.lacking else None

    @property
    def to_accrue(self) -> Money:
        """Tell what is to be accrued on that day: interest owed and not on the books."""
        return ZERO if self.is_stopped else self.owed.interest - self.accrued


def position(loan: LoanHistory, day: date) -> LoanPosition:
    """Tell where a loan stands at the end of a day."""
    steps = principal_steps(loan, day)
    principal = steps[-1][1] if steps else 0
    earned = earned_interest(loan, steps, day)
    settled = settled_interest(loan, day)
    penalty = penalties(loan, steps, day)
    accrued = 0
    for each in loan.moves:
        if each.on is On.ACCRUED and each.day <= day:
            accrued += each.amount.satang
        elif each.on is On.PENALTY and each.day <= day:
            penalty += each.amount.satang
    version = loan.version(day)
    repaid = version.terms.principal.satang - principal
    owed = Debt(Money(principal), Money(earned - settled), Money(max(0, penalty)))
    lacking = _lacking(loan, version, settled, repaid, day) if principal else ()
    due = min(principal, max(0, scheduled_principal(version, day) - repaid))
    overdue = min(principal, max(0, version.scheduled(bisect_left(version.dues, day)) - repaid))
    return LoanPosition(
        day, owed, Debt(Money(due), owed.interest, owed.penalty), Money(accrued), Money(earned),
        version, lacking, Money(overdue), len(lacking) > version.terms.stop_after,
    )  # fmt: skip


def is_broken(loan: LoanHistory, at: LoanPosition) -> bool:
    """Tell whether a loan was rescheduled and the new terms are not kept either."""
    return bool(at.lacking) and loan.version(at.day).terms.is_rescheduled


def next_instalments(loan: LoanHistory, at: LoanPosition) -> list[Instalment]:
    """Give the instalments that fall due on the day of the position or later, and are not met ahead."""
    version = loan.version(at.day)
    repaid = version.terms.principal - at.owed.principal
    left: list[Instalment] = []
    reached = ZERO
    for each in version.rows:
        reached += each.principal
        if each.due >= at.day and at.owed.principal and (reached > repaid or not each.principal):
            left.append(each)
    return left


def split(amount: Money, owed: Debt, order: Sequence[Due]) -> Debt:
    """Split a payment by what is owed, in an order; what is above all of it is left out."""
    parts: dict[str, Money] = {}
    for each in order:
        parts[each.value] = max(ZERO, min(amount, getattr(owed, each.value)))
        amount -= parts[each.value]
    return Debt(**parts)


def problems_of_payment(amount: Money, owed: Debt) -> list[Problem]:
    """Find what keeps an amount from being taken as repayment."""
    if amount <= ZERO:
        return [problem("payment.no_amount", N_("Write an amount above zero."), "amount")]
    if amount > owed.total:
        text = N_("{most} baht settles this loan; more cannot be taken.")
        return [problem("loan.too_much", text, "amount", most=owed.total)]
    return []


def _lacking(loan: LoanHistory, version: LoanVersion, settled: int, repaid: int, day: date) -> tuple[int, ...]:
    """Find the places of instalments past their day that are not met.

    One with principal is met when principal repaid reaches its own and those before; one of interest alone when
    interest paid reaches what the schedule asks until then, or what was truly earned by its day.
    """
    past = bisect_left(version.dues, day)
    missed = bisect_right(version.reached, repaid)  # from here on principal is lacking
    lacking: list[int] = []
    for at in range(past):
        principal, interest = version.scheduled(at), version.asked[at] - (version.asked[at - 1] if at else 0)
        if version.reached[at] > principal:
            is_met = at < missed
        else:
            is_met = not interest or _is_interest_met(loan, version, settled, version.asked[at], version.dues[at])
        if not is_met:
            lacking.append(at)
    return tuple(lacking)


def _is_interest_met(loan: LoanHistory, version: LoanVersion, settled: int, asked: int, due: date) -> bool:
    if settled >= settled_interest(loan, version.start) + asked:
        return True
    return settled >= earned_interest(loan, principal_steps(loan, due), due)
