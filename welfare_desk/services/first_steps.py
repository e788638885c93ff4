"""The way to a new book: which questions are asked, in what order, and what an answer must be. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.funds import WELFARE_FUNDS, AllocationPolicy
from welfare_desk.money import ZERO, Money
from welfare_desk.services.books import BookKind, NewBook
from welfare_desk.welfare.plans import READY_PLANS, Period, Plan

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

OWN_PLAN = "own"


class Step(Enum):
    """One question of the way, in its order."""

    LANGUAGE = "language"
    KIND = "kind"
    FUND = "fund"
    YEAR = "year"
    PLAN = "plan"
    SPLIT = "split"
    CHART = "chart"
    OPENING = "opening"
    PAPERS = "papers"
    BACKUP = "backup"
    MAKE = "make"


_OF_A_WELFARE_FUND = frozenset({Step.PLAN, Step.SPLIT})


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far.

    `tambon` is a six-digit code; `plan` is the code of a ready plan or `own`, which `own_plan` then describes;
    `weights` are whole per cents by fund; `brings_balances` says that the book begins with those of older books.
    """

    language: str = "th"
    kind: BookKind = BookKind.WELFARE_FUND
    name_th: str = ""
    name_en: str = ""
    tambon: str = ""
    address: str = ""
    founded: date | None = None
    fiscal_year_start: int = 10
    first_day: date | None = None
    plan: str = READY_PLANS[0].code
    own_plan: Plan | None = None
    weights: tuple[tuple[str, int], ...] = ()
    brings_balances: bool = False
    head: str = ""
    treasurer: str = ""
    backup_folder: str = ""


def path(answers: Answers) -> tuple[Step, ...]:
    """Give the steps that these answers lead through; contributions are asked of welfare funds alone."""
    is_fund = answers.kind is BookKind.WELFARE_FUND
    return tuple(step for step in Step if is_fund or step not in _OF_A_WELFARE_FUND)


def step_after(step: Step, answers: Answers) -> Step:
    """Give the next step; the last one stays."""
    steps = path(answers)
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def step_before(step: Step, answers: Answers) -> Step:
    """Give the step before; the first one stays."""
    steps = path(answers)
    return steps[max(steps.index(step) - 1, 0)]


def take_up(answers: Answers, seen: Collection[Step], today: date) -> Step:
    """Give the first step that was not seen yet, or whose answer cannot stay."""
    for step in path(answers):
        if step not in seen or problems_of(step, answers, today):
            return step
    return Step.MAKE


def problems_of(step: Step, answers: Answers, today: date) -> list[Problem]:
    """Find everything that keeps the answers of a step from being used; making the book asks all steps."""
    match step:
        case Step.FUND:
            return _fund(answers, today)
        case Step.YEAR:
            return _year(answers, today)
        case Step.PLAN:
            return [] if answers.plan != OWN_PLAN else _own_plan(answers)
        case Step.SPLIT:
            return _split(answers)
        case Step.MAKE:
            return [each for other in path(answers)[:-1] for each in problems_of(other, answers, today)]
        case _:
            return []


def _fund(answers: Answers, today: date) -> list[Problem]:
    found: list[Problem] = []
    if not answers.name_th.strip():
        found.append(problem("book.no_name", N_("Write the name of the fund."), "name_th"))
    if answers.founded is not None and answers.founded > today:
        found.append(problem("book.founded_later", N_("The fund cannot be founded after today."), "founded"))
    return found


def _year(answers: Answers, today: date) -> list[Problem]:
    if answers.first_day is None:
        return [problem("book.no_first_day", N_("Write the first day of the book."), "first_day")]
    if answers.first_day > today:
        return [problem("book.first_day_later", N_("The first day of the book is today or before."), "first_day")]
    if answers.founded is not None and answers.first_day < answers.founded:
        text = N_("The fund was founded later than this day.")
        return [problem("book.before_founding", text, "first_day")]
    return []


def _own_plan(answers: Answers) -> list[Problem]:
    if answers.own_plan is None:
        return [problem("plan.no_amount", N_("Write an amount above zero."), "amount")]
    return answers.own_plan.problems()


def _split(answers: Answers) -> list[Problem]:
    if answers.first_day is None:
        return []
    return AllocationPolicy(answers.first_day, answers.weights).problems([fund.code for fund in WELFARE_FUNDS])


def own_plan(amount: Money | None, period: Period, entrance_fee: Money | None) -> Plan | None:
    """Describe a fund's own plan by its amount; without an amount there is none."""
    if amount is None:
        return None
    return Plan(OWN_PLAN, "แบบของกองทุน", "The fund's own", period, amount, entrance_fee or ZERO)


def new_book(answers: Answers) -> NewBook:
    """Give what the new book is told."""
    is_fund = answers.kind is BookKind.WELFARE_FUND
    assert answers.first_day is not None  # noqa: S101 - `problems_of` asked for it
    ready = {plan.code: plan for plan in READY_PLANS}
    return NewBook(
        answers.name_th,
        answers.first_day,
        answers.kind,
        answers.name_en,
        answers.fiscal_year_start,
        answers.weights if is_fund else (),
        language=answers.language,
        plan=(ready.get(answers.plan) or answers.own_plan) if is_fund else None,
        founded=answers.founded,
        tambon=answers.tambon,
        papers=(("address", answers.address), ("head", answers.head), ("treasurer", answers.treasurer)),
    )
