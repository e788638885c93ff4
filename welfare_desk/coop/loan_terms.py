"""On what terms a loan is lent: rate, method, days on which instalments fall due, order in which money is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.interest import MILLION, DayCount
from welfare_desk.coop.readings import Reader
from welfare_desk.dates import add_months, first_of_month, last_of_month
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

MONTH_END = 31
"""The due day that means the last day of each month."""
STOP_AFTER = 3
MOST_INSTALMENTS = 600


class Method(Enum):
    """How principal and interest are spread: equal principal, equal instalments, flat, all at the end."""

    EQUAL_PRINCIPAL = "equal-principal"
    EQUAL_INSTALMENT = "equal-instalment"
    FLAT = "flat"
    BULLET = "bullet"


class Due(Enum):
    """What a borrower may owe, each by itself."""

    PENALTY = "penalty"
    INTEREST = "interest"
    PRINCIPAL = "principal"


USUAL_ORDER = (Due.PENALTY, Due.INTEREST, Due.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """Terms in force from `start` on, for the principal owed on that day.

    `rate` and `penalty_rate` are millionths a year; `instalments` fall due every `every` months, the first on
    `first_due`, the others on `due_day` (31: the last day of the month). Nothing is due in the first `moratorium`
    instalments, interest alone in the next `grace`. `unit`: instalments are rounded up to whole units, the last takes
    the rest. `pays_interest`: a bullet loan pays interest with each instalment. `carried` is interest that was owed
    when the terms began. Interest stops being accrued after more than `stop_after` missed instalments.
    """

    principal: Money
    rate: int
    start: date
    first_due: date
    instalments: int
    method: Method = Method.EQUAL_PRINCIPAL
    count: DayCount = DayCount.ACTUAL_365
    every: int = 1
    due_day: int = MONTH_END
    grace: int = 0
    moratorium: int = 0
    unit: Money = field(default=Money(100))
    pays_interest: bool = True
    carried: Money = ZERO
    penalty_rate: int = 0
    order: tuple[Due, ...] = USUAL_ORDER
    stop_after: int = STOP_AFTER
    is_rescheduled: bool = False

    def problems(self) -> list[Problem]:
        """Find everything that keeps a schedule from being made."""
        found: list[Problem] = []
        if self.principal <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        if not 0 <= self.rate <= MILLION or not 0 <= self.penalty_rate <= MILLION:
            found.append(problem("loan.rate", N_("Write a rate from 0 to 100 percent a year."), "rate"))
        if not 1 <= self.instalments <= MOST_INSTALMENTS:
            text = N_("Write from 1 to {most} instalments.")
            found.append(problem("loan.instalments", text, "instalments", most=MOST_INSTALMENTS))
        if self.grace < 0 or self.moratorium < 0 or self.grace + self.moratorium >= max(self.instalments, 1):
            text = N_("At least one instalment must be left that repays principal.")
            found.append(problem("loan.grace", text, "grace"))
        if self.every < 1 or not 1 <= self.due_day <= MONTH_END:
            text = N_("Instalments fall due on a day from 1 to 31 (31: the last of the month), each so many months.")
            found.append(problem("loan.due_day", text, "due_day"))
        if self.first_due <= self.start:
            text = N_("The first instalment falls due after {day}.")
            found.append(problem("loan.first_due", text, "first_due", day=self.start))
        if self.unit <= ZERO:
            found.append(problem("loan.unit", N_("Write to which whole amount instalments are rounded up."), "unit"))
        return found

    def due_days(self) -> list[date]:
        """Give the days on which the instalments fall due."""
        first = first_of_month(self.first_due)
        months = (add_months(first, at * self.every) for at in range(1, self.instalments))
        return [self.first_due, *(due_in_month(each, self.due_day) for each in months)]

    def as_mapping(self) -> dict[str, object]:
        """Write the terms as they are kept."""
        return {
            "principal": self.principal.satang,
            "rate": self.rate,
            "start": self.start.isoformat(),
            "first_due": self.first_due.isoformat(),
            "instalments": self.instalments,
            "method": self.method.value,
            "count": self.count.value,
            "every": self.every,
            "due_day": self.due_day,
            "grace": self.grace,
            "moratorium": self.moratorium,
            "unit": self.unit.satang,
            "pays_interest": self.pays_interest,
            "carried": self.carried.satang,
            "penalty_rate": self.penalty_rate,
            "order": [each.value for each in self.order],
            "stop_after": self.stop_after,
            "is_rescheduled": self.is_rescheduled,
        }


def terms_from(given: Mapping[str, object], day: date) -> tuple[LoanTerms, list[Problem]]:
    """Read kept terms, with everything that cannot be read; `day` stands for days that are missing."""
    read = Reader(given)
    start = read.day("start", day)
    terms = LoanTerms(
        principal=read.money("principal", ZERO),
        rate=read.whole("rate", 0),
        start=start,
        first_due=read.day("first_due", start),
        instalments=read.whole("instalments", 1),
        method=read.choice("method", Method.EQUAL_PRINCIPAL),
        count=read.choice("count", DayCount.ACTUAL_365),
        every=read.whole("every", 1),
        due_day=read.whole("due_day", MONTH_END),
        grace=read.whole("grace", 0),
        moratorium=read.whole("moratorium", 0),
        unit=read.money("unit", Money(100)),
        pays_interest=read.flag("pays_interest", usual=True),
        carried=read.money("carried", ZERO),
        penalty_rate=read.whole("penalty_rate", 0),
        order=read.choices("order", USUAL_ORDER),
        stop_after=read.whole("stop_after", STOP_AFTER),
        is_rescheduled=read.flag("is_rescheduled", usual=False),
    )
    return terms, read.found


_METHODS = {each.value: each for each in Method}
_COUNTS = {each.value: each for each in DayCount}
_DUES = {each.value: each for each in Due}


def kept_terms(given: Mapping[str, Any], start: date, first_due: date) -> LoanTerms:
    """Read terms as `as_mapping` wrote them, without asking whether they may be read: for many at once."""
    return LoanTerms(
        Money(given["principal"]), given["rate"], start, first_due, given["instalments"], _METHODS[given["method"]],
        _COUNTS[given["count"]], given["every"], given["due_day"], given["grace"], given["moratorium"],
        Money(given["unit"]), given["pays_interest"], Money(given["carried"]), given["penalty_rate"],
        tuple(_DUES[each] for each in given["order"]), given["stop_after"], given["is_rescheduled"],
    )  # fmt: skip


def due_in_month(month: date, due_day: int) -> date:
    """Give the due day of a month, its last day where it has no such day."""
    return month.replace(day=min(due_day, last_of_month(month).day))


def usual_first_due(start: date, due_day: int, every: int = 1) -> date:
    """Give the first due day: that of the month which lies one period after the start."""
    return due_in_month(add_months(first_of_month(start), every), due_day)


def stretches(days: list[date], start: date) -> Iterator[tuple[date, date]]:
    """Pair each due day with the one before it, the first with the start."""
    return zip([start, *days[:-1]], days, strict=True)
