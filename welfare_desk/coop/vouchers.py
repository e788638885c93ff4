"""Money taken from a member, and paid to one: a receipt or a payment of several lines, and the moves behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Move, Moved
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.holdings import Act


@dataclass(frozen=True, slots=True)
class CoopPaper:
    """What stands on a receipt or a payment voucher: day, member, name, money account and words.

    `money_account` may be empty where no money moves (one holding is set off against another).
    """

    day: date
    member: str | None
    name: str
    money_account: str
    memo: str
    fund: str = "general"


@dataclass(frozen=True, slots=True)
class CoopLine:
    """One line of it: what `account` takes (a credit is positive), and of which holding; none of plain income."""

    account: str
    amount: Money
    holding: int | None = None
    act: Act | None = None


def voucher(paper: CoopPaper, lines: Sequence[CoopLine]) -> Moved:
    """Post a paper: what is left over of its lines goes into the money account, or comes out of it.

    A paper that takes money is a receipt, one that gives it a payment, one that does neither a general voucher.
    """
    kept = [line for line in lines if line.amount]
    taken = Money.sum(line.amount for line in kept)
    given = [Posting(line.account, paper.fund, -line.amount, paper.member) for line in kept]
    money = [Posting(paper.money_account, paper.fund, taken)] if taken else []
    postings = (*money, *given) if taken > ZERO else (*given, *money)
    entry = Entry(paper.day, _series(taken), paper.memo.strip(), postings, paper.name.strip())
    return Moved(entry, tuple(_moves(kept)))


def _series(taken: Money) -> Series:
    if not taken:
        return Series.GENERAL
    return Series.RECEIPT if taken > ZERO else Series.PAYMENT


def _moves(lines: Sequence[CoopLine]) -> list[Move]:
    return [
        Move(line.holding, line.account, line.act, -line.amount)
        for line in lines
        if line.holding is not None and line.act is not None
    ]


def problems_of_paper(paper: CoopPaper, today: date, amount: Money) -> list[Problem]:
    """Find what is wrong with a paper whatever it is for: its name, day, money account and amount."""
    found: list[Problem] = []
    if amount <= ZERO:
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if not paper.name.strip():
        found.append(problem("payment.no_payer", N_("Write who paid."), "name"))
    if paper.day > today:
        found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
    if not paper.money_account:
        found.append(problem("match.account", N_("Choose the cash or bank account."), "account"))
    return found
