"""The history of a loan, and what it earned: interest and penalty over every stretch in which nothing changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.interest import MILLION, part, year_part
from welfare_desk.coop.loan_terms import Method
from welfare_desk.coop.schedules import Instalment
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from welfare_desk.coop.loan_terms import LoanTerms


class On(Enum):
    """On what a move of a loan stands: its principal, interest on the books, interest as income, the penalty."""

    PRINCIPAL = "principal"
    ACCRUED = "accrued"
    INTEREST = "interest"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class LoanMove:
    """One thing posted on a loan, or waived without an entry; a debit is positive."""

    day: date
    on: On
    act: Act
    amount: Money


@dataclass(frozen=True, slots=True)
class LoanVersion:
    """Terms with their schedule, in force from `start` until the next.

    For each instalment: its due day, and in satang the principal that is `reached` and the interest `asked` by then,
    its own included.
    """

    start: date
    terms: LoanTerms
    dues: tuple[date, ...]
    reached: tuple[int, ...]
    asked: tuple[int, ...]

    @property
    def rows(self) -> tuple[Instalment, ...]:
        """Give the instalments."""
        return self.between(0, len(self.dues))

    def between(self, first: int, last: int) -> tuple[Instalment, ...]:
        """Give the instalments at these places, counted from 0, the last left out."""
        return tuple(
            Instalment(
                at + 1, self.dues[at],
                Money(self.reached[at] - (self.reached[at - 1] if at else 0)),
                Money(self.asked[at] - (self.asked[at - 1] if at else 0)),
            )
            for at in range(first, last)
        )  # fmt: skip

    def scheduled(self, before: int) -> int:
        """Give the principal that so many first instalments ask for, in satang."""
        return self.reached[before - 1] if before else 0


def version_of(terms: LoanTerms, rows: Sequence[Instalment]) -> LoanVersion:
    """Give the version of a schedule that begins with its terms."""
    return LoanVersion(
        terms.start,
        terms,
        tuple(each.due for each in rows),
        tuple(accumulate(each.principal.satang for each in rows)),
        tuple(accumulate(each.interest.satang for each in rows)),
    )


@dataclass(frozen=True, slots=True)
class LoanHistory:
    """A loan as it was contracted, changed and paid: its versions and moves, each in order of day."""

    versions: tuple[LoanVersion, ...]
    moves: tuple[LoanMove, ...]

    def version(self, day: date) -> LoanVersion:
        """Give the version in force on a day, the first before it began."""
        return self.versions[max(0, bisect_right(self.versions, day, key=lambda each: each.start) - 1)]


_PAYS = frozenset({Act.INTEREST, Act.WAIVE, Act.WRITE_OFF})

Steps = list[tuple[date, int]]
"""The principal at the end of each day on which it changed, in satang."""


def principal_steps(loan: LoanHistory, day: date) -> Steps:
    """Give the principal at the end of each day on which it changed, in satang."""
    steps: Steps = []
    balance = 0
    for each in loan.moves:
        if each.on is On.PRINCIPAL and each.day <= day:
            balance += each.amount.satang
            if steps and steps[-1][0] == each.day:
                steps[-1] = each.day, balance
            else:
                steps.append((each.day, balance))
    return steps


def settled_interest(loan: LoanHistory, day: date) -> int:
    """Add up interest that was paid, waived or written off, less what was owed when the loan was taken in."""
    total = 0
    for each in loan.moves:
        if each.day <= day and (
            (each.on in {On.ACCRUED, On.INTEREST} and each.act in _PAYS and each.amount < ZERO)
            or (each.on is On.ACCRUED and each.act is Act.OPENING)
        ):
            total -= each.amount.satang
    return total


def _spans(loan: LoanHistory, day: date) -> Iterator[tuple[date, date, LoanVersion]]:
    """Give the days in which one rate holds, until a day; versions that change nothing of it are one span."""
    first, current = date.min, loan.versions[0]
    for each in loan.versions[1:]:
        if each.start >= day:
            break
        if not _same_interest(current.terms, each.terms):
            yield first, each.start, current
            first, current = each.start, each
    yield first, day, current


def _same_interest(one: LoanTerms, other: LoanTerms) -> bool:
    return (one.rate, one.count) == (other.rate, other.count) and Method.FLAT not in {one.method, other.method}


def earned_interest(loan: LoanHistory, steps: Steps, day: date) -> int:
    """Add up all interest since a loan began, in satang."""
    total = 0
    for first, last, version in _spans(loan, day):
        if version.terms.method is Method.FLAT:
            total += _flat_earned(version, steps, last)
            continue
        terms = version.terms
        for at, (since, balance) in enumerate(steps):
            until = min(last, steps[at + 1][0]) if at + 1 < len(steps) else last
            begins = max(since, first)
            if balance > 0 and begins < until:
                days, base = year_part(begins, until, terms.count)
                total += (2 * balance * terms.rate * days + MILLION * base) // (2 * MILLION * base)
    return total


def _flat_earned(version: LoanVersion, steps: Steps, day: date) -> int:
    """Add up the interest of instalments until a day, by days within their own time, while principal is owed."""
    if not steps:
        return 0
    ends = day if steps[-1][1] else min(day, steps[-1][0])
    total, since, carried = 0, version.terms.start, version.terms.carried
    for each in version.rows:
        if not each.interest:
            continue
        own, carried = each.interest - carried, ZERO
        if ends < each.due:
            passed = max(0, (ends - since).days)
            return total + part(own, passed, (each.due - since).days).satang
        total, since = total + own.satang, each.due
    return total


def scheduled_principal(version: LoanVersion, day: date) -> int:
    """Add up the principal that falls due until a day, itself included, in satang."""
    return version.scheduled(bisect_right(version.dues, day))


def penalties(loan: LoanHistory, steps: Steps, day: date) -> int:
    """Add up the penalty on principal past its due day, over every stretch in which that stands still."""
    total = 0
    for at, version in enumerate(loan.versions):
        last = min(day, loan.versions[at + 1].start) if at + 1 < len(loan.versions) else day
        if version.terms.penalty_rate and steps and (first := max(version.start, steps[0][0])) < last:
            total += _penalty(version, steps, first, last)
    return total


def _penalty(version: LoanVersion, steps: Steps, first: date, last: date) -> int:
    terms, total = version.terms, 0
    marks = {first, *(day for day, _balance in steps), *version.dues}
    marks = sorted(each for each in marks if first <= each < last)
    for since, until in zip(marks, [*marks[1:], last], strict=True):
        balance = steps[bisect_right(steps, since, key=lambda each: each[0]) - 1][1]
        late = min(balance, scheduled_principal(version, since) - (terms.principal.satang - balance))
        if late > 0:
            days, base = year_part(since, until, terms.count)
            total += part(Money(late), terms.penalty_rate * days, MILLION * base).satang
    return total
