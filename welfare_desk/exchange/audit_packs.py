"""Write the audit pack: the book without personal data, as flat files and as tables, with all that proves it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from welfare_desk import __version__
from welfare_desk.exchange.archives import HashedFiles, whole_file
from welfare_desk.exchange.audit_pack_words import dictionary, readme
from welfare_desk.exchange.audit_workbook import write_workbook
from welfare_desk.exchange.certificates import certificate_pdf
from welfare_desk.exchange.hledger import hledger_journal
from welfare_desk.exchange.whole_book import put_tables
from welfare_desk.reports.draw.csv import safe
from welfare_desk.reports.draw.pdf import as_pdf
from welfare_desk.reports.kept import from_kept
from welfare_desk.reports.kept_statement import statements_of
from welfare_desk.reports.packs import pack_year
from welfare_desk.services.audit_packs import as_auditors_see_it
from welfare_desk.services.whole_book import heads_of
from welfare_desk.storage import attachments, settings
from welfare_desk.storage.audit_counts import lines_in, totals_of
from welfare_desk.storage.audit_files import FILES, AuditFile, rows_of
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.table_files import table_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    from welfare_desk.reports.packs import PackYear
    from welfare_desk.services.audit_packs import Signer
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

    Step: TypeAlias = Callable[[int, int], None]
    Rows: TypeAlias = Iterator[list[str | int | None]]

FORMAT, SUFFIX = "welfare-desk-audit-pack/1", ".wpack"
MANIFEST, SIGNATURE, PUBLIC_KEY = "manifest.json", "manifest.sig", "public-key.pem"
README, SUMS, CERTIFICATE, JOURNAL = "README.txt", "SHA256SUMS", "certificate.pdf", "ledger/book.journal"
MARK = b"sha256:"  # the comment at the end of the file: the SHA-256, in hex, of all that stands before the digits
WORKBOOK_LINES = 100_000  # beyond so many a workbook is written only where it is asked for
_USUAL_FILES = len(FILES) * 2 + len(table_names()) + 20
_DIGITS, _LEVEL = 64, 1  # quick: what is written is mostly digits of hashes, which do not get smaller


@dataclass(frozen=True, slots=True)
class PackWish:
    """What a pack shall hold: the fiscal year of its statements (Gregorian, in which it ends; none: the last one over).

    `names`: members' names too; `papers`: scans, which nobody masks; `workbook`: none: where it is not too long.
    """

    year: int | None = None
    names: bool = False
    papers: bool = False
    workbook: bool | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """Who signs, and who hears how far it is."""

    signer: Signer | None
    step: Step | None

    def begins(self, done: int) -> None:
        if self.step is not None:
            self.step(done, max(done, _USUAL_FILES))


@dataclass(frozen=True, slots=True)
class AuditPack:
    """A pack that was made: its file, SHA-256 and size in bytes, how many files, entries and lines.

    `is_sound` tells whether every check of its certificate was met.
    """

    path: Path
    hash: str
    size: int
    files: int
    entries: int
    lines: int
    is_sound: bool


def write_audit_pack(
    desk: Desk, path: Path, wish: PackWish | None = None, signer: Signer | None = None, step: Step | None = None
) -> AuditPack:
    """Write the pack whole or not at all, of one moment of the book; without a signer it is not signed.

    `step(done, total)` hears of its files, and may raise to break off.
    """
    wish = wish or PackWish()
    with whole_file(path) as file:
        with as_auditors_see_it(desk, names=wish.names, papers=wish.papers) as seen:
            files, counted, is_sound = seen.ask(lambda tx: _fill(tx, file, desk, wish, _Told(signer, step)))
        digest = _sealed(file)
    return AuditPack(path, digest, path.stat().st_size, files, *counted, is_sound)


def _sealed(file: BinaryIO) -> str:
    """Write at the end the hash of all before it, and give the hash of the whole file."""
    file.seek(0)
    seen, whole = hashlib.sha256(), hashlib.sha256()
    left = os.fstat(file.fileno()).st_size - _DIGITS
    while left:
        piece = file.read(min(left, 1 << 20))
        seen.update(piece)
        whole.update(piece)
        left -= len(piece)
    file.seek(-_DIGITS, os.SEEK_END)
    file.write(seen.hexdigest().encode())
    whole.update(seen.hexdigest().encode())
    return whole.hexdigest()


def _fill(tx: Tx, file: BinaryIO, desk: Desk, wish: PackWish, told: _Told) -> tuple[int, tuple[int, int], bool]:
    of = pack_year(tx, wish.year, desk.today)
    lines = lines_in(tx)
    is_short = lines <= WORKBOOK_LINES
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        files = HashedFiles(archive, begins=told.begins)
        put_ledger(tx, files, with_journal=is_short)
        if is_short if wish.workbook is None else wish.workbook:
            with files.stream("ledger.xlsx", {}) as out:
                write_workbook(tx, out)
        put_tables(tx, files)
        for name, content in statements_of(tx, of.first, of.last, desk.today).items():
            files.add(statement_name(name), content.encode())
            files.add(f"statements/{name}.pdf", as_pdf(from_kept(content)))
        if wish.papers:
            for digest, kept_name, content in attachments.contents(tx):
                files.add(paper_name(digest, kept_name), content, paper=digest)
        certificate, is_sound = certificate_pdf(tx, desk.today, told.signer, desk.now())
        files.add(CERTIFICATE, certificate)
        files.add("data_dictionary.csv", dictionary())
        files.add(README, readme(settings.get(tx, "name_th"), of.name))
        files.add(SUMS, "".join(f"{each['sha256']}  {each['name']}\n" for each in files.files).encode())
        manifest = _json(_manifest(tx, of, desk, wish, files.files))
        files.put(MANIFEST, manifest)
        for name, content in _signed(manifest, told.signer):
            files.put(name, content)
        archive.comment = MARK + b"0" * _DIGITS
    return len(archive.namelist()), (totals_of(tx)[0], lines), is_sound


def put_ledger(tx: Tx, files: HashedFiles, *, with_journal: bool) -> None:
    """Write the flat files, and a journal for other programs where it is wanted: they follow from the tables alone."""
    for each in FILES:
        _put_file(tx, files, each)
    if with_journal:
        with files.stream(JOURNAL, {}) as out:
            out.writelines(each.encode() for each in hledger_journal(tx))


def statement_name(name: str) -> str:
    """Name the file of a statement as it is compared."""
    return f"statements/{name}.json"


def file_name(file: AuditFile) -> str:
    """Name a flat file in the pack."""
    return f"ledger/{file.name}.csv"


def csv_rows(tx: Tx, file: AuditFile, also: Callable[[tuple[str | int | None, ...]], object] | None = None) -> Rows:
    """Give the rows of a flat file as they are written: no text that a spreadsheet takes for a formula.

    `also` hears each row as it is in the book.
    """
    words = [at for at, each in enumerate(file.columns) if each.is_text]
    for row in rows_of(tx, file):
        if also is not None:
            also(row)
        yield _safe(row, words)


def _put_file(tx: Tx, files: HashedFiles, file: AuditFile) -> None:
    """Write a flat file as CSV and as JSON; the rows are asked for once, and the second form waits beside."""
    names = [each.name for each in file.columns]
    write, parting = json.JSONEncoder(ensure_ascii=False).encode, "\n"
    with TemporaryFile() as aside:

        def keep(row: tuple[str | int | None, ...]) -> None:
            nonlocal parting
            aside.write(f"{parting}{write(row)}".encode())
            parting = ",\n"

        files.add_table(file_name(file), names, csv_rows(tx, file, keep))
        aside.seek(0)
        with files.stream(f"ledger/{file.name}.json", {}) as out:
            out.write(b'{"columns": ' + json.dumps(names).encode() + b', "rows": [')
            shutil.copyfileobj(aside, out, 1 << 20)
            out.write(b"\n]}\n")


def _safe(row: tuple[str | int | None, ...], words: Sequence[int]) -> list[str | int | None]:
    written = list(row)
    for at in words:
        value = written[at]
        if isinstance(value, str) and value:
            written[at] = safe(value)
    return written


def paper_name(digest: str, name: str) -> str:
    """Name an attached file in the pack by its hash, with the ending that it had."""
    ending = PurePath(name).suffix
    return f"papers/{digest}{ending if ending[1:].isalnum() and ending.isascii() else ''}"


def _manifest(tx: Tx, of: PackYear, desk: Desk, wish: PackWish, files: list[dict[str, Any]]) -> dict[str, Any]:
    entries, debit, credit = totals_of(tx)
    return {
        "format": FORMAT,
        "program": f"Welfare Desk {__version__}",
        "schema": VERSION,
        "book": settings.get(tx, "id"),
        "name": settings.get(tx, "name_th"),
        "as_of": desk.today.isoformat(),
        "statements": {"fiscal_year": of.year, "from": of.first.isoformat(), "to": of.last.isoformat()},
        "names": wish.names,
        "heads": list(heads_of(position_of(tx))),
        "totals": {"entries": entries, "lines": lines_in(tx), "debit_satang": debit, "credit_satang": credit},
        "files": files,
    }


def _signed(manifest: bytes, signer: Signer | None) -> Iterator[tuple[str, bytes]]:
    """Sign the list as it is, so that any program can hold the signature against it: Ed25519 over its bytes."""
    if signer is not None:
        yield SIGNATURE, signer.key.sign(manifest)
        yield PUBLIC_KEY, signer.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
