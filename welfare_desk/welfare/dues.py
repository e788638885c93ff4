"""Dues: where a member stands, what is owed, and what a payment covers.

Examples under 1 baht a day, fiscal year from 1 October, paid to 30 September:

* 30 or 31 pays October; 28 pays no month and stays as a part, 2 more make October.
* 45 pays October and leaves a part of 15 for November; another 15 pays November.
* 90 and 92 both pay October to December; 93 is three months of 30 and a part of 3.
* 365 pays the year, and so do twelve payments of 30; 366 leaves a part of 1 for the next year (in a leap year the
  day itself takes it).
* 730 pays this year (365 to income) and the next (365 deferred); 1,825 pays five years.
* 720 pays two years as well, since each month of them has its 30.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from welfare_desk.dates import fiscal_year_end, fiscal_year_start
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.plans import (
    DAYS_OF_A_YEAR,
    Month,
    Period,
    Span,
    Terms,
    Year,
    month_number,
    next_day,
    year_from,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

FARTHEST_YEARS = 50
AGES = ((0, 3), (4, 6), (7, 12), (13, None))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a member's dues stand: paid to a day, and a part of what the time after it costs."""

    paid_to: date
    part: Money = ZERO


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one payment covers.

    `to_dues` is income of the payment's fiscal year (4101), `to_advance` deferred income of later ones (2201);
    `by_year` tells for the dues of which fiscal years it was taken (by the Gregorian year of their end).
    """

    to_dues: Money
    to_advance: Money
    before: Position
    after: Position
    months: tuple[date, ...]
    by_year: tuple[tuple[int, Money], ...]

    @property
    def new_paid_to(self) -> date:
        """Tell the last day paid for."""
        return self.after.paid_to


@dataclass(frozen=True, slots=True)
class Owed:
    """What a member owes on a day.

    `arrears` are the dues of `months` that have ended, aged in `by_age` as 0–3, 4–6, 7–12 and more months since
    their end; `this_month` comes on top while a month runs, and `this_year` is all that is due to the year's end.
    """

    arrears: Money
    months: int
    by_age: tuple[Money, ...]
    since: date | None
    this_month: Money
    this_year: Money


@dataclass(slots=True)
class _Taken:
    """What the dues of one fiscal year take of the money.

    At least `amount`; `passed` once the money goes beyond the year; by custom `round_price` (thirty a month, 365 a
    year); by its days `by_days`; never above `most`.
    """

    year: int
    amount: Money
    passed: Money
    round_price: Money
    by_days: Money
    most: Money


def cover(position: Position, amount: Money, terms: Terms, day: date) -> Coverage:
    """Tell what a payment of `amount` on `day` covers: arrears, this fiscal year's dues, then later years.

    After the end of a membership nothing is deferred. An amount that is not above zero is a `RuleError`.
    """
    if amount <= ZERO:
        raise RuleError(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    return _cover(position, amount, terms, terms.year(day), _over(terms, day))


@lru_cache(maxsize=20_000)  # most members stand alike and pay alike
def _cover(position: Position, amount: Money, terms: Terms, this_year: int, is_over: bool) -> Coverage:  # noqa: FBT001 - private, called once
    money = position.part + amount
    taken, met = _walk(position, money, terms, this_year)
    after = Position(met[-1].last if met else position.paid_to, _absorb(taken, money))
    by_year = _new_money(taken, position, after, terms)
    if is_over:
        by_year = _added((min(year, this_year), part) for year, part in by_year.items())
    to_advance = Money.sum(part for year, part in by_year.items() if year > this_year)
    months = tuple(month.first for month in met)
    return Coverage(amount - to_advance, to_advance, position, after, months, tuple(by_year.items()))


def _walk(position: Position, money: Money, terms: Terms, this_year: int) -> tuple[list[_Taken], list[Month]]:
    """Meet month after month at its least price while the money lasts."""
    taken: list[_Taken] = []
    met: list[Month] = []
    spent = ZERO
    for year in _years(position.paid_to, terms, this_year + FARTHEST_YEARS):
        reached = _reached(year, money - spent)
        if not reached:
            break
        met += reached
        taken.append(_take(year, reached, terms, coming=year.year > this_year))
        if len(reached) < len(year.months):
            break
        spent += taken[-1].passed
    return taken, met


def _years(paid_to: date, terms: Terms, farthest: int) -> Iterator[Year]:
    """Price what comes after a day, year by year, to the end of the membership."""
    day = next_day(paid_to)
    while terms.year(day) <= farthest:
        year = year_from(day, terms)
        if not year.months:
            return
        yield year
        day = next_day(year.months[-1].last)


def _reached(year: Year, money: Money) -> tuple[Month, ...]:
    """Find the months of a year that the money meets."""
    for count, month in enumerate(year.months):
        money -= month.least
        if money < ZERO:
            return year.months[:count]
    return year.months


def _take(year: Year, reached: tuple[Month, ...], terms: Terms, *, coming: bool) -> _Taken:
    """Price the months reached in one year; a whole year of the daily plan costs 365, or twelve times thirty."""
    least = Money.sum(month.least for month in reached)
    flat = Money.sum(month.flat for month in reached)
    by_days = Money.sum(month.standard for month in reached)
    if not (_is_daily_year(year, terms) and len(reached) == len(year.months)):
        return _Taken(year.year, least, least, flat, by_days, Money.sum(month.most for month in reached))
    a_year = terms.plan.amount * DAYS_OF_A_YEAR
    return _Taken(year.year, least, a_year if coming else flat, a_year, a_year, max(a_year, by_days))


def _is_daily_year(year: Year, terms: Terms) -> bool:
    return terms.plan.period is Period.DAY and year.whole


def _absorb(taken: list[_Taken], money: Money) -> Money:
    """Let the years take what is over, to the round price, and to the days' price if that uses all; else a part stays.

    So 31 is October by its days, while 45 is October and 15 towards November.
    """
    left = money - Money.sum(each.amount for each in taken)
    for each in taken:
        left -= _grow(each, each.round_price, left)
    if left > Money.sum(each.most - each.amount for each in taken):
        return left
    for each in taken:
        left -= _grow(each, each.by_days, left)
    for each in taken:
        left -= _grow(each, each.most, left)
    return ZERO


def _grow(taken: _Taken, limit: Money, left: Money) -> Money:
    """Let a year take what is left up to a limit, and tell how much it took."""
    more = max(ZERO, min(left, limit - taken.amount))
    taken.amount += more
    return more


def _new_money(taken: list[_Taken], position: Position, after: Position, terms: Terms) -> dict[int, Money]:
    """Tell for which years this payment was taken; the part paid before it counts against the earliest."""
    all_money = [(each.year, each.amount) for each in taken]
    all_money.append((terms.year(next_day(after.paid_to)), after.part))
    before = position.part
    new: dict[int, Money] = {}
    for year, amount in _added(all_money).items():
        used = min(before, amount)
        before -= used
        if amount != used:
            new[year] = amount - used
    return new


def _added(amounts: Iterable[tuple[int, Money]]) -> dict[int, Money]:
    total: defaultdict[int, Money] = defaultdict(lambda: ZERO)
    for year, amount in amounts:
        total[year] += amount
    return dict(total)


def replay(
    opening: Position, payments: Iterable[tuple[date, Money]], terms: Terms, day: date
) -> tuple[Position, dict[int, Money]]:
    """Take payments one after the other: where the member stands on a day, and the money taken for each year."""
    position, by_year = opening, dict[int, Money]()
    reentries = list(terms.reentries)
    for paid_on, amount in payments:
        position, by_year = _reentered(position, by_year, reentries, terms, paid_on)
        covered = cover(position, amount, terms, paid_on)
        position = covered.after
        for year, part in covered.by_year:
            by_year[year] = by_year.get(year, ZERO) + part
    return _reentered(position, by_year, reentries, terms, day)


def _reentered(
    position: Position, by_year: dict[int, Money], reentries: list[date], terms: Terms, day: date
) -> tuple[Position, dict[int, Money]]:
    """Begin again at each re-entry up to a day; what was deferred became income when the membership ended."""
    while reentries and reentries[0] <= day:
        again = reentries.pop(0)
        position = reenter(position, again)
        by_year = _added((min(year, terms.year(again)), amount) for year, amount in by_year.items())
    return position, by_year


def _over(terms: Terms, day: date) -> bool:
    return terms.ends is not None and terms.ends <= day


def deferred(by_year: Mapping[int, Money], terms: Terms, day: date) -> Money:
    """Tell how much of the money taken is still deferred on a day: that of later years, nil once membership is over."""
    if _over(terms, day):
        return ZERO
    return Money.sum(amount for year, amount in by_year.items() if year > terms.year(day))


def reenter(position: Position, day: date) -> Position:
    """Begin again on the day of re-entry: what was owed before is no longer owed, and an old part is spent."""
    eve = day - timedelta(days=1)
    return Position(eve) if position.paid_to < eve else position


def owed(position: Position, terms: Terms, day: date) -> Owed:
    """Tell what a member owes on a day; a month is in arrears from its last day on.

    Paying exactly `arrears` covers exactly the months that have ended.
    """
    prices = _prices_through(position.paid_to, terms, day)
    ended = [(month, price) for month, price in prices if month.last <= day]
    unpaid = _less(position.part, ended)
    arrears = Money.sum(price for _, price in unpaid)
    with_running = Money.sum(price for _, price in _less(position.part, prices))
    year_end = fiscal_year_end(terms.year(day), terms.first_month)
    to_year_end = Money.sum(
        price for _, price in _less(position.part, _prices_through(position.paid_to, terms, year_end))
    )
    return Owed(
        arrears,
        len(unpaid),
        tuple(_aged(unpaid, day, ages) for ages in AGES),
        unpaid[0][0].first if unpaid else None,
        with_running - arrears,
        to_year_end + _rest_of_whole_year(position, terms, day),
    )


def _prices_through(paid_to: date, terms: Terms, day: date) -> list[tuple[Month, Money]]:
    """Price the months that begin by a day: years that are passed as a whole at thirty a month, the last at least."""
    prices: list[tuple[Month, Money]] = []
    for year in _years(paid_to, terms, terms.year(day)):
        passed = year.year < terms.year(day) and _is_daily_year(year, terms)
        prices += [(month, month.flat if passed else month.least) for month in year.months if month.first <= day]
    return prices


def _less(part: Money, prices: list[tuple[Month, Money]]) -> list[tuple[Month, Money]]:
    """Take a part already paid from the first months, and leave out what is met."""
    left: list[tuple[Month, Money]] = []
    for month, price in prices:
        used = min(part, price)
        part -= used
        if price != used:
            left.append((month, price - used))
    return left


def price_of(span: Span, terms: Terms) -> Money:
    """Price the dues of a span of days: each month at its least, a whole fiscal year of the daily plan at 365."""
    inside = replace(terms, ends=span.last)
    total = ZERO
    for year in _years(span.first - timedelta(days=1), inside, terms.year(span.last)):
        least = Money.sum(month.least for month in year.months)
        total += terms.plan.amount * DAYS_OF_A_YEAR if _is_daily_year(year, inside) else least
    return total


def _rest_of_whole_year(position: Position, terms: Terms, day: date) -> Money:
    """Tell what a whole running year costs above the least of its months (365 − 358)."""
    year = year_from(max(next_day(position.paid_to), fiscal_year_start(terms.year(day), terms.first_month)), terms)
    if year.year != terms.year(day) or not _is_daily_year(year, terms):
        return ZERO
    return terms.plan.amount * DAYS_OF_A_YEAR - Money.sum(month.least for month in year.months)


def _aged(unpaid: list[tuple[Month, Money]], day: date, ages: tuple[int, int | None]) -> Money:
    """Add up the dues whose months ended so many months ago."""
    youngest, oldest = ages
    today = month_number(next_day(day))
    return Money.sum(
        price
        for month, price in unpaid
        if youngest <= (age := today - month_number(month.last) - 1) and (oldest is None or age <= oldest)
    )
