"""Money that an officer holds for a purpose (เงินยืมทดรอง): given, then spent or brought back, and how long it is out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.ledger.entries import Entry, Series, credit, debit
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account

ADVANCES = "1204"


class Age(Enum):
    """How long an advance is past its day, in days: not yet, up to 30, 60, 90, or more."""

    NOT_DUE = "not_due"
    UP_TO_30 = "30"
    UP_TO_60 = "60"
    UP_TO_90 = "90"
    OVER_90 = "over_90"


_LIMITS = ((30, Age.UP_TO_30), (60, Age.UP_TO_60), (90, Age.UP_TO_90))


def age_of(due_day: date, today: date) -> Age:
    """Tell how long an advance is past the day on which it should have been cleared."""
    late = (today - due_day).days
    if late <= 0:
        return Age.NOT_DUE
    return next((age for limit, age in _LIMITS if late <= limit), Age.OVER_90)


@dataclass(frozen=True, slots=True)
class Advance:
    """Money given to an officer: who holds it, what for, and until when it is to be cleared."""

    number: int
    holder: str
    purpose: str
    day: date
    due_day: date
    fund: str
    amount: Money

    def problems(self) -> list[Problem]:
        """Find everything that keeps the advance from being given."""
        found: list[Problem] = []
        if not self.holder.strip():
            found.append(problem("advance.no_holder", N_("Write who takes the money."), "holder"))
        if not self.purpose.strip():
            found.append(problem("advance.no_purpose", N_("Write what the money is for."), "purpose"))
        if self.amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
        if self.due_day < self.day:
            text = N_("It is to be cleared on the day it is given or later.")
            found.append(problem("advance.due_day", text, "due_day"))
        return found


@dataclass(frozen=True, slots=True)
class Spent:
    """What part of an advance was spent on: an expense and an amount."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Clearing:
    """What became of an advance, all or a part: bills that were paid, and cash brought back into an account."""

    day: date
    spent: tuple[Spent, ...]
    returned: Money = ZERO
    account: str = ""
    words: str = ""

    @property
    def used(self) -> Money:
        """Add up what was spent."""
        return Money.sum(each.amount for each in self.spent)

    @property
    def total(self) -> Money:
        """Add up what was spent and what came back."""
        return self.used + self.returned


def problems_of_clearing(
    advance: Advance, left: Money, clearing: Clearing, chart: Mapping[str, Account]
) -> list[Problem]:
    """Find everything that keeps an advance of which so much is left from being cleared so."""
    found: list[Problem] = []
    if clearing.day < advance.day:
        text = N_("The advance was given on {day}; it is cleared then or later.")
        found.append(problem("advance.before", text, "day", day=advance.day))
    for each in clearing.spent:
        account = chart.get(each.account)
        if account is None or not may_post(account) or account.type is not AccountType.EXPENSE:
            found.append(problem("advance.expense", N_("Choose what the money was spent on."), "expense"))
        if each.amount <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "spent"))
    if clearing.returned < ZERO or not clearing.total:
        text = N_("Write what was spent, what came back, or both.")
        found.append(problem("advance.nothing", text, "spent"))
    if clearing.total > left:
        text = N_("Of this advance {left} baht are left; what was spent above it is paid by a voucher of its own.")
        found.append(problem("advance.too_much", text, "spent", left=left))
    return found


def given_entry(advance: Advance, account: str) -> Entry:
    """Post an advance (Dr 1204 Cr cash)."""
    lines = (debit(ADVANCES, advance.fund, advance.amount), credit(account, advance.fund, advance.amount))
    memo = fill(_(N_("Advance: {purpose}")), {"purpose": advance.purpose.strip()})
    return Entry(advance.day, Series.PAYMENT, memo, lines, advance.holder.strip())


def clearing_entry(advance: Advance, clearing: Clearing) -> Entry:
    """Post what was spent and what came back (Dr expense, Dr cash, Cr 1204), in the fund of the advance."""
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for each in clearing.spent:
        sums[each.account] += each.amount
    if clearing.returned:
        sums[clearing.account] += clearing.returned
    lines = [debit(account, advance.fund, amount) for account, amount in sums.items()]
    lines.append(credit(ADVANCES, advance.fund, clearing.total))
    words = fill(_(N_("Advance cleared: {purpose}")), {"purpose": advance.purpose})
    memo = " · ".join(part for part in (words, clearing.words.strip()) if part)
    series = Series.RECEIPT if clearing.returned else Series.GENERAL
    return Entry(clearing.day, series, memo, tuple(lines), advance.holder)
