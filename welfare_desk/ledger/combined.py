"""Several books of one body in one statement: what each holds by kind, what they owe each other taken out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import AccountType, CashFlow
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account


class CombinedLine(Enum):
    """A line of the combined statement, whatever chart an account is of."""

    CASH = "cash"
    RECEIVABLES = "receivables"
    INVESTMENTS = "investments"
    PAYABLES = "payables"
    BORROWINGS = "borrowings"
    EQUITY = "equity"
    RESULT = "result"


LINE_WORDS = {
    CombinedLine.CASH: N_("Cash and bank"),
    CombinedLine.RECEIVABLES: N_("Loans, receivables and other assets"),
    CombinedLine.INVESTMENTS: N_("Investments, land, buildings and equipment"),
    CombinedLine.PAYABLES: N_("Deposits and other debts"),
    CombinedLine.BORROWINGS: N_("Money borrowed"),
    CombinedLine.EQUITY: N_("Equity and funds"),
    CombinedLine.RESULT: N_("Result not yet closed"),
}
ASSETS = (CombinedLine.CASH, CombinedLine.RECEIVABLES, CombinedLine.INVESTMENTS)


def line_of(account: Account) -> CombinedLine:
    """Tell on which line an account stands: by what it is and what moves it."""
    if account.type is AccountType.ASSET:
        if account.cash_flow is CashFlow.CASH:
            return CombinedLine.CASH
        return CombinedLine.INVESTMENTS if account.cash_flow is CashFlow.INVESTING else CombinedLine.RECEIVABLES
    if account.type is AccountType.LIABILITY:
        return CombinedLine.BORROWINGS if account.cash_flow is CashFlow.FINANCING else CombinedLine.PAYABLES
    return CombinedLine.EQUITY if account.type is AccountType.EQUITY else CombinedLine.RESULT


@dataclass(frozen=True, slots=True)
class BookBalances:
    """One book on a day: its name, its accounts, and the balance of each (debit positive) by code."""

    name: str
    chart: Mapping[str, Account]
    balances: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Mutual:
    """What one book has in another: places of both in the list of books, and what each says of it (debit positive)."""

    owner: int
    owner_account: str
    owes: int
    owes_account: str
    owned: Money
    owed: Money

    @property
    def taken_out(self) -> Money:
        """Tell how much is taken out on both sides: what both agree on."""
        return max(ZERO, min(self.owned, -self.owed))

    @property
    def difference(self) -> Money:
        """Tell by how much the two books differ about it."""
        return self.owned + self.owed


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """A line with what each book holds on it (debit positive), what is taken out, and the rest."""

    line: CombinedLine
    books: tuple[Money, ...]
    taken_out: Money

    @property
    def total(self) -> Money:
        """Add up what is left."""
        return Money.sum(self.books) + self.taken_out


def combine(books: Sequence[BookBalances], mutual: Sequence[Mutual]) -> tuple[CombinedRow, ...]:
    """Lay books beside each other by line and take out what they owe each other; all rows together are nil."""
    sums: defaultdict[CombinedLine, list[Money]] = defaultdict(lambda: [ZERO] * len(books))
    for at, book in enumerate(books):
        for code, balance in book.balances.items():
            sums[line_of(book.chart[code])][at] += balance
    out: defaultdict[CombinedLine, Money] = defaultdict(lambda: ZERO)
    for each in mutual:
        out[line_of(books[each.owner].chart[each.owner_account])] -= each.taken_out
        out[line_of(books[each.owes].chart[each.owes_account])] += each.taken_out
    return tuple(CombinedRow(line, tuple(sums[line]), out[line]) for line in CombinedLine)


def problems_of_mutual(books: Sequence[BookBalances], mutual: Sequence[Mutual]) -> list[Problem]:
    """Find where two books do not say the same about what one has in the other."""
    text = N_("“{owner}” ({owner_account}) and “{owes}” ({owes_account}) differ by {difference} baht.")
    return [
        problem(
            "combined.differs", text, owner=books[each.owner].name, owner_account=each.owner_account,
            owes=books[each.owes].name, owes_account=each.owes_account, difference=abs(each.difference),
        )
        for each in mutual
        if each.difference
    ]  # fmt: skip
