"""The flat files of an audit pack as one workbook, a sheet for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.i18n import _
from welfare_desk.money import Money
from welfare_desk.reports.draw.xlsx import write_sheets
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage.audit_files import FILES, AuditFile, FileColumn, FileColumnKind, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from welfare_desk.reports.model import Value
    from welfare_desk.storage.book import Tx

_KINDS = {
    FileColumnKind.TEXT: Kind.TEXT,
    FileColumnKind.CODE: Kind.CODE,
    FileColumnKind.DAY: Kind.DAY,
    FileColumnKind.NUMBER: Kind.NUMBER,
    FileColumnKind.BAHT: Kind.MONEY,
}
_ISO_DAY = 10  # letters of a day; a moment has more, and stays as it is


def write_workbook(tx: Tx, out: BinaryIO) -> None:
    """Write every flat file as a sheet named as the file is, with the names of its columns in the first line."""
    write_sheets((_sheet(tx, each) for each in FILES), out)


def _sheet(tx: Tx, file: AuditFile) -> Report:
    readers = [_READERS[each.kind] for each in file.columns]
    rows = tuple(
        Row(tuple(reader(cell) for reader, cell in zip(readers, row, strict=True))) for row in rows_of(tx, file)
    )
    return Report(file.name, file.name, tuple(map(_column, file.columns)), rows, _(file.title), landscape=True)


def _column(column: FileColumn) -> Column:
    kind = Kind.CODE if column.name.endswith("_at") else _KINDS[column.kind]
    return Column(column.name, column.name, kind, 12)


def _words(cell: str | int | None) -> Value:
    return cell


def _day(cell: str | int | None) -> Value:
    return date.fromisoformat(cell) if isinstance(cell, str) and len(cell) == _ISO_DAY else cell


def _baht(cell: str | int | None) -> Value:
    return Money(int(str(cell).replace(".", "")))


_READERS: dict[FileColumnKind, Callable[[str | int | None], Value]] = {
    FileColumnKind.TEXT: _words,
    FileColumnKind.CODE: _words,
    FileColumnKind.DAY: _day,
    FileColumnKind.NUMBER: _words,
    FileColumnKind.BAHT: _baht,
}
