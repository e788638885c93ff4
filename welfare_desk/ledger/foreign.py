"""A ledger that another program wrote: its accounts, its entries, what it says of itself, and where that is not so."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

OTHER_LEDGER = "other-ledger"  # the kind of a book that another program's ledger opened as


@dataclass(frozen=True, slots=True)
class ForeignAccount:
    """An account as its file names it.

    `type` is None where the file does not tell; HEADER adds up the accounts that name it as `parent`. `opening` and
    `closing` are what the file states, debit positive, or None. `is_money` tells that the file calls it cash or a bank
    account. `place` says where it stands, in words.
    """

    code: str
    name: str
    type: AccountType | None = None
    opening: Money | None = None
    closing: Money | None = None
    parent: str = ""
    is_money: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A line of an entry, each side as the file writes it: one of them may be below zero."""

    account: str
    debit: Money = ZERO
    credit: Money = ZERO
    words: str = ""
    place: str = ""

    @property
    def amount(self) -> Money:
        """Give what the line moves, debit positive."""
        return self.debit - self.credit


def signed_line(account: str, amount: Money, words: str = "", place: str = "") -> ForeignLine:
    """Make a line of one amount, debit positive."""
    if amount < ZERO:
        return ForeignLine(account, ZERO, -amount, words, place)
    return ForeignLine(account, amount, ZERO, words, place)


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An entry with the other program's own number, journal and words; `is_closing` ends a year."""

    day: date
    lines: tuple[ForeignLine, ...]
    number: str = ""
    journal: str = ""
    words: str = ""
    is_closing: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """What the file says of all its entries together; None where it says nothing."""

    entries: int | None = None
    debit: Money | None = None
    credit: Money | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLedger:
    """The general ledger of a file.

    `numbers_are_unique` tells that the program gives no number twice in a journal. `first_day` and `last_day` are the
    span that the file states, or None. `unread` are the places that could not be read at all. `chart` names the
    national chart whose first digits tell the types of accounts, where the file does not.
    """

    program: str
    accounts: tuple[ForeignAccount, ...] = ()
    entries: tuple[ForeignEntry, ...] = ()
    totals: StatedTotals = StatedTotals()
    currency: str = "THB"
    name: str = ""
    first_day: date | None = None
    last_day: date | None = None
    numbers_are_unique: bool = False
    chart: str = ""
    unread: tuple[Problem, ...] = ()

    def moved(self) -> dict[str, Money]:
        """Add up what the entries move on each account, debit positive."""
        found: defaultdict[str, int] = defaultdict(int)
        for entry in self.entries:
            for line in entry.lines:
                found[line.account] += line.amount.satang
        return {code: Money(satang) for code, satang in found.items()}

    def balances(self) -> dict[str, Money]:
        """Give the last balance of each account that takes lines: as brought forward, and what moved."""
        moved = self.moved()
        return {
            each.code: (each.opening or ZERO) + moved.get(each.code, ZERO)
            for each in self.accounts
            if each.type is not AccountType.HEADER
        }


def problems_of_ledger(ledger: ForeignLedger) -> list[Problem]:
    """Find everything that is wrong with a ledger, each with the place where it stands."""
    return [
        *ledger.unread,
        *_problems_of_accounts(ledger.accounts),
        *_problems_of_entries(ledger),
        *_problems_of_numbers(ledger),
        *_problems_of_balances(ledger),
        *_problems_of_headers(ledger),
        *_problems_of_totals(ledger),
    ]


def _problems_of_accounts(accounts: Iterable[ForeignAccount]) -> Iterator[Problem]:
    seen: set[str] = set()
    for each in accounts:
        if each.code in seen:
            text = N_("{place}: the account {account} stands in the file twice.")
            yield problem("foreign.account_twice", text, place=each.place, account=each.code)
        seen.add(each.code)


