"""Monetary-unit samples: how far apart the baht are that are looked at, which vouchers hold them, what errors mean.

The factors are upper limits of a Poisson count (the tables of monetary-unit sampling, rounded up to two places).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIDENCES = (80, 90, 95, 99)
_HUNDREDTH, _STEPS, _DIGITS = Decimal("0.01"), 80, 40


class Drawn(NamedTuple):
    """An item of the list that is looked at: its place in the list, and how many of the chosen baht it holds."""

    at: int
    hits: int


class AmountError(NamedTuple):
    """What the book says of an item that was looked at, and what was found."""

    book: Money
    found: Money

    @property
    def excess(self) -> Money:
        """Tell by how much the book says too much; too little is below zero."""
        return self.book - self.found


@dataclass(frozen=True, slots=True)
class Projection:
    """What the errors of a sample say of the whole: the likely error, and what it hardly exceeds."""

    likely: Money
    upper: Money


@cache
def factor(errors: int, confidence: int) -> Decimal:
    """Give how many errors there may be on average where so many were found, at a confidence in per cent."""
    with localcontext() as context:
        context.prec = _DIGITS
        risk = 1 - Decimal(confidence) / 100
        low, high = Decimal(0), Decimal(10 * (errors + 2))
        for _step in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if _at_most(errors, middle) > risk else (low, middle)
        return high.quantize(_HUNDREDTH, ROUND_CEILING)


def _at_most(errors: int, mean: Decimal) -> Decimal:
    """Give the chance of so many errors or fewer where there are `mean` on average."""
    term = total = (-mean).exp()
    for count in range(1, errors + 1):
        term = term * mean / count
        total += term
    return total


def interval(tolerable: Money, confidence: int) -> Money:
    """Tell how far apart the chosen baht are, so that an error above the tolerable one is hardly missed."""
    return Money(max(1, int(tolerable.satang / factor(0, confidence))))


def start(seed: int, apart: Money) -> int:
    """Draw the first chosen satang by a number that anybody may write down; the same number draws the same."""
    digest = hashlib.sha256(str(seed).encode()).digest()
    return 1 + int.from_bytes(digest, "big") % apart.satang


def drawn(amounts: Sequence[Money], apart: Money, seed: int) -> list[Drawn]:
    """Choose the items that hold every so-manieth satang; one as large as the distance is always among them."""
    found: list[Drawn] = []
    following, passed = start(seed, apart), 0
    for at, amount in enumerate(amounts):
        passed += max(0, amount.satang)
        hits = 0
        if passed >= following:
            hits = (passed - following) // apart.satang + 1
            following += hits * apart.satang
            found.append(Drawn(at, hits))
    return found


def chosen(keys: Sequence[str], count: int, seed: int) -> list[str]:
    """Choose so many of some keys by a number that anybody may write down, and give them in their own order.

    Each key is drawn by a hash of its own, so that one more in the list moves no other.
    """
    ranked = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())
    taken = set(ranked[:count])
    return [key for key in keys if key in taken]


def projection(errors: Sequence[AmountError], apart: Money, confidence: int) -> Projection:
    """Say what the errors that were found mean for the whole.

    An error of an item as large as the distance counts as it is; a smaller one by its part of the item. What the book
    says too little lowers the likely error alone.
    """
    large = [each for each in errors if each.book >= apart]
    parts = [Decimal(each.excess.satang) / each.book.satang for each in errors if each.book < apart]
    known = sum((each.excess.satang for each in large), 0)
    likely = known + sum((part * apart.satang for part in parts), Decimal(0))
    upper = Decimal(sum(max(0, each.excess.satang) for each in large)) + factor(0, confidence) * apart.satang
    for count, part in enumerate(sorted((each for each in parts if each > 0), reverse=True), 1):
        upper += (factor(count, confidence) - factor(count - 1, confidence)) * part * apart.satang
    return Projection(_rounded(Decimal(likely)), _rounded(upper))


def _rounded(satang: Decimal) -> Money:
    return Money(int(satang.quantize(Decimal(1), ROUND_HALF_UP)))
