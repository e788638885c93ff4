"""How long the money lasts, what the administration takes of it, and what an ageing membership will ask for.

Nothing here is official. A forecast takes the members of today, lets them grow older, and lets some of them die at
rates that somebody names: the fund's own of past years, or an assumption. Nobody joins and nobody leaves.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import MONTHS_PER_YEAR, fiscal_year_end, fiscal_year_start, full_years
from welfare_desk.members.register import ENDED, Status
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefits import BenefitType, RuleKind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.members.register import Member

BANDS = (20, 40, 60, 70, 80)  # each the first full year of an age band; the first band lies under them all
MOST_FOR_ADMINISTRATION = 20  # per cent of all spending, where the book says nothing else
ELDERS_LINE, DEATH_LINES = 3, (4, 5)  # of the status form
_MICRO = 1_000_000  # people are counted in millionths, so that no float is needed
_HUNDREDTHS = 100
LONG_ENOUGH = 10  # years that money lasts; beyond that a number says nothing


def covered(left: Money, yearly: Money) -> int | None:
    """Give for how many years money lasts at a yearly pace, in hundredths rounded down; None: nothing is spent."""
    if yearly <= ZERO:
        return None
    return max(left.satang, 0) * _HUNDREDTHS // yearly.satang


def percent(part: Money, whole: Money) -> int | None:
    """Give a part of a whole in hundredths of a per cent, rounded half up; None where there is no whole."""
    if whole <= ZERO:
        return None
    return (2 * part.satang * _HUNDREDTHS * _HUNDREDTHS + whole.satang) // (2 * whole.satang)


def average(amounts: Sequence[Money]) -> Money:
    """Give the average, rounded half up to the satang; that of nothing is nothing."""
    if not amounts:
        return ZERO
    return Money((2 * Money.sum(amounts).satang + len(amounts)) // (2 * len(amounts)))


class Payout(NamedTuple):
    """What a rule gives at an age or at death: from which age, after how many full years, how much by years."""

    age: int
    after: int
    tiers: tuple[tuple[int, Money], ...]

    def amount(self, years: int | None) -> Money:
        """Give the amount after full years of membership; where they are not known, that of the first tier."""
        reached = [each for least, each in self.tiers if least <= (years or 0)]
        return max(reached, default=ZERO)


def pensions(types: Iterable[BenefitType]) -> tuple[Payout, ...]:
    """Give what the regulation pays each year from an age on; an amount a month counts twelve times."""
    return tuple(
        Payout(age.count, after.count or 0 if after else 0, tiers)
        for kind in types
        if kind.line == ELDERS_LINE and (age := kind.rule(RuleKind.AGE)) is not None and age.count is not None
        for after in (kind.rule(RuleKind.MEMBERSHIP),)
        if (tiers := _tiers(kind))
    )


def at_death(types: Iterable[BenefitType]) -> tuple[Payout, ...]:
    """Give what the regulation pays when a member dies."""
    return tuple(Payout(0, 0, tiers) for kind in types if kind.line in DEATH_LINES and (tiers := _tiers(kind)))


def _tiers(kind: BenefitType) -> tuple[tuple[int, Money], ...]:
    by_years, rate = kind.rule(RuleKind.TIERS), kind.rule(RuleKind.RATE)
    if by_years is not None:
        return by_years.tiers
    if rate is None or rate.amount is None:
        return ()
    return ((0, rate.amount * (MONTHS_PER_YEAR if rate.unit is Unit.MONTH else 1)),)


def band_of(age: int | None) -> int | None:
    """Give the place of an age band; None where the age is not known."""
    return None if age is None else sum(age >= each for each in BANDS)


def age_on(member: Member, day: date) -> int | None:
    """Tell how old a member is on a day; where the year of birth alone is known, as if born on its first day."""
    if member.birth_day is not None:
        return full_years(member.birth_day, day)
    return None if member.birth_year is None else day.year - member.birth_year


def is_here(member: Member, day: date) -> bool:
    """Tell whether somebody counts as a member on a day; an unknown day of entry counts as past."""
    has_entered = member.entry_day is None or member.entry_day <= day
    return bool(member.statuses) and has_entered and member.status_on(day) not in ENDED


class Experience(NamedTuple):
    """How many members began a year in each age band (the last one: age not known), and how many of them died in it."""

    lived: tuple[int, ...]
    died: tuple[int, ...]

    @property
    def rates(self) -> tuple[tuple[int, int], ...]:
        """Give deaths and members of each band; one without members has those of all."""
        whole = (sum(self.died), sum(self.lived))
        return tuple((died, lived) if lived else whole for died, lived in zip(self.died, self.lived, strict=True))


def experience(members: Iterable[Member], years: Sequence[int], first_month: int) -> Experience:
    """Count who began each fiscal year as a member and died in it, by age on its last day."""
    lived, died = Counter[int](), Counter[int]()
    spans = [(fiscal_year_start(year, first_month), fiscal_year_end(year, first_month)) for year in years]
    for member in members:
        for first, last in spans:
            if is_here(member, first):
                band = _place(age_on(member, last))
                lived[band] += 1
                died[band] += any(
                    change.status is Status.DEAD and change.from_day is not None and first <= change.from_day <= last
                    for change in member.statuses
                )
    places = range(len(BANDS) + 2)
    return Experience(tuple(lived[each] for each in places), tuple(died[each] for each in places))


def assumed(per_thousand: int) -> tuple[tuple[int, int], ...]:
    """Give one rate for every band: so many deaths a year among a thousand members."""
    return ((per_thousand, 1000),) * (len(BANDS) + 2)


def _place(age: int | None) -> int:
    band = band_of(age)
    return len(BANDS) + 1 if band is None else band


Cohorts = Counter["tuple[int | None, int | None]"]
"""How many members have an age and full years of membership on one day."""


def cohorts(members: Iterable[Member], today: date, day: date) -> Cohorts:
    """Count the members of today by their age and full years of membership on a later day."""
    return Counter((age_on(each, day), each.full_years_of_membership(day)) for each in members if is_here(each, today))


class YearAhead(NamedTuple):
    """What a fiscal year is expected to ask for: members, those of pension age, deaths in hundredths, and baht."""

    year: int
    members: int
    elders: int
    pensions: Money
    deaths: int
    at_death: Money

    @property
    def whole(self) -> Money:
        """Give what is expected to be paid in all."""
        return self.pensions + self.at_death


def ahead(
    people: Mapping[tuple[int | None, int | None], int], year: int, many: int, rates: Sequence[tuple[int, int]],
    rules: tuple[Sequence[Payout], Sequence[Payout]],
) -> list[YearAhead]:  # fmt: skip
    """Let the members of today grow older for some fiscal years, the first of which ends in `year`.

    `people` are counted on the last day of the first year; `rates` are deaths and members of each band, `rules` what
    is paid from an age on and at death. People who die in a year are paid their pension in it still.
    """
    alive = {key: count * _MICRO for key, count in people.items()}
    found: list[YearAhead] = []
    for on in range(many):
        found.append(_year(alive, year + on, rates, rules))
        alive = {(_on(age), _on(years)): count - _dying(count, age, rates) for (age, years), count in alive.items()}
    return found


def _on(years: int | None) -> int | None:
    return None if years is None else years + 1


def _dying(count: int, age: int | None, rates: Sequence[tuple[int, int]]) -> int:
    died, lived = rates[_place(age)]
    return count * died // lived if lived else 0


def _year(
    alive: Mapping[tuple[int | None, int | None], int], year: int, rates: Sequence[tuple[int, int]],
    rules: tuple[Sequence[Payout], Sequence[Payout]],
) -> YearAhead:  # fmt: skip
    elders = pension = deaths = death = 0
    for (age, years), count in alive.items():
        due = [each for each in rules[0] if age is not None and age >= each.age and (years or 0) >= each.after]
        elders += count if due else 0
        pension += count * sum(each.amount(years).satang for each in due)
        dying = _dying(count, age, rates)
        deaths += dying
        death += dying * sum(each.amount(years).satang for each in rules[1])
    members = sum(alive.values())
    hundredths = _rounded(deaths * _HUNDREDTHS)
    return YearAhead(year, _rounded(members), _rounded(elders), _money(pension), hundredths, _money(death))


def _rounded(millionths: int) -> int:
    return (2 * millionths + _MICRO) // (2 * _MICRO)


def _money(millionths: int) -> Money:
    return Money(_rounded(millionths))
