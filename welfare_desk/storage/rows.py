"""Rows straight from SQLite and into it, for what happens at every posting.

SQLAlchemy takes several times as long over a statement as SQLite does, and posting one entry is twenty of them. What
is asked here is asked inside the same transaction, noted in the same `Trail`, and fails with the same errors.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.storage.book import Book, Tx

Row: TypeAlias = tuple[Any, ...]
_AT_ONCE = 2_000
_YOUNG = 20_000  # twice as fast with 50,000 loans as Python's own 700


def expect_many() -> None:
    """Let Python look for garbage less often in this process: of rows by the hundred thousand nearly all stay."""
    gc.set_threshold(_YOUNG)


def ask(tx: Tx, question: str, values: Sequence[object] = ()) -> list[Row]:
    """Give every row that answers a question."""
    return _book(tx).run(question, values)


def stream(tx: Tx, question: str) -> Iterator[Row]:
    """Give every row that answers a question as it is read, for answers that are too many to hold."""
    asked = tx.exec_driver_sql(question).cursor
    assert asked is not None  # noqa: S101 - told to the type checker: a question has an answer
    while found := asked.fetchmany(_AT_ONCE):
        yield from found


def first(tx: Tx, question: str, values: Sequence[object] = ()) -> Row | None:
    """Give the first row that answers a question, or nothing."""
    return next(iter(ask(tx, question, values)), None)


def write(tx: Tx, change: str, values: Sequence[object] = ()) -> None:
    """Make a change."""
    _book(tx).run(change, values)


def write_each(tx: Tx, change: str, rows: Sequence[Row]) -> None:
    """Make the same change with each of the rows."""
    _book(tx).run(change, rows, many=True)


def _book(tx: Tx) -> Book:
    if not tx.in_transaction():  # it begins with its first question, as with SQLAlchemy
        tx.begin()
    return tx.get_execution_options()["book"]
