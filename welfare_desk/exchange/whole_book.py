"""The whole book as a ZIP of plain tables (CSV and a list with hashes), and the same book made again from it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk import __version__
from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.archives import BROKEN, HashedFiles, Watched, whole_file
from welfare_desk.i18n import N_
from welfare_desk.services.whole_book import book_from_tables, heads_of, note_export
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.table_files import cells, columns_of, rows_as_text, table_names

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.positions import Position
    from welfare_desk.storage.table_files import Cells

FORMAT, MANIFEST = "welfare-desk-tables/1", "tables.json"
_LARGEST_MANIFEST, _LARGEST_CELL = 1 << 20, 2**31 - 1


class Written(NamedTuple):
    """What was written: its file, and how many tables and rows are in it."""

    path: Path
    tables: int
    rows: int


def write_tables(desk: Desk, path: Path) -> Written:
    """Write every table of the book; the file is whole or not there.

    Nothing is left out or hidden: what is written is as secret as the book, and not encrypted.
    """
    note_export(desk)
    with whole_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        told = desk.ask(lambda tx: _write(tx, archive))
    return Written(path, len(told), sum(each["rows"] for each in told))


def _write(tx: Tx, archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    files = HashedFiles(archive)
    put_tables(tx, files)
    heads = list(heads_of(position_of(tx)))
    whole = {"format": FORMAT, "program": __version__, "schema": VERSION, "heads": heads, "tables": files.files}
    files.put(MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1).encode())
    return files.files


def put_tables(tx: Tx, files: HashedFiles) -> None:
    """Write every table into an archive as a question sees it."""
    for table in table_names():
        files.add_table(f"tables/{table}.csv", columns_of(table), rows_as_text(tx, table), table=table)


def book_of(source: Path, target: Path) -> Position:
    """Make the book again at a path where nothing lies yet; what is damaged or not whole is a `BookError`."""
    try:
        with zipfile.ZipFile(source) as archive, large_cells():
            told = _manifest(source, archive)
            tables = {each["table"]: rows_in(archive, each) for each in told["tables"]}
            if sorted(tables) != sorted(table_names()):
                raise ValueError(MANIFEST)
            return book_from_tables(target, tables, tuple(told["heads"]))
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("tables.unreadable", text, path=source, reason=error.strerror)) from error
    except BROKEN as error:
        text = N_("{path} holds no tables of a book, or it is damaged. Nothing was made.")
        raise BookError(problem("tables.damaged", text, path=source)) from error


def _manifest(source: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    told: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    if told["schema"] != VERSION:
        text = N_("{path} was written by another version of the program ({version}). Read it with that one.")
        raise BookError(problem("tables.version", text, path=source, version=told["program"]))
    return told


def rows_in(archive: zipfile.ZipFile, told: dict[str, Any]) -> Iterator[Cells]:
    """Read the rows of a table; when the last was read, all must have been as it was written."""
    table, count = told["table"], 0
    with archive.open(f"tables/{table}.csv") as member:
        watched = Watched(member)
        reader = csv.reader(io.TextIOWrapper(io.BufferedReader(watched), encoding="utf-8-sig", newline=""))
        if tuple(next(reader)) != columns_of(table):
            raise ValueError(table)
        for row in reader:
            yield cells(table, row)
            count += 1
    if (count, watched.seen.hexdigest()) != (told["rows"], told["sha256"]):
        raise ValueError(table)


@contextmanager
def large_cells() -> Generator[None]:
    """Let a cell be as large as a scanned paper in hex."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
