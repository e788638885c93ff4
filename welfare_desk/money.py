"""Money as whole satang: exact, ordered, and never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SATANG_PER_BAHT = 100


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of Thai baht, held as whole satang."""

    satang: int

    @classmethod
    def baht(cls, amount: Decimal | int | str) -> Money:
        """Read an exact amount in baht; a part of a satang is a `ValueError`."""
        satang = Decimal(amount) * SATANG_PER_BAHT
        if satang != satang.to_integral_value():
            msg = f"{amount} baht is not a whole number of satang"
            raise ValueError(msg)
        return cls(int(satang))

    @classmethod
    def sum(cls, amounts: Iterable[Money]) -> Money:
        """Add up amounts; nothing adds up to zero."""
        return cls(sum(amount.satang for amount in amounts))

    def __add__(self, other: Money) -> Money:
        return Money(self.satang + other.satang)

    def __sub__(self, other: Money) -> Money:
        return Money(self.satang - other.satang)

    def __neg__(self) -> Money:
        return Money(-self.satang)

    def __abs__(self) -> Money:
        return Money(abs(self.satang))

    def __mul__(self, count: int) -> Money:
        return Money(self.satang * count)

    def __bool__(self) -> bool:
        return self.satang != 0

    def at_rate(self, rate: Decimal, rounding: str) -> Money:
        """Apply a rate; `rounding` names the rule, as in `decimal.ROUND_HALF_UP`."""
        return Money(int((self.satang * rate).quantize(Decimal(1), rounding)))

    def share(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Split by weights so that the parts add up to the whole.

        Largest remainder; of equal remainders the earlier part gets the satang. Weights are not negative and
        not all nil, else `ValueError`. A negative amount splits as its positive mirror.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            msg = "weights must be zero or more, and not all zero"
            raise ValueError(msg)
        if self.satang < 0:
            return tuple(-part for part in (-self).share(weights))
        parts = [self.satang * weight // total for weight in weights]
        remainders = [self.satang * weight % total for weight in weights]
        left = self.satang - sum(parts)
        for index in sorted(range(len(parts)), key=lambda i: -remainders[i])[:left]:
            parts[index] += 1
        return tuple(Money(part) for part in parts)

    def plain(self) -> str:
        """Write baht without commas, for machines: `-1234.50`."""
        baht, satang = divmod(abs(self.satang), SATANG_PER_BAHT)
        return f"{'-' if self.satang < 0 else ''}{baht}.{satang:02}"

    def text(self) -> str:
        """Write baht with commas, for people: `1,234.50`, `-1,234.50`."""
        baht, satang = divmod(abs(self.satang), SATANG_PER_BAHT)
        return f"{'-' if self.satang < 0 else ''}{baht:,}.{satang:02}"


ZERO = Money(0)
