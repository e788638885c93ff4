"""What the window reads of a book as a whole: when it opens, after each change, and when somebody sits down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from welfare_desk.ledger.people import User
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.services.unfinished import Unfinished

# ruff: noqa: PLC0415 - SQL is loaded after the first paint


class FirstLook(NamedTuple):
    """What is read of a book as soon as it is open; `doors` are those who may sign in, each with whether by PIN."""

    facts: BookFacts
    sight: Sight
    unfinished: list[Unfinished]
    doors: list[tuple[User, bool]]


def look_again(desk: Desk, seen: dict[str, Any]) -> tuple[BookFacts, Sight]:
    """Read what stands on every page, and whether the book is the one that this computer knows."""
    from welfare_desk.reports.overview import book_facts
    from welfare_desk.services.sightings import look

    return desk.ask(lambda tx: book_facts(tx, desk.today, desk.actor)), look(desk, seen)


def first_look(desk: Desk, seen: dict[str, Any]) -> FirstLook:
    """Read everything that the window needs to begin."""
    from welfare_desk.services.unfinished import list_unfinished

    return FirstLook(*look_again(desk, seen), desk.ask(list_unfinished), read_doors(desk))


def read_doors(desk: Desk) -> list[tuple[User, bool]]:
    """Read who may sign in."""
    from welfare_desk.services.people import doors

    return desk.ask(doors)


def leave(desk: Desk) -> None:
    """Write down that the person at the desk left."""
    from welfare_desk.services.people import sign_out

    sign_out(desk)
