"""Matching money (เงินสมทบ): by which terms a giver adds to members' own money, and who is put forward for it.

Asked is Σ min(paid, cap) × rate over the members who meet every term. `paid` is the member's own money alone: dues
that the fund paid, dues that were waived, and what a giver gave are never matched again.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_, named
from welfare_desk.ledger.accounts import AccountType, CashFlow, may_post
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from welfare_desk.ledger.accounts import Account

USUAL_CAP = Money(365_00)  # a baht a day
BAHT_FOR_BAHT = 100_00  # a rate of 1, in hundredths of a per cent
HIGHEST_RATE = 100 * BAHT_FOR_BAHT
_LEAP_YEAR = 2000


class Giver(Enum):
    """Who adds to the members' money."""

    STATE = "state"  # through CODI
    LOCAL = "local"  # subdistrict administration or municipality
    PROVINCE = "province"  # provincial administration
    OTHER = "other"


USUAL_ACCOUNTS: Mapping[Giver, tuple[str, str | None]] = {
    Giver.STATE: ("4201", "1201"),
    Giver.LOCAL: ("4203", "1202"),
    Giver.PROVINCE: ("4204", "1202"),
    Giver.OTHER: ("4205", None),
}
"""Income and receivable by giver, in the chart of the welfare funds."""


class MatchBasis(Enum):
    """What of a member's money counts: what covers dues of the year, or what was paid in the year."""

    COVER = "cover"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class MatchProgramme:
    """A programme of matching money; without a receivable an approval posts nothing."""

    code: str
    name_th: str
    name_en: str
    giver: Giver
    income: str
    receivable: str | None = None

    @property
    def name(self) -> str:
        """Name the programme in the chosen language."""
        return named(self.name_th, self.name_en)

    def problems(self, chart: Mapping[str, Account]) -> list[Problem]:
        """Find everything that keeps the programme from being used in a book with this chart."""
        found: list[Problem] = []
        if not self.code.strip():
            found.append(problem("match.no_code", N_("Give the programme a short code."), "code"))
        if not self.name_th.strip():
            found.append(problem("match.no_name", N_("Give the programme a Thai name."), "name_th"))
        income = chart.get(self.income)
        if income is None or not may_post(income) or income.type is not AccountType.INCOME:
            found.append(problem("match.income", N_("Choose the income account of the programme."), "income"))
        if self.receivable is not None and not _may_be_claimed(chart.get(self.receivable)):
            text = N_("Choose an account for what is approved and not yet received, or none.")
            found.append(problem("match.receivable", text, "receivable"))
        return found


def _may_be_claimed(account: Account | None) -> bool:
    return (
        account is not None
        and may_post(account)
        and account.type is AccountType.ASSET
        and account.cash_flow is not CashFlow.CASH
    )


