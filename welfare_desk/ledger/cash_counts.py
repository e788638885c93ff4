"""Cash counted by notes and coins: what it adds up to, and what is posted when it differs from the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.account_roles import AccountRole, account_of
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account

PIECES = (*(Money.baht(value) for value in (1000, 500, 100, 50, 20, 10, 5, 2, 1)), Money(50), Money(25))
SMALLEST_NOTE = Money.baht(20)


@dataclass(frozen=True, slots=True)
class CashTally:
    """The notes and coins of one cash account on a day; `pieces` says how many of each value in satang.

    `reason` explains a difference from the book; `expected` is what the book says.
    """

    account: str
    day: date
    pieces: Mapping[int, int]
    expected: Money
    counted_by: str
    witness: str = ""
    reason: str = ""

    @property
    def counted(self) -> Money:
        """Add up the notes and coins."""
        return Money.sum(Money(value) * many for value, many in self.pieces.items())

    @property
    def difference(self) -> Money:
        """Tell how much more cash there is than the book says."""
        return self.counted - self.expected


def problems_of_count(tally: CashTally) -> list[Problem]:
    """Find everything that keeps a count from being written down; a difference needs a reason."""
    found: list[Problem] = []
    known = {each.satang for each in PIECES}
    for value, many in tally.pieces.items():
        if value not in known:
            text = N_("There is no note or coin of {value} baht.")
            found.append(problem("count.piece", text, "pieces", value=Money(value)))
        elif many < 0:
            found.append(problem("count.below_zero", N_("The number of pieces may not be below zero."), "pieces"))
    if not tally.counted_by.strip():
        found.append(problem("count.nobody", N_("Write who counted the cash."), "counted_by"))
    if tally.difference and not tally.reason.strip():
        text = N_("The cash differs from the book by {difference} baht; count again, or write what is known of it.")
        found.append(problem("count.difference", text, "reason", difference=tally.difference))
    return found


def difference_entry(tally: CashTally, own_fund: str, memo: str, chart: Mapping[str, Account]) -> Entry | None:
    """Post cash over or short in the accounts' own fund; nothing where the cash agrees with the book."""
    difference = tally.difference
    if not difference:
        return None
    role = AccountRole.CASH_OVER if difference > ZERO else AccountRole.CASH_SHORT
    lines = Posting(tally.account, own_fund, difference), Posting(account_of(role, chart), own_fund, -difference)
    return Entry(tally.day, Series.GENERAL, memo, lines if difference > ZERO else lines[::-1], tally.counted_by.strip())
