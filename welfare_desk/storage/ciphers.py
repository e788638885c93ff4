"""The key of an encrypted book, and the SQLite that reads a file with it or without.

An encrypted book is a SQLCipher file: AES-256 page by page, each with its proof, under a raw key that is Argon2id of
the passphrase and of the file's first 16 bytes. These are its salt, so that a copy under the same salt opens with
the same passphrase.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORTEST_PASSPHRASE = 8
SALT_BYTES, KEY_BYTES = 16, 32
PAGE_BYTES = 4_096
_PLAIN = b"SQLite format 3\0"
_FRACTIONS = slice(21, 24), b"\x40\x20\x20"  # where every plain SQLite file has the same three bytes
_CACHE_KIB = 100_000  # a page that is kept need not be deciphered again


@dataclass(frozen=True, slots=True, repr=False)
class BookKey:
    """What opens one encrypted file: 32 bytes, and the 16 bytes of salt that the file begins with."""

    key: bytes
    salt: bytes


def salt_of(path: Path) -> bytes | None:
    """Give the salt that an encrypted book begins with; nothing for a file that is none."""
    try:
        with path.open("rb") as file:
            head = file.read(PAGE_BYTES)
        size = path.stat().st_size
    except OSError:
        return None
    place, fractions = _FRACTIONS
    is_plain = head.startswith(_PLAIN) or head[place] == fractions  # the second for a damaged beginning
    return None if is_plain or size < PAGE_BYTES or size % PAGE_BYTES else head[:SALT_BYTES]


def key_of(path: Path, passphrase: str) -> BookKey | None:
    """Give the key to which a passphrase leads at a file; nothing where the file is not encrypted."""
    salt = salt_of(path)
    return None if salt is None else derived(passphrase, salt)


def new_key(passphrase: str, random: Callable[[int], bytes]) -> BookKey:
    """Make the key of a file that is still to be written; a short passphrase is a `RuleError`."""
    if found := problems_of_passphrase(passphrase):
        raise RuleError(*found)
    return derived(passphrase, random(SALT_BYTES))


def problems_of_passphrase(passphrase: str) -> list[Problem]:
    """Say what is wrong with a passphrase."""
    if len(passphrase) >= SHORTEST_PASSPHRASE:
        return []
    text = N_("A passphrase has at least {count} characters; several words that only you would put together are best.")
    return [problem("passphrase.short", text, "passphrase", count=SHORTEST_PASSPHRASE)]


def derived(passphrase: str, salt: bytes) -> BookKey:
    """Derive the key of a file with a given salt."""
    from welfare_desk.storage.signing import wrapping_key  # noqa: PLC0415 - plain books need no cryptography to open

    return BookKey(wrapping_key(unicodedata.normalize("NFKC", passphrase), salt), salt)


def driver(key: BookKey | None) -> Any:
    """Give the SQLite that reads a file: Python's own, or the one that deciphers."""
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2  # noqa: PLC0415 - only for an encrypted book

    return cast("Any", dbapi2)


def connect(name: Path | str, key: BookKey | None, **options: Any) -> sqlite3.Connection:
    """Open a connection; whether the key fits shows with the first question."""
    raw: sqlite3.Connection = driver(key).connect(str(name), **options)
    if key is not None:
        raw.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is spoken of on the terminal
        raw.execute(f'PRAGMA key = "{_pragma(key)}"')
        raw.execute("PRAGMA temp_store = MEMORY")  # nothing of it lies open in the computer's passing files
        raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return raw


def encipher(source: Path, target: Path, key: BookKey) -> None:
    """Write the whole content of a plain book, which nobody has open, into a new encrypted file."""
    raw: sqlite3.Connection = driver(key).connect(str(source), isolation_level=None)
    try:
        names = ("user_version", "application_id")
        kept = [(name, int(raw.execute(f"PRAGMA {name}").fetchone()[0])) for name in names]
        raw.execute(f'ATTACH ? AS sealed KEY "{_pragma(key)}"', (str(target),))
        raw.execute("SELECT sqlcipher_export('sealed')").fetchall()
        for name, value in kept:
            raw.execute(f"PRAGMA sealed.{name} = {value}")
        raw.execute("DETACH sealed")
    except driver(key).OperationalError as error:
        text = N_("Cannot write {path}: {reason}.")
        raise BookError(problem("book.copy", text, path=target, reason=error)) from error
    finally:
        raw.close()


def _pragma(key: BookKey) -> str:
    return f"x'{key.key.hex()}{key.salt.hex()}'"
