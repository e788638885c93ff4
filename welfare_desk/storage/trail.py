"""Keep the audit trail: who did what, chained like the entries."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from welfare_desk.ledger.seal import GENESIS, SALT_BYTES, audit_seal, commitment
from welfare_desk.storage import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, made: Made, action: str, subject: str, **details: object) -> int:
    """Write down an act (`benefit.approved`) on a subject, with ids and amounts; give the row's position."""
    last, previous = rows.first(tx, "SELECT id, seal FROM audit ORDER BY id DESC LIMIT 1") or (0, GENESIS)
    text = json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = (last + 1, made.at, made.by, action, subject, text)
    rows.write(
        tx,
        "INSERT INTO audit (id, at, actor, action, subject, details, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*row, audit_seal(row, previous)),
    )
    return last + 1


def add_with_history(
    tx: Tx,
    made: Made,
    action: str,
    subject: str,
    history: Sequence[tuple[str, Mapping[str, object]]],
    **details: object,
) -> None:
    """Write down an act with what it changed of people: fields before and after, erasable, bound by the trail.

    `history` names each person and the changed fields, every one a pair.
    """
    kept: list[tuple[str, str, bytes, bytes]] = []
    for person, changed in history:
        text = json.dumps(changed, ensure_ascii=False, sort_keys=True)
        salt = made.salt(SALT_BYTES)
        kept.append((person, text, salt, commitment(salt, text)))
    bound = {"history": hashlib.sha256(b"".join(row[3] for row in kept)).hexdigest()} if kept else {}
    audit_id = add(tx, made, action, subject, **bound, **details)
    if kept:
        tx.exec_driver_sql(
            "INSERT INTO member_history (audit_id, member, content, salt, commitment) VALUES (?, ?, ?, ?, ?)",
            [(audit_id, *row) for row in kept],
        )


def last_action(tx: Tx) -> str:
    """Name the act that was written down last; nothing in an empty trail."""
    return tx.exec_driver_sql("SELECT action FROM audit ORDER BY id DESC LIMIT 1").scalar_one_or_none() or ""


def last_of(tx: Tx, action: str) -> tuple[str, str] | None:
    """Give the moment and the subject of the last act of a kind; nothing if there was none."""
    asked = "SELECT at, subject FROM audit WHERE action = ? ORDER BY id DESC LIMIT 1"
    found = tx.exec_driver_sql(asked, (action,)).one_or_none()
    return None if found is None else (found[0], found[1])


def hashes_of(tx: Tx, action: str) -> set[str]:
    """Give the hashes that acts of a kind carry in their details."""
    asked = "SELECT details ->> '$.hash' FROM audit WHERE action = ?"
    return set(tx.exec_driver_sql(asked, (action,)).scalars())
