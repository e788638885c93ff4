"""What a certificate of integrity and an audit pack count of a book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

ENTRANCE_FEES = "4102"
_UNAPPROVED = """
    SELECT printf('C-%04d', v.claim_id) FROM claim_events v JOIN entries e ON e.id = v.entry_id
    WHERE v.status = 'paid' AND NOT EXISTS (SELECT 1 FROM claim_events a WHERE a.claim_id = v.claim_id
      AND a.status IN ('approved', 'decided') AND a.position < v.position) ORDER BY v.claim_id
"""
_FEES = """
    SELECT count(*), coalesce(sum(l.amount), 0) FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id
    WHERE l.kind = 'entrance_fee' AND NOT EXISTS (SELECT 1 FROM entries t WHERE t.reverses = r.entry_id)
      AND NOT EXISTS (SELECT 1 FROM refunds f WHERE f.receipt_id = l.receipt_id AND f.line = l.line
        AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.reverses = f.entry_id))
"""


def lines_in(tx: Tx) -> int:
    """Count the lines of the ledger."""
    return tx.exec_driver_sql("SELECT count(*) FROM postings").scalar_one()


def totals_of(tx: Tx) -> tuple[int, int, int]:
    """Count the entries, and add up debits and credits in satang."""
    asked = (
        "SELECT coalesce(sum(CASE WHEN amount > 0 THEN amount END), 0), "
        "coalesce(-sum(CASE WHEN amount < 0 THEN amount END), 0) FROM postings"
    )
    debit, credit = tx.exec_driver_sql(asked).one()
    return tx.exec_driver_sql("SELECT count(*) FROM entries").scalar_one(), debit, credit


def newest_day(tx: Tx) -> date | None:
    """Tell the day of the latest entry; nothing in an empty book."""
    found = tx.exec_driver_sql("SELECT max(day) FROM entries").scalar_one()
    return None if found is None else date.fromisoformat(found)


def paid_benefits(tx: Tx) -> tuple[int, list[str]]:
    """Count the payments of benefits, and name the claims that were paid before anybody approved them."""
    count = tx.exec_driver_sql("SELECT count(*) FROM claim_events WHERE status = 'paid'").scalar_one()
    return count, list(tx.exec_driver_sql(_UNAPPROVED).scalars())


def entrance_fees(tx: Tx) -> tuple[int, int]:
    """Count the entrance fees on receipts that stand, and add them up in satang."""
    count, satang = tx.exec_driver_sql(_FEES).one()
    return count, satang


def moved_to(tx: Tx, account: str) -> int:
    """Tell by how much credits exceed debits on an account over all months, in satang; closings do not count."""
    asked = "SELECT coalesce(sum(credit - debit), 0) FROM movements WHERE account = ? AND period % 100 BETWEEN 1 AND 12"
    return tx.exec_driver_sql(asked, (account,)).scalar_one()
