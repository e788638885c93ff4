"""Put together what a year hands over for certification, and keep in the trail what was handed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.ledger.people import Permission
from welfare_desk.reports import packs
from welfare_desk.reports.pack_parts import PARTS
from welfare_desk.services.desk import needs
from welfare_desk.storage import attachments, settings, trail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import TypeAlias

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.packs import Made, PackYear
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

    Step: TypeAlias = Callable[[int, int], None]


class PackBook(NamedTuple):
    """Whose pack it is: the id and name of the book, and its signed close with what proves it, if one stands."""

    book: str
    name: str
    signed: dict[str, object] | None


class PackPaper(NamedTuple):
    """A file that is attached to a regulation or a meeting, with its bytes."""

    kind: str
    name: str
    content: bytes


def parts_of_year(desk: Desk, year: int | None = None) -> tuple[list[int], int, Report]:
    """Give the fiscal years that a pack may be made of, the newest first, a year, and its parts without looking at any.

    A year that the book has not, or none, is the last one that is over.
    """

    def question(tx: Tx) -> tuple[list[int], int, Report]:
        years = packs.pack_years(tx, desk.today)
        of = packs.pack_year(tx, year if year in years else None, desk.today)
        return years, of.year, packs.name_parts(of)

    return desk.ask(question)


@needs(Permission.READ)
def look_through(desk: Desk, year: int | None = None, step: Step | None = None) -> Report:
    """Make every part of a pack, and tell how each stands; `year` is the Gregorian year in which the fiscal year ends.

    No year given: the last one that is over.
    """

    def question(tx: Tx) -> Report:
        of = packs.pack_year(tx, year, desk.today)
        made = [_kept_short(each) for each in made_parts(tx, of, desk.today, step)]
        return packs.lay_out(made, of, packs.pack_mark(tx, of))

    return desk.ask(question)


def _kept_short(made: Made) -> Made:
    """Let go of the rows of a part, so that only how it stands is kept."""
    return replace(made, reports=tuple(replace(each, rows=(), charts=()) for each in made.reports))


def made_parts(tx: Tx, of: PackYear, today: date, step: Step | None = None) -> Iterator[Made]:
    """Make the parts one after another, so that only one is in memory at a time."""
    for at, part in enumerate(PARTS):
        if step is not None:
            step(at, len(PARTS))
        yield packs.make_part(tx, part, of, today)


def pack_book(tx: Tx, of: PackYear) -> PackBook:
    """Read whose pack it is, and what was signed."""
    return PackBook(settings.get(tx, "id"), settings.get(tx, "name_th"), packs.signed_close(tx, of))


def attached_papers(tx: Tx, of: PackYear) -> Iterator[PackPaper]:
    """Read the files attached to regulations, and to the meetings of a year, one at a time."""
    for kind, kept in attachments.papers_of(tx, of.first, of.last):
        content = attachments.content(tx, kept.hash)
        if content is not None:
            yield PackPaper(kind, kept.name, content)


@needs(Permission.READ)
def note_pack(desk: Desk, year: str, digest: str, files: int) -> None:
    """Keep in the trail that a pack of a fiscal year was made: the SHA-256 of its file, and how many files it holds."""
    with desk.book.write() as tx:
        trail.add(tx, desk.made(), "pack.made", year, hash=digest, files=files)


def noted_packs(tx: Tx) -> set[str]:
    """Give the hashes of all packs that the trail knows."""
    return trail.hashes_of(tx, "pack.made")
