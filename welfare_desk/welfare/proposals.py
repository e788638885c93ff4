"""The six criteria of a proposal for matching money, held against what the book knows of the fund.

The layout and the usual limits follow a form seen in the field (fiscal year 2567); they are no official rule, and
whatever nobody has set is marked as usual. What a book cannot know is left open, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import full_years
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_WHOLE = 100
_MONTHS = 12


class Finding(Enum):
    """Whether a test is met, not met, or cannot be told from the book."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProposalLimits:
    """From which limits on the criteria are met; `chosen` names those that somebody has set, all others are usual."""

    fund_years: int = 1
    cover: int = 50  # per cent of the villages; a form for municipalities was seen with 20
    basic_types: int = 3
    books_months: int = 2
    chosen: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """Find everything that keeps the limits from being used."""
        text = N_("Write 0 or more.")
        numbers = ("fund_years", "basic_types", "books_months")
        found = [problem("proposal.below_zero", text, name) for name in numbers if getattr(self, name) < 0]
        if not 0 <= self.cover <= _WHOLE:
            found.append(problem("proposal.cover", N_("Write per cents from 0 to 100."), "cover"))
        return found


@dataclass(frozen=True, slots=True)
class Groups:
    """How many of those put forward are children and young people, old, disabled, disadvantaged.

    `ages_known` tells whether every birth is known, `groups_known` whether the register names any group at all.
    """

    young: int = 0
    old: int = 0
    disabled: int = 0
    disadvantaged: int = 0
    ages_known: bool = False
    groups_known: bool = False


@dataclass(frozen=True, slots=True)
class FundFacts:
    """What the book knows of the fund: each figure as of today, the flows of the last twelve months.

    `villages_all` is 0 and `founded` None where nobody has written them down; `last_closed` is the last day of the
    last closed month.
    """

    founded: date | None = None
    recognised: str = ""
    people: int = 0
    groups: Groups = Groups()
    villages: int = 0
    villages_all: int = 0
    own_money: Money = ZERO
    local_money: Money = ZERO
    last_closed: date | None = None
    regulation: str = ""
    committee_meetings: int = 0
    member_meetings: int = 0
    benefits: tuple[tuple[int, Money], ...] = ()  # line of the status form, baht
    cases: int = 0
    other_welfare: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One test of a criterion: which, what was found, and the words with its figures."""

    criterion: int
    name: str
    finding: Finding
    words: Problem

    @classmethod
    def of(cls, criterion: int, name: str, is_met: bool | None, text: str, **figures: object) -> Verdict:  # noqa: FBT001 - the finding itself
        """Make a test out of whether it is met (None: it cannot be told), its sentence and the sentence's figures."""
        finding = Finding.UNKNOWN if is_met is None else (Finding.MET if is_met else Finding.NOT_MET)
        return cls(criterion, name, finding, problem(f"proposal.{name}", text, **figures))


def hold_against_criteria(facts: FundFacts, limits: ProposalLimits, today: date) -> list[Verdict]:
    """Hold a fund against every test of the six criteria, in the order of the form."""
    return [
        *_of_the_fund(facts, limits, today),
        *_of_members(facts, limits),
        *_of_money(facts),
        *_of_management(facts, limits, today),
        *_of_benefits(facts, limits),
    ]


def finding_of(tests: Iterable[Verdict]) -> Finding:
    """Sum tests up: one that is not met outweighs one that cannot be told, and that outweighs those met."""
    found = {each.finding for each in tests}
    return next((each for each in (Finding.NOT_MET, Finding.UNKNOWN) if each in found), Finding.MET)


def _of_the_fund(facts: FundFacts, limits: ProposalLimits, today: date) -> Iterator[Verdict]:
    if facts.founded is None:
        yield Verdict.of(1, "age", None, N_("The founding day is not written down."))
    else:
        years = full_years(facts.founded, today)
        text = N_("Founded on {day}: {years} full years; {least} are asked for.")
        figures = {"day": facts.founded, "years": years, "least": limits.fund_years}
        yield Verdict.of(1, "age", years >= limits.fund_years, text, **figures)
    if facts.recognised:
        yield Verdict.of(1, "recognised", True, N_("Recognised: {by}."), by=facts.recognised)  # noqa: FBT003 - see above
    else:
        yield Verdict.of(1, "recognised", None, N_("Who recognises the fund is not written down."))


