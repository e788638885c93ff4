"""Keep what banks say: their names of accounts, statements with their lines, and what was matched with the book."""

# ruff: noqa: S608 - every part of these questions is a constant of the program

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.bank_lines import BankLine, BookItem
from welfare_desk.ledger.bank_only import BankHabit, OpenBalance
from welfare_desk.ledger.reconciliation import BankMatch, MatchKind
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_COUNTS = "NOT EXISTS (SELECT 1 FROM bank_statements_undone u WHERE u.statement_id = {})"
_STANDS = "NOT EXISTS (SELECT 1 FROM reconciliations_undone u WHERE u.reconciliation_id = {})"


@dataclass(frozen=True, slots=True)
class BankAccount:
    """What a bank calls an account of the chart."""

    account: str
    bank: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement that was taken in; `opening` stood before its first line and `closing` after its last one."""

    id: int
    account: str
    source: str
    source_hash: str
    first_day: date
    last_day: date
    opening: Money
    closing: Money
    lines: int = 0
    matched: int = 0


# Names


def put_account(tx: Tx, given: BankAccount) -> None:
    """Keep what the bank calls an account, in place of what was kept before."""
    tx.exec_driver_sql(
        "INSERT INTO bank_accounts (account, bank, number, name) VALUES (?, ?, ?, ?) ON CONFLICT (account) "
        "DO UPDATE SET bank = excluded.bank, number = excluded.number, name = excluded.name",
        (given.account, given.bank, given.number, given.name),
    )


def bank_accounts(tx: Tx) -> dict[str, BankAccount]:
    """Read what banks call the accounts, by account."""
    asked = "SELECT account, bank, number, name FROM bank_accounts ORDER BY account"
    return {row[0]: BankAccount(*row) for row in tx.exec_driver_sql(asked)}


# Statements


def add_statement(tx: Tx, given: KeptStatement, lines: Iterable[BankLine], made: Made) -> int:
    """Keep a statement with its lines; give its number."""
    asked = (
        "INSERT INTO bank_statements (account, source, source_hash, first_day, last_day, opening, closing, made_by, "
        "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    values = (
        given.account, given.source, given.source_hash, given.first_day.isoformat(), given.last_day.isoformat(),
        given.opening.satang, given.closing.satang, made.by, made.at,
    )  # fmt: skip
    number: int = tx.exec_driver_sql(asked, values).scalar_one()
    rows = [
        (
            number, at, each.day.isoformat(), each.time, each.amount.satang,
            None if each.balance is None else each.balance.satang, each.words, each.reference, each.channel,
        )
        for at, each in enumerate(lines, 1)
    ]  # fmt: skip
    if rows:
        tx.exec_driver_sql(
            "INSERT INTO bank_lines (statement_id, position, day, time, amount, balance, words, reference, channel) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    return number


def statements(tx: Tx, account: str = "") -> list[KeptStatement]:
    """Read the statements that count, of one account or of all, by account and day."""
    asked = f"""
        SELECT s.id, s.account, s.source, s.source_hash, s.first_day, s.last_day, s.opening, s.closing,
          (SELECT count(*) FROM bank_lines l WHERE l.statement_id = s.id),
          (SELECT count(*) FROM bank_lines l JOIN bank_match_lines m ON m.line_id = l.id WHERE l.statement_id = s.id)
        FROM bank_statements s WHERE {_COUNTS.format("s.id")} AND (? = '' OR s.account = ?)
        ORDER BY s.account, s.first_day, s.last_day, s.id
    """
    found: list[KeptStatement] = []
    for key, of, source, digest, first, last, opening, closing, lines, matched in tx.exec_driver_sql(
        asked, (account, account)
    ):
        days, sums = (date.fromisoformat(first), date.fromisoformat(last)), (Money(opening), Money(closing))
        found.append(KeptStatement(key, of, source, digest, *days, *sums, lines, matched))
    return found


def undo_statement(tx: Tx, number: int, day: date, reason: str) -> None:
    """Let the lines of a statement count no longer."""
    asked = "INSERT INTO bank_statements_undone (statement_id, day, reason) VALUES (?, ?, ?)"
    tx.exec_driver_sql(asked, (number, day.isoformat(), reason))


_LINE = "l.id, l.day, l.amount, l.words, l.reference, l.time, l.channel, l.balance"


def _line(row: Sequence[object]) -> BankLine:
    key, day, amount, words, reference, time, channel, balance = row
    assert isinstance(key, int)  # noqa: S101 - a column of whole numbers
    assert isinstance(amount, int)  # noqa: S101 - a column of whole numbers
    kept = Money(balance) if isinstance(balance, int) else None
    texts = str(words), str(reference), str(time), str(channel)
    return BankLine(key, date.fromisoformat(str(day)), Money(amount), *texts, kept)


def lines_of(tx: Tx, account: str) -> list[BankLine]:
    """Read the lines of an account that count, in the order of the bank."""
    asked = (
        f"SELECT {_LINE} FROM bank_lines l JOIN bank_statements s ON s.id = l.statement_id "
        f"WHERE s.account = ? AND {_COUNTS.format('s.id')} ORDER BY s.first_day, s.id, l.position"
    )
    return [_line(row) for row in tx.exec_driver_sql(asked, (account,))]


# The book's side

_CHEQUE = (
    "coalesce((SELECT q.number FROM cheques q WHERE q.entry_id = e.id AND q.account = p.account AND NOT EXISTS "
    "(SELECT 1 FROM cheque_events v WHERE v.cheque_id = q.id AND v.status = 'void') ORDER BY q.id DESC LIMIT 1), '')"
)
_ITEMS = f"""
    SELECT e.id, e.voucher, e.day, sum(p.amount), coalesce(e.memo, '') || ' ' || coalesce(e.payee, ''), {_CHEQUE},
      e.reverses
    FROM postings p JOIN entries e ON e.id = p.entry_id
    WHERE p.account = ? AND e.kind NOT IN ('opening', 'closing')
    GROUP BY e.id HAVING sum(p.amount) <> 0 ORDER BY e.day, e.id
