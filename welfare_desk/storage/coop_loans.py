"""What shares, savings and deductions from pay need to know of members' loans."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.loan_entries import LoanAccounts, LoanPayment, LoanRef, payment_moves
from welfare_desk.coop.loans import position, split
from welfare_desk.coop.memberships import LoanPart
from welfare_desk.coop.payroll import Due, DueKind
from welfare_desk.coop.vouchers import CoopLine
from welfare_desk.money import ZERO
from welfare_desk.storage import accounts, coop_accounts, loan_contracts, loans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.coop.loan_contracts import Commitment
    from welfare_desk.coop.loans import Debt, LoanPosition
    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loans import KeptLoan

Placed = tuple["KeptLoan", "LoanPosition"]


def owed_by(tx: Tx, member: str, day: date) -> tuple[LoanPart, ...]:
    """Tell what a member owes on each loan at the end of a day; settled loans are left out."""
    return tuple(
        LoanPart(kept.number, at.owed.principal, at.owed.interest, at.owed.penalty)
        for kept, at in _running(tx, member, day)
    )


def _running(tx: Tx, member: str, day: date) -> list[Placed]:
    found = ((kept, position(kept.history, day)) for kept in loan_contracts.of_member(tx, member))
    return [(kept, at) for kept, at in found if at.owed.total]


def commitments_of(tx: Tx, member: str, day: date) -> tuple[Commitment, ...]:
    """Name the loans of others that a member stands surety for, and that are owed on a day."""
    return tuple(loans.commitments(tx, member, day))


def repaying(tx: Tx, member: str, day: date) -> list[CoopLine]:
    """Write the lines that settle every loan of a member on a day."""
    roles = coop_accounts.roles(tx)
    fund = next(iter(accounts.funds(tx)))
    found = _running(tx, member, day)
    return [line for kept, at in found for line in _lines(roles, kept, at, at.owed, fund)]


def due_in_month(tx: Tx, day: date) -> dict[str, list[Due]]:
    """Tell what has fallen due on each loan by the last day of a month, by member: arrears, instalment, interest."""
    found: defaultdict[str, list[Due]] = defaultdict(list)
    for kept, at in loans.positions(tx, day):
        if at.due.total > ZERO:
            found[kept.member].append(Due(DueKind.LOAN, kept.holding.id, kept.number, at.due.total))
    return found


def payments(tx: Tx, parts: Sequence[tuple[Due, Money]], day: date) -> dict[int, tuple[list[CoopLine], Money]]:
    """Write the lines by which amounts pay loans on a day, by loan, and how much of each amount the loan takes."""
    wanted = {due.holding: part for due, part in parts if due.kind is DueKind.LOAN}
    if not wanted:
        return {}
    roles = coop_accounts.roles(tx)
    fund = next(iter(accounts.funds(tx)))
    found: dict[int, tuple[list[CoopLine], Money]] = {}
    for kept, at in loans.positions(tx, day):
        if kept.holding.id in wanted:
            order = kept.history.version(day).terms.order
            taken = split(wanted[kept.holding.id], at.owed, order)
            found[kept.holding.id] = (_lines(roles, kept, at, taken, fund), taken.total)
    return {holding: found.get(holding, ([], ZERO)) for holding in wanted}


def _lines(
    roles: Mapping[CoopAccount, str], kept: KeptLoan, at: LoanPosition, taken: Debt, fund: str
) -> list[CoopLine]:
    held = LoanAccounts(
        kept.account, roles[CoopAccount.ACCRUED_LOAN_INTEREST], kept.contract.income, roles[CoopAccount.PENALTY]
    )
    ref = LoanRef(kept.holding.id, kept.number, kept.member, "", held, fund)
    moves = payment_moves(LoanPayment(ref, taken, at.accrued))
    return [CoopLine(move.account, -move.amount, move.holding, move.act) for move in moves]
