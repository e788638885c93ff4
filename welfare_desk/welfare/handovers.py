"""Handover of office: what one officer gives to the next, counted and signed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money


class Office(StrEnum):
    """The office that is handed over; the first two sign the fund's papers."""

    TREASURER = "treasurer"
    HEAD = "head"
    BOOKKEEPER = "bookkeeper"
    CENTRE = "centre"


SIGNING = frozenset({Office.HEAD, Office.TREASURER})


@dataclass(frozen=True, slots=True)
class Counted:
    """A cash or bank account: what the book says, and what was counted or stands in the passbook (None: not yet)."""

    account: str
    book: Money
    found: Money | None

    @property
    def difference(self) -> Money:
        """Tell how much more was found than the book says."""
        return (self.book if self.found is None else self.found) - self.book


@dataclass(frozen=True, slots=True)
class Things:
    """What goes from hand to hand beside money, each in a line of words."""

    books: str = ""
    keys: str = ""
    computer: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover: of which office, when, from whom to whom, before which witness, and what."""

    day: date
    office: Office
    giver: str
    taker: str
    witness: str = ""
    counted: tuple[Counted, ...] = ()
    things: Things = Things()
    note: str = ""

    @property
    def counted_money(self) -> tuple[Money, ...]:
        """Give what was found in each account that was counted."""
        return tuple(each.found for each in self.counted if each.found is not None)

    @property
    def difference(self) -> Money:
        """Tell how much more was found than the book says, in all accounts together."""
        return Money.sum(each.difference for each in self.counted)


def problems_of_handover(given: Handover, today: date) -> list[Problem]:
    """Name everything that keeps a handover from being signed."""
    found: list[Problem] = []
    if given.day > today:
        found.append(problem("hand_in.future", N_("The day may not lie in the future."), "day"))
    if not given.giver:
        found.append(problem("handover.no_giver", N_("Write who hands over."), "giver"))
    if not given.taker:
        found.append(problem("handover.no_taker", N_("Write who takes over."), "taker"))
    elif given.giver == given.taker:
        found.append(problem("handover.same", N_("Nobody hands over to themselves."), "taker"))
    uncounted = N_("Count this too, or look into the passbook; write 0 if there is nothing.")
    found += [
        problem("handover.uncounted", uncounted, f"found_{each.account}")
        for each in given.counted
        if each.found is None or each.found < ZERO
    ]
    if any(each.difference for each in given.counted) and not given.note:
        text = N_("What was found differs from the book; write what is known about it, before both sign.")
        found.append(problem("handover.unexplained", text, "note"))
    return found


def written(given: Handover) -> str:
    """Write a handover that may be signed as JSON, always the same for the same one; money in satang."""
    facts = asdict(given) | {
        "day": given.day.isoformat(),
        "counted": [[each.account, each.book.satang, (each.found or ZERO).satang] for each in given.counted],
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Handover:
    """Read a handover that `written` wrote."""
    facts: dict[str, Any] = json.loads(text)
    counted = tuple(Counted(account, Money(book), Money(found)) for account, book, found in facts.pop("counted"))
    day, office, things = (
        date.fromisoformat(facts.pop("day")),
        Office(facts.pop("office")),
        Things(**facts.pop("things")),
    )
    return Handover(day=day, office=office, things=things, counted=counted, **facts)
