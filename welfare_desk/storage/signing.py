"""Keep the key that signs period statements: Ed25519, wrapped by AES-GCM for each who may close."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.closing import renewal_bytes
from welfare_desk.ledger.seal import fingerprint_of
from welfare_desk.storage import settings

if TYPE_CHECKING:
    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

SHORTEST_PIN = 6
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_ROUNDS, _MEMORY_KIB, _LANES = 3, 65_536, 1


class Key(NamedTuple):
    """A key as the book keeps it; `previous` and `signature` say how it followed the one before, if it did."""

    fingerprint: str
    public: bytes
    made_at: str
    previous: str | None = None
    signature: bytes | None = None


def keys(tx: Tx) -> list[Key]:
    """Read every key in the order in which they were made."""
    asked = (
        "SELECT k.fingerprint, k.public, k.made_at, r.previous, r.signature FROM signing_keys k "
        "LEFT JOIN signing_renewals r ON r.fingerprint = k.fingerprint ORDER BY k.rowid"
    )
    return [Key(*row) for row in tx.exec_driver_sql(asked)]


def has_key(tx: Tx) -> bool:
    """Tell whether the book has a key, which the first close makes."""
    return tx.exec_driver_sql("SELECT 1 FROM signing_keys").first() is not None


def current(tx: Tx) -> str:
    """Name the key that signs now by its fingerprint; nothing before the first close."""
    asked = "SELECT fingerprint FROM signing_keys ORDER BY rowid DESC LIMIT 1"  # a clock may go back
    return tx.exec_driver_sql(asked).scalar_one_or_none() or ""


def holders(tx: Tx) -> list[int]:
    """Give the ids of the users who can sign with the key of now."""
    asked = "SELECT user FROM signing_wraps WHERE fingerprint = ? ORDER BY user"
    return list(tx.exec_driver_sql(asked, (current(tx),)).scalars())


def make_key(tx: Tx, pin: str, made: Made) -> str:
    """Make a key for the book and wrap it for its maker under a PIN; give the key's fingerprint."""
    refuse_short(pin)
    private = made.salt(_KEY_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    fingerprint = fingerprint_of(public)
    row = (fingerprint, public, made.at)
    tx.exec_driver_sql("INSERT INTO signing_keys (fingerprint, public, made_at) VALUES (?, ?, ?)", row)
    wrap(tx, fingerprint, Ed25519PrivateKey.from_private_bytes(private), made.by, pin, made)
    return fingerprint


def renew(tx: Tx, pin: str, made: Made, signer: Ed25519PrivateKey | None) -> tuple[str, str]:
    """Put a new key in the place of the one of now, which signs it unless it is lost.

    Gives both fingerprints, the old one first. Whoever makes the new key is its only holder.
    """
    previous = current(tx)
    fingerprint = make_key(tx, pin, made)
    signature = None
    if signer is not None:
        public = next(each.public for each in keys(tx) if each.fingerprint == fingerprint)
        signature = signer.sign(renewal_bytes(settings.get(tx, "id"), previous, fingerprint, public))
    row = (fingerprint, previous, signature)
    tx.exec_driver_sql("INSERT INTO signing_renewals (fingerprint, previous, signature) VALUES (?, ?, ?)", row)
    tx.exec_driver_sql("DELETE FROM signing_wraps WHERE fingerprint <> ?", (fingerprint,))
    return previous, fingerprint


def follows(book: str, key: Key, before: Key) -> bool:
    """Tell whether the key before signed this one."""
    message = renewal_bytes(book, before.fingerprint, key.fingerprint, key.public)
    return key.signature is not None and is_signed(before.public, key.signature, message)


def refuse_no_key(tx: Tx, field: str = "pin") -> None:
    """Refuse what needs a key in a book that has none yet."""
    if not has_key(tx):
        text = N_("The book has no signing key yet: the first close of a month makes it.")
        raise RuleError(problem("key.none", text, field))


def refuse_short(pin: str, field: str = "pin") -> None:
    """Refuse a PIN that is too short to keep a key."""
    if len(pin) < SHORTEST_PIN:
        text = N_("A PIN has at least {count} characters.")
        raise RuleError(problem("pin.short", text, field, count=SHORTEST_PIN))


def wrap(tx: Tx, fingerprint: str, key: Ed25519PrivateKey, user: int, pin: str, made: Made) -> None:
    """Wrap a key for a user under a PIN, in place of the user's earlier wrap."""
    refuse_short(pin)
    salt, nonce = made.salt(_SALT_BYTES), made.salt(_NONCE_BYTES)
    public = key.public_key().public_bytes_raw()
    wrapped = AESGCM(wrapping_key(_typed(pin), salt)).encrypt(nonce, key.private_bytes_raw(), public)
    tx.exec_driver_sql(
        "INSERT INTO signing_wraps (fingerprint, user, salt, nonce, wrapped, made_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (fingerprint, user) DO UPDATE SET salt = excluded.salt, nonce = excluded.nonce, "
        "wrapped = excluded.wrapped, made_at = excluded.made_at",
        (fingerprint, user, salt, nonce, wrapped, made.at),
    )


def drop_wraps(tx: Tx, user: int) -> bool:
    """Take the key away from a user; tell whether the user held one."""
    return tx.exec_driver_sql("DELETE FROM signing_wraps WHERE user = ?", (user,)).rowcount > 0


def unlock(tx: Tx, user: int, pin: str) -> tuple[str, Ed25519PrivateKey]:
    """Give the fingerprint and the key itself to a user who holds it; a wrong PIN is a `RuleError`."""
    asked = (
        "SELECT k.fingerprint, k.public, w.salt, w.nonce, w.wrapped FROM signing_keys k "
        "JOIN signing_wraps w ON w.fingerprint = k.fingerprint WHERE k.fingerprint = ? AND w.user = ?"
    )
    found = tx.exec_driver_sql(asked, (current(tx), user)).one_or_none()
    if found is None:
        refuse_no_key(tx)
        raise RuleError(_problem_of_no_wrap(tx))
    fingerprint, public, salt, nonce, wrapped = found
    try:
        private = AESGCM(wrapping_key(_typed(pin), salt)).decrypt(nonce, wrapped, public)
    except InvalidTag:
        raise RuleError(problem("pin.wrong", N_("The PIN is wrong."), "pin")) from None
    return fingerprint, Ed25519PrivateKey.from_private_bytes(private)


def _problem_of_no_wrap(tx: Tx) -> Problem:
    if not holders(tx):
        text = N_("Nobody holds the signing key of this book any more: replace it as lost, with the reason.")
        return problem("key.unheld", text, "pin")
    text = N_("You do not hold the signing key of this book: whoever holds it can hand it to you.")
    return problem("key.not_held", text, "pin")


def _typed(pin: str) -> str:
    """Make one of the several ways in which keyboards write the same Thai letters (U+0E33 and its parts)."""
    return unicodedata.normalize("NFKC", pin)


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature belongs to a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):  # no key at all, in a damaged book
        return False
    return True


def wrapping_key(secret: str, salt: bytes) -> bytes:
    """Derive the key that wraps another from what a person knows: Argon2id, 32 bytes."""
    return hash_secret_raw(secret.encode(), salt, _ROUNDS, _MEMORY_KIB, _LANES, _KEY_BYTES, Type.ID)
