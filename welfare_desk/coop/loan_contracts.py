"""The papers of a loan: how an application goes on, what a contract agreed, what happened to it without money."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.loan_history import LoanMove, On
from welfare_desk.coop.standings import LOST, SUED
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welfare_desk.coop.holdings import HoldingEvent

NOTICE, COLLATERAL, FREED, WAIVED, SUIT_ENDED, FOUND = "notice", "collateral", "freed", "waived", "suit_ended", "found"
"""Kinds of events beside `SUED` and `LOST`: `FOUND` takes back that there is no way to collect."""
LAST_NOTICE = 3


class ApplicationStep(Enum):
    """How an application stands."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CONTRACTED = "contracted"


@dataclass(frozen=True, slots=True)
class LoanDecision:
    """What was decided of an application; `words` name the resolution, or why not. None: as it was asked for."""

    day: date
    step: ApplicationStep
    words: str
    amount: Money | None = None
    instalments: int | None = None

    def problems(self, before: ApplicationStep, asked: date) -> list[Problem]:
        """Find everything that keeps the decision from being written down."""
        found: list[Problem] = []
        open_ = {ApplicationStep.ASKED, ApplicationStep.APPROVED}
        if before not in open_ or (before is self.step is ApplicationStep.APPROVED):
            found.append(problem("loan.decided", N_("This application is decided already."), "application"))
        if self.day < asked:
            text = N_("It was asked for on {day}; it is decided then or later.")
            found.append(problem("loan.decided_before", text, "day", day=asked))
        if not self.words.strip():
            found.append(problem("loan.no_resolution", N_("Write the resolution, or why not."), "words"))
        if self.amount is not None and self.amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        return found

    def status(self) -> str:
        """Write the step as it is kept: `approved 5000000 60` is 50,000 baht in 60 instalments."""
        if self.step is not ApplicationStep.APPROVED or self.amount is None:
            return self.step.value
        return f"{self.step.value} {self.amount.satang} {self.instalments or 0}"


def read_status(text: str) -> tuple[ApplicationStep, Money | None, int | None]:
    """Read a step as it is kept, with the amount and instalments that were approved."""
    step, *figures = text.split()
    if not figures:
        return ApplicationStep(step), None, None
    satang, instalments = map(int, figures)
    return ApplicationStep(step), Money(satang), instalments or None


@dataclass(frozen=True, slots=True)
class LoanContract:
    """What a contract agreed beside its terms: accounts, the amount, the application that it follows."""

    account: str
    income: str
    amount: Money
    application: int | None = None

    def written(self) -> str:
        """Write it as it is kept."""
        kept = {
            "account": self.account, "income": self.income, "amount": self.amount.satang,
            "application": self.application,
        }  # fmt: skip
        return json.dumps(kept, sort_keys=True)


def contract_from(text: str) -> LoanContract:
    """Read a contract as it is kept."""
    kept: dict[str, Any] = json.loads(text)
    return LoanContract(kept["account"], kept["income"], Money(kept["amount"]), kept.get("application"))


@dataclass(frozen=True, slots=True)
class Collateral:
    """What is held against a loan, and its value; `position` is that of the event that took it in."""

    position: int
    day: date
    kind: str
    words: str
    value: Money


@dataclass(frozen=True, slots=True)
class LoanState:
    """What happened to a loan beside money: flags, what is held against it, the notices sent with their days."""

    flags: frozenset[str] = frozenset()
    collateral: tuple[Collateral, ...] = ()
    notices: tuple[tuple[int, date], ...] = ()
    waived: tuple[LoanMove, ...] = ()

    @property
    def value(self) -> Money:
        """Add up what is held against the loan."""
        return Money.sum(each.value for each in self.collateral)


NOTHING = LoanState()
_ENDS = {SUIT_ENDED: SUED, FOUND: LOST}


def state_of(events: Iterable[HoldingEvent], day: date = date.max) -> LoanState:
    """Fold what happened to a loan up to a day."""
    flags: set[str] = set()
    held: dict[int, Collateral] = {}
    notices: list[tuple[int, date]] = []
    waived: list[LoanMove] = []
    for each in events:
        if each.day > day:
            continue
        kept: dict[str, Any] = json.loads(each.content)
        if each.kind in {SUED, LOST}:
            flags.add(each.kind)
        elif each.kind in _ENDS:
            flags.discard(_ENDS[each.kind])
        elif each.kind == NOTICE:
            notices.append((kept["number"], each.day))
        elif each.kind == COLLATERAL:
            value = Money(kept["value"])
            held[each.position] = Collateral(each.position, each.day, kept["what"], each.words, value)
        elif each.kind == FREED:
            held.pop(kept["position"], None)
        elif each.kind == WAIVED:
            parts = ((On.INTEREST, kept.get("interest", 0)), (On.PENALTY, kept.get("penalty", 0)))
            waived += [LoanMove(each.day, on, Act.WAIVE, Money(-satang)) for on, satang in parts if satang]
    return LoanState(frozenset(flags), tuple(held.values()), tuple(notices), tuple(waived))


def problems_of_notice(number: int, missed: int, state: LoanState) -> list[Problem]:
    """Find what keeps a notice from being sent: they follow one another, and something is missed."""
    found: list[Problem] = []
    sent = max((each for each, _day in state.notices), default=0)
    if not missed:
        found.append(problem("loan.nothing_missed", N_("No instalment of this loan is missed."), "contract"))
    if not 1 <= number <= LAST_NOTICE or number > sent + 1:
        text = N_("Notice {next} is the next one.")
        found.append(problem("loan.notice", text, "number", next=min(sent + 1, LAST_NOTICE)))
    return found


@dataclass(frozen=True, slots=True)
class Guarantee:
    """That a member stands for a loan, with an amount or for the whole; `ended` says until when."""

    position: int
    member: str
    since: date
    amount: Money | None = None
    ended: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A loan that a member stands for: contract, who borrowed, what is owed on it and missed."""

    contract: str
    borrower: str
    name: str
    product: str
    since: date
    amount: Money | None
    principal: Money
    missed: int


def in_force(guarantees: Sequence[Guarantee], day: date) -> list[Guarantee]:
    """Give the guarantees that hold on a day."""
    return [each for each in guarantees if each.since <= day and (each.ended is None or each.ended > day)]
