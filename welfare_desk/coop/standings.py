"""How a loan stands on a day, as those who judge it need to know: what is owed, and since when it is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import date

SUED, BROKEN, LOST = "sued", "broken", "loss"  # broken: rescheduled, then not kept; loss: no way to collect


@dataclass(frozen=True, slots=True)
class LoanStanding:
    """How one loan stands: principal, interest accrued on the books, and what of it is late since when.

    `missed` counts instalments that are due and not met, `overdue` is their principal, `collateral` the value held
    against the loan; `flags` are of `SUED`, `BROKEN`, `LOST`.
    """

    holding: int
    contract: str
    member: str
    product: str
    principal: Money
    interest: Money = ZERO
    collateral: Money = ZERO
    first_unpaid_due: date | None = None
    missed: int = 0
    overdue: Money = ZERO
    flags: frozenset[str] = frozenset()

    def is_late_by(self, months: int, day: date) -> bool:
        """Tell whether on a day the first unpaid instalment is late by more than so many months."""
        return self.first_unpaid_due is not None and day > add_months(self.first_unpaid_due, months)


def full_months(since: date, day: date) -> int:
    """Count the whole months between two days; a month is whole on the same day of the next one."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if day >= add_months(since, months) else months - 1
