"""Paper receipts of a collection: numbers written alike, and the ones that are cancelled, used twice or missing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.exchange.collection_rows import PersonRow

_CANCELLED = re.compile(r"ยกเลิก|เสีย|ขาด|void|cancel", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)\s*/\s*(\d+)|(?:เล่ม(?:ที่)?\s*(\d+)\s*)?เลขที่\s*(\d+)")


@dataclass(frozen=True, slots=True)
class ReceiptFinding:
    """Something to look at about the receipt of a row; `receipt` is the number it is about."""

    key: str
    code: str
    receipt: str


def padded(rows: Sequence[PersonRow]) -> list[PersonRow]:
    """Write all receipt numbers as wide as the widest that was kept as text: 21 beside `021` is `021`."""
    width = max((len(row.receipt) for row in rows if row.receipt.isdecimal()), default=0)
    zeros = any(row.receipt.startswith("0") for row in rows)
    if not zeros:
        return list(rows)
    return [replace(row, receipt=row.receipt.zfill(width)) if row.receipt.isdecimal() else row for row in rows]


def receipt_of(row: PersonRow) -> str:
    """Name the receipt of a row as people do: `21/021`."""
    return "/".join(part for part in (row.book, row.receipt) if part)


def find_receipt_faults(rows: Sequence[PersonRow], taken: Mapping[str, str]) -> list[ReceiptFinding]:
    """Find receipts cancelled in a note, used twice, missing, or left out of their book's order.

    `taken` holds the receipts already in the book, by number. Codes: `receipt_cancelled`, `receipt_used_twice`,
    `receipt_missing` (a payment without one), `receipt_gap`, `receipt_without_payment`.
    """
    if not any(row.receipt for row in rows):
        return []
    cancelled = [ReceiptFinding(row.key, "receipt_cancelled", number) for row in rows for number in _cancelled(row)]
    gone = {finding.receipt for finding in cancelled}
    missing = _missing(rows)
    expected = {finding.receipt for finding in missing}
    gaps = [gap for gap in _gaps(rows) if gap.receipt not in gone | expected]
    return [*cancelled, *_used_twice(rows, taken), *missing, *gaps, *_without_payment(rows, gone)]


def _cancelled(row: PersonRow) -> list[str]:
    if not _CANCELLED.search(row.note):
        return []
    numbers: list[str] = []
    for book, number, other_book, other_number in _NUMBER.findall(row.note):
        numbers.append("/".join(part for part in (book or other_book or row.book, number or other_number) if part))
    return numbers


def _used_twice(rows: Sequence[PersonRow], taken: Mapping[str, str]) -> list[ReceiptFinding]:
    by_receipt: defaultdict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        if row.receipt and row.has_payment:
            by_receipt[receipt_of(row)].append(row)
    return [
        ReceiptFinding(row.key, "receipt_used_twice", receipt)
        for receipt, users in by_receipt.items()
        if len(users) > 1 or receipt in taken
        for row in users
    ]


def _missing(rows: Sequence[PersonRow]) -> list[ReceiptFinding]:
    """Find payments without a receipt, with the number that their neighbours leave free."""
    paying = [row for row in rows if row.paid is not None]
    used = {receipt_of(row) for row in paying if row.receipt}
    found: list[ReceiptFinding] = []
    for at, row in enumerate(paying):
        if row.receipt:
            continue
        before = next((each for each in reversed(paying[:at]) if each.receipt), None)
        after = next((each for each in paying[at + 1 :] if each.receipt), None)
        near = sorted(
            (each.village != row.village, order, _beside(each, step))
            for order, (each, step) in enumerate(((before, 1), (after, -1)))
            if each is not None
        )
        free = [number for *_, number in near if number and number not in used]
        found.append(ReceiptFinding(row.key, "receipt_missing", free[0] if free else ""))
    return found


def _beside(row: PersonRow, step: int) -> str:
    if not row.receipt.isdecimal() or int(row.receipt) + step < 1:
        return ""
    number = str(int(row.receipt) + step).zfill(len(row.receipt))
    return "/".join(part for part in (row.book, number) if part)


def _gaps(rows: Sequence[PersonRow]) -> list[ReceiptFinding]:
    """Find numbers left out between two of one book that follow each other in the sheet."""
    found: list[ReceiptFinding] = []
    before: PersonRow | None = None
    for row in rows:
        if not row.receipt.isdecimal():
            continue
        if before is not None and before.book == row.book:
            left_out = range(int(before.receipt) + 1, int(row.receipt))
            found += [
                ReceiptFinding(row.key, "receipt_gap", f"{row.book}/{str(number).zfill(len(row.receipt))}".lstrip("/"))
                for number in left_out[:10]
            ]
        before = row
    return found


def _without_payment(rows: Sequence[PersonRow], gone: set[str]) -> list[ReceiptFinding]:
    return [
        ReceiptFinding(row.key, "receipt_without_payment", receipt_of(row))
        for row in rows
        if row.receipt and not row.has_payment and receipt_of(row) not in gone
    ]
