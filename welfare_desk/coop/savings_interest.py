"""Interest on savings: daily on the balance at the end of each day, actual/365, rounded once when it is posted.

It is reckoned from history whenever it is asked for, so that an entry written late, or undone, counts from its day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from welfare_desk.coop.mapping_readings import MILLION
from welfare_desk.coop.savings_products import SavingsProduct, TierRule
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAYS_IN_YEAR = 365
_A_DAY = timedelta(days=1)
_ENDLESS = date.max


@dataclass(frozen=True, slots=True)
class SavingsMove:
    """What an account takes (above zero) or gives on a day; `order` is the order in which the book learnt of it."""

    day: date
    amount: Money
    order: int = 0


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """From which day on an account earns by the rates of a product."""

    from_day: date
    product: SavingsProduct


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both counted, with one balance and one rate; `earned` is satang, exact."""

    first: date
    last: date
    balance: Money
    rate: Decimal  # of a year, as a part of one: of tiers by parts their mean
    earned: Decimal

    @property
    def days(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1


def yearly(product: SavingsProduct, balance: Money) -> int:
    """Give a year's interest of a balance in millionths of a satang; a balance below zero earns none."""
    satang = max(balance.satang, 0)
    if product.tier_rule is TierRule.WHOLE or not product.tiers:
        reached = [tier.rate for tier in product.tiers if tier.at_least.satang <= satang]
        return satang * (reached[-1] if reached else product.rate)
    edges = [0, *(tier.at_least.satang for tier in product.tiers)]
    rates = [product.rate, *(tier.rate for tier in product.tiers)]
    tops = [*edges[1:], max(satang, edges[-1])]
    parts = zip(edges, tops, rates, strict=True)
    return sum(max(0, min(satang, top) - low) * rate for low, top, rate in parts)


def stretches(moves: Iterable[SavingsMove], periods: Sequence[RatePeriod], first: date, last: date) -> list[Stretch]:
    """Reckon the interest of some days, both counted, stretch by stretch; days before the first rate earn none.

    What comes in on a day earns from that day, what goes out on a day no longer earns on it.
    """
    changes: defaultdict[date, int] = defaultdict(int)
    for move in moves:
        changes[max(move.day, first)] += move.amount.satang
    rates = sorted(periods, key=lambda each: each.from_day)
    marks = {first, *changes, *(each.from_day for each in rates)}
    days = [*sorted(day for day in marks if first <= day <= last), last + _A_DAY]
    found: list[Stretch] = []
    balance = 0
    for day, following in pairwise(days):
        balance += changes.get(day, 0)
        in_force = [each.product for each in rates if each.from_day <= day]
        if balance > 0 and in_force:
            found.append(_stretch(day, following - _A_DAY, Money(balance), in_force[-1]))
    return found


def _stretch(first: date, last: date, balance: Money, product: SavingsProduct) -> Stretch:
    year = yearly(product, balance)
    days = (last - first).days + 1
    rate = Decimal(year) / (balance.satang * MILLION)
    return Stretch(first, last, balance, rate, Decimal(year * days) / (DAYS_IN_YEAR * MILLION))


def earned(moves: Iterable[SavingsMove], periods: Sequence[RatePeriod], first: date, last: date) -> Decimal:
    """Add up what some days earn, in satang, not rounded."""
    return sum((each.earned for each in stretches(moves, periods, first, last)), Decimal(0))


def rounded(satang: Decimal) -> Money:
    """Round to whole satang, half up; below zero as its mirror."""
    return Money(int(satang.quantize(Decimal(1), ROUND_HALF_UP)))


@dataclass(frozen=True, slots=True)
class LastPosting:
    """Up to which day interest was posted, and what the book knew then (the order of that entry)."""

    day: date
    order: int


def interest_due(
    moves: Sequence[SavingsMove], periods: Sequence[RatePeriod], posted: LastPosting | None, last: date
) -> Money:
    """Reckon the interest up to a day that is not yet posted, rounded once.

    What was written after the last posting for a day before it is made good, either way.
    """
    if not moves:
        return ZERO
    if posted is None:
        return rounded(earned(moves, periods, min(move.day for move in moves), last))
    due = earned(moves, periods, posted.day + _A_DAY, last) if last > posted.day else Decimal(0)
    if any(move.order > posted.order and move.day <= posted.day for move in moves):
        begin = min(move.day for move in moves)
        known = [move for move in moves if move.order <= posted.order]
        due += earned(moves, periods, begin, posted.day) - earned(known, periods, begin, posted.day)
    return rounded(due)


def fixed_periods(product: SavingsProduct, opened: date, matures: date) -> tuple[RatePeriod, ...]:
    """Give the rates of a fixed account: those of its opening day for its whole term, the lower one after it."""
    return (RatePeriod(opened, product), RatePeriod(matures, _broken(product)))


def broken_due(moves: Sequence[SavingsMove], product: SavingsProduct, opened: date, paid: Money, last: date) -> Money:
    """Reckon the interest of a fixed account that is broken before its term: the lower rate for all its days.

    Less what was paid already; below zero the account gives back.
    """
    return rounded(earned(moves, (RatePeriod(opened, _broken(product)),), opened, last)) - paid


def _broken(product: SavingsProduct) -> SavingsProduct:
    return SavingsProduct(product.code, product.name_th, rate=product.broken_rate)


@dataclass(frozen=True, slots=True)
class TaxedBefore:
    """What a member's accounts earned in a calendar year already, and the tax kept back of it."""

    interest: Money = ZERO
    tax: Money = ZERO


def tax_of(interest: Money, product: SavingsProduct, before: TaxedBefore) -> Money:
    """Reckon the tax to keep back of interest: none up to the limit of the year, above it of the whole year's."""
    total = before.interest + interest
    if not product.tax_rate or total <= product.tax_free or interest <= ZERO:
        return ZERO
    whole = total.at_rate(Decimal(product.tax_rate) / MILLION, ROUND_HALF_UP)
    return min(max(whole - before.tax, ZERO), interest)
