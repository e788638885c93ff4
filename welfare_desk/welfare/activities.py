"""What a fund does besides paying money: meetings, and welfare that is no money; proposals count it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from datetime import date


class ActivityKind(Enum):
    """What kind of activity it was."""

    COMMITTEE_MEETING = "committee_meeting"
    MEMBER_MEETING = "member_meeting"
    WELFARE = "welfare"  # that is no money


@dataclass(frozen=True, slots=True)
class Activity:
    """A meeting, or welfare that is no money: its day, what it was, and how many people took part (0: not counted)."""

    number: int
    kind: ActivityKind
    day: date
    name: str
    people: int = 0
    note: str = ""

    def problems(self, today: date) -> list[Problem]:
        """Find everything that keeps the activity from being written down."""
        found: list[Problem] = []
        if not self.name.strip():
            found.append(problem("activity.no_name", N_("Write what it was."), "name"))
        if self.people < 0:
            found.append(
                problem("activity.people", N_("Write how many people took part; 0 if nobody counted."), "people")
            )
        if self.day > today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        return found
