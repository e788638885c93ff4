"""Keep the key that signs period statements: Ed25519, wrapped by AES-GCM for each who may close."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

SHORTEST_PIN = 6
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_ROUNDS, _MEMORY_KIB, _LANES = 3, 65_536, 1


def has_key(tx: Tx) -> bool:
    """Tell whether the book has a key, which the first close makes."""
    return tx.exec_driver_sql("SELECT 1 FROM signing_keys").first() is not None


def current(tx: Tx) -> str:
    """Name the key that signs now by its fingerprint; nothing before the first close."""
    asked = "SELECT fingerprint FROM signing_keys ORDER BY made_at DESC, rowid DESC LIMIT 1"
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


def refuse_short(pin: str) -> None:
    """Refuse a PIN that is too short to keep a key."""
    if len(pin) < SHORTEST_PIN:
        text = N_("A PIN has at least {count} characters.")
        raise RuleError(problem("pin.short", text, "pin", count=SHORTEST_PIN))


def wrap(tx: Tx, fingerprint: str, key: Ed25519PrivateKey, user: int, pin: str, made: Made) -> None:
    """Wrap a key for a user under a PIN, in place of the user's earlier wrap."""
    refuse_short(pin)
    salt, nonce = made.salt(_SALT_BYTES), made.salt(_NONCE_BYTES)
    public = key.public_key().public_bytes_raw()
    wrapped = AESGCM(wrapping_key(pin, salt)).encrypt(nonce, key.private_bytes_raw(), public)
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
        text = N_("You do not hold the signing key of this book: whoever holds it can hand it to you.")
        raise RuleError(problem("key.not_held", text, "pin"))
    fingerprint, public, salt, nonce, wrapped = found
    try:
        private = AESGCM(wrapping_key(pin, salt)).decrypt(nonce, wrapped, public)
    except InvalidTag:
        raise RuleError(problem("pin.wrong", N_("The PIN is wrong."), "pin")) from None
    return fingerprint, Ed25519PrivateKey.from_private_bytes(private)


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature belongs to a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def fingerprint_of(public: bytes) -> str:
    """Name a public key by the first 16 bytes of its SHA-256, in hex."""
    return hashlib.sha256(public).hexdigest()[:32]


def wrapping_key(secret: str, salt: bytes) -> bytes:
    """Derive the key that wraps another from what a person knows: Argon2id, 32 bytes."""
    return hash_secret_raw(secret.encode(), salt, _ROUNDS, _MEMORY_KIB, _LANES, _KEY_BYTES, Type.ID)
