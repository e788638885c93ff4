"""Look up vouchers for forms and search: the newest of a series, those with a number, an amount or words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.storage.book import Tx


def newest_lines(tx: Tx, series: str, most: int) -> Sequence[Any]:
    """Read the lines of the newest vouchers of a series that were made by hand and not reversed.

    Rows are voucher, day, payee, memo, account, fund, satang, and whether the account is cash or a bank.
    """
    asked = (
        "SELECT e.voucher, e.day, coalesce(e.payee, ''), coalesce(e.memo, ''), p.account, p.fund, p.amount, "
        "coalesce(a.cash_flow, '') = 'cash' "
        "FROM (SELECT * FROM entries e WHERE e.series = ? AND e.kind = 'normal' AND length(e.documents) = 0 "
        "AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entries v WHERE v.reverses = e.id) "
        "ORDER BY e.id DESC LIMIT ?) e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.code = p.account "
        "ORDER BY e.id DESC, p.line"
    )
    return tx.exec_driver_sql(asked, (series, most)).all()


def newest_entries(tx: Tx, most: int) -> Sequence[Any]:
    """Read the newest vouchers that rest on no document and were not reversed: voucher, memo, payee."""
    asked = (
        "SELECT e.voucher, coalesce(e.memo, ''), coalesce(e.payee, '') FROM entries e WHERE e.kind = 'normal' "
        "AND length(e.documents) = 0 AND NOT EXISTS (SELECT 1 FROM entries v WHERE v.reverses = e.id) "
        "ORDER BY e.id DESC LIMIT ?"
    )
    return tx.exec_driver_sql(asked, (most,)).all()


_FOUND = (
    "SELECT e.voucher, e.day, coalesce(e.payee, ''), coalesce(e.memo, ''), "
    "(SELECT sum(amount) FROM postings p WHERE p.entry_id = e.id AND p.amount > 0) FROM entries e WHERE "
)
_NEWEST = " ORDER BY e.id DESC LIMIT ?"


def numbered(tx: Tx, begins: str, most: int) -> Sequence[Any]:
    """Read the newest vouchers whose number begins so: voucher, day, payee, memo, satang."""
    return tx.exec_driver_sql(f"{_FOUND} e.voucher LIKE ? || '%' {_NEWEST}", (begins, most)).all()


def of_amount(tx: Tx, satang: int, most: int) -> Sequence[Any]:
    """Read the newest vouchers with a line of this amount, on either side; the rows are those of `numbered`."""
    asked = f"{_FOUND} e.id IN (SELECT entry_id FROM postings WHERE amount IN (?, ?)) {_NEWEST}"  # noqa: S608 - all of it stands here
    return tx.exec_driver_sql(asked, (satang, -satang, most)).all()


def with_words(tx: Tx, words: str, most: int) -> Sequence[Any]:
    """Read the newest vouchers that say these words; the rows are those of `numbered`."""
    asked = f"{_FOUND} (e.memo LIKE '%' || ? || '%' OR e.payee LIKE '%' || ? || '%') {_NEWEST}"
    return tx.exec_driver_sql(asked, (words, words, most)).all()
