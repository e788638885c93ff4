"""The desk: who is working, on which book, on what day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, TypeVar

from welfare_desk.storage.entries import Made

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from welfare_desk.storage.book import Book, Tx

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a service may ask of the outside world.

    `actor` is the id of a user of the book; `now` gives an aware moment; `random` gives so many random bytes.
    """

    book: Book
    actor: int
    today: date
    now: Callable[[], datetime]
    random: Callable[[int], bytes]

    def ask(self, question: Callable[[Tx], Answer]) -> Answer:
        """Put a read-only question to the book."""
        with self.book.read() as tx:
            return question(tx)

    def made(self) -> Made:
        """Say who posts, and when, for what is posted now."""
        return Made(self.actor, self.now().astimezone(UTC).isoformat(timespec="milliseconds"), self.random)
