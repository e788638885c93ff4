"""The certification pack as one ZIP: every part on paper and as tables, a cover, hashes, and how to check them."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 - a field of a value
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from welfare_desk import __version__
from welfare_desk.exchange.archives import HashedFiles, whole_file
from welfare_desk.exchange.pack_words import readme
from welfare_desk.i18n import N_, _, spoken
from welfare_desk.reports.draw.csv import as_csv
from welfare_desk.reports.draw.pdf import all_as_pdf, as_pdf
from welfare_desk.reports.draw.xlsx import as_xlsx
from welfare_desk.reports.pack_parts import CSV, PDF, XLSX, Section
from welfare_desk.reports.packs import lacking, lay_out, pack_mark, pack_year, state_words, title_of
from welfare_desk.services.packs import attached_papers, made_parts, pack_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.packs import Made, PackYear
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.packs import PackBook
    from welfare_desk.storage.book import Tx

    Step: TypeAlias = Callable[[int, int], None]

FORMAT, FORMAT_VERSION = "welfare-desk certification pack", 1
MANIFEST, README, SUMS, SIGNED = "manifest.json", "README.txt", "SHA256SUMS", "signed-statement.json"
COVER, ATTACHED = N_("Cover and contents"), N_("Attached papers")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # what Windows takes in no file name
_LONGEST = 60  # letters of a title in a file name


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was made: its file, SHA-256 and size, the Buddhist fiscal year, how many files.

    `missing` are the titles of parts without which a pack is not whole.
    """

    path: Path
    hash: str
    size: int
    year: str
    files: int
    missing: tuple[str, ...]


def write_pack(
    desk: Desk, path: Path, year: int | None = None, step: Step | None = None, *, attachments: bool = False
) -> Pack:
    """Write the pack of a fiscal year (Gregorian, in which it ends; none: the last one over) whole or not at all.

    It is made of one moment of the book, under another name, and takes its own when it is finished; an error or a stop
    leaves nothing. One that cannot be written is a `BookError`. `attachments` are scans, which nobody masks.
    """
    with whole_file(path) as file:
        year_name, files, missing = desk.ask(
            lambda tx: _fill(tx, file, year, desk.today, step, attachments=attachments)
        )
        file.flush()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Pack(path, digest, path.stat().st_size, year_name, files, missing)


def _fill(
    tx: Tx, file: Any, year: int | None, today: date, step: Step | None, *, attachments: bool
) -> tuple[str, int, tuple[str, ...]]:
    of = pack_year(tx, year, today)
    book = pack_book(tx, of)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        writer = HashedFiles(archive, (today.year, today.month, today.day, 0, 0, 0))
        made: list[Made] = []
        forms: dict[int, list[str]] = {}
        for each in made_parts(tx, of, today, step):
            forms[each.number] = [*_put_part(writer, each)]
            made.append(_without_rows(each))
        if attachments:
            _put_papers(writer, tx, of)
        if book.signed is not None:
            writer.add(SIGNED, _json(book.signed))
        cover = _named(lay_out(made, of, pack_mark(tx, of), forms), book, today)
        writer.add(f"00 {_thai(COVER)}.pdf", as_pdf(cover))
        writer.add(README, readme(book.name, of.name))
        sums = "".join(f"{each['sha256']}  {each['name']}\n" for each in writer.files)
        writer.add(SUMS, sums.encode())
        writer.put(MANIFEST, _json(_manifest(book, of, today, made, writer.files)))
    if step is not None:
        step(1, 1)
    return of.name, len(writer.files) + 1, tuple(each.title for each in lacking(made))


def _put_part(writer: HashedFiles, made: Made) -> Iterator[str]:
    """Write a part in each of its forms; a table of several reports comes on paper alone."""
    for form in made.part.forms if made.is_there else ():
        if form == PDF or len(made.reports) == 1:
            content = _DRAWN[form](made.reports)
            writer.add(_name(made, form), content, part=made.part.report, title=made.title, state=state_words(made))
            yield form


def _paper(reports: tuple[Report, ...]) -> bytes:
    return all_as_pdf(reports)


def _workbook(reports: tuple[Report, ...]) -> bytes:
    return as_xlsx(reports[0])


def _records(reports: tuple[Report, ...]) -> bytes:
    return as_csv(reports[0])


_DRAWN: dict[str, Callable[[tuple[Report, ...]], bytes]] = {PDF: _paper, XLSX: _workbook, CSV: _records}


def _name(made: Made, form: str) -> str:
    """Name a file in Thai under the folder of its section; what leads it is ASCII, so that any list keeps the order."""
    order = list(Section).index(made.part.section) + 1
    return f"{order} {_thai(made.part.section.value)}/{made.number:02} {_thai(title_of(made.part))}.{form}"


def _thai(words: str) -> str:
    """Give the Thai of a marked sentence as a part of a file name."""
    with spoken("th"):
        return _fit(_(words))


def _fit(name: str) -> str:
    return _NOT_IN_NAMES.sub("-", name).strip(" .")[:_LONGEST].strip(" .")


def _put_papers(writer: HashedFiles, tx: Tx, of: PackYear) -> None:
    """Put attached scans as they are into a folder of their own, numbered: two of one name are two files."""
    folder = f"{len(Section) + 1} {_thai(ATTACHED)}"
    for number, each in enumerate(attached_papers(tx, of), 1):
        kept = PureWindowsPath(each.name)
        name = f"{folder}/{number:03} {_fit(kept.stem)}{_fit_ending(kept.suffix)}"
        writer.add(name, each.content, part=each.kind, title=each.name, state=_("as it was scanned"))


def _fit_ending(suffix: str) -> str:
    return f".{_NOT_IN_NAMES.sub('', suffix[1:])}" if len(suffix) > 1 else ""


def _without_rows(made: Made) -> Made:
    return replace(made, reports=tuple(replace(each, rows=(), charts=()) for each in made.reports))


def _named(cover: Report, book: PackBook, today: date) -> Report:
    return replace(cover, book_name=book.name, made_on=today)


def _manifest(
    book: PackBook, of: PackYear, today: date, made: list[Made], files: list[dict[str, object]]
) -> dict[str, object]:
    """Say whose pack it is, of when, what it holds with hashes and sizes, and what it lacks."""
    lacks = [{"part": each.part.report, "title": each.title, "why": each.why} for each in made if not each.is_there]
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": f"Welfare Desk {__version__}",
        "book": book.book,
        "name": book.name,
        "fiscal_year": of.year,
        "from": of.first.isoformat(),
        "to": of.last.isoformat(),
        "made_on": today.isoformat(),
        "statement": book.signed,
        "files": files,
        "missing": lacks,
    }


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
