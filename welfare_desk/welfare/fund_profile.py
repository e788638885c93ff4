"""What only the committee can tell of its fund: sections 1, 2, 3.1, 11 and 12 of the status form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class FactKind(Enum):
    """What a fact of the profile is: words, lines of words, a day, a whole number, or yes or no."""

    WORDS = "words"
    LINES = "lines"
    DAY = "day"
    NUMBER = "number"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class ProfileFact:
    """One fact: the setting it is kept under, the section of the form it stands in, its words, and what it is.

    `is_needed` tells that a profile without it is not complete.
    """

    key: str
    section: str
    words: str
    kind: FactKind = FactKind.WORDS
    is_needed: bool = False


YES = "yes"
PROFILE: tuple[ProfileFact, ...] = (
    ProfileFact("name_th", "1", N_("Name of the fund"), is_needed=True),
    ProfileFact("address", "1", N_("Address"), is_needed=True),
    ProfileFact("head", "1", N_("Head of the fund"), is_needed=True),
    ProfileFact("coordinator", "1", N_("Coordinator"), is_needed=True),
    ProfileFact("phone", "1", N_("Telephone"), is_needed=True),
    ProfileFact("fax", "1", N_("Fax")),
    ProfileFact("email", "1", N_("E-mail")),
    ProfileFact("founded", "2", N_("Founding day"), FactKind.DAY, is_needed=True),
    ProfileFact("supporting_body", "2", N_("Who supported the founding"), is_needed=True),
    ProfileFact("recognised", "2", N_("Recognised by")),
    ProfileFact("objectives", "2", N_("Objectives"), FactKind.LINES, is_needed=True),
    ProfileFact("members_at_start", "3.1", N_("Members at the beginning"), FactKind.NUMBER),
    ProfileFact("population", "3.1", N_("People living in the tambon"), FactKind.NUMBER, is_needed=True),
    ProfileFact("tambon_villages", "3.4", N_("Villages in the tambon"), FactKind.NUMBER, is_needed=True),
    ProfileFact("is_municipality", "3.4", N_("Municipality or city"), FactKind.YES),
    ProfileFact("money_at_start", "4.1", N_("Money at the beginning, in baht"), FactKind.NUMBER),
    ProfileFact("other_work", "11", N_("Links to other development work"), FactKind.LINES),
    ProfileFact("local_support", "12", N_("Support by the local authority"), FactKind.LINES),
    ProfileFact("agencies", "12", N_("Support by other agencies"), FactKind.LINES),
)
KEYS = {each.key: each for each in PROFILE}


def problems_of_profile(given: Mapping[str, str], today: date) -> list[Problem]:
    """Find everything that keeps facts from being kept; an empty one forgets what was told."""
    found: list[Problem] = []
    for key, value in given.items():
        fact = KEYS.get(key)
        if fact is None:
            found.append(problem("setting.unknown", N_("The book has no setting “{key}”."), key, key=key))
        elif value:
            found += _problems_of(fact, value, today)
        elif key == "name_th":
            found.append(problem("book.no_name", N_("Write the name of the fund."), key))
    return found


def missing(told: Mapping[str, str]) -> list[ProfileFact]:
    """Give the facts that a whole profile needs and nobody has told."""
    return [each for each in PROFILE if each.is_needed and not told.get(each.key)]


def of_section(sections: Iterable[str]) -> list[ProfileFact]:
    """Give the facts of some sections of the form, in their order."""
    wanted = set(sections)
    return [each for each in PROFILE if each.section in wanted]


def _problems_of(fact: ProfileFact, value: str, today: date) -> list[Problem]:
    if fact.kind is FactKind.NUMBER and not (value.isascii() and value.isdigit()):
        return [problem("match.no_number", N_("Write a whole number."), fact.key)]
    if fact.kind is FactKind.YES and value != YES:
        return [problem("profile.yes", N_("Write yes, or leave it empty."), fact.key)]
    if fact.kind is FactKind.DAY:
        try:
            later = date.fromisoformat(value) > today
        except ValueError:
            unread = N_("“{text}” is no day; write 2026-01-05 or BE2569-01-05.")
            return [problem("day.unread", unread, fact.key, text=value)]
        if later:
            return [problem("book.founded_later", N_("The fund cannot be founded after today."), fact.key)]
    return []
