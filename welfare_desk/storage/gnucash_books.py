"""Read the rows of a GnuCash book that is kept in SQLite, as another program's file: never trusted, never written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAGIC = b"SQLite format 3\0"
_LONGEST = 1_000_000
_STEPS, _MOST_STEPS = 1_000_000, 20_000  # of SQLite's own instructions: a view that never ends is broken off
_TABLES = ("accounts", "transactions", "splits", "commodities")


class GnucashRows(NamedTuple):
    """What a GnuCash book holds, as plain rows.

    `accounts` are (guid, name, type, code, parent); `transactions` (guid, currency, number, day, words, closing);
    `splits` (transaction, account, value as a fraction, words), in the order of their transactions.
    """

    accounts: Sequence[tuple[str, str, str, str, str]]
    transactions: Sequence[tuple[str, str, str, str, str, bool]]
    splits: Sequence[tuple[str, str, str, str]]


_ACCOUNTS = "SELECT guid, name, account_type, code, parent_guid FROM accounts"
_TRANSACTIONS = (
    "SELECT t.guid, c.mnemonic, t.num, t.post_date, t.description, {closing} FROM transactions t "
    "LEFT JOIN commodities c ON c.guid = t.currency_guid ORDER BY t.post_date, t.enter_date, t.guid"
)
_CLOSING = "EXISTS (SELECT 1 FROM slots s WHERE s.obj_guid = t.guid AND s.name = 'book_closing' AND s.int64_val = 1)"
_TEMPLATES = "SELECT root_template_guid FROM books WHERE root_template_guid <> ''"
_SPLITS = "SELECT tx_guid, account_guid, value_num || '/' || value_denom, memo FROM splits ORDER BY tx_guid, rowid"


def read_gnucash(path: Path) -> GnucashRows:
    """Read a book of GnuCash in SQLite; one that is damaged, or no such book, is a `BookError`."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            return _rows(path, raw)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        text = N_("{file} is damaged: SQLite cannot read it to its end.")
        raise BookError(problem("gnucash.damaged", text, file=path.name)) from error


def _rows(path: Path, raw: sqlite3.Connection) -> GnucashRows:
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    steps = iter(range(_MOST_STEPS))
    raw.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        raw.execute(f"PRAGMA {pragma}")
    names = dict(raw.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
    if any(names.get(table) != "table" for table in _TABLES) or names.get("slots", "table") != "table":
        text = N_("{file} is an SQLite file, but no book of GnuCash.")
        raise BookError(problem("gnucash.tables", text, file=path.name))
    (sound,) = raw.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        text = N_("{file} is damaged: SQLite cannot read it to its end.")
        raise BookError(problem("gnucash.damaged", text, file=path.name))
    asked = _TRANSACTIONS.format(closing=_CLOSING if "slots" in names else "0")
    templates = {_text(guid) for (guid,) in raw.execute(_TEMPLATES)} if names.get("books") == "table" else set[str]()
    return _without_templates(
        [(_text(a), _text(b), _text(c), _text(d), _text(e)) for a, b, c, d, e in raw.execute(_ACCOUNTS)],
        [(_text(a), _text(b), _text(c), _text(d), _text(e), bool(f)) for a, b, c, d, e, f in raw.execute(asked)],
        [(_text(a), _text(b), _text(c), _text(d)) for a, b, c, d in raw.execute(_SPLITS)],
        templates,
    )


def _without_templates(
    accounts: list[tuple[str, str, str, str, str]],
    transactions: list[tuple[str, str, str, str, str, bool]],
    splits: list[tuple[str, str, str, str]],
    templates: set[str],
) -> GnucashRows:
    """Leave out the accounts below the root of templates, and the transactions of the future that stand on them."""
    below, before = set(templates), -1
    while before != len(below):
        before = len(below)
        below |= {guid for guid, _name, _type, _code, parent in accounts if parent in below}
    planned = {transaction for transaction, account, _value, _words in splits if account in below}
    return GnucashRows(
        [each for each in accounts if each[0] not in below],
        [each for each in transactions if each[0] not in planned],
        [each for each in splits if each[0] not in planned],
    )


def _text(value: object) -> str:
    """Give a value as text: SQLite lets a column hold anything."""
    return "" if value is None else str(value)
