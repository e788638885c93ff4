"""What a fund says of itself: section 9 of the status form, partly told by the book, and five virtues with own items.

No item of the virtues comes with the program: each fund writes its own, with the points it gives itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class AssessmentKind(Enum):
    """What is assessed: the management of the fund (section 9 of the status form), or its virtues."""

    STATUS_FORM = "status_form"
    VIRTUE = "virtue"


@dataclass(frozen=True, slots=True)
class Tick:
    """One box of section 9: its key, the item it stands in, and its words."""

    key: str
    item: str
    words: str


ITEMS = {
    "9.1": N_("Rules in writing"),
    "9.2": N_("Data of members are kept in"),
    "9.3": N_("Meetings"),
    "9.4": N_("Keeping of accounts"),
    "9.5": N_("The committee looks at its own work"),
    "9.6": N_("Others look at the fund's work"),
    "9.7": N_("Reports go to"),
}
TICKS: tuple[Tick, ...] = (
    Tick("rules_members", "9.1", N_("rules on members")),
    Tick("rules_committee", "9.1", N_("rules on the committee")),
    Tick("rules_welfare", "9.1", N_("rules on welfare")),
    Tick("kept_notebook", "9.2", N_("a notebook")),
    Tick("kept_file", "9.2", N_("a file of papers")),
    Tick("kept_program", "9.2", N_("a computer program")),
    Tick("kept_other", "9.2", N_("something else")),
    Tick("committee_monthly", "9.3", N_("the committee meets every month")),
    Tick("members_3_months", "9.3", N_("members meet every 3 months")),
    Tick("members_6_months", "9.3", N_("members meet every 6 months")),
    Tick("members_12_months", "9.3", N_("members meet every 12 months")),
    Tick("minutes_each", "9.3", N_("every meeting has minutes")),
    Tick("minutes_some", "9.3", N_("some meetings have minutes")),
    Tick("minutes_computer", "9.3", N_("minutes are written on a computer")),
    Tick("accounts_current", "9.4", N_("current, and reported")),
    Tick("accounts_late", "9.4", N_("not current")),
    Tick("accounts_monthly", "9.4", N_("closed every month")),
    Tick("accounts_yearly", "9.4", N_("closed every year")),
    Tick("self_3_months", "9.5", N_("every 3 months")),
    Tick("self_6_months", "9.5", N_("every 6 months")),
    Tick("self_12_months", "9.5", N_("every 12 months")),
    Tick("outside", "9.6", N_("somebody from outside follows the work")),
    Tick("told_members", "9.7", N_("members")),
    Tick("told_local", "9.7", N_("the local authority")),
    Tick("told_agencies", "9.7", N_("agencies")),
    Tick("told_board", "9.7", N_("a notice board")),
)
KEYS = frozenset(each.key for each in TICKS)


class Virtue(Enum):
    """The five categories of the self-assessment of virtue, in their order."""

    VISION = "vision"
    SUFFICIENCY = "sufficiency"
    HONESTY = "honesty"
    VOLUNTEERING = "volunteering"
    DISCIPLINE = "discipline"


@dataclass(frozen=True, slots=True)
class VirtueItem:
    """An item that the fund wrote for itself: its category, its words, the points given and the most there are."""

    virtue: Virtue
    words: str
    points: int
    most: int

    def problems(self) -> list[Problem]:
        """Find what keeps the item from being kept."""
        found: list[Problem] = []
        if not self.words.strip():
            found.append(problem("virtue.no_words", N_("Write what the item asks."), self.virtue.value))
        if not 0 <= self.points <= self.most or not self.most:
            text = N_("Of “{words}” the points must lie between 0 and the most there are.")
            found.append(problem("virtue.points", text, self.virtue.value, words=self.words))
        return found


@dataclass(frozen=True, slots=True)
class Management:
    """What the book tells of section 9: meetings of the last twelve months, the last close, rules, how they are kept.

    `minutes` counts the meetings with minutes or resolutions; `closed` is the last day of the last closed month.
    """

    rules: bool = False
    committee_meetings: int = 0
    member_meetings: int = 0
    minutes: int = 0
    closed: date | None = None
    year_closed: bool = False
    reported: bool = False


_MONTHS, _CURRENT_DAYS = 12, 62
_TWICE, _FOUR_TIMES = 2, 4


def told_by_book(of: Management, today: date) -> frozenset[str]:
    """Tick the boxes of section 9 that the book itself tells of."""
    meetings = of.committee_meetings + of.member_meetings
    is_current = of.closed is not None and (today - of.closed).days <= _CURRENT_DAYS
    held = {
        "rules_welfare": of.rules,
        "kept_program": True,
        "committee_monthly": of.committee_meetings >= _MONTHS,
        "members_3_months": of.member_meetings >= _FOUR_TIMES,
        "members_6_months": _TWICE <= of.member_meetings < _FOUR_TIMES,
        "members_12_months": of.member_meetings == 1,
        "minutes_each": bool(meetings) and of.minutes >= meetings,
        "minutes_some": 0 < of.minutes < meetings,
        "minutes_computer": bool(of.minutes),
        "accounts_current": is_current and of.reported,
        "accounts_late": not is_current,
        "accounts_monthly": is_current,
        "accounts_yearly": of.year_closed,
    }
    return frozenset(key for key, is_held in held.items() if is_held)


def problems_of_ticks(ticked: Iterable[str]) -> list[Problem]:
    """Find boxes that section 9 does not have."""
    text = N_("Section 9 has no box “{key}”.")
    return [problem("assessment.unknown", text, "ticked", key=key) for key in ticked if key not in KEYS]


def read_virtue_items(virtue: Virtue, text: str) -> list[VirtueItem]:
    """Read items as they are typed, one a line: `words 8/10`; a line without points has 0 of 0 and is refused later."""
    found: list[VirtueItem] = []
    for line in (each.strip() for each in text.splitlines()):
        words, _blank, last = line.rpartition(" ")
        points, slash, most = last.partition("/")
        if slash and points.isdecimal() and most.isdecimal():
            found.append(VirtueItem(virtue, words.strip(), int(points), int(most)))
        elif line:
            found.append(VirtueItem(virtue, line, 0, 0))
    return found


def written_items(items: Iterable[VirtueItem], virtue: Virtue) -> str:
    """Write the items of a category as they are typed."""
    return "\n".join(f"{each.words} {each.points}/{each.most}" for each in items if each.virtue is virtue)


def written_ticks(ticked: Iterable[str]) -> str:
    """Write ticks as the book keeps them."""
    return json.dumps({"ticked": sorted(ticked)})


def written_virtues(items: Iterable[VirtueItem]) -> str:
    """Write items as the book keeps them."""
    kept = [{"virtue": e.virtue.value, "words": e.words, "points": e.points, "most": e.most} for e in items]
    return json.dumps({"items": kept}, ensure_ascii=False)


def read_ticks(content: str) -> frozenset[str]:
    """Read ticks as the book keeps them; boxes that are no more are left out."""
    kept = cast("Mapping[str, list[str]]", json.loads(content))
    return frozenset(key for key in kept["ticked"] if key in KEYS)


def read_virtues(content: str) -> list[VirtueItem]:
    """Read items as the book keeps them."""
    kept = cast("Mapping[str, list[Mapping[str, Any]]]", json.loads(content))
    return [VirtueItem(Virtue(each["virtue"]), each["words"], each["points"], each["most"]) for each in kept["items"]]