def _problems_of_entries(ledger: ForeignLedger) -> Iterator[Problem]:
    known = {each.code: each for each in ledger.accounts}
    for entry in ledger.entries:
        difference = Money.sum(line.amount for line in entry.lines)
        if difference:
            text = N_("{place}: debit and credit of entry {number} differ by {difference} baht.")
            number = entry.number or "–"
            yield problem("foreign.unbalanced", text, place=entry.place, number=number, difference=abs(difference))
        early = ledger.first_day is not None and entry.day < ledger.first_day
        if early or (ledger.last_day is not None and entry.day > ledger.last_day):
            text = N_("{place}: the day {day} lies outside what the file says it covers.")
            yield problem("foreign.day_outside", text, place=entry.place, day=entry.day)
        for line in entry.lines:
            account = known.get(line.account)
            if account is None:
                text = N_("{place}: the account {account} is not in the file's own list of accounts.")
                yield problem("foreign.unknown_account", text, place=line.place, account=line.account)
            elif account.type is AccountType.HEADER:
                text = N_("{place}: {account} only adds up other accounts and takes no lines.")
                yield problem("foreign.line_on_header", text, place=line.place, account=line.account)


def _problems_of_numbers(ledger: ForeignLedger) -> Iterator[Problem]:
    if not ledger.numbers_are_unique:
        return
    counted = Counter((each.journal, each.number) for each in ledger.entries)
    for entry in ledger.entries:
        if counted[entry.journal, entry.number] > 1:
            text = N_("{place}: the number {number} stands in the journal {journal} more than once.")
            told = {"number": entry.number or "–", "journal": entry.journal or "–"}
            yield problem("foreign.number_twice", text, place=entry.place, **told)


def _problems_of_balances(ledger: ForeignLedger) -> Iterator[Problem]:
    moved = ledger.moved()
    opened = ZERO
    for each in ledger.accounts:
        if each.type is AccountType.HEADER:
            continue
        opened += each.opening or ZERO
        right = (each.opening or ZERO) + moved.get(each.code, ZERO)
        if each.closing is not None and each.closing != right:
            text = N_("{place}: {account} opens with {opening} and moves {moved}; the file closes it with {closing}.")
            told = {"opening": each.opening or ZERO, "moved": moved.get(each.code, ZERO), "closing": each.closing}
            yield problem("foreign.closing", text, place=each.place, account=each.code, **told)
    if opened:
        text = N_("The opening balances of the file differ by {difference} baht between debit and credit.")
        yield problem("foreign.openings", text, difference=abs(opened))


def _problems_of_headers(ledger: ForeignLedger) -> Iterator[Problem]:
    above = {each.code: each.parent for each in ledger.accounts}
    opening, closing = _gathered(ledger, above)
    for each in ledger.accounts:
        if each.type is not AccountType.HEADER:
            continue
        for stated, right in ((each.opening, opening[each.code]), (each.closing, closing[each.code])):
            if stated is not None and stated.satang != right:
                text = N_("{place}: {account} says {stated}; the accounts below it make {right}.")
                told = {"account": each.code, "stated": stated, "right": Money(right)}
                yield problem("foreign.header", text, place=each.place, **told)


def _gathered(ledger: ForeignLedger, above: Mapping[str, str]) -> tuple[dict[str, int], dict[str, int]]:
    """Add the balances of accounts up to every header above them, each once."""
    opening: defaultdict[str, int] = defaultdict(int)
    closing: defaultdict[str, int] = defaultdict(int)
    balances = ledger.balances()
    for each in ledger.accounts:
        parent, seen = each.parent, {each.code}
        while each.code in balances and parent and parent not in seen:
            seen.add(parent)
            opening[parent] += (each.opening or ZERO).satang
            closing[parent] += balances[each.code].satang
            parent = above.get(parent, "")
    return opening, closing


def _problems_of_totals(ledger: ForeignLedger) -> Iterator[Problem]:
    stated = ledger.totals
    if stated.entries is not None and stated.entries != len(ledger.entries):
        text = N_("{place}: the file says that it holds {stated} entries; it holds {counted}.")
        told = {"stated": stated.entries, "counted": len(ledger.entries)}
        yield problem("foreign.entries", text, place=stated.place, **told)
    lines = [line for entry in ledger.entries for line in entry.lines]
    debit, credit = Money.sum(each.debit for each in lines), Money.sum(each.credit for each in lines)
    text = N_("{place}: the file says that all debits make {stated}; they make {counted}.")
    if stated.debit is not None and stated.debit != debit:
        yield problem("foreign.debit", text, place=stated.place, stated=stated.debit, counted=debit)
    text = N_("{place}: the file says that all credits make {stated}; they make {counted}.")
    if stated.credit is not None and stated.credit != credit:
        yield problem("foreign.credit", text, place=stated.place, stated=stated.credit, counted=credit)
