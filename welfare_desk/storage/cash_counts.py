"""Keep counts of cash, by notes and coins."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.cash_counts import CashTally
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


@dataclass(frozen=True, slots=True)
class KeptCount:
    """A count as it is kept: its number, the voucher of its difference, and the voucher that undid that."""

    number: int
    tally: CashTally
    voucher: str | None
    undone_by: str | None


def _pieces(pieces: Mapping[int, int]) -> str:
    return json.dumps({str(value): many for value, many in sorted(pieces.items(), reverse=True) if many})


def count_hash(tally: CashTally) -> bytes:
    """Hash a count for the seal of the entry that posts its difference."""
    return document_hash("cash_count", _fields(tally))


def _fields(tally: CashTally) -> tuple[str | int, ...]:
    return (
        tally.account, tally.day.isoformat(), _pieces(tally.pieces), tally.counted.satang, tally.expected.satang,
        tally.counted_by, tally.witness, tally.reason,
    )  # fmt: skip


def add(tx: Tx, tally: CashTally, made: Made, entry_id: int | None) -> int:
    """Keep a count; give its number."""
    asked = (
        "INSERT INTO cash_counts (account, day, pieces, counted, expected, counted_by, witness, reason, entry_id, "
        "made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
    )
    return tx.exec_driver_sql(asked, (*_fields(tally), entry_id, made.by, made.at)).scalar_one()


def counts(tx: Tx) -> list[KeptCount]:
    """Read every count, oldest first."""
    asked = (
        "SELECT c.id, c.account, c.day, c.pieces, c.expected, c.counted_by, c.witness, c.reason, e.voucher, v.voucher "
        "FROM cash_counts c LEFT JOIN entries e ON e.id = c.entry_id LEFT JOIN entries v ON v.reverses = e.id "
        "ORDER BY c.day, c.id"
    )
    found: list[KeptCount] = []
    for number, account, day, pieces, expected, by, witness, reason, voucher, undone in tx.exec_driver_sql(asked):
        many = {int(value): count for value, count in json.loads(pieces).items()}
        tally = CashTally(account, date.fromisoformat(day), many, Money(expected), by, witness, reason)
        found.append(KeptCount(number, tally, voucher, undone))
    return found


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every count with an entry anew, as the entry's seal covers it."""
    asked = (
        "SELECT entry_id, account, day, pieces, counted, expected, counted_by, witness, reason FROM cash_counts "
        "WHERE entry_id IS NOT NULL ORDER BY id"
    )
    for entry_id, *fields in tx.exec_driver_sql(asked):
        yield entry_id, document_hash("cash_count", tuple(fields))
