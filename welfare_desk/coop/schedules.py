"""The schedule of a loan: what falls due when, by principal and interest; the principal adds up to the satang.

Equal instalments follow the annuity rule (principal × rate of a period ÷ (1 − (1 + rate)^−n)), rounded up to the unit;
the interest of each is that of its days, the rest of it repays principal, and the last takes whatever is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal, localcontext
from typing import TYPE_CHECKING

from welfare_desk.coop.interest import MILLION, interest, part, rounded_up
from welfare_desk.coop.loan_terms import LoanTerms, Method, stretches
from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

_PRECISE = 40


@dataclass(frozen=True, slots=True)
class Instalment:
    """What falls due on one day."""

    number: int
    due: date
    principal: Money
    interest: Money

    @property
    def amount(self) -> Money:
        """Tell what is to be paid in all."""
        return self.principal + self.interest


def schedule(terms: LoanTerms) -> tuple[Instalment, ...]:
    """Lay out the instalments of terms without problems; those in which nothing falls due are left out at the end.

    Interest carried into the terms falls due with the first interest.
    """
    rows = _flat(terms) if terms.method is Method.FLAT else _on_balance(terms, _repayments(terms))
    while len(rows) > 1 and not rows[-1].amount:
        rows.pop()
    return tuple(rows)


def usual_instalment(terms: LoanTerms) -> Money:
    """Tell what one of the instalments that repay principal takes: the most of its first and its usual one."""
    rows = schedule(terms)
    repaying = [each.amount for each in rows[terms.grace + terms.moratorium :]]
    return max(repaying[:2])


def total_interest(rows: Sequence[Instalment]) -> Money:
    """Add up the interest of a schedule."""
    return Money.sum(each.interest for each in rows)


def equal_instalment(principal: Money, rate: int, every: int, times: int, unit: Money) -> Money:
    """Tell the equal instalment that repays a principal in so many periods of `every` months, rounded up."""
    if not rate:
        return rounded_up(Money(-(-principal.satang // times)), unit)
    with localcontext(Context(prec=_PRECISE)):
        period = Decimal(rate * every) / (MILLION * MONTHS_PER_YEAR)
        exact = principal.satang * period / (1 - (1 + period) ** -times)
        return rounded_up(Money(int(exact.to_integral_value(ROUND_CEILING))), unit)


def _repayments(terms: LoanTerms) -> Callable[[Money, Money], Money]:
    """Say how much principal an instalment repays, from what is owed and the interest of its own period."""
    times = terms.instalments - terms.grace - terms.moratorium
    if terms.method is Method.BULLET:
        return lambda _left, _interest: ZERO
    if terms.method is Method.EQUAL_PRINCIPAL:
        each = rounded_up(Money(-(-terms.principal.satang // times)), terms.unit)
        return lambda left, _interest: min(left, each)
    amount = equal_instalment(terms.principal, terms.rate, terms.every, times, terms.unit)
    return lambda left, its_interest: max(ZERO, min(left, amount - its_interest))


def _on_balance(terms: LoanTerms, repaid: Callable[[Money, Money], Money]) -> list[Instalment]:
    """Lay out instalments whose interest is that of what is owed from day to day."""
    left, waiting = terms.principal, terms.carried
    rows: list[Instalment] = []
    days = terms.due_days()
    bare = terms.moratorium + terms.grace
    for number, (since, due) in enumerate(stretches(days, terms.start), 1):
        own = interest(left, terms.rate, since, due, terms.count)
        waiting += own
        usual = ZERO if number <= bare else repaid(left, own)
        principal = left if number == len(days) else usual
        if number <= terms.moratorium or not (terms.pays_interest or number == len(days) or principal):
            rows.append(Instalment(number, due, ZERO, ZERO))
            continue
        rows.append(Instalment(number, due, principal, waiting))
        left, waiting = left - principal, ZERO
    return rows


def _flat(terms: LoanTerms) -> list[Instalment]:
    """Lay out instalments whose interest is reckoned on the whole principal for the whole time, in equal parts."""
    times = terms.instalments
    whole = part(terms.principal, terms.rate * terms.every * times, MILLION * MONTHS_PER_YEAR)
    parts = whole.share([1] * times)
    repaying = times - terms.grace - terms.moratorium
    each = rounded_up(Money(-(-(terms.principal + whole).satang // times)), terms.unit)
    if repaying < times:
        each = rounded_up(Money(-(-terms.principal.satang // repaying)), terms.unit) + parts[0]
    left, waiting = terms.principal, terms.carried
    rows: list[Instalment] = []
    for number, due in enumerate(terms.due_days(), 1):
        waiting += parts[number - 1]
        if number <= terms.moratorium:
            rows.append(Instalment(number, due, ZERO, ZERO))
            continue
        bare = number <= terms.moratorium + terms.grace
        usual = ZERO if bare else min(left, each - parts[number - 1])
        principal = left if number == times else usual
        rows.append(Instalment(number, due, principal, waiting))
        left, waiting = left - principal, ZERO
    return rows
