"""Put a book under a key, or under another: on a copy that is proved and then takes the book's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import ciphers
from welfare_desk.storage.book import SUFFIX, open_book
from welfare_desk.storage.book import is_whole as is_sound
from welfare_desk.storage.locks import let_go, take_lock
from welfare_desk.storage.swaps import flush, fold, scratch, unwritable
from welfare_desk.storage.upgrade import proof_of, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.ciphers import BookKey


def seal(path: Path, old: BookKey | None, key: BookKey, note: Callable[[Tx], None]) -> None:
    """Encrypt a book that nobody has open; `old` is the key it has, `note` writes down in the copy what was done.

    The copy must hold the same schema, seals, balances and trail before it is told of the change. Nothing is kept
    under the old key: that is what the change is for.
    """
    lock = take_lock(path)
    try:
        if not fold(path, old):
            text = N_("{path} is damaged. Open the last backup, and keep this file.")
            raise BookError(problem("book.damaged", text, path=path))
        with scratch(path) as rough:
            fresh = rough / "sealed.welfare"
            copy_under(path, old, fresh, key)
            with open_book(fresh, key=key) as book, book.write() as tx:
                note(tx)
            try:
                flush(fresh)
                fresh.replace(path)
            except OSError as error:
                raise unwritable(path, error) from error
    finally:
        let_go(lock)


def copy_under(path: Path, old: BookKey | None, fresh: Path, key: BookKey) -> None:
    """Copy a book that nobody writes under another key, or a plain one under a key, and prove the copy."""
    with open_book(path, writes=False, key=old) as book:
        if old is not None:
            before = book.copy_to(fresh, lambda tx: (proof_of(tx), schema_of(tx)), key=key)
        else:
            with book.read() as tx:
                before = (proof_of(tx), schema_of(tx))
    if old is None:  # the two kinds of SQLite never have one file open together
        ciphers.encipher(path, fresh, key)
    with open_book(fresh, writes=False, key=key) as book, book.read() as tx:
        if (proof_of(tx), schema_of(tx)) != before or not is_sound(tx):
            text = N_("The copy at {path} does not agree with the book. Try another drive.")
            raise BookError(problem("backup.differs", text, path=fresh))


def open_copies(path: Path) -> list[Path]:
    """List the files beside an encrypted book that hold an earlier state of it in the open."""
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    named = [each for each in beside if each.suffix == SUFFIX and each.stem.startswith(path.stem) and each.is_file()]
    return [each for each in named if each != path and ciphers.salt_of(each) is None]
