"""Take an old cash book in as drafts, which the treasurer looks through before anything is posted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.account_roles import AccountRole, find_account
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.cash_books import drafted, read_word_rules, suggest
from welfare_desk.ledger.funds import policy_on
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.resource import resource
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, drafts, imports, periods, trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.cash_books import CashRow, WordRule
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

KIND = "cash-book"


@dataclass(frozen=True, slots=True)
class CashBookSource:
    """Where rows come from: the file's name and SHA-256, and the cash account that they moved.

    `again` takes a file in that was taken in before, as after its drafts were thrown away.
    """

    file: str
    sha256: str
    account: str = "1101"
    again: bool = False


@dataclass(frozen=True, slots=True)
class CashBookTaken:
    """What was kept: the ids of the drafts, how many still lack an account, and what to look at."""

    drafts: tuple[int, ...]
    unknown: int
    notes: tuple[Problem, ...]


def ready_words() -> tuple[WordRule, ...]:
    """Read the words that came with the program: a default, which a fund's own table takes the place of."""
    return read_word_rules(resource("cash_book", "words.tsv").read_text(encoding="utf-8"))


def draft_rows(tx: Tx, rows: Sequence[CashRow], account: str, words: Sequence[WordRule]) -> list[Entry]:
    """Write each row as an entry with a suggested account; an account that holds no cash is a `RuleError`."""
    chart = accounts.chart(tx)
    if account not in chart or not is_till(chart[account]):
        text = N_("{account} is no cash or bank account of this book.")
        raise RuleError(problem("cash_book.account", text, "account", account=account))
    policies, home = accounts.policies(tx), next(iter(accounts.funds(tx)))
    suspense = find_account(AccountRole.UNKNOWN_RECEIPT, chart)
    made: list[Entry] = []
    for row in rows:
        found = suggest(row, words, chart) or (suspense if row.amount > ZERO else None)
        made.append(drafted(row, account, found, policy_on(policies, row.day), home))
    return made


def notes_of(tx: Tx, rows: Sequence[CashRow], opening: Money) -> list[Problem]:
    """Say what to look at before the drafts of a cash book are posted."""
    first = periods.calendar(tx).first_day
    early = sum(row.day < first for row in rows)
    found: list[Problem] = []
    if early:
        text = N_("{count} rows lie before the book's first day, {day}: they cannot be posted in this book.")
        found.append(problem("cash_book.early", text, count=early, day=first))
    if opening:
        text = N_("{amount} baht were brought forward; write them among the opening balances.")
        found.append(problem("cash_book.opening", text, amount=opening))
    return found


@needs(Permission.RECORD)
def take_in_cash_book(
    desk: Desk, rows: Sequence[CashRow], opening: Money, source: CashBookSource, words: Sequence[WordRule]
) -> CashBookTaken:
    """Keep a draft for each row of a cash book, all or none, and once for each file; nothing is posted."""
    with desk.book.write() as tx:
        if imports.was_imported(tx, source.sha256) and not source.again:
            text = N_("{file} was taken in already. If its drafts were thrown away, say --again.")
            raise RuleError(problem("cash_book.twice", text, "file", file=source.file))
        entries = draft_rows(tx, rows, source.account, words)
        made = desk.made()
        kept = tuple(drafts.add(tx, each, made) for each in entries)
        imports.add(tx, source.sha256, KIND, source.file, made, drafts=len(kept))
        trail.add(tx, made, "cash_book.taken_in", source.file, count=len(kept), sha256=source.sha256)
        unknown = sum(len({line.account for line in each.postings}) == 1 for each in entries)
        return CashBookTaken(kept, unknown, tuple(notes_of(tx, rows, opening)))
