"""A whole book as plain tables, row by row, and a book made again from them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.exc import DBAPIError

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import rows
from welfare_desk.storage.book import create_book
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Column

    from welfare_desk.storage.book import Book, Tx
    from welfare_desk.storage.ciphers import BookKey

Cells = tuple[Any, ...]
_AT_ONCE = 1_000
NONE, ESCAPE = "\\N", "\\"
_ESCAPED = "\\=+-@\t\r\n＝＋－＠'"  # what a spreadsheet would take for a formula, and our own sign
_SIGNS = ", ".join(str(ord(each)) for each in _ESCAPED)


def table_names() -> list[str]:
    """Name every table of a book, those first on which others rest."""
    return [table.name for table in metadata.sorted_tables]


def columns_of(table: str) -> tuple[str, ...]:
    """Name the columns of a table in their order."""
    return tuple(column.name for column in metadata.tables[table].columns)


def rows_as_text(tx: Tx, table: str) -> Iterator[tuple[str | int, ...]]:
    r"""Give every row of a table as texts and whole numbers that `cells` reads back: bytes as hex, nothing as `\\N`.

    A text is as it is; one that begins with a sign of spreadsheets or with `\\` has a `\\` before it.
    """
    described = metadata.tables[table]
    keys = ", ".join(f'"{each.name}"' for each in described.primary_key.columns)
    written = ", ".join(_written(column) for column in described.columns)
    yield from rows.stream(tx, f'SELECT {written} FROM "{table}" ORDER BY {keys}')  # noqa: S608 - our own names


def _written(column: Column[Any]) -> str:
    name = f'"{column.name}"'
    match column.type:
        case LargeBinary():
            shown = f"lower(hex({name}))"
        case Integer():
            shown = name
        case _:
            shown = f"CASE WHEN unicode({name}) IN ({_SIGNS}) THEN '{ESCAPE}' || {name} ELSE {name} END"
    return f"CASE WHEN {name} IS NULL THEN '{NONE}' ELSE {shown} END" if column.nullable else shown


def cells(table: str, row: list[str]) -> Cells:
    """Read a row as it was written; what does not fit the columns of the table is a `ValueError`."""
    readers = _readers(table)
    if len(row) != len(readers):
        raise ValueError(table)
    return tuple([reader(text) for reader, text in zip(readers, row, strict=True)])


@cache
def _readers(table: str) -> tuple[Callable[[str], Any], ...]:
    columns = metadata.tables[table].columns
    return tuple(
        _bytes if isinstance(each.type, LargeBinary) else _whole if isinstance(each.type, Integer) else _text
        for each in columns
    )


def _text(text: str) -> str | None:
    return None if text == NONE else text[1:] if text.startswith(ESCAPE) else text


def _whole(text: str) -> int | None:
    return None if text == NONE else int(text)


def _bytes(text: str) -> bytes | None:
    return None if text == NONE else bytes.fromhex(text)


def make_book(path: Path, tables: Mapping[str, Iterable[Cells]], key: BookKey | None = None) -> Book:
    """Make a book that holds these rows, open to write; whoever calls it proves it before it is used.

    The guards stand aside while what was posted in another file is written again, and are back before the commit.
    """
    book = create_book(path, key)
    try:
        with book.write() as tx:
            tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for (name,) in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                tx.exec_driver_sql(f"DROP TRIGGER {name}")
            for table in table_names():
                _fill(tx, table, tables.get(table, ()))
            for statement in trigger_statements():
                tx.exec_driver_sql(statement)
    except BaseException as error:
        book.close()
        path.unlink(missing_ok=True)
        if isinstance(error, DBAPIError):
            text = N_("The rows of these tables do not fit one another; no book was made.")
            raise BookError(problem("tables.apart", text)) from error
        raise
    return book


def _fill(tx: Tx, table: str, rows: Iterable[Cells]) -> None:
    names = ", ".join(f'"{each}"' for each in columns_of(table))
    marks = ", ".join("?" for _each in columns_of(table))
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
    waiting: list[Cells] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            tx.exec_driver_sql(statement, waiting)
            waiting = []
    if waiting:
        tx.exec_driver_sql(statement, waiting)
