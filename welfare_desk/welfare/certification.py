"""How ready a fund is for certification: four criteria and the age of its data, each with evidence and what is missing.

The criteria stand in a published annual report of CODI; the posts, kinds and days asked for here are the program's own
defaults, and none of it is official. Whoever certifies decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.committee import Post
from welfare_desk.welfare.proposals import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from welfare_desk.welfare.proposals import Verdict


class Light(Enum):
    """How a criterion stands: in order, to be looked at, or not met; the worst of its parts counts."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class SubmissionKind(Enum):
    """What was handed up: the fund's data in CODI's program, one of the two files, or the status form."""

    PROGRAM = "program"
    FINANCE = "finance"
    BENEFITS = "benefits"
    STATUS_FORM = "status_form"


@dataclass(frozen=True, slots=True)
class Submission:
    """Data that were handed up on a day, as of another; `sha256` is the fingerprint of the file, if there was one."""

    number: int
    kind: SubmissionKind
    day: date
    as_of: date
    to_whom: str
    sha256: str = ""

    def problems(self, today: date) -> list[Problem]:
        """Find what keeps it from being written down."""
        found: list[Problem] = []
        if not self.to_whom.strip():
            found.append(problem("submission.no_whom", N_("Write to whom the data were handed."), "to_whom"))
        if self.day > today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        if self.as_of > self.day:
            text = N_("The data cannot be of a day after they were handed up.")
            found.append(problem("submission.as_of", text, "as_of"))
        if self.sha256 and re.fullmatch("[0-9a-f]{64}", self.sha256) is None:
            text = N_("A fingerprint is 64 digits and letters a to f.")
            found.append(problem("submission.fingerprint", text, "sha256"))
        return found


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """From how many days on the data are old: since the last close, since what was handed up last; `chosen` were set.

    The defaults are the program's own: two months, and half a year.
    """

    close_days: int = 62
    submission_days: int = 183
    chosen: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """Find what keeps the limits from being used."""
        text = N_("Write a number of days, 1 or more.")
        return [
            problem("age.days", text, each) for each in ("close_days", "submission_days") if getattr(self, each) < 1
        ]


@dataclass(frozen=True, slots=True)
class CertificationFacts:
    """What the book knows: the age of its data, its committee, its rules, and what it gave in twelve months.

    `posts` are those held today, `next_end` the first written last day among them; `missing` are the keys of the facts
    of the profile that nobody told.
    """

    last_closed: date | None = None
    submission: Submission | None = None
    missing: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    committee_since: date | None = None
    next_end: date | None = None
    last_meeting: date | None = None
    regulation: str = ""
    regulation_day: date | None = None
    regulation_files: int = 0
    benefits: tuple[tuple[int, Money], ...] = field(default=())  # line of the status form, baht
    cases: int = 0
    last_benefit: date | None = None
    community: Money = ZERO
    other_welfare: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One test of a criterion: its name, how it stands, the words with their figures, and the day of the evidence."""

    criterion: int
    name: str
    light: Light
    words: Problem
    day: date | None = None

    @classmethod
    def of(
        cls, criterion: int, name: str, light: Light, text: str, day: date | None = None, /, **figures: object
    ) -> Evidence:
        """Make a test out of how it stands, its sentence, the day of the evidence and the sentence's figures."""
        return cls(criterion, name, light, problem(f"certification.{name}", text, **figures), day)


NEEDED_POSTS = (Post.CHAIR, Post.SECRETARY, Post.TREASURER)
_SOON_DAYS = 90


def hold_against_standard(facts: CertificationFacts, limits: AgeLimits, today: date) -> list[Evidence]:
    """Hold a fund against every test of the four criteria, in their order."""
    return [
        *_of_data(facts, limits, today),
        *_of_committee(facts, today),
        *_of_rules(facts),
        *_of_welfare(facts),
    ]


def worst(lights: Iterable[Light]) -> Light:
    """Sum lights up: the worst one counts."""
    order = list(Light)
    return max(lights, key=order.index, default=Light.GREEN)


def light_of(verdict: Verdict) -> Light:
    """Show a test of a proposal as a light: what cannot be told is to be looked at."""
    return {Finding.MET: Light.GREEN, Finding.UNKNOWN: Light.AMBER, Finding.NOT_MET: Light.RED}[verdict.finding]


def days_old(last: date | None, today: date) -> int | None:
    """Count the days since something was done; None where it never was."""
    return None if last is None else (today - last).days


