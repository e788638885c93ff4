"""What an auditor is handed: the book without its members' personal data, signed by who holds its key."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.books import see_that_it_may_lie_there
from welfare_desk.services.desk import needs
from welfare_desk.storage import signing, trail
from welfare_desk.storage.book import open_book
from welfare_desk.storage.checks import verify
from welfare_desk.storage.masking import masked
from welfare_desk.storage.positions import position_of
from welfare_desk.storage.swaps import place, scratch
from welfare_desk.storage.table_files import make_book

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.positions import Position
    from welfare_desk.storage.table_files import Cells


class Signer(NamedTuple):
    """Who signs a pack: the fingerprint of the book's key, and the key itself, for as long as it takes."""

    fingerprint: str
    key: Ed25519PrivateKey


class Rebuilt(NamedTuple):
    """A book made again from a pack: what its checks found, and where it stands."""

    found: Verification
    position: Position


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


def copy_from_pack(target: Path, tables: Mapping[str, Iterable[Cells]]) -> Rebuilt:
    """Make the book of these tables at a path where nothing lies yet, to be read and never written.

    Unlike a book that is restored it may fail checks: what they find is what the auditor wants to know.
    """
    see_that_it_may_lie_there(target)
    if target.exists():
        raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=target))
    with scratch(target) as room:
        fresh = room / target.name
        make_book(fresh, tables, is_copy=True).close()
        with open_book(fresh, writes=False) as book, book.read() as tx:
            rebuilt = Rebuilt(verify(tx), position_of(tx))
        place(target, fresh)
    return rebuilt
