"""A bank account held against the book on a day: what the bank has, what the book has, and what explains the rest.

The book's balance less the bank's is exactly: what the book has and the bank has not yet, less what the bank has and
the book has not, less the bank's own errors, and what was under way before the first statement. Whatever is matched,
this adds up; a reconciliation may be approved once nothing of it is unexplained.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.bank_lines import BankLine, BookItem


class MatchKind(Enum):
    """What matched lines are: entries of the book, from before the first statement, or the bank's own error."""

    ENTRIES = "entries"
    OPENING = "opening"
    BANK_ERROR = "bank_error"


@dataclass(frozen=True, slots=True)
class BankMatch:
    """Lines of the bank and entries of the book that are the same money; without lines, an entry and its reversal."""

    id: int
    kind: MatchKind
    lines: tuple[BankLine, ...]
    items: tuple[BookItem, ...] = ()
    is_frozen: bool = False


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one side has and the other has not: its day, number, words, and sum as the book would count it."""

    day: date
    number: str
    words: str
    amount: Money


@dataclass(frozen=True, slots=True)
class BankSides:
    """Both sides of a bank account: what each held when the first statement began, and everything since.

    `since` is the first day of the first statement, `until` the last day of the last one. `items` and `lines` are
    those that are not matched; `earlier` are unmatched entries from before the first statement, which the balances at
    its beginning hold already.
    """

    since: date
    bank_opening: Money
    book_opening: Money
    lines: Sequence[BankLine]
    items: Sequence[BookItem]
    matches: Sequence[BankMatch]
    earlier: Sequence[BookItem] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A bank account held against the book on a day.

    `under_way` is what the book has and the bank not yet (deposits positive, cheques negative) or, with the sign
    turned, what the bank has and the book writes later; `errors` are the bank's own; `bank_only` is what the book has
    not; `before` was under way before the first statement.
    """

    account: str
    day: date
    bank: Money
    book: Money
    under_way: tuple[Outstanding, ...]
    errors: tuple[Outstanding, ...]
    bank_only: tuple[Outstanding, ...]
    before: Money = ZERO

    @property
    def in_transit(self) -> tuple[Outstanding, ...]:
        """List money in that the bank has not yet."""
        return tuple(each for each in self.under_way if each.amount > ZERO)

    @property
    def unpresented(self) -> tuple[Outstanding, ...]:
        """List money out that the bank has not paid yet."""
        return tuple(each for each in self.under_way if each.amount < ZERO)

    @property
    def explained(self) -> Money:
        """Tell what the book should have, by the bank and all that explains the rest."""
        return self.bank + _sum(self.under_way) - _sum(self.errors) + self.before

    @property
    def difference(self) -> Money:
        """Tell what is not explained: what the book has too much."""
        return self.book - self.explained

    def content(self) -> str:
        """Write what explains the difference as JSON, always in the same form."""
        lists = {"under_way": self.under_way, "errors": self.errors}
        plain = {
            name: [[each.day.isoformat(), each.number, each.words, each.amount.satang] for each in listed]
            for name, listed in lists.items()
        }
        return json.dumps(plain | {"before": self.before.satang}, ensure_ascii=False, sort_keys=True)


def _sum(listed: Sequence[Outstanding]) -> Money:
    return Money.sum(each.amount for each in listed)


def reconcile(account: str, day: date, sides: BankSides) -> Reconciliation:
    """Hold both sides of an account against one another as they stood after a day."""
    bank, book = sides.bank_opening, sides.book_opening
    before = sides.book_opening - sides.bank_opening
    lines = [each for each in sides.lines if each.day <= day]
    items = [each for each in sides.items if each.day <= day]
    under_way = [Outstanding(each.day, each.voucher, each.words, each.amount) for each in items]
    errors: list[Outstanding] = []
    bank += Money.sum(each.amount for each in lines)
    book += Money.sum(each.amount for each in items)
    for match in sides.matches:
        came = [each for each in match.lines if each.day <= day]
        had = [each for each in match.items if sides.since <= each.day <= day]
        earlier = Money.sum(each.amount for each in match.items if each.day < sides.since)
        on_bank = Money.sum(each.amount for each in came)
        in_book = Money.sum(each.amount for each in had)
        bank += on_bank
        book += in_book
        if match.kind is MatchKind.OPENING:
            before -= on_bank
        elif match.kind is MatchKind.BANK_ERROR:
            errors += [_of_bank(each) for each in came] if on_bank else []
        else:
            settled = earlier if came else ZERO
            before -= settled
            left = in_book + settled - on_bank
            under_way += [_left(match, left)] if left else []
    alone = [_of_bank(each) for each in lines]
    return Reconciliation(account, day, bank, book, _sorted(under_way), _sorted(errors), _sorted(alone), before)


def _of_bank(line: BankLine) -> Outstanding:
    return Outstanding(line.day, line.reference, line.words, line.amount)


def _left(match: BankMatch, left: Money) -> Outstanding:
    """Describe what of a match only one side has yet."""
    first = match.items[0]
    number = ", ".join(each.voucher for each in match.items)
    return Outstanding(first.day, number, first.words, left)


def _sorted(listed: Sequence[Outstanding]) -> tuple[Outstanding, ...]:
    return tuple(sorted(listed, key=lambda each: (each.day, each.number, each.amount)))


def problems_of_match(kind: MatchKind, lines: Sequence[BankLine], items: Sequence[BookItem]) -> list[Problem]:
    """Find everything that keeps lines and entries from being matched."""
    found: list[Problem] = []
    if not lines:
        found.append(problem("bank.no_line", N_("Choose at least one line of the bank."), "lines"))
    if kind is MatchKind.ENTRIES and not items:
        found.append(problem("bank.no_entry", N_("Choose at least one entry of the book."), "entries"))
    if kind is not MatchKind.ENTRIES and items:
        text = N_("What was under way before the book, or is the bank's error, has no entry.")
        found.append(problem("bank.entry_of_none", text, "entries"))
    difference = Money.sum(each.amount for each in lines) - Money.sum(each.amount for each in items)
    if kind is MatchKind.ENTRIES and lines and items and difference:
        text = N_("The bank and the book differ by {difference} baht; only what agrees can be matched.")
        found.append(problem("bank.differs", text, "lines", difference=abs(difference)))
    return found


def problems_of_approval(found: Reconciliation, before_words: str) -> list[Problem]:
    """Find everything that keeps a reconciliation from being approved."""
    problems: list[Problem] = []
    if many := len(found.bank_only):
        text = N_("{count} lines of the bank are not in the book yet. Match or post them first.")
        problems.append(problem("bank.lines_left", text, "day", count=many))
    if found.before and not before_words.strip():
        text = N_("Bank and book differed by {amount} baht already before the first statement; write what is known.")
        problems.append(problem("bank.before", text, "before", amount=abs(found.before)))
    return problems


def reconciliation_hash(found: Reconciliation, content: str) -> bytes:
    """Bind an approved reconciliation: account, day, both balances and what explains them."""
    text = json.dumps([found.account, found.day.isoformat(), found.bank.satang, found.book.satang, content])
    return sha256(text.encode()).digest()