def is_old(facts: CertificationFacts, limits: AgeLimits, today: date) -> bool:
    """Tell whether the data are too old to be called current."""
    return any(each.light is Light.RED for each in _of_data(replace(facts, missing=()), limits, today))


def _of_data(facts: CertificationFacts, limits: AgeLimits, today: date) -> Iterator[Evidence]:
    closed = days_old(facts.last_closed, today)
    if closed is None:
        yield Evidence.of(1, "closed", Light.RED, N_("No month of the books is closed yet."))
    else:
        text = N_("The books are closed up to {day}, {days} days ago; from {most} days on they are old.")
        figures = {"day": facts.last_closed, "days": closed, "most": limits.close_days}
        light = Light.GREEN if closed < limits.close_days else Light.RED
        yield Evidence.of(1, "closed", light, text, facts.last_closed, **figures)
    given = facts.submission
    if given is None:
        yield Evidence.of(1, "submission", Light.RED, N_("Nothing that was handed up is written down."))
    else:
        days = (today - given.as_of).days
        text = N_("Data as of {day} were handed to {whom}; they are {days} days old, and old from {most} days on.")
        figures = {"day": given.as_of, "whom": given.to_whom, "days": days, "most": limits.submission_days}
        light = Light.GREEN if days < limits.submission_days else Light.RED
        yield Evidence.of(1, "submission", light, text, given.as_of, **figures)
    if facts.missing:
        text = N_("The profile of the fund lacks {count} facts.")
        yield Evidence.of(1, "profile", Light.AMBER, text, count=len(facts.missing))
    else:
        yield Evidence.of(1, "profile", Light.GREEN, N_("The profile of the fund is complete."))


def _of_committee(facts: CertificationFacts, today: date) -> Iterator[Evidence]:
    if not facts.posts:
        yield Evidence.of(2, "committee", Light.RED, N_("Nobody of the committee is written down."))
        return
    lacking = [post for post in NEEDED_POSTS if post not in facts.posts]
    text = (
        N_("{count} people hold posts of the committee.")
        if not lacking
        else N_("{count} people hold posts of the committee; {lacking} of chair, secretary and treasurer are missing.")
    )
    light = Light.AMBER if lacking else Light.GREEN
    figures = {"count": len(facts.posts), "lacking": len(lacking)}
    yield Evidence.of(2, "committee", light, text, facts.committee_since, **figures)
    if facts.next_end is None:
        yield Evidence.of(2, "terms", Light.AMBER, N_("Until when the terms run is not written down."))
    else:
        soon = (facts.next_end - today).days <= _SOON_DAYS
        text = N_("The next term ends on {day}.")
        yield Evidence.of(2, "terms", Light.AMBER if soon else Light.GREEN, text, facts.next_end, day=facts.next_end)
    if facts.last_meeting is None:
        yield Evidence.of(
            2, "meetings", Light.AMBER, N_("No meeting of the committee in twelve months is written down.")
        )
    else:
        text = N_("The committee met last on {day}.")
        yield Evidence.of(2, "meetings", Light.GREEN, text, facts.last_meeting, day=facts.last_meeting)


def _of_rules(facts: CertificationFacts) -> Iterator[Evidence]:
    if not facts.regulation:
        yield Evidence.of(3, "rules", Light.RED, N_("No regulation is kept in this book."))
        return
    text = N_("Rules in force: {rules}.")
    yield Evidence.of(3, "rules", Light.GREEN, text, facts.regulation_day, rules=facts.regulation)
    if facts.regulation_files:
        yield Evidence.of(3, "rules_file", Light.GREEN, N_("The signed paper is attached."), facts.regulation_day)
    else:
        yield Evidence.of(3, "rules_file", Light.AMBER, N_("The signed paper of the rules is not attached."))


def _of_welfare(facts: CertificationFacts) -> Iterator[Evidence]:
    given = Money.sum(amount for _line, amount in facts.benefits)
    text = N_("Members were given {amount} baht in twelve months: {types} kinds of welfare, {cases} claims.")
    figures = {"amount": given, "types": len(facts.benefits), "cases": facts.cases}
    light = Light.GREEN if given > ZERO else Light.RED
    yield Evidence.of(4, "members", light, text, facts.last_benefit, **figures)
    text = N_("The community was given {amount} baht in twelve months, and welfare that is no money {count} times.")
    helped = facts.community > ZERO or facts.other_welfare > 0
    figures = {"amount": facts.community, "count": facts.other_welfare}
    yield Evidence.of(4, "community", Light.GREEN if helped else Light.AMBER, text, **figures)
