"""How a book is damaged in tests: from a raw connection, with or without hiding the traces."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from welfare_desk.ledger.seal import GENESIS, SealedHead, audit_seal, entry_seal

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def unguarded(path: Path) -> Generator[sqlite3.Connection]:
    """Give a raw connection to a book whose guards are down, and put them up again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, text in guards:
            raw.execute(text)


def forge(raw: sqlite3.Connection) -> None:
    """Seal every entry anew and keep the balances that fit, as one who knows the program could."""
    previous = GENESIS
    for row in raw.execute(
        "SELECT e.id, e.voucher, e.day, e.period, e.kind, e.posted_at, e.made_by, e.approved_by, r.voucher, "
        "e.documents, e.memo_commitment, e.payee_commitment FROM entries e LEFT JOIN entries r ON r.id = e.reverses "
        "ORDER BY e.id"
    ).fetchall():
        asked = "SELECT account, fund, amount, member FROM postings WHERE entry_id = ? ORDER BY line"
        previous = entry_seal(SealedHead(*row), raw.execute(asked, (row[0],)).fetchall(), previous)
        raw.execute("UPDATE entries SET seal = ? WHERE id = ?", (previous, row[0]))
    raw.execute("DELETE FROM movements")
    raw.execute(
        "INSERT INTO movements SELECT p.account, e.period, p.fund, sum(max(p.amount, 0)), sum(max(-p.amount, 0)) "
        "FROM postings p JOIN entries e ON e.id = p.entry_id GROUP BY 1, 2, 3"
    )


def chain_audit(raw: sqlite3.Connection) -> None:
    """Number and seal every act anew, so that none that was changed or taken out leaves a trace in the trail."""
    previous = GENESIS
    acts = raw.execute("SELECT id, at, actor, action, subject, details FROM audit ORDER BY id").fetchall()
    for place, (was, *act) in enumerate(acts, 1):
        previous = audit_seal((place, *act), previous)
        raw.execute("UPDATE audit SET id = ?, seal = ? WHERE id = ?", (place, previous, was))
        raw.execute("UPDATE member_history SET audit_id = ? WHERE audit_id = ?", (place, was))