"""


def items_of(tx: Tx, account: str) -> dict[int, tuple[BookItem, int | None]]:
    """Read every entry's sum on an account, by entry, each with the entry that it reverses; the opening is left out."""
    return {
        key: (BookItem(key, voucher, date.fromisoformat(day), Money(satang), words.strip(), cheque), reverses)
        for key, voucher, day, satang, words, cheque, reverses in tx.exec_driver_sql(_ITEMS, (account,))
    }


def opening_of(tx: Tx, account: str, day: date) -> Money:
    """Sum an account's balance on the eve of a day; the opening entry counts on its first day too."""
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account = ? AND (p.day < ? OR e.kind = 'opening')"
    )
    return Money(tx.exec_driver_sql(asked, (account, day.isoformat())).scalar_one())


def owed(tx: Tx) -> list[OpenBalance]:
    """Read what is owed and what the fund is owed, by account and fund, and unassigned details of openings."""
    asked = (
        "SELECT m.account, m.fund, sum(m.debit) - sum(m.credit) AS held FROM movements m "
        "JOIN accounts a ON a.code = m.account WHERE (a.type = 'L' OR (a.type = 'A' AND a.cash_flow = 'operating')) "
        "GROUP BY m.account, m.fund HAVING held <> 0 ORDER BY m.account, m.fund"
    )
    return [OpenBalance(account, fund, Money(satang)) for account, fund, satang in tx.exec_driver_sql(asked)]


# Matches


def add_match(tx: Tx, account: str, match: BankMatch, words: str, made: Made) -> int:
    """Keep what belongs together; give its number."""
    newest = max(each.day for each in (*match.lines, *match.items))
    asked = (
        "INSERT INTO bank_matches (account, kind, words, day, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
    )
    values = (account, match.kind.value, words, newest.isoformat(), made.by, made.at)
    number: int = tx.exec_driver_sql(asked, values).scalar_one()
    for each in match.lines:
        tx.exec_driver_sql("INSERT INTO bank_match_lines (line_id, match_id) VALUES (?, ?)", (each.id, number))
    for item in match.items:
        asked = "INSERT INTO bank_match_entries (entry_id, account, match_id) VALUES (?, ?, ?)"
        tx.exec_driver_sql(asked, (item.entry_id, account, number))
    return number


def drop_match(tx: Tx, number: int) -> None:
    """Take a match apart; its lines and entries wait again."""
    for table in ("bank_match_lines", "bank_match_entries"):
        tx.exec_driver_sql(f"DELETE FROM {table} WHERE match_id = ?", (number,))
    tx.exec_driver_sql("DELETE FROM bank_matches WHERE id = ?", (number,))


def matches_of(
    tx: Tx, account: str, lines: Mapping[int, BankLine], items: Mapping[int, tuple[BookItem, int | None]]
) -> list[BankMatch]:
    """Read the matches of an account, given its lines and its entries, oldest first."""
    of_lines: defaultdict[int, list[BankLine]] = defaultdict(list)
    of_items: defaultdict[int, list[BookItem]] = defaultdict(list)
    asked = "SELECT x.match_id, x.line_id FROM bank_match_lines x JOIN bank_matches m ON m.id = x.match_id "
    for number, key in tx.exec_driver_sql(f"{asked} WHERE m.account = ? ORDER BY x.line_id", (account,)):
        of_lines[number].append(lines[key])
    asked = "SELECT match_id, entry_id FROM bank_match_entries WHERE account = ? ORDER BY entry_id"
    for number, key in tx.exec_driver_sql(asked, (account,)):
        of_items[number].append(items[key][0])
    asked = (
        f"SELECT m.id, m.kind, m.reconciliation_id IS NOT NULL AND {_STANDS.format('m.reconciliation_id')} "
        "FROM bank_matches m WHERE m.account = ? ORDER BY m.id"
    )
    return [
        BankMatch(number, MatchKind(kind), tuple(of_lines[number]), tuple(of_items[number]), bool(frozen))
        for number, kind, frozen in tx.exec_driver_sql(asked, (account,))
    ]


def match_account(tx: Tx, number: int) -> str | None:
    """Tell which account a match is of; None for an unknown one."""
    return tx.exec_driver_sql("SELECT account FROM bank_matches WHERE id = ?", (number,)).scalar_one_or_none()


# Habits


def habits(tx: Tx, account: str) -> dict[str, BankHabit]:
    """Read how lines of an account were posted before, by their words."""
    asked = "SELECT words, content FROM bank_habits WHERE account = ?"
    return {words: BankHabit.from_json(content) for words, content in tx.exec_driver_sql(asked, (account,))}


def keep_habit(tx: Tx, account: str, words: str, habit: BankHabit) -> None:
    """Remember how a line with these words was posted."""
    tx.exec_driver_sql(
        "INSERT INTO bank_habits (account, words, content) VALUES (?, ?, ?) ON CONFLICT (account, words) "
        "DO UPDATE SET content = excluded.content",
        (account, words, json.dumps(json.loads(habit.to_json()), ensure_ascii=False, sort_keys=True)),
    )
