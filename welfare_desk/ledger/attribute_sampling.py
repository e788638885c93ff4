"""Samples that count deviations: how many items are looked at, and what those found say of all of them.

Exact, from the hypergeometric distribution: items are looked at once each, out of so many.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal, localcontext

_DIGITS = 40
_PER_CENT = 100


def at_most(found: int, deviating: int, population: int, sample: int) -> Decimal:
    """Give the chance that a sample holds so many deviations or fewer, where so many items of all deviate."""
    first = max(0, sample - (population - deviating))  # where there are too few sound items, some must be drawn
    if found < first:
        return Decimal(0)
    with localcontext() as context:
        context.prec = _DIGITS
        term = _chance(first, deviating, population, sample)
        total = term
        for count in range(first, min(found, deviating, sample)):
            up = Decimal(deviating - count) * (sample - count)
            down = Decimal(count + 1) * (population - deviating - sample + count + 1)
            term = term * up / down
            total += term
        return min(total, Decimal(1))


def _chance(count: int, deviating: int, population: int, sample: int) -> Decimal:
    """Give the chance of exactly so many deviations, drawn one after another: first those, then the sound ones."""
    chance = Decimal(1)
    for drawn in range(count):
        chance = chance * (deviating - drawn) * (sample - drawn) / (Decimal(population - drawn) * (drawn + 1))
    for drawn in range(sample - count):
        chance = chance * (population - deviating - drawn) / (population - count - drawn)
    return chance


def tolerable_count(population: int, tolerable: Decimal) -> int:
    """Tell how many deviations of all items are the tolerable rate (per cent), rounded up and at least one."""
    whole = (Decimal(population) * tolerable / _PER_CENT).to_integral_value(ROUND_CEILING)
    return max(1, min(population, int(whole)))


def sample_size(population: int, tolerable: Decimal, confidence: int, expected: int = 0) -> int:
    """Give the fewest items that show, with so many deviations at most, that the rate is hardly above the tolerable.

    `tolerable` and `confidence` are per cent. All items where no smaller sample can show it; none of none.
    """
    risk = 1 - Decimal(confidence) / _PER_CENT
    deviating = tolerable_count(population, tolerable) if population else 0
    low, high = 0, population
    while low < high:
        middle = (low + high) // 2
        enough = at_most(expected, deviating, population, middle) <= risk
        low, high = (low, middle) if enough else (middle + 1, high)
    return high


def upper_count(population: int, sample: int, found: int, confidence: int) -> int:
    """Tell how many items of all hardly more than that deviate, where a sample held so many deviations."""
    risk = 1 - Decimal(confidence) / _PER_CENT
    low, high = found, population - (sample - found)
    while low < high:
        middle = (low + high + 1) // 2
        likely = at_most(found, middle, population, sample) > risk
        low, high = (middle, high) if likely else (low, middle - 1)
    return low
