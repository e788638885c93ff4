"""Borrow money: the contract, what is drawn and repaid, interest by the day, and the subsidy that the state pays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.borrowings import terms_as_mapping
from welfare_desk.coop.holdings import Act, Holding, Ledger, Move, Moved
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.services.coop_books import general_fund, refuse_no_till, refuse_other_books, refuse_wrong_day
from welfare_desk.services.desk import needs
from welfare_desk.storage import borrowings, coop_accounts, holding_moves, holdings, trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.borrowings import BorrowingTerms
    from welfare_desk.errors import Problem
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.borrowings import KeptBorrowing


@needs(Permission.RECORD)
def open_borrowing(desk: Desk, number: str, terms: BorrowingTerms, day: date) -> int:
    """Keep the contract of a borrowing under its number, and give its holding; nothing is posted."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        found = terms.problems(day)
        if not number.strip():
            found.append(problem("borrowing.no_number", N_("Write the number of the contract."), "number"))
        elif holdings.find(tx, Ledger.BORROWING, number.strip()) is not None:
            text = N_("There is a borrowing {number} already.")
            found.append(problem("borrowing.twice", text, "number", number=number.strip()))
        if day > desk.today:
            found.append(problem("match.future", N_("The day may not lie in the future."), "day"))
        if found:
            raise RuleError(*found)
        content = json.dumps(terms_as_mapping(terms), ensure_ascii=False, sort_keys=True)
        kept = Holding(0, Ledger.BORROWING, number.strip(), None, terms.lender.value, day, content)
        return holdings.open_holding(tx, desk.made(), kept)


@needs(Permission.RECORD)
def draw_borrowing(desk: Desk, number: str, amount: Money, day: date, account: str) -> Posted:
    """Take money of a borrowing into cash or a bank, up to its approved limit."""
    with desk.book.write() as tx:
        kept = _look(tx, desk, number, day, amount)
        refuse_no_till(tx, account)
        drawn = kept.drawn(day)
        if drawn + amount > kept.terms.limit:
            text = N_("{drawn} of {limit} baht are drawn already: {left} baht are left.")
            figures = {"drawn": drawn, "limit": kept.terms.limit, "left": kept.terms.limit - drawn}
            raise RuleError(problem("borrowing.over_limit", text, "amount", **figures))
        memo = _("Drawn on the borrowing {number} from {name}").format(number=kept.number, name=kept.terms.name)
        lines = [(account, amount, None), (kept.account, -amount, Act.DRAW)]
        return _post(tx, desk, kept, (day, Series.RECEIPT, memo), lines, "borrowing.drawn")


@needs(Permission.RECORD)
def bring_borrowing(desk: Desk, number: str, amount: Money, day: date) -> Posted:
    """Give a borrowing the principal that was brought forward on its account without a name."""
    with desk.book.write() as tx:
        kept = _look(tx, desk, number, day, amount)
        left = -holdings.unassigned(tx).get(kept.account, ZERO)
        if amount > left:
            text = N_("Only {left} baht stand on {account} without a contract.")
            raise RuleError(problem("borrowing.not_brought", text, "amount", left=left, account=kept.account))
        made = desk.made()
        nameless = holding_moves.unassigned(tx, Ledger.BORROWING, day.isoformat(), made)
        memo = _("Brought forward: borrowing {number} from {name}").format(number=kept.number, name=kept.terms.name)
        fund = general_fund(tx)
        entry = Entry(
            day,
            Series.GENERAL,
            memo,
            (Posting(kept.account, fund, amount), Posting(kept.account, fund, -amount)),
            kept.terms.name,
        )
        moves = (
            Move(nameless, kept.account, Act.TRANSFER, amount),
            Move(kept.holding.id, kept.account, Act.OPENING, -amount),
        )
        with holdings.post(tx, [Moved(entry, moves)], made) as posted:
            pass
        trail.add(tx, made, "borrowing.brought", kept.number, voucher=posted[0].voucher, satang=amount.satang)
        return posted[0]


