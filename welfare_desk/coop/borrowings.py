"""Money that a cooperative borrows itself, from CODI or a bank: what is owed, what falls due, what interest costs.

Everything is a function of the terms and of what was drawn and repaid; nothing is counted on. Interest is a stretch of
days between changes of what it is charged on, each rounded half up to the satang. A subsidy is deferred, and earned in
proportion to each draw-down over the days left to the end of the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.provision_rules import WHOLE
from welfare_desk.dates import add_months
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CODI_RATE = 10_000  # one per cent a year, as CODI publishes it


class Lender(Enum):
    """Who lends: CODI, a bank, another cooperative, or anybody else."""

    CODI = "codi"
    BANK = "bank"
    COOPERATIVE = "cooperative"
    OTHER = "other"


class ChargedOn(Enum):
    """What interest is charged on: what is owed, or the approved limit.

    CODI's published notes speak of the approved limit; contracts differ, so it is a choice of each borrowing.
    """

    OWED = "owed"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class BorrowingTerms:
    """What a contract says: who lends, up to how much, at which rate (millionths a year), and when it is repaid.

    Principal is repaid in `count` equal instalments every `every` months from `first_due`; one instalment is a bullet.
    `days_in_year` is 365, 366 or 360. `subsidy` is what the state pays of the interest, for the whole contract.
    """

    lender: Lender
    name: str
    limit: Money
    rate: int
    first_due: date
    count: int
    every: int = 1
    days_in_year: int = 365
    charged_on: ChargedOn = ChargedOn.OWED
    subsidy: Money = ZERO
    is_short: bool = False

    @property
    def end(self) -> date:
        """Tell the day of the last instalment."""
        return add_months(self.first_due, self.every * (self.count - 1))

    def problems(self, opened: date) -> list[Problem]:
        """Find everything that keeps a contract from being written down."""
        found: list[Problem] = []
        if not self.name.strip():
            found.append(problem("borrowing.no_name", N_("Write who lends."), "name"))
        if self.limit <= ZERO:
            found.append(problem("borrowing.limit", N_("Write an approved limit above zero."), "limit"))
        if not 0 <= self.rate <= WHOLE:
            found.append(problem("borrowing.rate", N_("Write a rate from 0 to 100 per cent a year."), "rate"))
        if self.count < 1 or self.every < 1:
            text = N_("Write at least one instalment, at least one month apart.")
            found.append(problem("borrowing.instalments", text, "count"))
        if self.days_in_year not in (360, 365, 366):
            found.append(problem("borrowing.days", N_("A year of interest has 360, 365 or 366 days."), "days_in_year"))
        if self.first_due <= opened:
            text = N_("The first instalment falls due after the day of the contract.")
            found.append(problem("borrowing.first_due", text, "first_due"))
        if self.subsidy < ZERO:
            found.append(problem("borrowing.subsidy", N_("Write a subsidy of 0 or more."), "subsidy"))
        return found


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the principal that falls due on a day; `number` counts from 1."""

    number: int
    due: date
    principal: Money


def instalments(terms: BorrowingTerms) -> tuple[Instalment, ...]:
    """Split the approved limit into the instalments of the contract; satang left over fall due first."""
    parts = terms.limit.share([1] * terms.count)
    return tuple(
        Instalment(number, add_months(terms.first_due, terms.every * (number - 1)), part)
        for number, part in enumerate(parts, start=1)
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """An instalment with what of it is still to be repaid."""

    instalment: Instalment
    open: Money

    def is_late(self, day: date) -> bool:
        """Tell whether it was due before a day and is not repaid."""
        return self.open > ZERO and self.instalment.due < day


def still_due(terms: BorrowingTerms, drawn: Money, repaid: Money) -> list[Owed]:
    """Tell what of each instalment is open; what was not drawn is not owed, and takes from the last ones.

    What was repaid meets the earliest instalments first.
    """
    left, paid, found = drawn, repaid, list[Owed]()
    for each in instalments(terms):
        asked = min(each.principal, left)
        met = min(asked, paid)
        left, paid = left - asked, paid - met
        found.append(Owed(each, asked - met))
    return found


Change = tuple[date, Money]
"""A day and what principal changed by: drawn above nil, repaid below."""


def interest_to(terms: BorrowingTerms, changes: Iterable[Change], opened: date, day: date) -> Money:
    """Tell all interest earned by the lender up to a day: each stretch counts its first day and not its last."""
    ordered = sorted(changes)
    starts = sorted({opened, *(on for on, _amount in ordered)})
    total = ZERO
    for start, end in pairwise([*(on for on in starts if on < day), day]):
        owed = Money.sum(amount for on, amount in ordered if on <= start)
        base = terms.limit if terms.charged_on is ChargedOn.LIMIT and owed > ZERO else owed
        share = Decimal(terms.rate) * (end - start).days / terms.days_in_year / WHOLE
        total += base.at_rate(share, ROUND_HALF_UP)
    return total


def subsidy_to(terms: BorrowingTerms, draws: Sequence[Change], day: date) -> Money:
    """Tell how much of the subsidy is earned by a day: each draw-down's part, over the days left to the end.

    What is never drawn is never earned; all of it is by the end when the whole limit was drawn.
    """
    earned = Decimal(0)
    for on, amount in draws:
        whole = max((terms.end - on).days, 1)
        past = min(max((day - on).days, 0), whole)
        earned += Decimal(terms.subsidy.satang) * amount.satang / terms.limit.satang * past / whole
    return min(terms.subsidy, Money(int(earned.quantize(Decimal(1), ROUND_HALF_UP))))


def terms_as_mapping(terms: BorrowingTerms) -> dict[str, Any]:
    """Write the terms as plain values, as they are kept; money is satang."""
    return {
        "lender": terms.lender.value,
        "name": terms.name,
        "limit": terms.limit.satang,
        "rate": terms.rate,
        "first_due": terms.first_due.isoformat(),
        "count": terms.count,
        "every": terms.every,
        "days_in_year": terms.days_in_year,
        "charged_on": terms.charged_on.value,
        "subsidy": terms.subsidy.satang,
        "is_short": terms.is_short,
    }


def terms_from_mapping(content: Mapping[str, Any]) -> BorrowingTerms:
    """Read terms from plain values; what cannot be read is a `RuleError`."""
    try:
        return BorrowingTerms(
            Lender(content["lender"]),
            str(content["name"]),
            Money(int(content["limit"])),
            int(content["rate"]),
            date.fromisoformat(content["first_due"]),
            int(content["count"]),
            int(content.get("every", 1)),
            int(content.get("days_in_year", 365)),
            ChargedOn(content.get("charged_on", ChargedOn.OWED.value)),
            Money(int(content.get("subsidy", 0))),
            bool(content.get("is_short")),
        )
    except (KeyError, TypeError, ValueError):
        raise RuleError(problem("borrowing.unreadable", N_("The terms of the borrowing cannot be read."))) from None
