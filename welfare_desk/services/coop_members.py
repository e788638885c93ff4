"""Members of a cooperative come and go: taken in with first shares and a fee, of a class, and paid out on leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act
from welfare_desk.coop.memberships import (
    ClassChange,
    notes_of_commitments,
    problems_of_admission,
    problems_of_settlement,
)
from welfare_desk.coop.savings import SavingsEvent, closing_lines
from welfare_desk.coop.vouchers import CoopLine, voucher
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Status, StatusChange
from welfare_desk.money import Money
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.services.members import put_status
from welfare_desk.services.shares import problems_of_holding, problems_of_standing
from welfare_desk.storage import coop_accounts, coop_loans, coop_rules, member_classes, savings, settlements, shares

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.memberships import Admission, Leaving, Settlement
    from welfare_desk.coop.savings import InterestRow
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts


@needs(Permission.RECORD)
def admit_member(desk: Desk, admission: Admission) -> Posted:
    """Take somebody of the register in as a member: class, entrance fee and first shares, on one receipt."""
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, admission.member)
        rules, par = coop_rules.entry_rules(tx, admission.day), coop_rules.share_rules(tx, admission.day).par
        memo = _(N_("Entrance fee and first shares"))
        paper = coop_papers.head_of(tx, member, admission.day, admission.money_account, memo)
        holds = bool(shares.held(tx, member.number))
        found = coop_papers.problems_of_head(tx, desk, paper, admission.total)
        found += problems_of_admission(admission, rules, par, holds_shares=holds)
        found += problems_of_standing(member, admission.day)
        if not found:
            found += problems_of_holding(tx, member.number, admission.shares, admission.day)
        coop_papers.refuse(found)
        made = desk.made()
        holding = shares.ensure(tx, made, member.number, admission.day)
        member_classes.add(tx, made, member.number, ClassChange(admission.day, admission.kind))
        lines = [
            CoopLine(shares.capital_account(tx), admission.shares, holding, Act.DEPOSIT),
            CoopLine(coop_accounts.roles(tx)[CoopAccount.ENTRANCE_FEE], admission.fee),
        ]
        return coop_papers.post(
            tx, desk, voucher(paper, lines), ("coop.admitted", member.number), kind=admission.kind.value,
            satang=admission.total.satang, resolution=admission.resolution.strip(),
        )  # fmt: skip


@needs(Permission.REGISTER)
def change_class(desk: Desk, number: str, change: ClassChange) -> None:
    """Keep of which class a member is from a day on."""
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, number)
        coop_papers.refuse(problems_of_standing(member, change.from_day))
        if member_classes.class_of(tx, member.number, change.from_day) is change.kind:
            text = N_("{member} is of this class already.")
            raise RuleError(problem("class.same", text, "kind", member=member.number))
        member_classes.add(tx, desk.made(), member.number, change)


# Leaving


@needs(Permission.RECORD)
def leave_cooperative(desk: Desk, leaving: Leaving) -> Posted | None:
    """Pay a member out who leaves or has died: shares and savings with interest, less what is owed.

    All is one voucher. Who has nothing and owes nothing leaves without one.
    """
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, leaving.member)
        settlement = settlements.settlement_of(tx, member.number, leaving.day)
        memo = fill(_(N_("Paid out on leaving: {reason}")), {"reason": leaving.reason.strip()})
        paper = coop_papers.head_of(tx, member, leaving.day, leaving.money_account, memo)
        found = problems_of_settlement(settlement, coop_rules.entry_rules(tx, leaving.day).guarantors)
        if settlement.own:
            found += coop_papers.problems_of_head(tx, desk, paper, settlement.own)
        if not leaving.reason.strip():
            found.append(problem("leaving.reason", N_("Write why the membership ends."), "reason"))
        found += problems_of_standing(member, leaving.day)
        closing = settlements.closing(tx, member.number, leaving.day)
        coop_papers.refuse(found)
        lines = _lines(tx, settlement, closing)
        made = desk.made()
        for facts, _row in closing:
            savings.add_event(tx, made, facts.account.holding, SavingsEvent.CLOSED, leaving.day, leaving.reason)
        if shares.plans(tx, leaving.day).get(member.number):
            shares.add_plan(tx, made, member.number, leaving.day, Money(0))
        status = Status.DEAD if leaving.died else Status.RESIGNED
        put_status(tx, desk, member.number, StatusChange(leaving.day, status, leaving.reason.strip()))
        moved = voucher(paper, lines)
        if not moved.moves:
            return None
        return coop_papers.post(
            tx, desk, moved, ("coop.left", member.number), satang=settlement.paid_out.satang,
            resolution=leaving.resolution.strip(),
        )  # fmt: skip


def _lines(tx: Tx, settlement: Settlement, closing: list[tuple[SavingsFacts, InterestRow]]) -> list[CoopLine]:
    """Write every line of the settlement: shares and savings paid out, loans repaid."""
    accounts = savings.interest_accounts(tx)
    lines: list[CoopLine] = []
    holding = shares.holding_of(tx, settlement.member)
    if holding is not None:
        lines.append(CoopLine(shares.capital_account(tx), -settlement.shares, holding.id, Act.WITHDRAW))
    for facts, row in closing:
        lines += closing_lines(row, facts.balance, accounts)
    return lines + coop_loans.repaying(tx, settlement.member, settlement.day)


def notes_of_leaving(tx: Tx, number: str, day: date) -> list[Problem]:
    """Say for whose loans a member stands surety, before anybody thinks of leaving."""
    return notes_of_commitments(coop_loans.commitments_of(tx, number, day))
