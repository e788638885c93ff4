"""Keep cheques and what became of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.accounts import CASH_ON_HAND
from welfare_desk.ledger.cheques import Cheque, ChequeStatus
from welfare_desk.money import Money

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

_CHEQUES = """
    SELECT q.account, q.number, q.day, q.payee, q.amount, e.voucher, v.status, v.day, v.reason
    FROM cheques q
    JOIN cheque_events v ON v.cheque_id = q.id
      AND v.position = (SELECT max(position) FROM cheque_events x WHERE x.cheque_id = q.id)
    LEFT JOIN entries e ON e.id = q.entry_id
    ORDER BY q.account, q.day DESC, q.number DESC
"""


def cheques(tx: Tx) -> list[Cheque]:
    """Read every cheque as it stands now, by account, the newest first."""
    return [
        Cheque(
            account, number, date.fromisoformat(day), payee, Money(satang), voucher, ChequeStatus(status),
            date.fromisoformat(since), reason,
        )
        for account, number, day, payee, satang, voucher, status, since, reason in tx.exec_driver_sql(_CHEQUES)
    ]  # fmt: skip


def bank_lines(tx: Tx, voucher: str = "") -> list[tuple[int, str, date, str, str, Money]]:
    """Read what standing vouchers paid out of banks and no cheque was drawn for, the newest first.

    Rows are entry, voucher, day, payee, account, amount; a void cheque counts as none.
    """
    asked = f"""
        SELECT * FROM (
          SELECT e.id, e.voucher, e.day, coalesce(e.payee, ''), p.account,
            -sum(p.amount) - (SELECT coalesce(sum(q.amount), 0) FROM cheques q
              WHERE q.entry_id = e.id AND q.account = p.account AND NOT EXISTS
                (SELECT 1 FROM cheque_events v WHERE v.cheque_id = q.id AND v.status = 'void')) AS left
          FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account
          WHERE coalesce(a.form10_line, '') <> '{CASH_ON_HAND}' AND a.cash_flow = 'cash' AND e.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id) AND (? = '' OR e.voucher = ?)
          GROUP BY e.id, p.account)
        WHERE left > 0 ORDER BY 1 DESC LIMIT 300
    """  # noqa: S608 - every part of it is a constant of the program
    return [
        (entry, number, date.fromisoformat(day), payee, account, Money(satang))
        for entry, number, day, payee, account, satang in tx.exec_driver_sql(asked, (voucher, voucher))
    ]


def add(tx: Tx, cheque: Cheque, entry_id: int | None) -> None:
    """Keep a new cheque, with where it stands."""
    key = tx.exec_driver_sql(
        "INSERT INTO cheques (account, number, day, payee, amount, entry_id) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (cheque.account, cheque.number, cheque.day.isoformat(), cheque.payee, cheque.amount.satang, entry_id),
    ).scalar_one()
    _add_event(tx, key, cheque)


def change(tx: Tx, cheque: Cheque) -> None:
    """Keep what became of a cheque."""
    asked = "SELECT id FROM cheques WHERE account = ? AND number = ?"
    _add_event(tx, tx.exec_driver_sql(asked, (cheque.account, cheque.number)).scalar_one(), cheque)


def _add_event(tx: Tx, key: int, cheque: Cheque) -> None:
    tx.exec_driver_sql(
        "INSERT INTO cheque_events (cheque_id, position, day, status, reason) "
        "SELECT ?, coalesce(max(position), 0) + 1, ?, ?, ? FROM cheque_events WHERE cheque_id = ?",
        (key, cheque.since.isoformat(), cheque.status.value, cheque.reason, key),
    )
