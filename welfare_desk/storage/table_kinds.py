"""How tables of a book are written: the one list of them, and the kinds of tables and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

metadata = MetaData()


def table(name: str, *parts: SchemaItem) -> Table:
    """Make a table whose rows have a number."""
    return Table(name, metadata, *parts, sqlite_strict=True)


def pair_table(name: str, *parts: SchemaItem) -> Table:
    """Make a table whose rows have no number but their key."""
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def row_id() -> Column[int]:
    """Make the column of a row's number."""
    return Column("id", Integer, primary_key=True)


def text(name: str, *rest: ForeignKey, null: bool = False) -> Column[str]:
    """Make a column of text."""
    return Column(name, Text, *rest, nullable=null)


def whole(name: str, *rest: ForeignKey, null: bool = False) -> Column[int]:
    """Make a column of whole numbers."""
    return Column(name, Integer, *rest, nullable=null)


def blob(name: str, *, null: bool = False) -> Column[bytes]:
    """Make a column of bytes."""
    return Column(name, LargeBinary, nullable=null)
