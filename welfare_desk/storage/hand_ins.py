"""Keep slips of cash handed in, and tell which sheets still wait at the village centres.

A slip counts while its entry is not reversed; then its sheets wait again.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.contributions import VILLAGE_CENTRE
from welfare_desk.welfare.hand_ins import CentreSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.hand_ins import HandIn

_WAITING = f"""
    SELECT c.id, c.village, c.month, c.source, max(r.day), count(DISTINCT r.id), p.fund, sum(p.amount)
    FROM collections c
    JOIN receipts r ON r.collection_id = c.id AND r.money_account = '{VILLAGE_CENTRE}'
    JOIN postings p ON p.entry_id = r.entry_id AND p.account = '{VILLAGE_CENTRE}'
    JOIN funds f ON f.code = p.fund
    WHERE {STANDS.format("r")} AND NOT EXISTS (
      SELECT 1 FROM hand_in_sheets s JOIN hand_ins h ON h.id = s.hand_in_id
      WHERE s.collection_id = c.id AND {STANDS.format("h")})
    GROUP BY c.id, p.fund ORDER BY c.id, f.position
"""  # noqa: S608 - every part of it is a constant of the program


def waiting(tx: Tx) -> list[CentreSheet]:
    """Read the sheets whose cash was not handed in, oldest first."""
    found: list[CentreSheet] = []
    for _id, rows in groupby(tx.exec_driver_sql(_WAITING), key=lambda row: row[0]):
        parts = list(rows)
        head = parts[0]
        last, receipts = max(row[4] for row in parts), max(row[5] for row in parts)
        by_fund = tuple((row[6], Money(row[7])) for row in parts)
        found.append(CentreSheet(head[0], head[1], head[2], head[3], date.fromisoformat(last), receipts, by_fund))
    return found


def hand_in_hash(given: HandIn) -> bytes:
    """Hash a slip for the seal of its entry: its head, then the sheets."""
    fields = (given.day.isoformat(), given.village, given.handed_by, given.received_by, given.counted.satang)
    return document_hash("hand_in", (*fields, *(each.id for each in given.sheets)))


def add(tx: Tx, entry_id: int, given: HandIn) -> None:
    """Keep a slip while its entry is being posted."""
    slip = tx.exec_driver_sql(
        "INSERT INTO hand_ins (entry_id, day, village, handed_by, received_by, total) VALUES (?, ?, ?, ?, ?, ?) "
        "RETURNING id",
        (
            entry_id, given.day.isoformat(), given.village, given.handed_by, given.received_by, given.counted.satang,
        ),
    ).scalar_one()  # fmt: skip
    tx.exec_driver_sql(
        "INSERT INTO hand_in_sheets (hand_in_id, collection_id) VALUES (?, ?)",
        [(slip, each.id) for each in given.sheets],
    )


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every slip anew, by entry, as its seal covers it."""
    asked = (
        "SELECT h.entry_id, h.day, h.village, h.handed_by, h.received_by, h.total, s.collection_id FROM hand_ins h "
        "LEFT JOIN hand_in_sheets s ON s.hand_in_id = h.id ORDER BY h.id, s.collection_id"
    )
    for entry_id, rows in groupby(tx.exec_driver_sql(asked), key=lambda row: row[0]):
        found = [tuple(row)[1:] for row in rows]
        yield entry_id, document_hash("hand_in", (*found[0][:5], *(row[5] for row in found if row[5] is not None)))
