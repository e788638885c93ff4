"""What is seen of a claim before a committee decides, and lists of claims that go before it together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

SIGNATURES = 3  # of the village centre, as the form has them


class SeenKind(Enum):
    """What was seen: a paper of the benefit's list, or a signature of the village centre."""

    DOCUMENT = "document"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Seen:
    """A paper that was seen, or somebody of the village centre who signed, and on which day."""

    kind: SeenKind
    name: str
    day: date


class ListKind(Enum):
    """Why claims are taken in together: one disaster, or a benefit that is due to many every year."""

    DISASTER = "disaster"
    YEARLY = "yearly"


LIST_KINDS = {ListKind.DISASTER: N_("Disaster"), ListKind.YEARLY: N_("Yearly list")}


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A list of claims: its benefit, the day of the disaster or the day that the list is drawn up for, its name."""

    kind: ListKind
    type: str
    day: date
    name: str

    def problems(self, today: date) -> list[Problem]:
        """Find what keeps the list from being made."""
        found: list[Problem] = []
        if not self.name.strip():
            text = N_("Give it a name: the storm, or the year of the list.")
            found.append(problem("claim_list.no_name", text, "name"))
        if self.day > today:
            found.append(problem("claim.future", N_("The day may not lie in the future."), "day"))
        return found


def missing_papers(wanted: Sequence[str], seen: Collection[Seen]) -> tuple[tuple[str, ...], int]:
    """Tell which papers of the benefit's list were not seen, and how many signatures are missing."""
    had = {each.name for each in seen if each.kind is SeenKind.DOCUMENT}
    signed = sum(each.kind is SeenKind.SIGNATURE for each in seen)
    return tuple(each for each in wanted if each not in had), max(SIGNATURES - signed, 0)


def problems_of_checks(signatures: Sequence[str]) -> list[Problem]:
    """Find what is wrong with the signatures that are written down."""
    if len(signatures) > SIGNATURES:
        text = N_("The form has {count} signatures of the village centre.")
        return [problem("claim.signatures", text, "signatures", count=SIGNATURES)]
    return []
