"""Meetings of a fund: who was there, what was resolved, and when the first general meeting is due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain, count
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

FIRST_GENERAL_MONTHS = 6  # after the founding, as a leaflet of CODI on founding a fund asks


class MeetingKind(Enum):
    """Whose meeting it was: the committee's, all members' yearly one, or another of members."""

    COMMITTEE = "committee"
    GENERAL = "general"
    MEMBERS = "members"


class Presence(Enum):
    """Whether an officer came to a meeting."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a meeting resolved: its number within the meeting (`1/2569`) and its words."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: its day, what it is called (`1/2569`), where it was, how many came (0: not counted), the minutes.

    `attendance` tells of each officer, by number, whether she came.
    """

    number: int
    kind: MeetingKind
    day: date
    name: str
    place: str = ""
    people: int = 0
    minutes: str = ""
    resolutions: tuple[Resolution, ...] = ()
    attendance: Mapping[int, Presence] | None = None

    @property
    def here(self) -> int:
        """Count the officers who came."""
        return sum(each is Presence.PRESENT for each in (self.attendance or {}).values())

    def problems(self, today: date) -> list[Problem]:
        """Find everything that keeps the meeting from being written down."""
        found: list[Problem] = []
        if not self.name.strip():
            found.append(problem("meeting.no_name", N_("Write which meeting it was, such as 1/2569."), "name"))
        if self.people < 0:
            found.append(
                problem("activity.people", N_("Write how many people took part; 0 if nobody counted."), "people")
            )
        if self.day > today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        numbers = [each.number.strip() for each in self.resolutions]
        if len(set(numbers)) < len(numbers):
            text = N_("Two resolutions of one meeting have the same number.")
            found.append(problem("meeting.resolution_twice", text, "resolutions"))
        if any(not each.words.strip() for each in self.resolutions):
            found.append(problem("meeting.no_words", N_("Write what was resolved."), "resolutions"))
        return found


def read_resolutions(text: str, kept: Sequence[Resolution] = ()) -> tuple[Resolution, ...]:
    """Read resolutions as they are typed, one a line; those kept before lend their numbers, then they count from 1."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbers = [each.number for each in kept]
    free = (str(at) for at in count(1) if str(at) not in numbers)
    return tuple(Resolution(number, words) for number, words in zip(chain(numbers, free), lines, strict=False))


def first_general_due(founded: date | None, held: bool, today: date) -> date | None:  # noqa: FBT001 - a fact
    """Give the day by which the first general meeting is due, where a young fund has held none.

    A fund older than twice that time is asked no more: it met before this book was kept.
    """
    if founded is None or held or add_months(founded, 2 * FIRST_GENERAL_MONTHS) < today:
        return None
    return add_months(founded, FIRST_GENERAL_MONTHS)
