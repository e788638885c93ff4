"""Check an audit pack, and make the book again from it: whatever does not agree is said, with its place."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.exchange.archives import BROKEN, OnlyHashed
from welfare_desk.exchange.audit_packs import (
    FORMAT,
    JOURNAL,
    MANIFEST,
    MARK,
    PUBLIC_KEY,
    SIGNATURE,
    csv_rows,
    file_name,
    paper_name,
    put_ledger,
    statement_name,
)
from welfare_desk.exchange.pack_checks import FileState, file_states
from welfare_desk.exchange.whole_book import large_cells, rows_in
from welfare_desk.i18n import N_
from welfare_desk.ledger.closing import in_fours
from welfare_desk.reports.kept import from_kept
from welfare_desk.reports.kept_statement import statements_of
from welfare_desk.services.audit_packs import PackFacts, copy_from_pack
from welfare_desk.services.whole_book import heads_of
from welfare_desk.storage import signing
from welfare_desk.storage.audit_counts import totals_of
from welfare_desk.storage.audit_files import FILES
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.table_files import columns_of, table_names

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.reports.model import Value
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.positions import Position
    from welfare_desk.storage.table_files import Cells

_LARGEST_MANIFEST, _LARGEST_SIGNATURE, _CHUNK, _DIGITS = 16 << 20, 1 << 12, 1 << 20, 64
_QUOTED = 60  # signs of a cell that are quoted
_TIGHTEST = 1_000  # so many times smaller than its files no honest pack is


@dataclass(frozen=True, slots=True)
class AuditPackCheck:
    """What was found in a pack before anything of it is believed.

    `hash` is the SHA-256 of the file; `is_whole` tells whether it ends with the hash of its own bytes; `key` is the
    fingerprint of the key that signed the list, empty where nobody did; `is_signed` none: likewise.
    """

    hash: str
    name: str
    book: str
    as_of: date
    year: int
    names: bool
    files: tuple[tuple[str, FileState], ...]
    is_whole: bool
    is_signed: bool | None
    key: str

    @property
    def ok(self) -> bool:
        """Tell whether every byte is as it was written, and the signature fits if there is one."""
        return self.is_whole and self.is_signed is not False and not self.changed

    @property
    def changed(self) -> tuple[str, ...]:
        """Name the files that are not as they were."""
        return tuple(name for name, state in self.files if state is not FileState.OK)


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A copy made from a pack: what its own checks found, and where the enclosed files say otherwise than it does."""

    path: Path
    pack: AuditPackCheck
    found: Verification
    position: Position
    differences: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every check is met and everything enclosed agrees."""
        return self.found.ok and not self.differences


def check_audit_pack(path: Path) -> AuditPackCheck:
    """Hold the bytes of a pack, its signature and every file against what it says; no pack at all is a `BookError`."""
    with _opened(path) as (file, archive):
        whole, is_whole = _hashes(file, archive)
        content = _limited(archive, MANIFEST, _LARGEST_MANIFEST)
        told = _read(content)
        if sum(int(each["bytes"]) for each in told["files"]) > _TIGHTEST * os.fstat(file.fileno()).st_size:
            raise ValueError(MANIFEST)
        apart = {MANIFEST, SIGNATURE, PUBLIC_KEY}
        is_signed, key = _signature(archive, content)
        return AuditPackCheck(
            whole, str(told["name"]), str(told["book"]), date.fromisoformat(told["as_of"]),
            int(told["statements"]["fiscal_year"]), bool(told["names"]),
            tuple(file_states(archive, told["files"], apart)), is_whole, is_signed, key,
        )  # fmt: skip


def open_audit_pack(path: Path, target: Path) -> OpenedPack:
    """Make the book of a pack again at a path where nothing lies yet, to be read only, and hold all of it together.

    A pack that is not as it was made is refused, naming the files. Whatever else does not agree is told, and the copy
    stands all the same.
    """
    pack = check_audit_pack(path)
    if not pack.ok:
        text = N_("{path} is not as it was made: {files}. Nothing was made of it.")
        named = ", ".join(pack.changed[:5]) or (SIGNATURE if pack.is_whole else path.name)
        raise BookError(problem("wpack.changed", text, path=path, files=named))
    with _opened(path) as (_file, archive), large_cells():
        told = _read(archive.read(MANIFEST))
        if told["schema"] != VERSION:
            text = N_("{path} was written by another version of the program ({version}). Read it with that one.")
            raise BookError(problem("tables.version", text, path=path, version=told["program"]))
        listed = {each["table"]: each for each in told["files"] if "table" in each}
        if sorted(listed) != sorted(table_names()):
            raise ValueError(MANIFEST)
        tables = {name: _rows(archive, each) for name, each in listed.items()}
        about = PackFacts(pack.hash, told["as_of"], pack.key if pack.is_signed else "", pack.names)
        rebuilt = copy_from_pack(target, tables, about, lambda tx: _differences(tx, archive, told, pack))
    return OpenedPack(target, pack, *rebuilt)


@contextmanager
def _opened(path: Path) -> Generator[tuple[BinaryIO, zipfile.ZipFile]]:
    """Open a pack; whatever is broken in it is said as one sentence."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield file, archive
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("wpack.unreadable", text, path=path, reason=error.strerror)) from error
    except BROKEN as error:
        raise BookError(problem("wpack.none", N_("{path} is no audit pack, or it is damaged."), path=path)) from error


def _hashes(file: BinaryIO, archive: zipfile.ZipFile) -> tuple[str, bool]:
    """Hash the whole file, and tell whether it ends with the hash of all that stands before it."""
    left = os.fstat(file.fileno()).st_size - _DIGITS
    file.seek(0)
    seen = hashlib.sha256()
    while left > 0 and (piece := file.read(min(left, _CHUNK))):
        seen.update(piece)
        left -= len(piece)
    end = file.read()
    is_whole = end == seen.hexdigest().encode() and archive.comment == MARK + end
    seen.update(end)
    return seen.hexdigest(), is_whole


