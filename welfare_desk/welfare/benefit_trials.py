"""Try a benefit on a made-up member: what its rules would give, with all reasons; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefit_rules import decide, found_by
from welfare_desk.welfare.benefits import Applicant, BenefitClass, Case, Claim, Effect, History, Past, problems_of_claim

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.welfare.benefits import BenefitType, Decision, Rule

_NUMBER, _HOME = "1", "1|1"
_YEAR = Money.baht(365)  # a made-up member pays a baht a day
TITLES = {"man": "นาย", "woman": "นาง", "": ""}  # the register tells men and women by the title


@dataclass(frozen=True, slots=True)
class Trial:
    """A made-up member and claim; `owes` is what is owed on the day of the event.

    `times`, `had` and `had_quantity` are what was given of this benefit before, in the same fiscal year and for the
    same event.
    """

    event_day: date
    claim_day: date
    entry_day: date | None = None
    birth_day: date | None = None
    gender: str = ""
    is_vulnerable: bool = False
    owes: Money | None = ZERO
    quantity: int = 1
    relation: str = ""
    subject: str = ""
    asked: Money | None = None
    times: int = 0
    had: Money = ZERO
    had_quantity: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial gives: the decision with its reasons, and the rules that are met."""

    decision: Decision
    met: tuple[Rule, ...]


def try_case(kind: BenefitType, trial: Trial, first_month: int = 10) -> Tried:
    """Decide a made-up case; what cannot be looked at at all is a `RuleError`."""
    member = _NUMBER if kind.of is BenefitClass.MEMBER else None
    claim = Claim(
        kind.code, member, trial.event_day, trial.claim_day, trial.claim_day, trial.quantity, trial.subject,
        trial.relation, trial.asked,
    )  # fmt: skip
    if found := problems_of_claim(claim, kind):
        raise RuleError(*found)
    applicant = Applicant(_made_up(trial), trial.owes, _HOME, _YEAR) if member else None
    case = Case(claim, kind, applicant, History(_before(kind, trial)), first_month)
    return Tried(decide(case), tuple(each for each in kind.rules if _is_met(case, each)))


def _is_met(case: Case, rule: Rule) -> bool:
    return all(each.effect is Effect.EXPLAINS for each in found_by(case, rule))


def _made_up(trial: Trial) -> Member:
    eve = trial.event_day
    statuses = (StatusChange(trial.entry_day, Status.ACTIVE),)
    return Member(
        _NUMBER, TITLES[trial.gender], "", "", eve, entry_day=trial.entry_day, birth_day=trial.birth_day,
        vulnerable="yes" if trial.is_vulnerable else "", village="1", house="1", statuses=statuses,
    )  # fmt: skip


def _before(kind: BenefitType, trial: Trial) -> list[Past]:
    """Give what was given before; its money and quantity stand with the first."""
    return [
        Past(
            kind.code, _NUMBER, trial.event_day, trial.claim_day, trial.had if first else ZERO,
            trial.had_quantity if first else 0, trial.subject, _HOME,
        )
        for first in (at == 0 for at in range(trial.times))
    ]  # fmt: skip
