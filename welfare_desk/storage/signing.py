"""Keep the key that signs period statements: Ed25519, wrapped by AES-GCM under Argon2id of a PIN."""

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
    """Tell whether a PIN was set, which happens at the first close."""
    return tx.exec_driver_sql("SELECT 1 FROM signing_keys").first() is not None


def make_key(tx: Tx, pin: str, made: Made) -> str:
    """Make the book's key and wrap it under a PIN; give the key's fingerprint."""
    if len(pin) < SHORTEST_PIN:
        text = N_("A PIN has at least {count} characters.")
        raise RuleError(problem("pin.short", text, "pin", count=SHORTEST_PIN))
    private, salt, nonce = made.salt(_KEY_BYTES), made.salt(_SALT_BYTES), made.salt(_NONCE_BYTES)
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    fingerprint = fingerprint_of(public)
    wrapped = AESGCM(wrapping_key(pin, salt)).encrypt(nonce, private, public)
    tx.exec_driver_sql(
        "INSERT INTO signing_keys (fingerprint, public, salt, nonce, wrapped, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        (fingerprint, public, salt, nonce, wrapped, made.at),
    )
    return fingerprint


def unlock(tx: Tx, pin: str) -> tuple[str, Ed25519PrivateKey]:
    """Give the fingerprint and the key itself; a wrong PIN is a `RuleError`."""
    asked = "SELECT fingerprint, public, salt, nonce, wrapped FROM signing_keys ORDER BY made_at DESC LIMIT 1"
    fingerprint, public, salt, nonce, wrapped = tx.exec_driver_sql(asked).one()
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
