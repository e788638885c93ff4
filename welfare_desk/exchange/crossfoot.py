"""Totals typed by hand: do they agree with their rows, and if not, which cell is likeliest wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.money import SATANG_PER_BAHT, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

_NINE = 9


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount and the cell that it stands in."""

    cell: str
    amount: Money


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that its parts do not add up to.

    `cell` is the likeliest wrong one and `likely` what it should say, if that can be told. `cause` is
    `digits_swapped` (in the total, or in a row), `left_out`, `counted_twice`, `carried_on` (from another wrong
    total) or `unknown`.
    """

    sheet: str
    village: str
    total_cell: str
    shown: Money
    right: Money
    cell: str
    cause: str
    likely: Money | None = None

    @property
    def difference(self) -> Money:
        """Tell by how much the shown total is too high."""
        return self.shown - self.right

    @property
    def is_divisible_by_9(self) -> bool:
        """Tell whether the difference hints at swapped digits."""
        satang = abs(self.difference.satang)
        return satang % (_NINE * SATANG_PER_BAHT) == 0 or satang % _NINE == 0


def check_total(sheet: str, village: str, total: Counted, parts: Sequence[Counted]) -> WrongTotal | None:
    """Compare a total with its parts, and name the likeliest wrong cell where they differ."""
    right = Money.sum(part.amount for part in parts)
    if total.amount == right:
        return None
    cell, cause, likely = _likeliest(total, right, parts)
    return WrongTotal(sheet, village, total.cell, total.amount, right, cell, cause, likely)


def _likeliest(total: Counted, right: Money, parts: Sequence[Counted]) -> tuple[str, str, Money | None]:
    """Judge the simplest slips: two digits swapped, a row left out or counted twice, a row's digits swapped."""
    difference = total.amount - right
    if is_swapped(total.amount, right):
        return total.cell, "digits_swapped", right
    left_out = [part for part in parts if part.amount == -difference]
    if len(left_out) == 1:
        return left_out[0].cell, "left_out", None
    twice = [part for part in parts if part.amount == difference]
    if len(twice) == 1:
        return twice[0].cell, "counted_twice", None
    swapped = [part for part in parts if part.amount and is_swapped(part.amount, part.amount + difference)]
    if len(swapped) == 1:
        return swapped[0].cell, "digits_swapped", swapped[0].amount + difference
    return total.cell, "unknown", None


def is_swapped(shown: Money, right: Money) -> bool:
    """Tell whether two neighbouring digits of one amount, swapped, give the other."""
    if shown == right or min(shown.satang, right.satang) < 0 or (shown - right).satang % _NINE:
        return False
    one, other = str(shown.satang), str(right.satang)
    if len(one) != len(other):  # a zero that moves to the front is not written, so it was not swapped
        return False
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) != 2 or apart[1] != apart[0] + 1:  # noqa: PLR2004 - two neighbours
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]
