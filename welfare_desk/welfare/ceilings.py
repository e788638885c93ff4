"""What is left for one member under the ceilings of the regulation in force: baht, nights, and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, fiscal_year, fiscal_year_end, fiscal_year_start
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.benefits import BenefitClass, BenefitType, Past, Per, Rule, RuleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class Ceiling(NamedTuple):
    """A ceiling of one benefit: the most (baht, a quantity or times) and what was had of it; `years` none: for life."""

    type: BenefitType
    kind: RuleKind
    most: Money | int
    had: Money | int
    years: int | None = 1

    @property
    def left(self) -> Money | int:
        """Give what is left, never less than nothing."""
        if isinstance(self.most, Money) and isinstance(self.had, Money):
            return max(self.most - self.had, ZERO)
        if isinstance(self.most, int) and isinstance(self.had, int):
            return max(self.most - self.had, 0)
        msg = "a ceiling and what was had of it are of one kind"
        raise TypeError(msg)


def ceilings(types: Iterable[BenefitType], past: Sequence[Past], day: date, first_month: int) -> list[Ceiling]:
    """Give every ceiling of a member's benefits on a day; `past` is what that member had, by the day of payment."""
    found: list[Ceiling] = []
    for kind in types:
        if kind.of is BenefitClass.MEMBER:
            mine = [each for each in past if each.type == kind.code]
            for rule in kind.rules:
                found += _ceiling(kind, rule, mine, day, first_month)
    return found


def _ceiling(kind: BenefitType, rule: Rule, past: Sequence[Past], day: date, first_month: int) -> Iterable[Ceiling]:
    year = fiscal_year(day, first_month)
    first, last = fiscal_year_start(year, first_month), fiscal_year_end(year, first_month)
    this_year = [each for each in past if first <= each.paid_day <= last]
    if rule.kind is RuleKind.CAP_YEAR and rule.amount is not None:
        yield Ceiling(kind, rule.kind, rule.amount, Money.sum(each.amount for each in this_year))
    if rule.kind is RuleKind.QUANTITY_YEAR and rule.count is not None:
        yield Ceiling(kind, rule.kind, rule.count, sum(each.quantity for each in this_year))
    if rule.kind is RuleKind.TIMES and rule.per is Per.MEMBER and rule.count is not None:
        since = None if rule.years is None else add_months(first, -MONTHS_PER_YEAR * (rule.years - 1))
        had = [each for each in past if since is None or since <= each.paid_day <= last]
        yield Ceiling(kind, rule.kind, rule.count, len(had), rule.years)
