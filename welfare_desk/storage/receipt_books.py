"""Keep books of printed receipts, who holds them, and the marks on receipts that brought no money."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.receipt_books import Mark, ReceiptBook

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def books(tx: Tx) -> dict[str, ReceiptBook]:
    """Read the books by their numbers, in order."""
    asked = "SELECT book, first, last, holder, given_day, returned_day FROM receipt_books ORDER BY length(book), book"
    return {
        book: ReceiptBook(book, first, last, holder, date.fromisoformat(given), back and date.fromisoformat(back))
        for book, first, last, holder, given, back in tx.exec_driver_sql(asked)
    }


def add(tx: Tx, given: ReceiptBook) -> None:
    """Keep a new book."""
    tx.exec_driver_sql(
        "INSERT INTO receipt_books (book, first, last, holder, given_day) VALUES (?, ?, ?, ?, ?)",
        (given.book, given.first, given.last, given.holder, given.given_day.isoformat()),
    )


def change(tx: Tx, given: ReceiptBook) -> None:
    """Keep who holds a book from now on, or that it came back."""
    returned = given.returned_day.isoformat() if given.returned_day else None
    tx.exec_driver_sql(
        "UPDATE receipt_books SET holder = ?, given_day = ?, returned_day = ? WHERE book = ?",
        (given.holder, given.given_day.isoformat(), returned, given.book),
    )


def add_mark(tx: Tx, book: str, number: int, mark: Mark, reason: str, day: date) -> None:
    """Keep why no money came in on a printed receipt."""
    tx.exec_driver_sql(
        "INSERT INTO receipt_marks (book, number, kind, reason, day) VALUES (?, ?, ?, ?, ?)",
        (book, number, mark.value, reason, day.isoformat()),
    )


def marks(tx: Tx) -> dict[str, dict[int, Mark]]:
    """Read the marked receipts, by book and number."""
    found: defaultdict[str, dict[int, Mark]] = defaultdict(dict)
    for book, number, kind in tx.exec_driver_sql("SELECT book, number, kind FROM receipt_marks"):
        found[book][number] = Mark(kind)
    return dict(found)


def written(tx: Tx) -> dict[str, dict[int, bool]]:
    """Read the paper receipts that were written, by book and number, and whether one of that number stands."""
    asked = (
        f"SELECT r.book, CAST(r.number AS INTEGER), max({STANDS.format('r')}) FROM receipts r "  # noqa: S608 - our own text
        "WHERE r.book <> '' AND r.number GLOB '[0-9]*' GROUP BY 1, 2"
    )
    found: defaultdict[str, dict[int, bool]] = defaultdict(dict)
    for book, number, stands in tx.exec_driver_sql(asked):
        found[book][number] = bool(stands)
    return dict(found)
