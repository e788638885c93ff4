"""The auditor's side: her file of findings beside a copy of the book, her key, and the signed file for the fund.

Nothing here touches the copy. The file and the key are written whole or not at all.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import SHORTEST_PASSWORD
from welfare_desk.ledger.review_files import (
    LARGEST,
    Signature,
    read_replies,
    read_review,
    signed_bytes,
    written_review,
)
from welfare_desk.ledger.reviews import Review, ReviewedBook
from welfare_desk.ledger.seal import fingerprint_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from welfare_desk.ledger.findings import Reply

SUFFIX, SIGNED_SUFFIX, KEY_SUFFIX = ".wreview", ".signed.wreview", ".pem"
_LARGEST_KEY = 1 << 16


def usual_place(copy: Path) -> Path:
    """Give where the findings on a copy lie: beside it, under its name."""
    return copy.with_suffix(SUFFIX)


def new_review(book: ReviewedBook, auditor: str, organisation: str, day: date, random: bytes) -> Review:
    """Begin a review of a book; `random` are 16 bytes that name it."""
    review = Review(random.hex(), 0, book, auditor.strip(), organisation.strip(), day)
    if found := review.problems():
        raise RuleError(*found)
    return review


def read_file(path: Path) -> bytes:
    """Read a file of a review, no more of it than one may hold; one that cannot be read is a `BookError`."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("review.unreadable", text, path=path, reason=error.strerror)) from error


def load_review(path: Path) -> Review:
    """Read the auditor's own file; what cannot be read is said in a `RuleError` or `BookError`."""
    review, signature = read_review(read_file(path))
    if signature is not None:
        text = N_("{path} is signed and stays as it is. Go on in the file that it was made from.")
        raise RuleError(problem("review.is_signed", text, "file", path=path))
    return review


def load_replies(path: Path, review: Review) -> dict[int, tuple[Reply, ...]]:
    """Read what the fund replied to the findings of a review, by their numbers."""
    return read_replies(read_file(path), review)


def save_review(path: Path, review: Review) -> None:
    """Write the auditor's own file whole or not at all."""
    if found := review.problems():
        raise RuleError(*found)
    _write(path, written_review(review).encode())


def refuse_other_book(review: Review, book: ReviewedBook) -> None:
    """Refuse a copy of another book than the one that the review is of."""
    if review.book.id != book.id:
        text = N_("This copy is of another book than the findings: {name}.")
        raise RuleError(problem("review.other_copy", text, "book", name=book.name))


def make_key(path: Path, passphrase: str) -> str:
    """Make the auditor's key and keep it in a file under a passphrase; give its fingerprint."""
    if len(passphrase) < SHORTEST_PASSWORD:
        text = N_("A passphrase has at least {count} characters.")
        raise RuleError(problem("key.passphrase_short", text, "passphrase", count=SHORTEST_PASSWORD))
    if path.exists():
        raise RuleError(problem("key.exists", N_("There is already a file at {path}."), "file", path=path))
    key = Ed25519PrivateKey.generate()
    kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    _write(path, kept, mode=0o600)
    return fingerprint_of(key.public_key().public_bytes_raw())


def load_key(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """Open the auditor's key; a wrong passphrase, or a file that holds none, is a `RuleError`."""
    content = read_file(path)
    is_locked = b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in content
    if not is_locked or len(content) > _LARGEST_KEY:
        text = N_("{path} holds no key of an auditor under a passphrase.")
        raise RuleError(problem("key.none_there", text, "key", path=path))
    try:
        key = load_pem_private_key(content, passphrase.encode() or b"-")
    except Exception as error:  # the library raises many kinds for what is no key
        text = N_("The passphrase is wrong, or {path} is damaged.")
        raise RuleError(problem("key.shut", text, "passphrase", path=path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        text = N_("{path} holds no key of an auditor under a passphrase.")
        raise RuleError(problem("key.none_there", text, "key", path=path))
    return key


def sign_review(path: Path, key: Ed25519PrivateKey, book: ReviewedBook, day: date, output: Path) -> Review:
    """Sign the findings in a file as the next version, of the state of the copy, and write that for the fund.

    The auditor's own file then remembers the version; a file that was signed is never written over.
    """
    review = load_review(path)
    refuse_other_book(review, book)
    if not review.findings:
        text = N_("There is no finding to sign.")
        raise RuleError(problem("review.empty", text, "file"))
    if output.exists():
        raise RuleError(problem("key.exists", N_("There is already a file at {path}."), "output", path=output))
    signed = review.next_version(book, day)
    public = key.public_key().public_bytes_raw()
    signature = Signature(public, key.sign(signed_bytes(signed, public)))
    save_review(path, signed)  # first: a version is never signed twice with different words
    _write(output, written_review(signed, signature).encode())
    return signed


def signed_place(path: Path, version: int) -> Path:
    """Give where a signed version usually lies: beside the auditor's own file."""
    return path.with_name(f"{path.stem}.{version}{SIGNED_SUFFIX}")


def _write(path: Path, content: bytes, mode: int = 0o644) -> None:
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        text = N_("Cannot write {path}: {reason}.")
        raise BookError(problem("review.unwritable", text, path=path, reason=error.strerror)) from error