def _of_members(facts: FundFacts, limits: ProposalLimits) -> Iterator[Verdict]:
    yield Verdict.of(2, "people", facts.people > 0, N_("{count} members are put forward."), count=f"{facts.people:,}")
    groups = facts.groups
    text = N_(
        "Among them {young} up to 18 years, {old} of 60 and above, {disabled} disabled, {disadvantaged} disadvantaged."
    )
    figures = {
        "young": groups.young, "old": groups.old, "disabled": groups.disabled, "disadvantaged": groups.disadvantaged,
    }  # fmt: skip
    yield Verdict.of(2, "groups", _covers(groups), text, **figures)
    if not facts.villages_all:
        text = N_("Members live in {count} villages; how many villages there are is not written down.")
        yield Verdict.of(2, "villages", None, text, count=facts.villages)
    else:
        text = N_("Members live in {count} of {all} villages ({part} per cent); {least} per cent are asked for.")
        figures = {
            "count": facts.villages, "all": facts.villages_all,
            "part": facts.villages * _WHOLE // facts.villages_all, "least": limits.cover,
        }  # fmt: skip
        is_met = facts.villages * _WHOLE >= limits.cover * facts.villages_all
        yield Verdict.of(2, "villages", is_met, text, **figures)


def _covers(groups: Groups) -> bool | None:
    """Tell whether every group is among the members; what the register does not hold cannot be told."""
    ages, others = groups.young and groups.old, groups.disabled and groups.disadvantaged
    if ages and others:
        return True
    if (not ages and groups.ages_known) or (not others and groups.groups_known):
        return False
    return None


def _of_money(facts: FundFacts) -> Iterator[Verdict]:
    own, local = facts.own_money, facts.local_money
    yield Verdict.of(3, "own_money", own > ZERO, N_("Members paid {amount} baht for the year."), amount=own)
    text = N_("Local authorities have given {amount} baht so far.")
    yield Verdict.of(3, "local_money", local > ZERO, text, amount=local)


def _of_management(facts: FundFacts, limits: ProposalLimits, today: date) -> Iterator[Verdict]:
    if facts.last_closed is None:
        yield Verdict.of(4, "books", False, N_("No month of the books is closed yet."))  # noqa: FBT003 - see above
    else:
        last = facts.last_closed
        months = (today.year - last.year) * _MONTHS + today.month - last.month
        text = N_("The books are closed up to {day}, {months} months ago; {most} are allowed.")
        figures = {"day": last, "months": months, "most": limits.books_months}
        yield Verdict.of(4, "books", months <= limits.books_months, text, **figures)
    if facts.regulation:
        yield Verdict.of(4, "rules", True, N_("Rules in force: {rules}."), rules=facts.regulation)  # noqa: FBT003 - see above
    else:
        yield Verdict.of(4, "rules", None, N_("No regulation is kept in this book."))
    both = facts.committee_meetings and facts.member_meetings
    text = N_("In twelve months {committee} committee meetings and {members} members' meetings are written down.")
    figures = {"committee": facts.committee_meetings, "members": facts.member_meetings}
    yield Verdict.of(4, "meetings", True if both else None, text, **figures)
    text = N_("Development plan, monitoring and reports: to be shown by the committee's own papers.")
    yield Verdict.of(4, "plans", None, text)


def _of_benefits(facts: FundFacts, limits: ProposalLimits) -> Iterator[Verdict]:
    types, given = len(facts.benefits), Money.sum(amount for _line, amount in facts.benefits)
    text = N_("{types} basic types of welfare in twelve months, {amount} baht, {cases} claims; {least} are asked for.")
    figures = {"types": types, "amount": given, "cases": facts.cases, "least": limits.basic_types}
    yield Verdict.of(5, "types", types >= limits.basic_types, text, **figures)
    text = N_("Welfare that is no money was written down {count} times in twelve months.")
    count = facts.other_welfare
    yield Verdict.of(6, "other_welfare", True if count else None, text, count=count)
