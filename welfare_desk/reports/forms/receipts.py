"""What a receipt says, before it is drawn on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.money import Money


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What was paid for, and how much."""

    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt for one payer: names as they are to be printed, empty where there is none.

    `voucher` is the number of the entry that it belongs to; `is_copy` marks a re-print; `voided_on` and
    `void_reason` are set once it is void.
    """

    fund_name: str
    number: str
    day: date
    payer: str
    lines: tuple[ReceiptLine, ...]
    total: Money
    amount_in_words: str
    address: str = ""
    book_no: str = ""
    member_number: str = ""
    receiver_name: str = ""
    head_name: str = ""
    voucher: str = ""
    is_copy: bool = False
    voided_on: date | None = None
    void_reason: str = ""
