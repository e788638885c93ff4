"""What an auditor is handed: the book without its members' personal data, signed by who holds its key."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import LANGUAGES, N_, spoken
from welfare_desk.i18n import language as language_now
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.catalogue import make_report
from welfare_desk.reports.packs import pack_year, pack_years
from welfare_desk.services.books import see_that_it_may_lie_there
from welfare_desk.services.desk import needs
from welfare_desk.storage import periods, settings, signing, trail
from welfare_desk.storage.audit_counts import newest_day
from welfare_desk.storage.book import mark_as_copy, open_book
from welfare_desk.storage.checks import verify
from welfare_desk.storage.masking import masked
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.swaps import place, scratch
from welfare_desk.storage.table_files import make_book

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.checks import Verification
    from welfare_desk.reports.model import Report
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.positions import Position
    from welfare_desk.storage.table_files import Cells

_ABOUT = "audit_pack"  # the setting of a copy that says what it was made from


class Signer(NamedTuple):
    """Who signs a pack: the fingerprint of the book's key, and the key itself, for as long as it takes."""

    fingerprint: str
    key: Ed25519PrivateKey


class Rebuilt(NamedTuple):
    """A book made again from a pack: what its checks found, where it stands, and what enclosed says otherwise."""

    found: Verification
    position: Position
    differences: tuple[Problem, ...]


class AuditorsDesk(NamedTuple):
    """What an auditor begins with: the fiscal years, the one whose tests stand here, and what a copy was made from.

    `differences` are what did not agree when the copy was made, in the chosen language.
    """

    years: list[int]
    year: int
    pack: PackFacts | None
    differences: list[str]
    tests: Report


class PackFacts(NamedTuple):
    """What a copy was made from: SHA-256 of the pack, its day (ISO), and the key that signed it; empty: nobody did."""

    sha256: str
    as_of: str
    key: str
    names: bool


@needs(Permission.READ)
def years_of_packs(desk: Desk) -> tuple[list[int], int, bool]:
    """Give the fiscal years whose statements a pack may hold, the usual one, and whether the book has a key to sign."""

    def question(tx: Tx) -> tuple[list[int], int, bool]:
        return pack_years(tx, desk.today), pack_year(tx, None, desk.today).year, signing.has_key(tx)

    return desk.ask(question)


@needs(Permission.READ)
def desk_of_auditors(desk: Desk, year: int | None = None) -> AuditorsDesk:
    """Give what an auditor begins with; a year that the book has not, or none, is the last one that is over.

    Years after the latest entry are no years of it: an old ledger may be opened long afterwards.
    """

    def question(tx: Tx) -> AuditorsDesk:
        today = min(desk.today, max(newest_day(tx) or desk.today, periods.calendar(tx).first_day))
        years = pack_years(tx, today)
        usual = pack_year(tx, None, desk.today).year
        of = pack_year(tx, year if year in years else min(usual, years[0]), desk.today)
        about = pack_facts(tx)
        tests = make_report(tx, "audit-tests", {"from": of.first, "to": of.last}, desk.today)
        return AuditorsDesk(years, of.year, about[0] if about else None, about[1] if about else [], tests)

    return desk.ask(question)


@needs(Permission.CLOSE)
def pack_signer(desk: Desk, pin: str) -> Signer:
    """Take the signing key of the book out for a pack; a wrong PIN, or no key, is a `RuleError`."""
    return Signer(*desk.ask(lambda tx: signing.unlock(tx, desk.actor, pin)))


@needs(Permission.READ)
@contextmanager
def as_auditors_see_it(desk: Desk, *, names: bool = False, papers: bool = False) -> Generator[Desk]:
    """Sit down a second time at the same book, without secrets and health, and without names unless they are wanted."""
    lens = masked(names=names, papers=papers)
    with open_book(desk.book.path, writes=False, key=desk.book.key, lens=lens) as seen:
        yield replace(desk, book=seen)


@needs(Permission.READ)
def note_audit_pack(desk: Desk, digest: str, files: int, *, names: bool) -> None:
    """Keep in the trail that an audit pack was made: SHA-256 of its file, how many files, and whether with names."""
    with desk.book.write() as tx:
        trail.add(tx, desk.made(), "audit_pack.made", desk.today.isoformat(), hash=digest, files=files, names=names)


def copy_from_pack(
    target: Path, tables: Mapping[str, Iterable[Cells]], about: PackFacts, compare: Callable[[Tx], Iterable[Problem]]
) -> Rebuilt:
    """Make the book of these tables at a path where nothing lies yet, to be read and never written.

    Unlike a book that is restored it may fail checks: what they find, and what `compare` finds, is what the auditor
    wants to know. The copy keeps what it was made from, and what was found then.
    """
    see_that_it_may_lie_there(target)
    if target.exists():
        raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=target))
    with scratch(target) as room:
        fresh = room / target.name
        with make_book(fresh, tables) as book:
            book.is_copy = True  # its checks know that secrets are left out
            with book.read() as tx:
                rebuilt = Rebuilt(verify(tx), position_of(tx), tuple(compare(tx)))
            with book.write() as tx:
                settings.put(tx, _ABOUT, json.dumps(_kept(about, rebuilt.differences), ensure_ascii=False))
                mark_as_copy(tx)
        place(target, fresh)
    return rebuilt


def _kept(about: PackFacts, differences: Iterable[Problem]) -> dict[str, object]:
    said: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with spoken(language):
            said[language] = [each.sentence() for each in differences]
    return {**about._asdict(), "said": said}


def pack_facts(tx: Tx) -> tuple[PackFacts, list[str]] | None:
    """Read what a copy was made from, and what did not agree then, in the chosen language; nothing for other books."""
    kept = settings.find(tx, _ABOUT)
    if kept is None:
        return None
    told: dict[str, Any] = json.loads(kept)
    said: dict[str, list[str]] = told.pop("said")
    return PackFacts(**told), said[language_now()]
