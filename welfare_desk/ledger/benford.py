"""First digits of amounts: how often each is to be expected, and whether what was counted is far from that.

Amounts that nobody fixes begin with 1 about six times as often as with 9 (Benford's law). What is fixed by rates and
plans does not follow it, so that only amounts that people chose say anything. The bands of the mean deviation are
those that auditors commonly use for first digits (Nigrini); the least number of amounts is a default of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = tuple(range(1, 10))
LEAST_AMOUNTS = 300
FAR = Decimal("2.576")  # standard deviations that chance hardly passes: once in a hundred


class Nearness(Enum):
    """How near the first digits of amounts are to what is to be expected."""

    CLOSE = "close"
    ACCEPTABLE = "acceptable"
    MARGINAL = "marginal"
    FAR = "far"


_BANDS = (
    (Decimal("0.006"), Nearness.CLOSE),
    (Decimal("0.012"), Nearness.ACCEPTABLE),
    (Decimal("0.015"), Nearness.MARGINAL),
)


@dataclass(frozen=True, slots=True)
class DigitCount:
    """How often amounts begin with a digit: counted, the part that is to be expected, and how far it is from that.

    `deviations` are in standard deviations, above zero whichever way.
    """

    digit: int
    count: int
    expected: Decimal
    deviations: Decimal

    @property
    def is_far(self) -> bool:
        """Tell whether chance hardly explains it."""
        return self.deviations > FAR


def expected(digit: int) -> Decimal:
    """Give the part of amounts that are to be expected to begin with a digit."""
    return (1 + Decimal(1) / digit).log10()


def digit_counts(counted: Mapping[int, int]) -> tuple[DigitCount, ...]:
    """Hold what was counted against what is to be expected; digits that never came are nought times there."""
    whole = sum(counted.get(digit, 0) for digit in DIGITS)
    return tuple(_digit(digit, counted.get(digit, 0), whole) for digit in DIGITS)


def _digit(digit: int, count: int, whole: int) -> DigitCount:
    part = expected(digit)
    if not whole:
        return DigitCount(digit, count, part, Decimal(0))
    apart = abs(Decimal(count) / whole - part) - Decimal(1) / (2 * whole)  # a count is no smooth number
    return DigitCount(digit, count, part, max(Decimal(0), apart / (part * (1 - part) / whole).sqrt()))


def mean_deviation(digits: tuple[DigitCount, ...]) -> Decimal:
    """Give by how much the parts differ from the expected ones on average; nothing counted differs by nothing."""
    whole = sum(each.count for each in digits)
    if not whole:
        return Decimal(0)
    return sum((abs(Decimal(each.count) / whole - each.expected) for each in digits), Decimal(0)) / len(digits)


def nearness(deviation: Decimal) -> Nearness:
    """Say in a word how near a mean deviation is."""
    return next((word for most, word in _BANDS if deviation <= most), Nearness.FAR)
