"""Read other books beside the open one, and put all into one statement; nothing is written into any of them."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.combined import Mutual
from welfare_desk.reports.combined import balances_of, lay_out, one_balance
from welfare_desk.services.books import Outside, sit_down
from welfare_desk.services.passphrases import is_encrypted, key_of
from welfare_desk.services.people import must_sign_in, sign_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class OtherBook:
    """A book beside the open one: its file, and what opens it where it is encrypted or asks who is there."""

    path: Path
    passphrase: str = field(default="", repr=False)
    person: str = ""
    password: str = field(default="", repr=False)


class OwedBetween(NamedTuple):
    """What one book has in another, by their places (0 is the open one) and what stands for it in each.

    A place in a book is `ACCOUNT`, or `ACCOUNT/NUMBER` of a savings account.
    """

    owner: int
    owned_at: str
    owes: int
    owed_at: str


def name_other_book(desk: Desk, other: OtherBook) -> str:
    """Open another book to read, tell its name, and let it go; what keeps it shut is a `RuleError` or `BookError`."""
    with closing(_sit_down(desk, other).book) as book, book.read() as tx:
        return balances_of(tx, desk.today).name


def combine_books(desk: Desk, others: Sequence[OtherBook], owed: Sequence[OwedBetween], day: date) -> Report:
    """Put the open book and others into one statement, with what they owe each other taken out."""
    with ExitStack() as open_books:
        desks = [desk]
        for other in others:
            sat = _sit_down(desk, other)
            open_books.callback(sat.book.close)
            desks.append(sat)
        books = [each.ask(lambda tx: balances_of(tx, day)) for each in desks]
        return lay_out(books, [_mutual(desks, each, day) for each in owed], day, desk.today)


def _mutual(desks: Sequence[Desk], owed: OwedBetween, day: date) -> Mutual:
    account, owned = desks[owed.owner].ask(lambda tx: one_balance(tx, owed.owned_at, day))
    other, owes = desks[owed.owes].ask(lambda tx: one_balance(tx, owed.owed_at, day))
    return Mutual(owed.owner, account, owed.owes, other, owned, owes)


def _sit_down(desk: Desk, other: OtherBook) -> Desk:
    if other.path.resolve() == desk.book.path.resolve():
        raise RuleError(problem("combined.same", N_("This is the book that is open."), "path"))
    key = None
    if is_encrypted(other.path):
        if not other.passphrase:
            text = N_("{book} is encrypted: write its passphrase.")
            raise RuleError(problem("combined.sealed", text, "passphrase", book=other.path.stem))
        key = key_of(other.path, other.passphrase)
    sat = sit_down(other.path, Outside(desk.today, desk.now, desk.random), writes=False, key=key)
    try:
        return _signed_in(sat, other)
    except BaseException:
        sat.book.close()
        raise


def _signed_in(sat: Desk, other: OtherBook) -> Desk:
    if not sat.ask(must_sign_in):
        return sat
    if not other.person:
        text = N_("{book} asks who is there: write your name and your password in it.")
        raise RuleError(problem("combined.who", text, "person", book=other.path.stem))
    return sign_in(sat, other.person, other.password)
