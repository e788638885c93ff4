"""Budgets: what a year should bring in and may cost, by account, fund and month, as the committee adopted it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import RESULT_TYPES, AccountType, may_post
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.entries import Posting

Key = tuple[str, str]
"""An account and a fund."""


class Spread(Enum):
    """How a year's amount is spread over its months: in equal parts, or as last year's months were."""

    EQUAL = "equal"
    LAST_YEAR = "last-year"


@dataclass(frozen=True, slots=True)
class BudgetAmount:
    """What an account should make or may cost in a fund: for the year, or month by month where twelve are given."""

    account: str
    fund: str
    year: Money
    months: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget as it was adopted: `year` is the Gregorian year in which the fiscal year ends; months count from 1."""

    year: int
    name: str
    day: date
    resolution: str
    lines: Mapping[tuple[str, str, int], Money]

    def amount(self, account: str, fund: str, months: Iterable[int] = range(1, MONTHS_PER_YEAR + 1)) -> Money:
        """Add up what stands for an account and a fund in some months of the year."""
        return Money.sum(self.lines.get((account, fund, month), ZERO) for month in months)

    def keys(self) -> list[Key]:
        """Name the accounts and funds that have an amount, in their order."""
        return sorted({(account, fund) for account, fund, _month in self.lines})


def spread(amount: BudgetAmount, how: Spread, last_year: Sequence[Money] = ()) -> tuple[Money, ...]:
    """Spread a year's amount over twelve months; months that are given stay, without last year they are equal."""
    if amount.months:
        return amount.months
    weights = [max(each.satang, 0) for each in last_year] if how is Spread.LAST_YEAR else []
    return amount.year.share(weights if any(weights) else [1] * MONTHS_PER_YEAR)


def problems_of_budget(
    name: str, resolution: str, amounts: Sequence[BudgetAmount], chart: Mapping[str, Account], funds: Collection[str]
) -> list[Problem]:
    """Find everything that keeps a budget from being adopted."""
    found: list[Problem] = []
    if not name.strip():
        found.append(problem("budget.no_name", N_("Give the budget a name."), "name"))
    if not resolution.strip():
        found.append(problem("budget.no_resolution", N_("Write the resolution that adopted it."), "resolution"))
    if not amounts:
        found.append(problem("budget.empty", N_("Write at least one amount."), "lines"))
    seen: set[Key] = set()
    for each in amounts:
        account, key = chart.get(each.account), (each.account, each.fund)
        if account is None or not may_post(account) or account.type not in RESULT_TYPES:
            text = N_("{account} is no income and no expense; a budget is made of these.")
            found.append(problem("budget.account", text, "lines", account=each.account))
        if each.fund not in funds:
            found.append(problem("entry.no_fund", N_("The book has no open fund “{fund}”."), "lines", fund=each.fund))
        if key in seen:
            text = N_("{account} stands twice in the budget of one fund.")
            found.append(problem("budget.twice", text, "lines", account=each.account))
        seen.add(key)
        whole = each.months or (each.year,)
        if len(whole) not in (1, MONTHS_PER_YEAR) or min(whole) < ZERO or Money.sum(whole) <= ZERO:
            text = N_("{account}: write an amount above zero for the year, or one for each of its twelve months.")
            found.append(problem("budget.amount", text, "lines", account=each.account))
    return found


def over(
    postings: Iterable[Posting], left: Mapping[Key, Money], chart: Mapping[str, Account], *, is_posted: bool = False
) -> list[Problem]:
    """Say which expenses go over what is left of the year's budget; a warning, never a refusal.

    `left` holds only accounts and funds that have a budget; it counts the lines already where `is_posted`.
    """
    sums: defaultdict[Key, Money] = defaultdict(lambda: ZERO)
    for line in postings:
        if line.account in chart and chart[line.account].type is AccountType.EXPENSE:
            sums[line.account, line.fund] += line.amount
    text = N_("{account} {name} goes {amount} baht over the budget of the year.")
    found: list[Problem] = []
    for (account, fund), amount in sums.items():
        if amount > ZERO and (account, fund) in left:
            after = left[account, fund] - (ZERO if is_posted else amount)
            if after < ZERO:
                found.append(problem("budget.over", text, account=account, name=chart[account].name, amount=-after))
    return found
