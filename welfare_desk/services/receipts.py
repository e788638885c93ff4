"""Hand receipts out: the first print is the receipt, each later one a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.reports.receipts import PRINTED, receipts_of
from welfare_desk.services.desk import needs
from welfare_desk.storage import trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.forms.receipts import Receipt
    from welfare_desk.services.desk import Desk


@needs(Permission.RECORD)
def print_receipts(desk: Desk, vouchers: Sequence[str]) -> list[Receipt]:
    """Give receipts to be printed, and keep that they were: printed again, they say that they are copies."""
    with desk.book.write() as tx:
        found = receipts_of(tx, vouchers)
        made = desk.made()
        for each in found:
            trail.add(tx, made, PRINTED, each.voucher, copy=each.is_copy)
    return found
