"""Voucher numbers: series, Buddhist year and month, and a gapless number in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from welfare_desk.dates import BE_OFFSET, be_year
from welfare_desk.ledger.entries import Series

_SHAPE = re.compile(r"([A-Z]{2})(\d{2})(\d{2})-(\d{4,})")
_CENTURY = 100
_FIRST_BE_CENTURY = 2500


class Posted(NamedTuple):
    """What a posted entry is called."""

    id: int
    voucher: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """The number of an entry: `month` is the first day of its month, `number` counts from 1 in it."""

    series: Series
    month: date
    number: int

    def text(self) -> str:
        """Write `RV6901-0001`."""
        return voucher_text(self.series, self.month, self.number)


def voucher_text(series: Series, month: date, number: int) -> str:
    """Write the number of a voucher: `RV6901-0001`."""
    return f"{series.value}{be_year(month) % _CENTURY:02}{month.month:02}-{number:04}"


def read_voucher(text: str) -> Voucher:
    """Read `RV6901-0001`; anything else is a `ValueError`."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(text)
    year = _FIRST_BE_CENTURY + int(match[2]) - BE_OFFSET
    return Voucher(Series(match[1]), date(year, int(match[3]), 1), int(match[4]))
