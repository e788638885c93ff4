"""The strength of a borrower of CODI as the body itself writes it down: A, B or C, never worked out here.

The grades are published with their meaning; how they are given is not, so the program offers no formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from datetime import date


class Grade(Enum):
    """How strong: very, middling, or fair and to be improved."""

    A = "A"
    B = "B"
    C = "C"


GRADE_WORDS = {
    Grade.A: N_("very strong"),
    Grade.B: N_("middling"),
    Grade.C: N_("fair, to be improved"),
}


@dataclass(frozen=True, slots=True)
class CreditStrength:
    """A grade that somebody gave on a day, and what was said."""

    day: date
    grade: Grade
    by: str
    words: str = ""

    def problems(self, today: date) -> list[Problem]:
        """Find what keeps it from being written down."""
        found: list[Problem] = []
        if not self.by.strip():
            found.append(problem("strength.by", N_("Write who gave the grade."), "by"))
        if self.day > today:
            found.append(problem("strength.day", N_("The day may not lie in the future."), "day"))
        return found
