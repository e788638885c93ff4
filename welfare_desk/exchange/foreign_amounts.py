"""What the readers of other programs' ledgers share: amounts and days as machines write them, and their problems."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.exchange.readings import read_money
from welfare_desk.i18n import N_, _
from welfare_desk.money import SATANG_PER_BAHT, ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.exchange.workbook import Cell

_AMOUNT = re.compile(r"[+-]?\d{1,15}(?:\.\d{0,12})?")
_FRACTION = re.compile(r"-?\d{1,18}/[1-9]\d{0,14}")
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?")


def line_place(number: int) -> str:
    """Name a line of a file."""
    return _(N_("Line {line}")).format(line=number)


class Finder:
    """Reads amounts and days, and keeps a problem with its place for each that cannot be read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def amount(self, text: str, place: str) -> Money:
        """Read an amount with a point; nothing written is nil. More than two decimals are a problem."""
        if not text:
            return ZERO
        if not _AMOUNT.fullmatch(text):
            return self._no_amount(text, place)
        try:
            return Money.baht(Decimal(text))
        except ValueError:
            return self._too_fine(text, place)

    def fraction(self, text: str, place: str) -> Money:
        """Read an amount that is written as a fraction: `36500/100`."""
        if not _FRACTION.fullmatch(text):
            return self._no_amount(text, place)
        satang = Fraction(text) * SATANG_PER_BAHT
        if satang.denominator != 1:
            return self._too_fine(text, place)
        return Money(satang.numerator)

    def cell(self, cell: Cell, place: str) -> Money:
        """Read the amount of a cell as people write it; an empty one is nil."""
        reading = read_money(cell)
        if reading.value is not None:
            return reading.value
        if reading.code in {"blank", "only_dash"}:
            return ZERO
        if reading.code == "not_whole_satang":
            return self._too_fine(cell.text(), place)
        return self._no_amount(cell.text(), place)

    def day(self, text: str, place: str) -> date | None:
        """Read `2026-01-05` or `20260105`; a time after it is passed over."""
        found = _DAY.fullmatch(text.strip())
        try:
            if found is not None:
                return date(*(int(part) for part in found.groups()))
        except ValueError:
            pass
        self.problems.append(
            problem("foreign.day", N_("{place}: “{written}” is no day."), place=place, written=text[:40])
        )
        return None

    def said(self, code: str, text: str, place: str, **params: object) -> None:
        """Keep a problem."""
        self.problems.append(problem(code, text, place=place, **params))

    def _no_amount(self, text: str, place: str) -> Money:
        self.said("foreign.amount", N_("{place}: “{written}” is no amount."), place, written=text[:40])
        return ZERO

    def _too_fine(self, text: str, place: str) -> Money:
        self.said("foreign.too_fine", N_("{place}: {written} has more than two decimals."), place, written=text[:40])
        return ZERO


def joined(parts: Sequence[str]) -> str:
    """Join what words there are."""
    return " | ".join(dict.fromkeys(part for part in parts if part))
