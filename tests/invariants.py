"""What holds in every book at every moment, told from its rows alone.

Nothing here uses the program's own rules: the seals are computed a second time, by the words of the format.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

HEADS = """SELECT e.id, e.voucher, e.day, e.period, e.kind, e.posted_at, e.made_by, e.approved_by, o.voucher,
    e.documents, e.memo_commitment, e.payee_commitment, e.seal FROM entries e
    LEFT JOIN entries o ON o.id = e.reverses ORDER BY e.id"""
TEXTS = """SELECT voucher, memo, memo_salt, memo_commitment FROM entries WHERE memo IS NOT NULL
    UNION ALL SELECT voucher, payee, payee_salt, payee_commitment FROM entries WHERE payee IS NOT NULL"""
STATEMENTS = """SELECT s.book, s.period, s.entries, s.seals_hash, s.debit, s.balances_hash, s.entry_head, s.audit_head,
    s.previous, s.reopened, s.hash, s.signature, k.public FROM (SELECT (SELECT value FROM settings WHERE key = 'id')
    AS book, statements.* FROM statements) s JOIN signing_keys k ON k.fingerprint = s.fingerprint ORDER BY s.id"""
NONE = {
    "an entry balances in each fund": "SELECT entry_id, fund FROM postings GROUP BY 1, 2 HAVING sum(amount) <> 0",
    "no entry is left unposted": "SELECT voucher FROM entries WHERE posted <> 1",
    "no line stands without its entry": "SELECT entry_id FROM postings WHERE entry_id NOT IN (SELECT id FROM entries)",
    "numbers run on without gap": "SELECT series, month FROM entries GROUP BY 1, 2 HAVING max(number) <> count(*) "
    "OR min(number) <> 1",
    "numbers follow the order of posting": "SELECT a.voucher FROM entries a JOIN entries b USING (series, month) "
    "WHERE a.id < b.id AND a.number > b.number",
    "entries are counted without gap": "SELECT max(id) FROM entries HAVING max(id) <> count(*)",
    "an entry lies in the month of its number": "SELECT voucher FROM entries WHERE month <> substr(day, 1, 7)",
    "an entry lies in its period": "SELECT voucher FROM entries JOIN periods p ON p.id = period "
    "WHERE day NOT BETWEEN first_day AND last_day",
    "a line has its entry's day": "SELECT voucher FROM entries e JOIN postings p ON p.entry_id = e.id "
    "WHERE p.day <> e.day",
    "a reversal is the mirror image": "SELECT e.voucher FROM entries e JOIN postings p "
    "ON p.entry_id IN (e.id, e.reverses) WHERE e.reverses IS NOT NULL GROUP BY e.id, account, fund "
    "HAVING sum(amount) <> 0",
    "kept balances are the sums of the postings": """
        SELECT account, period, fund FROM (
          SELECT account, period, fund, debit, credit FROM movements UNION ALL
          SELECT account, period, fund, -max(amount, 0), -max(-amount, 0) FROM postings JOIN entries ON id = entry_id)
        GROUP BY 1, 2, 3 HAVING sum(debit) <> 0 OR sum(credit) <> 0""",
    "no cash account is overdrawn": "SELECT account FROM postings JOIN accounts ON code = account "
    "WHERE cash_flow = 'cash' GROUP BY 1 HAVING sum(amount) < 0",
    "nothing points nowhere": "PRAGMA foreign_key_check",
    "a closed period has its statement": "SELECT id FROM periods p WHERE status <> 'open' AND NOT EXISTS "
    "(SELECT 1 FROM statements s WHERE s.period = p.id AND s.reopened = p.reopened)",
}


def broken(tx: Tx) -> list[str]:
    """Name everything that does not hold in a book."""
    found = [
        f"{said}: {offenders[:3]}" for said, asked in NONE.items() if (offenders := tx.exec_driver_sql(asked).all())
    ]
    if tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
        found.append("the file is sound")
    return found + _broken_entries(tx) + _broken_trail(tx) + _broken_statements(tx)


def _broken_entries(tx: Tx) -> list[str]:
    lines: defaultdict[int, list[object]] = defaultdict(list)
    for entry_id, *line in tx.exec_driver_sql(
        "SELECT entry_id, account, fund, amount, member FROM postings ORDER BY 1, line"
    ):
        lines[entry_id] += line
    previous, found = bytes(32), []
    for *head, seal in tx.exec_driver_sql(HEADS):
        previous = _sealed("entry", "1", *head, *lines[head[0]], previous)
        if seal != previous:
            return [f"the seal of {head[1]} is right"]
    for voucher, text, salt, bound in tx.exec_driver_sql(TEXTS):
        if hashlib.sha256(salt + text.encode()).digest() != bound:
            found.append(f"the text of {voucher} is the one that was sealed")
    return found


def _broken_trail(tx: Tx) -> list[str]:
    previous = bytes(32)
    for *row, seal in tx.exec_driver_sql("SELECT id, at, actor, action, subject, details, seal FROM audit ORDER BY id"):
        previous = _sealed("audit", "1", *row, previous)
        if seal != previous:
            return [f"the seal of row {row[0]} of the trail is right"]
    return []


def _broken_statements(tx: Tx) -> list[str]:
    previous = b""
    for *fields, hashed, signature, public in tx.exec_driver_sql(STATEMENTS):
        written = _packed("period", "1", *fields)
        if fields[8] != previous or hashlib.sha256(written).digest() != hashed:
            return [f"the statement of {fields[1]} is right"]
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, written)
        except InvalidSignature:
            return [f"the statement of {fields[1]} is signed"]
        previous = hashed
    return []


def _sealed(*fields: object) -> bytes:
    return hashlib.sha256(_packed(*fields)).digest()


def _packed(*fields: object) -> bytes:
    texts = [field.hex() if isinstance(field, bytes) else field for field in fields]
    return "".join("-" if text is None else f"{len(str(text))}:{text}" for text in texts).encode()
