"""Shares: whole shares of one value, paid in month by month, given back only on leaving.

The law: each member holds at least one share and at most a fifth of what is paid up (Cooperatives Act, s.33). Value,
the day to which a payment counts for its month, and the fewest holders from which the fifth binds are settings with
defaults of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months, last_of_month, months_between
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

SHARE_PAR = Money(10_00)  # a default of ours
LARGEST_PART = 5  # a fifth of the paid-up shares
LAST_DAY_OF_ALL_MONTHS = 28


@dataclass(frozen=True, slots=True)
class ShareRules:
    """What one share is worth, and how payments count.

    `counted_to` is the day of a month up to which a payment counts for that month (28: the whole month);
    `fewest_holders` are so many holders from whom on the fifth binds: with fewer nobody could keep it.
    """

    par: Money = SHARE_PAR
    counted_to: int = 7
    fewest_holders: int = 10

    def as_mapping(self) -> dict[str, str]:
        """Write the rules as settings."""
        return {
            "share_par": str(self.par.satang),
            "share_counted_to": str(self.counted_to),
            "share_fewest_holders": str(self.fewest_holders),
        }

    @classmethod
    def from_mapping(cls, content: Mapping[str, str]) -> ShareRules:
        """Read the rules from settings; what is missing takes its default."""
        usual = cls().as_mapping() | dict(content)
        return cls(Money(int(usual["share_par"])), int(usual["share_counted_to"]), int(usual["share_fewest_holders"]))

    def problems(self) -> list[Problem]:
        """Find what is wrong with the rules."""
        found: list[Problem] = []
        if self.par <= ZERO:
            found.append(problem("share.par", N_("A share has a value above zero."), "par"))
        if not 0 <= self.counted_to <= LAST_DAY_OF_ALL_MONTHS:
            text = N_("A payment counts for its month up to a day from 0 (never) to 28 (the whole month).")
            found.append(problem("share.counted_to", text, "counted_to"))
        if self.fewest_holders < LARGEST_PART:
            text = N_("A fifth each can be kept by five holders at the least.")
            found.append(problem("share.fewest_holders", text, "fewest_holders"))
        return found


@dataclass(frozen=True, slots=True)
class ShareCapital:
    """All shares of the cooperative: what is paid up, and by how many holders."""

    paid_up: Money
    holders: int


@dataclass(frozen=True, slots=True)
class ShareMove:
    """Shares paid in (above zero) or given back on a day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class SharePurchase:
    """Shares that a member pays for on a day, into a cash or bank account; `note` is a word for the journal."""

    member: str
    amount: Money
    day: date
    money_account: str
    note: str = ""


def shares_in(amount: Money, par: Money) -> int:
    """Count the whole shares in an amount."""
    return amount.satang // par.satang


def problems_of_amount(amount: Money, par: Money) -> list[Problem]:
    """Find whether an amount is no whole number of shares above zero."""
    if amount > ZERO and amount.satang % par.satang == 0:
        return []
    text = N_("Shares are whole shares of {par} baht each.")
    return [problem("share.whole", text, "amount", par=par)]


def problem_of_part(member: str, held: Money, capital: ShareCapital, rules: ShareRules) -> Problem | None:
    """Say whether somebody would hold more than a fifth of all; both as they stand after the purchase."""
    if capital.holders < rules.fewest_holders or held.satang * LARGEST_PART <= capital.paid_up.satang:
        return None
    text = N_("{member} would hold {held} of {all} baht: more than one fifth of the paid-up shares.")
    return problem("share.fifth", text, "amount", member=member, held=held, all=capital.paid_up)


def after_purchase(held: Money, amount: Money, capital: ShareCapital) -> tuple[Money, ShareCapital]:
    """Tell what a member holds and how all stand once an amount is bought."""
    new = 0 if held else 1
    return held + amount, ShareCapital(capital.paid_up + amount, capital.holders + new)


def share_months(moves: Iterable[ShareMove], first: date, last: date, counted_to: int) -> int:
    """Count satang times months between two days: `Money × months × rate / 12` is a dividend.

    A month counts what was paid in by its day `counted_to` and is still there at its end; who leaves in a month has
    none for it.
    """
    ordered = sorted(moves, key=lambda each: each.day)
    counted = 0
    at, held = 0, 0
    for month in months_between(first, last):
        end = last_of_month(month)
        whole = counted_to == LAST_DAY_OF_ALL_MONTHS
        by_day = held
        while at < len(ordered) and ordered[at].day <= end:
            held += ordered[at].amount.satang
            if whole or ordered[at].day.day <= counted_to or ordered[at].day < month:
                by_day = held
            at += 1
        counted += min(by_day, held)
    return counted


def years_months(year_start: date) -> tuple[date, date]:
    """Give the first and the last day of the twelve months from a day on."""
    return year_start, last_of_month(add_months(year_start, 11))
