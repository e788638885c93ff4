"""Grants for one purpose (เงินอุดหนุนโครงการ): approved, received by instalments, spent, given back, closed.

Money that came is owed to its purpose (2203) and becomes the giver's income only as it is spent, by the same entry;
what is left over goes back to the giver.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.ledger.entries import Entry, Posting, Series, credit, debit
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.welfare.contributions import Parts

UNSPENT = "2203"
USUAL_INCOMES = ("4201", "4203", "4204", "4205", "4303")
"""Income by giver, in the chart of the welfare funds: CODI, the local authority, the province, other state, private."""


class GrantStep(Enum):
    """What became of a grant."""

    RECEIVED = "received"
    SPENT = "spent"
    RETURNED = "returned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Grant:
    """Money that somebody gives for one purpose only, as the letter of approval says it."""

    number: int
    name: str
    giver: str
    income: str
    day: date
    approved: Money
    letter: str

    def problems(self, chart: Mapping[str, Account]) -> list[Problem]:
        """Find everything that keeps the grant from being kept in a book with this chart."""
        found: list[Problem] = []
        if not self.name.strip():
            found.append(problem("grant.no_name", N_("Write what the money is for."), "name"))
        if not self.giver.strip():
            found.append(problem("grant.no_giver", N_("Write who gives the money."), "giver"))
        income = chart.get(self.income)
        if income is None or not may_post(income) or income.type is not AccountType.INCOME:
            found.append(problem("grant.income", N_("Choose the giver's income account."), "income"))
        if self.approved <= ZERO:
            found.append(problem("payment.no_amount", N_("Write an amount above zero."), "approved"))
        if not self.letter.strip():
            found.append(problem("grant.no_letter", N_("Write the number of the letter of approval."), "letter"))
        return found


@dataclass(frozen=True, slots=True)
class GrantPaper:
    """A step as its paper says it: its day, its amount, and what for or by which paper."""

    day: date
    amount: Money
    words: str = ""


@dataclass(frozen=True, slots=True)
class Spending:
    """On which expense money of a grant goes, out of which cash or bank account, and to whom."""

    expense: str
    account: str
    payee: str


@dataclass(frozen=True, slots=True)
class GrantEvent:
    """A step of a grant with its paper; `voucher` is the entry that it posted, if any."""

    step: GrantStep
    paper: GrantPaper
    voucher: str | None = None


@dataclass(frozen=True, slots=True)
class GrantFigures:
    """Where a grant stands; each amount by itself."""

    approved: Money = ZERO
    received: Money = ZERO
    spent: Money = ZERO
    returned: Money = ZERO
    is_closed: bool = False

    @property
    def left(self) -> Money:
        """Tell what was received and neither spent nor given back."""
        return self.received - self.spent - self.returned

    @property
    def to_come(self) -> Money:
        """Tell what is approved and has not come."""
        return max(ZERO, self.approved - self.received)


def figures_of(grant: Grant, events: Iterable[GrantEvent]) -> GrantFigures:
    """Add up the steps that count; a closed grant is open again once a reversal changes what it had spent."""
    sums = dict.fromkeys(GrantStep, ZERO)
    closed_with: Money | None = None
    for each in events:
        sums[each.step] += each.paper.amount
        closed_with = each.paper.amount if each.step is GrantStep.CLOSED else closed_with
    figures = GrantFigures(grant.approved, sums[GrantStep.RECEIVED], sums[GrantStep.SPENT], sums[GrantStep.RETURNED])
    return replace(figures, is_closed=closed_with == figures.spent and not figures.left)


def problems_of_step(step: GrantStep, paper: GrantPaper, grant: Grant, events: Sequence[GrantEvent]) -> list[Problem]:
    """Find everything that keeps a grant from taking a step; nothing is spent before the day on which it came."""
    figures = figures_of(grant, events)
    if figures.is_closed:
        return [problem("grant.closed", N_("This grant is closed."), "grant")]
    if step is GrantStep.CLOSED:
        return _problems_of_closing(figures)
    found: list[Problem] = []
    if paper.amount <= ZERO:
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if not paper.words.strip():
        found.append(problem("grant.no_words", N_("Write what for, or by which paper."), "words"))
    if step is GrantStep.RECEIVED:
        if paper.amount > figures.to_come:
            text = N_("{most} baht is approved and has not come; more is a grant of its own.")
            found.append(problem("grant.above_approval", text, "amount", most=figures.to_come))
        return found
    by_then = figures_of(grant, [each for each in events if each.paper.day <= paper.day])
    most = max(ZERO, min(figures.left, by_then.left))
    if paper.amount > most:
        text = N_("{most} baht of this grant had come by that day and is neither spent nor given back.")
        found.append(problem("grant.too_much", text, "amount", most=most))
    return found


def _problems_of_closing(figures: GrantFigures) -> list[Problem]:
    if not figures.left:
        return []
    text = N_("{amount} baht is neither spent nor given back; the grant closes when nothing is left.")
    return [problem("grant.left", text, "grant", amount=figures.left)]


def next_steps(grant: Grant, events: Sequence[GrantEvent]) -> list[GrantStep]:
    """Tell what may follow where a grant stands, in the order in which it usually comes."""
    latest = max((each.paper.day for each in events), default=grant.day)
    least = GrantPaper(latest, Money(1), "-")
    return [each for each in GrantStep if not problems_of_step(each, least, grant, events)]


def problems_of_spending(spent: Spending, chart: Mapping[str, Account]) -> list[Problem]:
    """Find what keeps money of a grant from being spent so: it goes to somebody, and on an expense."""
    found: list[Problem] = []
    account = chart.get(spent.expense)
    if account is None or not may_post(account) or account.type is not AccountType.EXPENSE:
        found.append(problem("grant.expense", N_("Choose what the money was spent on."), "expense"))
    if not spent.payee.strip():
        found.append(problem("grant.no_payee", N_("Write to whom the money was paid."), "payee"))
    return found


# What the steps post

_MEMOS = {
    GrantStep.RECEIVED: N_("Grant received, {name}: {words}"),
    GrantStep.SPENT: N_("Grant spent, {name}: {words}"),
    GrantStep.RETURNED: N_("Grant given back, {name}: {words}"),
}


def receipt_entry(grant: Grant, paper: GrantPaper, account: str, fund: str) -> Entry:
    """Post money that came for a purpose (Dr bank Cr 2203)."""
    lines = [debit(account, fund, paper.amount), credit(UNSPENT, fund, paper.amount)]
    return _entry(grant, GrantStep.RECEIVED, paper, Series.RECEIPT, lines)


def spending_entry(grant: Grant, paper: GrantPaper, spent: Spending, held: Parts) -> Entry:
    """Post what was spent (Dr 5xxx Cr bank) and that it was earned by that (Dr 2203 Cr income), in the same funds."""
    parts = parts_of(paper.amount, held)
    lines = [debit(spent.expense, fund, part) for fund, part in parts]
    lines += [debit(UNSPENT, fund, part) for fund, part in parts]
    lines += [credit(spent.account, fund, part) for fund, part in parts]
    lines += [credit(grant.income, fund, part) for fund, part in parts]
    return replace(_entry(grant, GrantStep.SPENT, paper, Series.PAYMENT, lines), payee=spent.payee.strip())


def return_entry(grant: Grant, paper: GrantPaper, account: str, held: Parts) -> Entry:
    """Post what goes back to the giver (Dr 2203 Cr bank)."""
    parts = parts_of(paper.amount, held)
    lines = [debit(UNSPENT, fund, part) for fund, part in parts]
    lines += [credit(account, fund, part) for fund, part in parts]
    return _entry(grant, GrantStep.RETURNED, paper, Series.PAYMENT, lines)


def _entry(grant: Grant, step: GrantStep, paper: GrantPaper, series: Series, lines: list[Posting]) -> Entry:
    memo = fill(_(_MEMOS[step]), {"name": grant.name, "words": paper.words.strip()})
    return Entry(paper.day, series, memo, tuple(lines), grant.giver)
