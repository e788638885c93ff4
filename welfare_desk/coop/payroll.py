"""Deductions from pay: what is due of each member of an employer in a month, and what was really kept back.

The sheet goes to the employer and comes back; every difference between the two has a name. What came is shared among
what is due in an order that is a setting (default: loans, then shares, then savings).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, cast

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


class DueKind(Enum):
    """What something is due for."""

    LOAN = "loan"
    SHARE = "share"
    SAVINGS = "savings"


USUAL_ORDER = (DueKind.LOAN, DueKind.SHARE, DueKind.SAVINGS)
DUE_NAMES = {DueKind.LOAN: N_("Loan instalment"), DueKind.SHARE: N_("Shares"), DueKind.SAVINGS: N_("Savings")}


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of a member for one holding in a month; `number` is the contract's or the account's."""

    kind: DueKind
    holding: int
    number: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """What is due of one member."""

    member: str
    name: str
    dues: tuple[Due, ...]

    @property
    def total(self) -> Money:
        """Add up what is due."""
        return Money.sum(due.amount for due in self.dues)

    def of(self, kind: DueKind) -> Money:
        """Add up what is due for one kind of thing."""
        return Money.sum(due.amount for due in self.dues if due.kind is kind)


@dataclass(frozen=True, slots=True)
class PayrollSheet:
    """What is due of the members of one employer in a month (its first day)."""

    month: date
    employer: str
    rows: tuple[PayrollRow, ...]

    @property
    def total(self) -> Money:
        """Add up the sheet."""
        return Money.sum(row.total for row in self.rows)

    def as_mapping(self) -> dict[str, object]:
        """Write the sheet for the book: numbers and codes, no names."""
        return {
            "rows": [
                [row.member, [[due.kind.value, due.holding, due.number, due.amount.satang] for due in row.dues]]
                for row in self.rows
            ]
        }

    @classmethod
    def from_mapping(
        cls, month: date, employer: str, content: Mapping[str, object], names: Mapping[str, str]
    ) -> PayrollSheet:
        """Read a sheet as the book keeps it; `names` are those of members, by number."""
        rows = cast("list[tuple[str, list[tuple[str, int, str, int]]]]", content["rows"])
        read = (
            (member, tuple(Due(DueKind(kind), key, no, Money(satang)) for kind, key, no, satang in dues))
            for member, dues in rows
        )
        return cls(month, employer, tuple(PayrollRow(each, names.get(each, ""), dues) for each, dues in read))


@dataclass(frozen=True, slots=True)
class Deducted:
    """What the employer kept back of one member; `place` tells where that was read."""

    member: str
    amount: Money
    place: str = ""


class Difference(Enum):
    """How what was kept back differs from what was due."""

    SHORT = "short"
    OVER = "over"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


DIFFERENCE_NAMES = {
    Difference.SHORT: N_("Less was kept back than is due"),
    Difference.OVER: N_("More was kept back than is due"),
    Difference.NOTHING: N_("Nothing was kept back"),
    Difference.UNKNOWN: N_("Not on the sheet"),
}


@dataclass(frozen=True, slots=True)
class PayrollDifference:
    """One member of whom the employer kept back something else than was asked."""

    member: str
    name: str
    due: Money
    deducted: Money

    @property
    def kind(self) -> Difference:
        """Name it."""
        if not self.due:
            return Difference.UNKNOWN
        if not self.deducted:
            return Difference.NOTHING
        return Difference.SHORT if self.deducted < self.due else Difference.OVER


def differences(sheet: PayrollSheet, deducted: Iterable[Deducted]) -> list[PayrollDifference]:
    """Hold what was kept back against what is due, in the order of the sheet, strangers to it last."""
    came = {each.member: each.amount for each in deducted}
    found = [
        PayrollDifference(row.member, row.name, row.total, came.get(row.member, ZERO))
        for row in sheet.rows
        if came.get(row.member, ZERO) != row.total
    ]
    known = {row.member for row in sheet.rows}
    return found + [
        PayrollDifference(member, "", ZERO, amount) for member, amount in came.items() if member not in known
    ]


def problems_of_deducted(sheet: PayrollSheet, deducted: Sequence[Deducted], *, takes_more: bool) -> list[Problem]:
    """Find everything that keeps the deductions from being posted.

    `takes_more`: what was kept back above what is due goes into savings; else it is a problem.
    """
    found: list[Problem] = []
    known = {row.member: row.total for row in sheet.rows}
    times = Counter(each.member for each in deducted)
    for each in deducted:
        if each.amount < ZERO:
            text = N_("{place}: an amount below zero.")
            found.append(problem("payroll.negative", text, "rows", place=each.place))
        elif each.member not in known:
            text = N_("{place}: member {member} is not on this sheet.")
            found.append(problem("payroll.unknown", text, "rows", place=each.place, member=each.member))
        elif each.amount > known[each.member] and not takes_more:
            text = N_("{place}: {amount} baht were kept back of {member}, {due} are due.")
            found.append(
                problem(
                    "payroll.over",
                    text,
                    "rows",
                    place=each.place,
                    amount=each.amount,
                    member=each.member,
                    due=known[each.member],
                )
            )
    text = N_("Member {member} stands {count} times in the file.")
    found += [
        problem("payroll.twice", text, "rows", member=member, count=count)
        for member, count in times.items()
        if count > 1
    ]
    if not any(each.amount > ZERO for each in deducted):
        found.append(problem("payroll.nothing", N_("Nothing was kept back of anybody."), "rows"))
    return found


@dataclass(frozen=True, slots=True)
class Shared:
    """What was kept back of one member, shared among what is due; `more` is what is left over."""

    row: PayrollRow
    parts: tuple[tuple[Due, Money], ...]
    more: Money = ZERO


def share_out(row: PayrollRow, amount: Money, par: Money, order: Sequence[DueKind] = USUAL_ORDER) -> Shared:
    """Share an amount among what is due, one after the other; shares take whole shares only."""
    left = amount
    parts: list[tuple[Due, Money]] = []
    for due in sorted(row.dues, key=lambda each: order.index(each.kind)):
        part = min(left, due.amount)
        if due.kind is DueKind.SHARE:
            part = Money(part.satang // par.satang * par.satang)
        if part:
            parts.append((due, part))
        left -= part
    return Shared(row, tuple(parts), left)


def read_order(text: str) -> tuple[DueKind, ...]:
    """Read an order kept as a setting (`loan share savings`); anything else is the usual one."""
    words = text.split()
    return tuple(DueKind(word) for word in words) if sorted(words) == sorted(k.value for k in DueKind) else USUAL_ORDER


def problem_of_order(order: Sequence[DueKind]) -> Problem | None:
    """Say whether an order leaves something out or names it twice."""
    if sorted(each.value for each in order) == sorted(each.value for each in DueKind):
        return None
    return problem("payroll.order", N_("Put loans, shares and savings into an order, each once."), "order")
