"""The seal: one canonical byte string for each entry, chained by SHA-256, so that no change goes unseen.

Version 1. Every field is written as its length in characters, a colon and the text; an absent field is `-`.
Fields therefore cannot run into each other. Free text (memo, payee) is sealed as a commitment, SHA-256 over a
random salt and the text, so that the text may be erased later and the chain still holds.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERSION = "1"
SALT_BYTES = 16
HASH_BYTES = 32
GENESIS = bytes(HASH_BYTES)


class SealedHead(NamedTuple):
    """What the seal covers of an entry beside its lines, in this order."""

    chain: int
    voucher: str
    day: str
    period: int
    kind: str
    posted_at: str
    made_by: int
    approved_by: int | None
    reverses: str | None
    documents: bytes
    memo_commitment: bytes
    payee_commitment: bytes


def entry_seal(head: SealedHead, lines: Iterable[Sequence[object]], previous: bytes) -> bytes:
    """Seal an entry; a line is account, fund, satang and member number, in the order of the lines."""
    fields: list[object] = ["entry", VERSION, *head]
    for line in lines:
        fields += line
    fields.append(previous)
    return hashlib.sha256(packed(fields)).digest()


def audit_seal(fields: Iterable[object], previous: bytes) -> bytes:
    """Seal an audit row: position, moment, actor, act, subject and details, in this order."""
    return hashlib.sha256(packed(["audit", VERSION, *fields, previous])).digest()


def document_hash(kind: str, fields: Iterable[object]) -> bytes:
    """Hash a document (a receipt, a claim) so that the seal of its entry covers it."""
    return hashlib.sha256(packed(["document", VERSION, kind, *fields])).digest()


def fingerprint_of(public: bytes) -> str:
    """Name a public key by the first 16 bytes of its SHA-256, in hex."""
    return hashlib.sha256(public).hexdigest()[:32]


def commitment(salt: bytes, text: str) -> bytes:
    """Bind a text without showing it."""
    return hashlib.sha256(salt + text.encode()).digest()


def packed(fields: Iterable[object]) -> bytes:
    """Write fields so that no two different lists give the same bytes; whole numbers, text, bytes or none."""
    parts: list[str] = []
    for value in fields:
        if value is None:
            parts.append("-")
        else:
            text = value.hex() if isinstance(value, bytes) else str(value)
            parts.append(f"{len(text)}:{text}")
    return "".join(parts).encode()
