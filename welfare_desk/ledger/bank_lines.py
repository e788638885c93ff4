"""Lines of a bank and entries of the book that may be the same money, and what their words say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.money import ZERO, Money
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from datetime import date

_VILLAGE = re.compile(r"(?:หมู่(?:บ้าน)?(?:ที่)?|ม\.|village|moo)\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_CHEQUE = re.compile(r"เช็ค|cheque|chq", re.IGNORECASE)
_CORRECTION = re.compile(r"แก้ไขรายการ|กลับรายการ|ยกเลิกรายการ|reversal|correction", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\s\d.,:;/()\-–|·]{4,}")
_LEAST_DIGITS = 5  # of a reference that tells one payment from another
OF_REFERENCE, OF_VILLAGE, OF_WORD = 4, 3, 1  # how much two sides have in common


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a bank's statement; a deposit is positive. `balance` is what the bank says stood after it."""

    id: int
    day: date
    amount: Money
    words: str = ""
    reference: str = ""
    time: str = ""
    channel: str = ""
    balance: Money | None = None

    @property
    def is_cheque(self) -> bool:
        """Tell whether the line is a cheque that was presented."""
        return self.amount < ZERO and (bool(self.number) or _CHEQUE.search(self.words) is not None)

    @property
    def number(self) -> str:
        """Give the number of its cheque without the zeros before it."""
        return cheque_number(self.reference) if self.amount < ZERO else ""

    @property
    def is_correction(self) -> bool:
        """Tell whether the bank undoes by this line what it did wrongly."""
        return _CORRECTION.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class BookItem:
    """An entry with its whole sum on a bank account; money in is positive. `cheque` is the number it was paid with."""

    entry_id: int
    voucher: str
    day: date
    amount: Money
    words: str = ""
    cheque: str = ""


def cheque_number(text: str) -> str:
    """Take a cheque's number out of what a bank or a person wrote; too few digits are none."""
    digits = "".join(_NUMBER.findall(arabic_digits(text)))
    return digits.lstrip("0") if len(digits) >= _LEAST_DIGITS else ""


def village_of(words: str) -> str:
    """Find the number of the village that words name; nothing where they name none."""
    found = _VILLAGE.search(arabic_digits(words))
    return str(int(found[1])) if found else ""


def may_be_same(line: BankLine, item: BookItem) -> bool:
    """Tell whether nothing that both sides say speaks against their being the same money: cheque, village, side."""
    if (line.amount > ZERO) != (item.amount > ZERO):
        return False
    if item.cheque and (not line.is_cheque or line.number not in ("", cheque_number(item.cheque))):
        return False
    villages = village_of(line.words), village_of(item.words)
    return not all(villages) or villages[0] == villages[1]


def likeness(line: BankLine, item: BookItem) -> int:
    """Weigh what both sides say alike: a reference, the village, a word."""
    weight = 0
    if line.number and line.number in (cheque_number(item.cheque), *_NUMBER.findall(item.words)):
        weight += OF_REFERENCE
    village = village_of(line.words)
    if village and village == village_of(item.words):
        weight += OF_VILLAGE
    if set(_WORD.findall(line.words.lower())) & set(_WORD.findall(item.words.lower())):
        weight += OF_WORD
    return weight
