"""The pieces of a recovery sheet on paper: one page for each holder, never kept in the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import _
from welfare_desk.reports.model import Column, Kind, Report, Row

if TYPE_CHECKING:
    from datetime import date

NAME = "recovery-sheet"
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a sheet: its number, how many are needed of how many, and its words."""

    number: int
    needed: int
    of: int
    words: tuple[str, ...]


def lay_out(piece: Piece, book_name: str, day: date) -> Report:
    """Lay out one piece: its words, numbered down the columns, and what its holder must know."""
    height = -(-len(piece.words) // _COLUMNS)
    rows: list[Row] = []
    for down in range(height):
        places = [down + across * height for across in range(_COLUMNS)]
        cells = [(place + 1, piece.words[place]) if place < len(piece.words) else (None, "") for place in places]
        rows.append(Row(tuple(value for cell in cells for value in cell)))
    columns = tuple(
        column
        for across in range(_COLUMNS)
        for column in (
            Column(f"number_{across}", _("No."), Kind.NUMBER, 5),
            Column(f"word_{across}", _("Word"), Kind.CODE, 20),
        )
    )
    pieces = _("{number} of {of}").format(number=piece.number, of=piece.of)
    notes = (
        _("Needed together: {needed} of {of} pieces. Fewer tell nothing about the book.").format(
            needed=piece.needed, of=piece.of
        ),
        _("Keep this page where only you find it, apart from the computer and from the other pieces."),
        _("Whoever has {needed} pieces can open the book. Never photograph them and never send them.").format(
            needed=piece.needed
        ),
        _("At “Use the recovery sheet” the first four letters of each word are enough."),
        _("After a change of the passphrase, or once the pieces were used, this page is worthless: destroy it."),
    )
    return Report(
        NAME,
        _("Recovery sheet"),
        columns,
        tuple(rows),
        _("Piece {pieces} · {day}").format(pieces=pieces, day=long_day(day)),
        book_name,
        notes,
        signatures=(_("Holder of this piece"),),
    )
