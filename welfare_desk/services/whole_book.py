"""The whole book leaves as plain tables, and comes back as the same book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.books import see_that_it_may_lie_there
from welfare_desk.services.desk import needs
from welfare_desk.storage import settings, trail
from welfare_desk.storage.checks import verify
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.swaps import place, scratch
from welfare_desk.storage.table_files import make_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.positions import Position
    from welfare_desk.storage.table_files import Cells


@needs(Permission.SET_UP)
def note_export(desk: Desk) -> None:
    """Write into the trail that the whole book leaves, before it does."""
    with desk.book.write() as tx:
        trail.add(tx, desk.made(), "book.exported", settings.get(tx, "id"))


def book_from_tables(target: Path, tables: Mapping[str, Iterable[Cells]], heads: tuple[object, ...]) -> Position:
    """Make the book of these tables at a path where nothing lies yet, and say where it stands.

    It is made beside its place, must pass every check and end where the tables say (`heads`); else nothing is there
    afterwards, and a `BookError` says why.
    """
    see_that_it_may_lie_there(target)
    if target.exists():
        raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=target))
    with scratch(target) as room:
        fresh = room / target.name
        with make_book(fresh, tables) as book, book.read() as tx:
            found, position = verify(tx), position_of(tx)
        wrong = [each.sentence() for each in found.results if not each.ok]
        if wrong:
            text = N_("The tables make no sound book: {reason} Nothing was made.")
            raise BookError(problem("tables.wrong", text, reason=wrong[0]))
        if heads_of(position) != heads:
            raise BookError(
                problem("tables.cut", N_("These tables do not end where their list says. Nothing was made."))
            )
        place(target, fresh)
    return position


def heads_of(position: Position) -> tuple[object, ...]:
    """Give the ends of both chains of a book; whoever has them has the whole history."""
    heads = position.heads
    return (position.book, heads.entries, heads.entry_seal, heads.acts, heads.act_seal)
