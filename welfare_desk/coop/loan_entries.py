"""What the acts on loans post: each an entry with the moves that explain it, loan by loan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Act, Move, Moved
from welfare_desk.dates import month_and_year
from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.coop.loans import Debt


@dataclass(frozen=True, slots=True)
class LoanAccounts:
    """Where a loan stands in the chart: its principal, interest on the books, interest as income, penalties."""

    principal: str
    accrued: str
    income: str
    penalty: str


@dataclass(frozen=True, slots=True)
class LoanRef:
    """A loan as its entries name it: its holding, contract number, member and accounts; `fund` is that of the book."""

    holding: int
    number: str
    member: str
    name: str
    accounts: LoanAccounts
    fund: str


@dataclass(frozen=True, slots=True)
class Deduction:
    """What is kept back when a loan is paid out: an account, the amount, and the holding that it is put to, if any."""

    account: str
    amount: Money
    act: Act = Act.FEE
    holding: int | None = None


@dataclass(frozen=True, slots=True)
class LoanPayment:
    """What one loan takes of money that came: by what it was owed for; `accrued` is what stands on the books."""

    loan: LoanRef
    parts: Debt
    accrued: Money


@dataclass(frozen=True, slots=True)
class Cover:
    """From what a loan is written off: how much of the allowance, the rest is an expense; with the accounts of both."""

    allowance: str
    expense: str
    available: Money


def problems_of_deductions(amount: Money, deductions: Iterable[Deduction]) -> list[Problem]:
    """Find what keeps a loan from being paid out less deductions."""
    taken = list(deductions)
    found: list[Problem] = []
    if any(each.amount <= ZERO for each in taken):
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "deductions"))
    total = Money.sum(each.amount for each in taken)
    if total > amount:
        text = N_("{total} baht would be kept back of a loan of {amount}.")
        found.append(problem("loan.deductions", text, "deductions", total=total, amount=amount))
    return found


def disbursement(
    loan: LoanRef,
    amount: Money,
    day: date,
    account: str,
    kept: Sequence[Deduction] = (),
    old: Sequence[LoanPayment] = (),
) -> Moved:
    """Post a loan that is paid out (Dr loans Cr cash), less what is kept back and old loans that it settles."""
    moves = [Move(loan.holding, loan.accounts.principal, Act.DRAW, amount)]
    lines = [Posting(loan.accounts.principal, loan.fund, amount, loan.member)]
    for each in kept:
        lines.append(Posting(each.account, loan.fund, -each.amount, loan.member))
        if each.holding is not None:
            moves.append(Move(each.holding, each.account, each.act, -each.amount))
    for each in old:
        moves += payment_moves(each, Act.REFINANCE)
        lines += _lines(payment_moves(each, Act.REFINANCE), each.loan)
    paid = amount - Money.sum(each.amount for each in kept) - Money.sum(each.parts.total for each in old)
    if paid:
        lines.append(Posting(account, loan.fund, -paid, loan.member))
    memo = fill(_(N_("Loan {number} paid out: {name}")), {"number": loan.number, "name": loan.name})
    series = Series.PAYMENT if paid else Series.GENERAL
    return Moved(Entry(day, series, memo, tuple(lines), loan.name), tuple(moves))


def repayment(paid: Sequence[LoanPayment], day: date, account: str, payer: str) -> Moved:
    """Post money that came for one or more loans (Dr cash Cr loans, interest, penalty)."""
    first = paid[0].loan
    total = Money.sum(each.parts.total for each in paid)
    lines = [Posting(account, first.fund, total, first.member)]
    moves: list[Move] = []
    for each in paid:
        lines += _lines(payment_moves(each), each.loan)
        moves += payment_moves(each)
    numbers = ", ".join(each.loan.number for each in paid)
    memo = fill(_(N_("Repayment of {numbers}: {name}")), {"numbers": numbers, "name": payer})
    return Moved(Entry(day, Series.RECEIPT, memo, tuple(lines), payer), tuple(moves))


def payment_moves(paid: LoanPayment, act: Act = Act.REPAY) -> list[Move]:
    """Say what a payment moves: interest on the books first, the rest of the interest is income now."""
    loan, accounts, parts = paid.loan.holding, paid.loan.accounts, paid.parts
    booked = max(ZERO, min(parts.interest, paid.accrued))
    moves = (
        Move(loan, accounts.principal, act, -parts.principal),
        Move(loan, accounts.accrued, Act.INTEREST, -booked),
        Move(loan, accounts.income, Act.INTEREST, booked - parts.interest),
        Move(loan, accounts.penalty, Act.PENALTY, -parts.penalty),
    )
    return [each for each in moves if each.amount]


def accrual(amounts: Sequence[tuple[LoanRef, Money]], month: date, day: date) -> Moved:
    """Post the interest of a month end over all loans in one entry (Dr accrued interest Cr interest), sums by account.

    An amount below zero takes back what was accrued too much.
    """
    sums: defaultdict[str, int] = defaultdict(int)
    moves: list[Move] = []
    for loan, amount in amounts:
        accounts = loan.accounts
        moves.append(Move(loan.holding, accounts.accrued, Act.ACCRUE, amount))
        sums[accounts.accrued] += amount.satang
        sums[accounts.income] -= amount.satang
    fund = amounts[0][0].fund
    lines = [Posting(account, fund, Money(satang)) for account, satang in sorted(sums.items()) if satang]
    memo = fill(_(N_("Interest on loans, {month}")), {"month": month_and_year(month)})
    lines.sort(key=lambda line: line.amount < ZERO)
    return Moved(Entry(day, Series.GENERAL, memo, tuple(lines)), tuple(moves))


def write_off(loan: LoanRef, parts: Sequence[tuple[str, Money, Cover]], day: date, words: str) -> Moved:
    """Post a loan that is given up: its principal and the interest on the books, against the allowance of each.

    `parts` are an account, what stands on it, and its cover; what the allowance does not cover is an expense.
    """
    lines: list[Posting] = []
    moves: list[Move] = []
    for account, amount, cover in parts:
        covered = max(ZERO, min(amount, cover.available))
        lines += [
            Posting(cover.allowance, loan.fund, covered),
            Posting(cover.expense, loan.fund, amount - covered),
            Posting(account, loan.fund, -amount, loan.member),
        ]
        moves.append(Move(loan.holding, account, Act.WRITE_OFF, -amount))
    memo = fill(
        _(N_("Loan {number} written off: {name} · {words}")),
        {"number": loan.number, "name": loan.name, "words": words.strip()},
    )
    kept = tuple(each for each in lines if each.amount)
    return Moved(Entry(day, Series.GENERAL, memo, kept), tuple(each for each in moves if each.amount))


def recovery(loan: LoanRef, amount: Money, day: date, account: str, income: str) -> Moved:
    """Post money that came for a loan already written off (Dr cash Cr income of recoveries)."""
    lines = (Posting(account, loan.fund, amount, loan.member), Posting(income, loan.fund, -amount, loan.member))
    memo = fill(_(N_("Recovered of {number}: {name}")), {"number": loan.number, "name": loan.name})
    move = Move(loan.holding, income, Act.RECOVER, -amount)
    return Moved(Entry(day, Series.RECEIPT, memo, lines, loan.name), (move,))


def litigation(loan: LoanRef, amount: Money, account: str, day: date, words: str) -> Moved:
    """Post a loan that goes to court: its principal stands among the debtors in litigation from then on."""
    principal = loan.accounts.principal
    lines = (Posting(account, loan.fund, amount, loan.member), Posting(principal, loan.fund, -amount, loan.member))
    memo = fill(
        _(N_("Loan {number} goes to court: {name} · {words}")),
        {"number": loan.number, "name": loan.name, "words": words.strip()},
    )
    moves = (
        Move(loan.holding, account, Act.TRANSFER, amount),
        Move(loan.holding, principal, Act.TRANSFER, -amount),
    )
    return Moved(Entry(day, Series.GENERAL, memo, lines), moves)


def waiver(loan: LoanRef, amount: Money, day: date, words: str) -> Moved:
    """Post interest on the books that is waived (Dr interest income Cr accrued interest)."""
    accounts = loan.accounts
    moves = (
        Move(loan.holding, accounts.income, Act.WAIVE, amount),
        Move(loan.holding, accounts.accrued, Act.WAIVE, -amount),
    )
    memo = fill(
        _(N_("Interest of {number} waived: {name} · {words}")),
        {"number": loan.number, "name": loan.name, "words": words.strip()},
    )
    return Moved(Entry(day, Series.GENERAL, memo, tuple(_lines(moves, loan))), moves)


def _lines(moves: Iterable[Move], loan: LoanRef) -> list[Posting]:
    return [Posting(each.account, loan.fund, each.amount, loan.member) for each in moves]
