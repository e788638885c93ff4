"""Keep who handed benefit money over, who saw it, and what was said of the payee, with the voucher.

The seal covers a commitment, so that the words can be erased with the member and the voucher stays provable.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from welfare_desk.errors import problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import commitment, document_hash
from welfare_desk.welfare.claim_payments import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.errors import Problem
    from welfare_desk.storage.book import Tx


def is_written(slip: Slip) -> bool:
    """Tell whether anything but the payee is written; the payee is the voucher's own."""
    return bool(slip.payer or slip.witness or slip.note)


def add(tx: Tx, entry_id: int, slip: Slip, salt: bytes) -> None:
    """Keep a slip while its entry is being posted."""
    asked = "INSERT INTO payment_slips (entry_id, payer, witness, note, salt, commitment) VALUES (?, ?, ?, ?, ?, ?)"
    tx.exec_driver_sql(asked, (entry_id, slip.payer, slip.witness, slip.note, salt, _bound(slip, salt)))


def find(tx: Tx, voucher: str) -> Slip:
    """Read what was written on a voucher; nothing was where nothing is kept, or it was erased."""
    asked = (
        "SELECT coalesce(e.payee, ''), coalesce(s.payer, ''), coalesce(s.witness, ''), coalesce(s.note, '') "
        "FROM entries e LEFT JOIN payment_slips s ON s.entry_id = e.id WHERE e.voucher = ?"
    )
    row = tx.exec_driver_sql(asked, (voucher,)).one_or_none()
    return Slip(*row) if row is not None else Slip()


def slip_hash(slip: Slip, salt: bytes) -> bytes:
    """Hash a slip for the seal of its entry: its commitment, never its words."""
    return document_hash("slip", (_bound(slip, salt).hex(),))


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash the slips anew, by entry, as its seal covers them."""
    for entry_id, bound in tx.exec_driver_sql("SELECT entry_id, commitment FROM payment_slips ORDER BY entry_id"):
        yield entry_id, document_hash("slip", (bytes(bound).hex(),))


def faults(tx: Tx) -> Iterator[Problem]:
    """Hold the words that stand against their commitments."""
    text = N_("A document of {voucher} is missing, new, or not as it was sealed.")
    asked = (
        "SELECT e.voucher, s.payer, s.witness, s.note, s.salt, s.commitment FROM payment_slips s "
        "JOIN entries e ON e.id = s.entry_id ORDER BY s.entry_id"
    )
    for voucher, payer, witness, note, salt, bound in tx.exec_driver_sql(asked):
        words = (payer, witness, note)
        is_erased = all(each is None for each in (*words, salt))
        if not is_erased and (None in (*words, salt) or _bound(Slip("", *words), salt) != bound):
            yield problem("documents", text, voucher=voucher)


def _bound(slip: Slip, salt: bytes) -> bytes:
    return commitment(salt, json.dumps([slip.payer, slip.witness, slip.note], ensure_ascii=False))