def _limited(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).file_size > most:
        raise ValueError(name)
    return archive.read(name)


def _read(content: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(content)
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    return told


def _signature(archive: zipfile.ZipFile, manifest: bytes) -> tuple[bool | None, str]:
    """Tell whether the signature belongs to the list, and name the key beside it."""
    there = {SIGNATURE, PUBLIC_KEY} & set(archive.namelist())
    if not there:
        return None, ""
    if len(there) == 1:
        return False, ""
    key = load_pem_public_key(_limited(archive, PUBLIC_KEY, _LARGEST_SIGNATURE))
    if not isinstance(key, Ed25519PublicKey):
        return False, ""
    public, signature = key.public_bytes_raw(), _limited(archive, SIGNATURE, _LARGEST_SIGNATURE)
    return signing.is_signed(public, signature, manifest), signing.fingerprint_of(public)


def _rows(archive: zipfile.ZipFile, told: dict[str, Any]) -> Iterator[Cells]:
    """Read the rows of a table; attached files come from their own place in the pack."""
    rows = rows_in(archive, told)
    if told["table"] != "attachments":
        yield from rows
        return
    columns, names = columns_of("attachments"), set(archive.namelist())
    digest_at, name_at, content_at = (columns.index(each) for each in ("hash", "name", "content"))
    for row in rows:
        name = paper_name(row[digest_at], row[name_at])
        if name in names:
            yield (*row[:content_at], archive.read(name), *row[content_at + 1 :])
        else:
            yield row


def _differences(tx: Tx, archive: zipfile.ZipFile, told: dict[str, Any], pack: AuditPackCheck) -> Iterator[Problem]:
    """Write again what the pack encloses, from the copy, and say where the two are not the same."""
    if list(heads_of(position_of(tx))) != told["heads"]:
        yield problem("wpack.heads", N_("The tables do not end where the list of the pack says."))
    entries, debit, credit = totals_of(tx)
    enclosed = (told["totals"]["entries"], told["totals"]["debit_satang"], told["totals"]["credit_satang"])
    if (entries, debit, credit) != enclosed:
        yield problem("wpack.totals", N_("Entries, debits and credits are not those that the list of the pack says."))
    if pack.key and pack.key not in {each.fingerprint for each in signing.keys(tx)}:
        text = N_("The pack was signed by the key {key}, which is no key of this book.")
        yield problem("wpack.key", text, key=in_fours(pack.key))
    yield from _other_files(tx, archive, told)
    days = told["statements"]
    made = statements_of(
        tx, date.fromisoformat(days["from"]), date.fromisoformat(days["to"]), date.fromisoformat(told["as_of"])
    )
    listed = {each["name"] for each in told["files"]}
    for name, content in made.items():
        if statement_name(name) not in listed:
            yield problem("wpack.lacking", N_("{file} is not in the pack."), file=statement_name(name))
        elif (enclosed_text := archive.read(statement_name(name)).decode()) != content:
            yield _other_statement(statement_name(name), enclosed_text, content)


def _other_files(tx: Tx, archive: zipfile.ZipFile, told: dict[str, Any]) -> Iterator[Problem]:
    listed = {each["name"]: each["sha256"] for each in told["files"]}
    again = OnlyHashed()
    put_ledger(tx, again, with_journal=JOURNAL in listed)
    for each in again.files:
        name = each["name"]
        if name not in listed:
            yield problem("wpack.lacking", N_("{file} is not in the pack."), file=name)
        elif listed[name] != each["sha256"]:
            yield _other_row(tx, archive, name)


def _other_row(tx: Tx, archive: zipfile.ZipFile, name: str) -> Problem:
    """Find the first row of a flat file that the copy has otherwise."""
    file = next((each for each in FILES if name == file_name(each)), None)
    if file is None:
        return problem("wpack.file", N_("{file} is not what the book says."), file=name)
    columns = [each.name for each in file.columns]
    with archive.open(name) as member:
        enclosed = csv.reader(io.TextIOWrapper(member, encoding="utf-8-sig", newline=""))
        for at, (theirs, ours) in enumerate(zip(enclosed, chain((columns,), csv_rows(tx, file)), strict=False), 1):
            for column, one, other in zip(columns, theirs, map(_text, ours), strict=False):
                if one != other:
                    text = N_("{file}, line {row}, {column}: the pack says “{theirs}”, the book “{ours}”.")
                    where = {"file": name, "row": at, "column": column}
                    return problem("wpack.row", text, **where, theirs=one[:_QUOTED], ours=other[:_QUOTED])
    return problem("wpack.rows", N_("{file} has other lines than the book."), file=name)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _other_statement(name: str, theirs: str, ours: str) -> Problem:
    """Find the first cell of a statement that the copy has otherwise."""
    try:
        enclosed, again = from_kept(theirs), from_kept(ours)
    except (ValueError, LookupError, TypeError):
        return problem("wpack.file", N_("{file} is not what the book says."), file=name)
    for at, (one, other) in enumerate(zip(enclosed.rows, again.rows, strict=False), 1):
        for column, cell, own in zip(again.columns, one.cells, other.cells, strict=False):
            if cell != own:
                text = N_("{file}, row {row}, {column}: the pack says “{theirs}”, the book “{ours}”.")
                where = {"file": name, "row": at, "column": column.title}
                return problem("wpack.cell", text, **where, theirs=_shown(cell), ours=_shown(own))
    return problem("wpack.file", N_("{file} is not what the book says."), file=name)


def _shown(cell: Value) -> Value:
    return "" if cell is None else cell