@needs(Permission.RECORD)
def accrue_borrowings(desk: Desk, day: date) -> Posted | None:
    """Book the interest of every borrowing up to a day, all in one voucher; nothing where none is earned."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        refuse_wrong_day(tx, desk.today, day)
        earned = [
            (each, amount)
            for each in borrowings.borrowings(tx)
            if (amount := each.interest_unbooked(day)) and not _moved_after(each, day)
        ]
        if not earned:
            return None
        roles, fund = coop_accounts.roles(tx), general_fund(tx)
        expense, payable = roles[CoopAccount.BORROWING_INTEREST], roles[CoopAccount.ACCRUED_INTEREST_PAYABLE]
        total = Money.sum(amount for _each, amount in earned)
        memo = _("Interest on borrowings accrued")
        entry = Entry(day, Series.GENERAL, memo, (Posting(expense, fund, total), Posting(payable, fund, -total)))
        moves = tuple(
            Move(each.holding.id, account, Act.ACCRUE, moved)
            for each, amount in earned
            for account, moved in ((expense, amount), (payable, -amount))
        )
        made = desk.made()
        with holdings.post(tx, [Moved(entry, moves)], made) as posted:
            pass
        trail.add(tx, made, "borrowing.accrued", posted[0].voucher, satang=total.satang, borrowings=len(earned))
        return posted[0]


def _moved_after(kept: KeptBorrowing, day: date) -> bool:
    return any(each.day > day for each in kept.rows)


@needs(Permission.RECORD)
def repay_borrowing(desk: Desk, number: str, paid: tuple[Money, Money], day: date, account: str) -> Posted:
    """Pay principal and interest (in this order) of a borrowing back; interest that is not booked yet is booked too."""
    principal, interest = paid
    with desk.book.write() as tx:
        kept = _look(tx, desk, number, day, principal + interest)
        refuse_no_till(tx, account)
        owed, payable = kept.owed(day), kept.interest_payable(day)
        due = payable + kept.interest_unbooked(day)
        found: list[Problem] = []
        if not ZERO <= principal <= owed:
            text = N_("{most} baht of principal are owed.")
            found.append(problem("borrowing.principal", text, "principal", most=owed))
        if not ZERO <= interest <= due:
            text = N_("{most} baht of interest are owed up to that day.")
            found.append(problem("borrowing.interest", text, "interest", most=due))
        if found:
            raise RuleError(*found)
        roles, accrued = coop_accounts.roles(tx), min(interest, payable)
        memo = _("Repaid on the borrowing {number} to {name}").format(number=kept.number, name=kept.terms.name)
        lines = [
            (kept.account, principal, Act.REPAY),
            (roles[CoopAccount.ACCRUED_INTEREST_PAYABLE], accrued, Act.INTEREST),
            (roles[CoopAccount.BORROWING_INTEREST], interest - accrued, Act.INTEREST),
            (account, -(principal + interest), None),
        ]
        return _post(tx, desk, kept, (day, Series.PAYMENT, memo), lines, "borrowing.repaid")


@needs(Permission.RECORD)
def receive_subsidy(desk: Desk, number: str, amount: Money, day: date, account: str) -> Posted:
    """Take in the state's subsidy of the interest; it is deferred until it is earned."""
    with desk.book.write() as tx:
        kept = _look(tx, desk, number, day, amount)
        refuse_no_till(tx, account)
        left = kept.terms.subsidy - kept.subsidy_received(day)
        if amount > left:
            text = N_("The contract has {left} baht of subsidy left.")
            raise RuleError(problem("borrowing.over_subsidy", text, "amount", left=left))
        memo = _("Interest subsidy of the borrowing {number}").format(number=kept.number)
        deferred = coop_accounts.roles(tx)[CoopAccount.DEFERRED_SUBSIDY]
        lines = [(account, amount, None), (deferred, -amount, Act.DEPOSIT)]
        return _post(tx, desk, kept, (day, Series.RECEIPT, memo), lines, "borrowing.subsidised")


@needs(Permission.RECORD)
def recognise_subsidies(desk: Desk, day: date) -> list[Posted]:
    """Let what was earned of every subsidy up to a day become income, a voucher for each borrowing."""
    with desk.book.write() as tx:
        refuse_other_books(tx)
        refuse_wrong_day(tx, desk.today, day)
        roles = coop_accounts.roles(tx)
        found: list[Posted] = []
        for kept in borrowings.borrowings(tx):
            amount = kept.subsidy_earned(day) - kept.subsidy_recognised(day)
            if amount > ZERO:
                memo = _("Interest subsidy earned, borrowing {number}").format(number=kept.number)
                lines = [
                    (roles[CoopAccount.DEFERRED_SUBSIDY], amount, Act.ACCRUE),
                    (roles[CoopAccount.INTEREST_SUBSIDY], -amount, None),
                ]
                found.append(_post(tx, desk, kept, (day, Series.GENERAL, memo), lines, "borrowing.subsidy_earned"))
        return found


# What they share


def _look(tx: Tx, desk: Desk, number: str, day: date, amount: Money) -> KeptBorrowing:
    """Read a borrowing, and refuse an amount or a day that cannot be."""
    refuse_other_books(tx)
    kept = borrowings.find(tx, number)
    if kept is None:
        raise RuleError(problem("borrowing.unknown", N_("There is no borrowing {number}."), "number", number=number))
    if amount <= ZERO:
        raise RuleError(problem("payment.no_amount", N_("Write an amount above zero."), "amount"))
    if day < kept.holding.opened_day:
        text = N_("The contract is of {day}: nothing can happen before it.")
        raise RuleError(problem("borrowing.before", text, "day", day=kept.holding.opened_day))
    if _moved_after(kept, day):
        text = N_("Something was posted on this borrowing after that day: choose a later one.")
        raise RuleError(problem("borrowing.late", text, "day"))
    refuse_wrong_day(tx, desk.today, day)
    return kept


def _post(
    tx: Tx,
    desk: Desk,
    kept: KeptBorrowing,
    head: tuple[date, Series, str],
    lines: Sequence[tuple[str, Money, Act | None]],
    act: str,
) -> Posted:
    """Post lines of a borrowing (account, debit, why); the move of each line with a reason is the borrowing's."""
    (day, series, memo), fund, made = head, general_fund(tx), desk.made()
    kept_lines = [line for line in lines if line[1]]
    postings = tuple(Posting(account, fund, amount) for account, amount, _why in kept_lines)
    moves = tuple(Move(kept.holding.id, account, why, amount) for account, amount, why in kept_lines if why)
    with holdings.post(tx, [Moved(Entry(day, series, memo, postings, kept.terms.name), moves)], made) as posted:
        pass
    largest = max(abs(amount) for _account, amount, _why in kept_lines)
    trail.add(tx, made, act, kept.number, voucher=posted[0].voucher, satang=largest.satang, day=day.isoformat())
    return posted[0]
