"""What the guided forms of money offer: cash and banks with what they hold, reasons, payees, the last vouchers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from welfare_desk.ledger.accounts import AccountType, CashFlow, is_till, may_post
from welfare_desk.ledger.payments import GIFTS_IN_KIND, becomes
from welfare_desk.money import Money
from welfare_desk.reports.choices import choices_of
from welfare_desk.reports.parameters import ParameterKind
from welfare_desk.storage import accounts, figures, lookups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.storage.book import Tx

MOST_VOUCHERS = 300
_CONTRIBUTIONS = frozenset({"4101", "4105", "2201"})  # these come in by the collection, which knows the members
_IN = frozenset({AccountType.INCOME, AccountType.LIABILITY, AccountType.ASSET})
_OUT = frozenset({AccountType.EXPENSE, AccountType.LIABILITY, AccountType.ASSET})
_FIRST = {"RV": AccountType.INCOME, "PV": AccountType.EXPENSE}


@dataclass(frozen=True, slots=True)
class Holder:
    """A cash or bank account: its number and name, and what it holds in each fund."""

    account: str
    name: str
    held: Mapping[str, Money]

    @property
    def total(self) -> Money:
        """Tell what it holds in all funds."""
        return Money.sum(self.held.values())


@dataclass(frozen=True, slots=True)
class LastMoney:
    """A voucher of money that can be repeated: who, for what, by which cash or bank, how much.

    `fund` is empty where the amount was split between several.
    """

    voucher: str
    day: date
    payee: str
    memo: str
    account: str
    holder: str
    fund: str
    amount: Money


@dataclass(frozen=True, slots=True)
class MoneyChoices:
    """All that a form of money offers; `last` are the newest vouchers of the series, newest first."""

    holders: tuple[Holder, ...]
    reasons: tuple[tuple[str, str], ...]
    funds: tuple[tuple[str, str], ...]
    payees: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...]
    last: tuple[LastMoney, ...]

    def holder(self, account: str) -> Holder | None:
        """Give a cash or bank account by its number."""
        return next((each for each in self.holders if each.account == account), None)


def money_choices(tx: Tx, series: str) -> MoneyChoices:
    """Read what a form of money offers; `series` is RV for money in, PV for money out, JV for money moved."""
    chart = accounts.chart(tx)
    return _choices(tx, _reasons(chart, series), [each for each in chart.values() if is_till(each)], _last(tx, series))


def gift_choices(tx: Tx) -> MoneyChoices:
    """Read what the form of a gift in kind offers: what things become, and as holders the incomes, gifts first."""
    chart = accounts.chart(tx)
    incomes = [each for each in chart.values() if may_post(each) and each.type is AccountType.INCOME]
    incomes.sort(key=lambda each: (each.code != GIFTS_IN_KIND, each.code))
    uses = [each for each in chart.values() if becomes(each)]
    return _choices(tx, uses, [each for each in incomes if each.code not in _CONTRIBUTIONS], ())


def _choices(tx: Tx, reasons: Sequence[Account], holders: Sequence[Account], last: Sequence[LastMoney]) -> MoneyChoices:
    people = choices_of(tx, ParameterKind.MEMBER)
    named_already = {words.partition(" ")[2] for _number, words in people}
    others = dict.fromkeys(each.payee for each in last if each.payee and each.payee not in named_already)
    return MoneyChoices(
        _holders(tx, holders),
        tuple((each.code, f"{each.name} ({each.code})") for each in reasons),
        tuple(choices_of(tx, ParameterKind.FUND)),
        (*((name, name) for name in others), *((words.partition(" ")[2], words) for _number, words in people)),
        tuple(people),
        tuple(last),
    )


def _holders(tx: Tx, chosen: Sequence[Account]) -> tuple[Holder, ...]:
    held: dict[str, dict[str, Money]] = {}
    for account, fund, satang in figures.held(tx):
        held.setdefault(account, {})[fund] = Money(satang)
    return tuple(Holder(each.code, each.name, held.get(each.code, {})) for each in chosen)


def _reasons(chart: Mapping[str, Account], series: str) -> list[Account]:
    """Give what money comes for or goes to: first income or expense, then what is owed, in the order of the chart."""
    kinds = _IN if series == "RV" else _OUT
    fit = [
        each
        for each in chart.values()
        if may_post(each)
        and each.type in kinds
        and each.cash_flow is not CashFlow.CASH
        and each.code not in {*_CONTRIBUTIONS, GIFTS_IN_KIND}
    ]
    return sorted(fit, key=lambda each: (each.type is not _FIRST.get(series), each.code))


def _last(tx: Tx, series: str) -> list[LastMoney]:
    """Read the newest vouchers of a series that were made by hand and not reversed, each with a single reason."""
    rows = lookups.newest_lines(tx, series, MOST_VOUCHERS)
    return [last for _voucher, lines in groupby(rows, key=lambda row: row[0]) if (last := _of_one_reason(list(lines)))]


def _of_one_reason(rows: Sequence[Any]) -> LastMoney | None:
    """Read the lines of a voucher; one with several reasons or several cash accounts cannot be said in a form."""
    held = {row[4] for row in rows if row[7]}
    reasons = {row[4] for row in rows if not row[7]}
    if len(held) != 1 or len(reasons) != 1:
        return None
    voucher, day, payee, memo = rows[0][:4]
    lines = [row for row in rows if not row[7]]
    fund = lines[0][5] if len(lines) == 1 else ""
    amount = Money(abs(sum(row[6] for row in lines)))
    return LastMoney(voucher, date.fromisoformat(day), payee, memo, reasons.pop(), held.pop(), fund, amount)
