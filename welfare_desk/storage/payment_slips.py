"""Keep who handed benefit money over, who saw it, and what was said of the payee, with the voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.seal import document_hash
from welfare_desk.welfare.claim_payments import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx


def is_written(slip: Slip) -> bool:
    """Tell whether anything but the payee is written; the payee is the voucher's own."""
    return bool(slip.payer or slip.witness or slip.note)


def add(tx: Tx, entry_id: int, slip: Slip) -> None:
    """Keep a slip while its entry is being posted."""
    asked = "INSERT INTO payment_slips (entry_id, payer, witness, note) VALUES (?, ?, ?, ?)"
    tx.exec_driver_sql(asked, (entry_id, slip.payer, slip.witness, slip.note))


def find(tx: Tx, voucher: str) -> Slip:
    """Read what was written on a voucher; nothing was where nothing is kept."""
    asked = (
        "SELECT coalesce(e.payee, ''), coalesce(s.payer, ''), coalesce(s.witness, ''), coalesce(s.note, '') "
        "FROM entries e LEFT JOIN payment_slips s ON s.entry_id = e.id WHERE e.voucher = ?"
    )
    row = tx.exec_driver_sql(asked, (voucher,)).one_or_none()
    return Slip(*row) if row is not None else Slip()


def slip_hash(slip: Slip) -> bytes:
    """Hash a slip for the seal of its entry."""
    return document_hash("slip", (slip.payer, slip.witness, slip.note))


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash the slips anew, by entry, as its seal covers them."""
    for entry_id, payer, witness, note in tx.exec_driver_sql(
        "SELECT entry_id, payer, witness, note FROM payment_slips ORDER BY entry_id"
    ):
        yield entry_id, slip_hash(Slip("", payer, witness, note))
