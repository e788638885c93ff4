"""Money in and money out by voucher: a guided line names an account, and the funds follow from the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.funds import WELFARE, split
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from welfare_desk.ledger.funds import AllocationPolicy

# Interest, bank fees, cash over and short go to the fund that the accounts are kept in, not to the payer's.
OWN_FUND_ACCOUNTS = frozenset({"4401", "4901", "5309", "5312", "5318"})


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What money came for or went to: an account, an amount above zero, and a fund (none: by the rules)."""

    account: str
    amount: Money
    fund: str | None = None


@dataclass(frozen=True, slots=True)
class FundRules:
    """How a line finds its funds: the allocation policy in force, the accounts' own fund, and the home fund."""

    policy: AllocationPolicy
    own_fund: str = WELFARE
    home: str = WELFARE

    def parts(self, line: MoneyLine) -> tuple[tuple[str, Money], ...]:
        """Split a line into funds."""
        if line.fund is not None:
            return ((line.fund, line.amount),)
        if line.account in self.policy.accounts:
            return split(line.amount, self.policy)
        return ((self.own_fund if line.account in OWN_FUND_ACCOUNTS else self.home, line.amount),)


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """Money that came into or left one cash or bank account, with its reasons."""

    day: date
    money_account: str
    lines: tuple[MoneyLine, ...]
    memo: str
    payee: str = ""


def money_in_entry(moved: MoneyMoved, rules: FundRules) -> Entry:
    """Receive money: the cash or bank account is debited, fund by fund, what it came for is credited."""
    return _entry(moved, rules, Series.RECEIPT, 1)


def money_out_entry(moved: MoneyMoved, rules: FundRules) -> Entry:
    """Pay money: what it went to is debited, the cash or bank account is credited, fund by fund."""
    return _entry(moved, rules, Series.PAYMENT, -1)


def _entry(moved: MoneyMoved, rules: FundRules, series: Series, sign: int) -> Entry:
    if any(line.amount <= ZERO for line in moved.lines):
        raise RuleError(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    parts = [(line.account, fund, part) for line in moved.lines for fund, part in rules.parts(line)]
    money = _by_fund((fund, part) for _, fund, part in parts)
    cash = [Posting(moved.money_account, fund, part * sign) for fund, part in money.items()]
    reasons = [Posting(account, fund, part * -sign) for account, fund, part in parts]
    postings = cash + reasons if sign > 0 else reasons + cash
    return Entry(moved.day, series, moved.memo, tuple(postings), moved.payee)


def _by_fund(parts: Iterable[tuple[str, Money]]) -> dict[str, Money]:
    sums: dict[str, Money] = {}
    for fund, part in parts:
        sums[fund] = sums.get(fund, ZERO) + part
    return sums