@dataclass(frozen=True, slots=True)
class MatchTerms:
    """By which terms a programme matches.

    `rate` is in hundredths of a per cent; no number of rounds (0) is no limit; `chosen` names the terms that the
    committee or the giver has set, all others are the usual ones and shown as such.
    """

    rate: int = BAHT_FOR_BAHT
    cap: Money = USUAL_CAP
    cutoff_day: int = 30
    cutoff_month: int = 9
    full_years: int = 1
    paid_up: bool = True
    most_rounds: int = 3
    returns_excess: bool = True
    basis: MatchBasis = MatchBasis.COVER
    chosen: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """Find everything that keeps the terms from being used."""
        found: list[Problem] = []
        if not 0 < self.rate <= HIGHEST_RATE:
            found.append(problem("match.rate", N_("The rate is above zero and not above 100."), "rate"))
        if self.cap <= ZERO:
            found.append(problem("match.cap", N_("Write an amount above zero."), "cap"))
        if self.full_years < 0 or self.most_rounds < 0:
            text = N_("Years and rounds are not below zero; 0 rounds is no limit.")
            found.append(problem("match.below_zero", text, "full_years"))
        if (
            not 1 <= self.cutoff_month <= MONTHS_PER_YEAR
            or not 1 <= self.cutoff_day <= monthrange(_LEAP_YEAR, self.cutoff_month)[1]
        ):
            found.append(problem("match.cutoff", N_("There is no such cut-off day in a year."), "cutoff_day"))
        return found

    def is_usual(self, name: str) -> bool:
        """Tell whether a term is the usual one, which nobody has set."""
        return name not in self.chosen

    def cutoff(self, year: int, first_month: int) -> date:
        """Tell the cut-off day of the fiscal year that ends in Gregorian `year`."""
        if first_month > 1 and self.cutoff_month >= first_month:
            year -= 1
        return date(year, self.cutoff_month, min(self.cutoff_day, monthrange(year, self.cutoff_month)[1]))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a member at the cut-off.

    `paid` is own money for the matching year, received by the cut-off; `was_member` is None where the register cannot
    tell; `left` is the day a membership ended after it; `counted_before` was put forward for the same year before.
    """

    number: str
    paid: Money
    was_member: bool | None
    full_years: int | None
    is_paid_up: bool
    left: date | None = None
    rounds: int = 0
    counted_before: Money = ZERO


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What of a member's money counts for a round: all of it within the cap, or nothing, and every reason why."""

    number: str
    paid: Money
    counted: Money
    reasons: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a round asks for: members put forward and left out, what counts of the former, and the sum asked."""

    people: tuple[Eligibility, ...]
    left_out: tuple[Eligibility, ...]
    counted: Money
    asked: Money


REASONS = {
    "match.not_member": N_("Was not a member at the cut-off"),
    "match.unknown": N_("The register does not tell whether this was a member at the cut-off"),
    "match.left": N_("The membership ended on {day}, before the list was made"),
    "match.too_new": N_("A member for {years} full years at the cut-off; {least} are asked for"),
    "match.not_paid_up": N_("Not paid up for all months by the cut-off"),
    "match.rounds": N_("In {rounds} rounds already; {most} is the most"),
    "match.nothing_paid": N_("Paid no own money for the year by the cut-off"),
    "match.counted_before": N_("Put forward for the same year already, up to the cap"),
}
"""Why a member is left out, by code."""


def reason(code: str, **params: object) -> Problem:
    """Say why a member is left out."""
    return problem(code, REASONS[code], **params)


def examine(candidate: Candidate, terms: MatchTerms) -> Eligibility:
    """Hold a member against the terms; whoever misses one counts for nothing, and every reason is told."""
    left = max(ZERO, min(candidate.paid, terms.cap) - candidate.counted_before)
    reasons = tuple(_reasons(candidate, terms, left))
    return Eligibility(candidate.number, candidate.paid, ZERO if reasons else left, reasons)


def _reasons(candidate: Candidate, terms: MatchTerms, left: Money) -> Iterable[Problem]:
    if candidate.was_member is None:
        yield reason("match.unknown")
    elif not candidate.was_member:
        yield reason("match.not_member")
    elif candidate.left is not None:
        yield reason("match.left", day=candidate.left)
    if candidate.full_years is not None and candidate.full_years < terms.full_years:
        yield reason("match.too_new", years=candidate.full_years, least=terms.full_years)
    if terms.paid_up and not candidate.is_paid_up:
        yield reason("match.not_paid_up")
    if terms.most_rounds and candidate.rounds >= terms.most_rounds:
        yield reason("match.rounds", rounds=candidate.rounds, most=terms.most_rounds)
    if candidate.paid <= ZERO:
        yield reason("match.nothing_paid")
    elif not left:
        yield reason("match.counted_before")


def ask(candidates: Iterable[Candidate], terms: MatchTerms) -> Asking:
    """Put forward who meets the terms; a part of a satang is never asked, and nobody stands in a round twice."""
    found = [examine(each, terms) for each in candidates]
    if len({each.number for each in found}) < len(found):
        raise RuleError(problem("match.twice", N_("A member stands in a round once.")))
    people = tuple(each for each in found if not each.reasons)
    counted = Money.sum(each.counted for each in people)
    left_out = tuple(each for each in found if each.reasons)
    return Asking(people, left_out, counted, Money(counted.satang * terms.rate // BAHT_FOR_BAHT))
