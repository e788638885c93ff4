"""What the readers of plain text journals share: lines, amounts with their commodity, and the sum that is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.foreign_amounts import Finder, line_place
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.foreign import ForeignEntry, ForeignLine, signed_line
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import date

_LONGEST_LINE = 20_000
_ENCODINGS = ("utf-8-sig", "cp874")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
BAHT = "THB"
_BAHT = frozenset({"฿", "บาท", "thb"})
_UNIT = r"""(?:"[^"]{1,20}"|[^\s\d+\-.,;@={}()"]{1,20})"""
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+"
_AMOUNT = re.compile(
    rf"(?P<sign>[+-]?)\s*(?:(?P<before>{_UNIT})\s*(?P<inner>[+-]?)\s*)?(?P<number>{_NUMBER})\s*(?P<after>{_UNIT})?"
)
ROOTS = {
    "assets": AccountType.ASSET,
    "asset": AccountType.ASSET,
    "สินทรัพย์": AccountType.ASSET,
    "liabilities": AccountType.LIABILITY,
    "liability": AccountType.LIABILITY,
    "หนี้สิน": AccountType.LIABILITY,
    "equity": AccountType.EQUITY,
    "ทุน": AccountType.EQUITY,
    "income": AccountType.INCOME,
    "revenue": AccountType.INCOME,
    "revenues": AccountType.INCOME,
    "รายได้": AccountType.INCOME,
    "รายรับ": AccountType.INCOME,
    "expenses": AccountType.EXPENSE,
    "expense": AccountType.EXPENSE,
    "ค่าใช้จ่าย": AccountType.EXPENSE,
    "รายจ่าย": AccountType.EXPENSE,
}


def lines_of(name: str, content: bytes) -> list[str]:
    """Read the lines of a text: UTF-8, UTF-16 with its mark, or Thai Windows."""
    for encoding in ("utf-16",) if content.startswith(_UTF16) else _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = text.replace("\r\n", "\n").split("\n")
        if "\0" in text or max(map(len, lines)) > _LONGEST_LINE:
            break
        return lines
    raise BookError(problem("journal.text", N_("{file} is no plain text that can be read."), file=name))


def root_type(account: str) -> AccountType | None:
    """Tell the type of an account by the first name of its path."""
    return ROOTS.get(account.partition(":")[0].strip().lower())


@dataclass(slots=True)
class OpenEntry:
    """An entry whose lines are still being read; a line without an amount takes what the others leave."""

    day: date
    number: str
    words: str
    place: str
    lines: list[tuple[str, Money | None, str]] = field(default_factory=list[tuple[str, "Money | None", str]])

    def closed(self, find: Finder) -> ForeignEntry:
        """Finish the entry."""
        left = -Money.sum(amount for _account, amount, _place in self.lines if amount is not None)
        made: list[ForeignLine] = []
        for account, amount, place in self.lines:
            if amount is None and left is None:
                find.said("journal.two_left_out", N_("{place}: two lines of one entry lack their amounts."), place)
            made.append(signed_line(account, (left or ZERO) if amount is None else amount, "", place))
            left = None if amount is None else left
        return ForeignEntry(self.day, tuple(made), self.number, "", self.words, place=self.place)


class Amounts:
    """Reads amounts in one commodity; the first that is seen is that of the file."""

    def __init__(self, find: Finder) -> None:
        self._find = find
        self.unit = ""

    def read(self, text: str, at: int) -> Money:
        """Read an amount with its commodity before or behind it."""
        place = line_place(at)
        found = _AMOUNT.fullmatch(text.strip())
        if found is None:
            self._find.said("foreign.amount", N_("{place}: “{written}” is no amount."), place, written=text[:40])
            return ZERO
        unit = (found["before"] or found["after"] or self.unit or BAHT).strip('"')
        unit = BAHT if unit.lower() in _BAHT else unit
        self.unit = self.unit or unit
        if unit != self.unit:
            text = N_("{place}: it is in {unit}; only a ledger in one currency can be opened ({currency}).")
            self._find.said("journal.unit", text, place, unit=unit, currency=self.unit)
        number = found["number"].replace(",", "")
        amount = self._find.amount(f"0{number}" if number.startswith(".") else number, place)
        return -amount if (found["sign"] == "-") != (found["inner"] == "-") else amount
