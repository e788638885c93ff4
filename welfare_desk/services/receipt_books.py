"""Give out books of printed receipts, take them back, and mark receipts that brought no money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import receipt_books, trail
from welfare_desk.welfare.receipt_books import problems_of_book

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.receipt_books import Mark, ReceiptBook


@needs(Permission.RECORD)
def give_receipt_book(desk: Desk, given: ReceiptBook) -> None:
    """Give a book of receipts to its holder: a new one, or one that is known already and changes hands."""
    given = replace(given, book=given.book.strip(), holder=given.holder.strip())
    with desk.book.write() as tx:
        found = problems_of_book(given)
        known = receipt_books.books(tx).get(given.book)
        if known is not None and (known.first, known.last) != (given.first, given.last):
            text = N_("Book {book} runs from {first} to {last}; its numbers stay as they are.")
            found.append(problem("book.known", text, "book", book=given.book, first=known.first, last=known.last))
        if given.given_day > desk.today:
            found.append(problem("hand_in.future", N_("The day may not lie in the future."), "given_day"))
        if found:
            raise RuleError(*found)
        (receipt_books.add if known is None else receipt_books.change)(tx, given)
        trail.add(tx, desk.made(), "receipt_book.given", given.book, first=given.first, last=given.last)


@needs(Permission.RECORD)
def return_receipt_book(desk: Desk, book: str, day: date) -> None:
    """Take a book of receipts back from its holder."""
    with desk.book.write() as tx:
        known = _book(tx, book)
        if day < known.given_day or day > desk.today:
            text = N_("The book was given out on {day}; write a day from then until today.")
            raise RuleError(problem("book.day", text, "day", day=known.given_day))
        receipt_books.change(tx, replace(known, returned_day=day))
        trail.add(tx, desk.made(), "receipt_book.returned", known.book)


@needs(Permission.RECORD)
def mark_receipt(desk: Desk, book: str, number: int, mark: Mark, reason: str, day: date) -> None:
    """Mark a printed receipt as spoiled or cancelled; one that money came in on is voided instead."""
    with desk.book.write() as tx:
        known = _book(tx, book)
        found: list[Problem] = []
        if not known.holds(number):
            text = N_("Book {book} holds the numbers {first} to {last}.")
            found.append(problem("mark.outside", text, "number", book=book, first=known.first, last=known.last))
        if number in receipt_books.written(tx).get(book, {}):
            text = N_("Receipt {book}/{number} was written; void it at the receipts.")
            found.append(problem("mark.written", text, "number", book=book, number=number))
        if number in receipt_books.marks(tx).get(book, {}):
            text = N_("Receipt {book}/{number} is marked already.")
            found.append(problem("mark.twice", text, "number", book=book, number=number))
        if not reason.strip():
            found.append(problem("mark.no_reason", N_("Write the reason."), "reason"))
        if found:
            raise RuleError(*found)
        receipt_books.add_mark(tx, book, number, mark, reason.strip(), day)
        trail.add(tx, desk.made(), f"receipt.{mark.value}", f"{book}/{number}")


def _book(tx: Tx, book: str) -> ReceiptBook:
    known = receipt_books.books(tx).get(book)
    if known is None:
        raise RuleError(problem("book.unknown", N_("There is no receipt book {book}."), "book", book=book))
    return known
