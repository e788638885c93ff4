"""Register of receipt books: who holds which, how much of it was used, and the numbers nobody can explain."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import receipt_books
from welfare_desk.welfare.receipt_books import Fate, fates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.receipt_books import Mark, ReceiptBook

NAME, TITLE = "receipt-books", N_("Register of receipt books")
QUESTION = N_("Who holds which receipt book, and are all its numbers accounted for?")
PARAMETERS: tuple[Parameter, ...] = ()


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the books, what was written in them and what was marked, and lay them out."""
    known = list(receipt_books.books(tx).values())
    return lay_out(known, receipt_books.written(tx), receipt_books.marks(tx), asked.today)


def lay_out(
    known: Sequence[ReceiptBook],
    written: Mapping[str, Mapping[int, bool]],
    marks: Mapping[str, Mapping[int, Mark]],
    today: date,
) -> Report:
    """Lay out the books in the order of their numbers."""
    counts = (Fate.USED, Fate.VOIDED, Fate.SPOILED, Fate.CANCELLED, Fate.UNUSED)
    rows: list[Row] = []
    for book in known:
        fate = dict(fates(book, written.get(book.book, {}), marks.get(book.book, {})))
        many = Counter(fate.values())
        missing = [number for number, what in fate.items() if what is Fate.MISSING]
        cells = (book.book, book.first, book.last, book.holder, book.given_day, book.returned_day)
        rows.append(Row((*cells, *(many[each] for each in counts), numbers_text(missing) or None)))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("book", _("Receipt book"), Kind.CODE, 8),
            Column("first", _("First"), Kind.NUMBER, 7),
            Column("last", _("Last"), Kind.NUMBER, 7),
            Column("holder", _("Held by"), width=20),
            Column("given", _("Given on"), Kind.DAY, 12),
            Column("returned", _("Came back"), Kind.DAY, 12),
            Column("used", _("Used"), Kind.NUMBER, 7),
            Column("voided", _("Voided"), Kind.NUMBER, 7),
            Column("spoiled", _("Spoiled"), Kind.NUMBER, 7),
            Column("cancelled", _("Cancelled"), Kind.NUMBER, 7),
            Column("unused", _("Unused"), Kind.NUMBER, 7),
            Column("missing", _("Not accounted for"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        landscape=True,
        nothing=_("No receipt book was given out yet."),
    )


def numbers_text(numbers: Sequence[int]) -> str:
    """Write whole numbers with their runs drawn together: `3, 7–9`."""
    runs = [list(run) for _gap, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0])]
    ends = [(run[0][1], run[-1][1]) for run in runs]
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ends)
