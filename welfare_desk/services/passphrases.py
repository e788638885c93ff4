"""Encrypt a book under a passphrase, or change the passphrase; the file takes the place of the one before."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.books import see_that_it_may_lie_there
from welfare_desk.services.desk import needs
from welfare_desk.services.restores import FIRST_USER
from welfare_desk.storage import ciphers, settings, trail
from welfare_desk.storage.entries import Made
from welfare_desk.storage.sealing import open_copies, seal

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.ciphers import BookKey


def is_encrypted(path: Path) -> bool:
    """Tell whether a file looks like an encrypted book; without its passphrase nobody can tell more."""
    return ciphers.salt_of(path) is not None


def key_of(path: Path, passphrase: str) -> BookKey | None:
    """Give the key to which a passphrase leads at a file; whether it fits shows when the book is opened."""
    return ciphers.key_of(path, passphrase)


def seal_book(path: Path, outside: Outside, passphrase: str, old: BookKey | None, actor: int = FIRST_USER) -> BookKey:
    """Encrypt a book that nobody has open, or give it another passphrase (`old` is its key); give the new key.

    Whoever does it was let by `allow_restore`. A recovery sheet printed before fits no longer and is forgotten.
    """
    see_that_it_may_lie_there(path)
    key = ciphers.new_key(passphrase, outside.random)

    def note(tx: Tx) -> None:
        settings.drop(tx, settings.RECOVERY)
        made = Made(actor, outside.now().astimezone(UTC).isoformat(timespec="milliseconds"), outside.random)
        trail.add(tx, made, "passphrase.changed" if old else "passphrase.set", settings.get(tx, "id"))

    seal(path, old, key, note)
    return key


def see_that_it_is_good(passphrase: str) -> None:
    """See that a passphrase may be kept; else a `RuleError`."""
    if found := ciphers.problems_of_passphrase(passphrase):
        raise RuleError(*found)


def readable_copies(path: Path) -> list[Path]:
    """List the files beside an encrypted book that anybody can read: earlier states of it, kept by an upgrade or so."""
    return open_copies(path)


@needs(Permission.SET_UP)
def see_that_it_fits(desk: Desk, passphrase: str) -> None:
    """See that somebody at an open encrypted book knows its passphrase; else a `RuleError`."""
    if desk.book.key is not None and ciphers.derived(passphrase, desk.book.key.salt) != desk.book.key:
        raise RuleError(problem("passphrase.wrong", N_("The passphrase of the book is not right."), "old"))
