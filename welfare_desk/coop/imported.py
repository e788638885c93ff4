"""What a cooperative's own register says of its members and loans on a day, before it is taken into the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class RegisterMember:
    """A member with shares and savings, as one row of a register says; `row` counts from 1 in its sheet."""

    row: int
    number: str
    title: str
    first_name: str
    last_name: str
    joined: date | None
    shares: Money
    savings: Money
    has_left: bool = False
    sheet: str = ""

    @property
    def name(self) -> str:
        """Write the whole name, title glued on, as registers do."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class RegisterLoan:
    """A loan as one row of a register says; the rate is in millionths a year, `guarantors` are member numbers."""

    row: int
    contract: str
    kind: str
    member: str
    day: date
    principal: Money
    rate: int
    months: int
    instalment: Money
    paid: Money
    guarantors: tuple[str, ...] = ()
    note: str = ""
    sheet: str = ""

    @property
    def outstanding(self) -> Money:
        """Tell what is still owed of the principal."""
        return self.principal - self.paid

    def instalments(self) -> tuple[tuple[date, Money], ...]:
        """Give the days and principal of its instalments, each month on the contract's day; the last takes the rest."""
        found: list[tuple[date, Money]] = []
        left = self.principal
        for at in range(1, self.months + 1):
            part = left if at == self.months else min(self.instalment, left)
            found.append((add_months(self.day, at), part))
            left -= part
        return tuple(each for each in found if each[1] > ZERO)

    def late(self, day: date) -> tuple[tuple[date, Money], ...]:
        """Give what is due by a day and not paid: the day and the unpaid principal of each such instalment."""
        paid = self.paid
        found: list[tuple[date, Money]] = []
        for due, part in self.instalments():
            met = min(paid, part)
            paid -= met
            if due <= day and part > met:
                found.append((due, part - met))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """Something in a register that a person should know: where it stands, its code, and how it was read.

    `holds` tells that the row is not taken in as it is.
    """

    sheet: str
    row: int
    cell: str
    subject: str
    code: str
    raw: str
    read_as: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class CoopRegister:
    """A whole register on a day: its members, its loans, and what there is to say about them."""

    name: str
    sha256: str
    as_of: date | None
    par: Money
    members: tuple[RegisterMember, ...]
    loans: tuple[RegisterLoan, ...]
    notes: tuple[RegisterNote, ...]

    @property
    def open_loans(self) -> tuple[RegisterLoan, ...]:
        """Give the loans on which something is owed."""
        return tuple(each for each in self.loans if each.outstanding > ZERO)


def by_kind(loans: Sequence[RegisterLoan]) -> dict[str, tuple[int, Money]]:
    """Count loans by their kind and add up what is owed on them."""
    found: dict[str, tuple[int, Money]] = {}
    for each in loans:
        count, owed = found.get(each.kind, (0, ZERO))
        found[each.kind] = (count + 1, owed + each.outstanding)
    return found
