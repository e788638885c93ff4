"""Books of printed receipts: who holds which, and what became of every number in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

MOST_NUMBERS = 1000  # more than any printed book holds; it keeps a slip of the pen from making a million


class Mark(Enum):
    """Why no money came in on a printed receipt."""

    SPOILED = "spoiled"
    CANCELLED = "cancelled"


class Fate(Enum):
    """What became of a number: written and standing, written and voided, marked, or not yet reached."""

    USED = "used"
    VOIDED = "voided"
    SPOILED = "spoiled"
    CANCELLED = "cancelled"
    UNUSED = "unused"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ReceiptBook:
    """A book of receipts numbered `first` to `last`, given to its holder on a day; none returned: he has it still."""

    book: str
    first: int
    last: int
    holder: str
    given_day: date
    returned_day: date | None = None

    def holds(self, number: int) -> bool:
        """Tell whether a number is printed in the book."""
        return self.first <= number <= self.last


def problems_of_book(given: ReceiptBook) -> list[Problem]:
    """Find everything that keeps a book from being given out."""
    found: list[Problem] = []
    if not given.book.strip():
        found.append(problem("book.no_number", N_("Write the number of the book."), "book"))
    if given.first < 1 or not given.first <= given.last < given.first + MOST_NUMBERS:
        text = N_("Write the first and the last number of the book; it may hold at most {most} receipts.")
        found.append(problem("book.numbers", text, "last", most=MOST_NUMBERS))
    if not given.holder.strip():
        found.append(problem("book.no_holder", N_("Write who holds the book."), "holder"))
    return found


def fates(book: ReceiptBook, written: Mapping[int, bool], marks: Mapping[int, Mark]) -> Iterator[tuple[int, Fate]]:
    """Tell what became of each number, in order; `written` says of a number whether its receipt still stands.

    A number that was passed over is missing: a later one was written or marked, and nothing is known of it.
    """
    reached = max((number for number in (*written, *marks) if book.holds(number)), default=0)
    for number in range(book.first, book.last + 1):
        if number in written:
            yield number, Fate.USED if written[number] else Fate.VOIDED
        elif number in marks:
            yield number, Fate(marks[number].value)
        else:
            yield number, Fate.MISSING if number < reached else Fate.UNUSED
