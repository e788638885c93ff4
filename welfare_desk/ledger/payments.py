"""Money in and money out by voucher: a guided line names an account, and the funds follow from the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType, CashFlow, may_post
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.funds import WELFARE, split
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import AllocationPolicy

GIFTS_IN_KIND = "4304"  # of the welfare funds' chart; other charts name an income of their own

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


def gift_entry(moved: MoneyMoved, rules: FundRules) -> Entry:
    """Take things in as a gift: what they became is debited, the income that `money_account` names is credited.

    Nothing moves in a cash or bank account, so it is a general voucher.
    """
    return _entry(moved, rules, Series.GENERAL, -1)


def problems_of_gift(moved: MoneyMoved, chart: Mapping[str, Account]) -> list[Problem]:
    """Name what keeps a gift in kind from being taken in: what it became, the income, or its words are wrong."""
    found: list[Problem] = []
    if not all(becomes(chart.get(line.account)) for line in moved.lines):
        text = N_("A gift in kind becomes an expense or something the fund owns, never money.")
        found.append(problem("gift.account", text, "account"))
    income = chart.get(moved.money_account)
    if income is None or not may_post(income) or income.type is not AccountType.INCOME:
        found.append(problem("gift.income", N_("Choose the income that the gift is recorded as."), "holder"))
    if not moved.memo.strip():
        found.append(problem("gift.no_words", N_("Write what was given, and how much of it."), "memo"))
    return found


def becomes(account: Account | None) -> bool:
    """Tell whether things that were given may be recorded on an account: an expense, or an asset that is no money."""
    return (
        account is not None
        and may_post(account)
        and account.type in {AccountType.EXPENSE, AccountType.ASSET}
        and account.cash_flow is not CashFlow.CASH
    )


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
