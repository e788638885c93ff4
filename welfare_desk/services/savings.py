"""Members' savings: kinds of accounts, opened, paid in, paid out, held, woken and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Act, Ledger
from welfare_desk.coop.savings import (
    SavingsAccount,
    SavingsEvent,
    SavingsState,
    Standing,
    closing_lines,
    holds_of,
    problems_of_closing,
    problems_of_deposit,
    problems_of_hold,
    problems_of_opening,
    problems_of_withdrawal,
    sleeps,
    terms_of,
)
from welfare_desk.coop.savings_products import problems_of_product, usual_products
from welfare_desk.coop.vouchers import CoopLine, CoopPaper, voucher
from welfare_desk.errors import RuleError, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.services import coop_papers
from welfare_desk.services.desk import needs
from welfare_desk.services.shares import problems_of_standing
from welfare_desk.storage import (
    accounts,
    coop_accounts,
    holding_moves,
    holdings,
    members,
    savings,
    savings_products,
    settlements,
    trail,
)

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.savings import CashMove, NewAccount
    from welfare_desk.coop.savings_products import SavingsProduct
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.money import Money
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


# Kinds of accounts


@needs(Permission.SET_UP)
def keep_savings_product(desk: Desk, product: SavingsProduct, from_day: date) -> None:
    """Keep a kind of account, new or changed, from a day on; it keeps its kind and its account of the chart."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        _keep_product(tx, desk, product, from_day)


def _keep_product(tx: Tx, desk: Desk, product: SavingsProduct, from_day: date) -> None:
    found = problems_of_product(product, accounts.chart(tx))
    may_hold = coop_accounts.may_hold(tx, Ledger.SAVINGS, (AccountType.LIABILITY, AccountType.EQUITY))
    if product.account not in may_hold and "account" not in {each.field for each in found}:
        text = N_("Savings cannot stand on this account: it has another use.")
        found.append(problem("savings.account_taken", text, "account"))
    before = savings_products.versions(tx).get(product.code, ())
    if before and (before[0].product.kind, before[0].product.account) != (product.kind, product.account):
        text = N_("{code} keeps its kind and its account; give a new kind of account a new code.")
        found.append(problem("savings.kind_stays", text, "code", code=product.code))
    if before and from_day <= before[-1].from_day:
        text = N_("There is a version of {code} from {day} on; write a later day.")
        found.append(problem("savings.version_day", text, "from_day", code=product.code, day=before[-1].from_day))
    coop_papers.refuse(found)
    made = desk.made()
    if product.account not in holding_moves.controls(tx):
        coop_accounts.keep_control(tx, product.account, Ledger.SAVINGS)
    savings_products.put(tx, made, product, from_day)


@needs(Permission.SET_UP)
def keep_usual_products(desk: Desk, from_day: date) -> tuple[str, ...]:
    """Keep the kinds of accounts to begin with, on the accounts of the book's chart; give the codes that are new."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        roles = coop_accounts.roles(tx)
        kept = savings_products.versions(tx)
        usual = usual_products(
            roles[CoopAccount.ORDINARY_SAVINGS],
            roles[CoopAccount.SPECIAL_SAVINGS],
            roles[CoopAccount.FIXED_SAVINGS],
            roles[CoopAccount.PLEDGED_SAVINGS],
        )
        new = [each for each in usual if each.code not in kept]
        for each in new:
            _keep_product(tx, desk, each, from_day)
        return tuple(each.code for each in new)


# Money in and out


@needs(Permission.RECORD)
def open_savings(desk: Desk, new: NewAccount) -> tuple[str, Posted]:
    """Open an account with its first deposit; give its number and the receipt."""
    with desk.book.write() as tx:
        member = coop_papers.member_of(tx, new.member)
        product = savings_products.product(tx, new.product, new.day)
        number = savings.next_number(tx, product.code)
        account = SavingsAccount(
            0, number, member.number, product.code, product.account, new.day, terms_of(new, product)
        )
        memo = fill(_(N_("Opens account {number}")), {"number": number})
        paper = coop_papers.head_of(tx, member, new.day, new.money_account, memo)
        found = coop_papers.problems_of_head(tx, desk, paper, new.deposit) + problems_of_opening(new, product)
        found += problems_of_standing(member, new.day)
        if not found:
            found += problems_of_deposit(new.deposit, account, product, Standing(ZERO))
        coop_papers.refuse(found)
        holding = savings.open_account(tx, desk.made(), account)
        moved = voucher(paper, [CoopLine(product.account, new.deposit, holding, Act.DEPOSIT)])
        posted = coop_papers.post(tx, desk, moved, ("savings.opened", number), satang=new.deposit.satang)
        return number, posted


@needs(Permission.RECORD)
def deposit(desk: Desk, move: CashMove) -> Posted:
    """Take money into an account, on a receipt."""
    with desk.book.write() as tx:
        account, product, standing, paper = _look(tx, move, N_("Paid into {number}"))
        found = coop_papers.problems_of_head(tx, desk, paper, move.amount)
        found += problems_of_deposit(move.amount, account, product, standing)
        coop_papers.refuse(found)
        moved = voucher(paper, [CoopLine(account.account, move.amount, account.holding, Act.DEPOSIT)])
        return coop_papers.post(tx, desk, moved, ("savings.deposited", account.number), satang=move.amount.satang)


@needs(Permission.RECORD)
def withdraw(desk: Desk, move: CashMove) -> Posted:
    """Pay money out of an account, on a payment voucher; above the book's limit it waits for a second person."""
    with desk.book.write() as tx:
        account, product, standing, paper = _look(tx, move, N_("Taken out of {number}"))
        found = coop_papers.problems_of_head(tx, desk, paper, move.amount)
        found += problems_of_withdrawal(move.amount, account, product, standing, move.day)
        coop_papers.refuse(found)
        moved = voucher(paper, [CoopLine(account.account, -move.amount, account.holding, Act.WITHDRAW)])
        return coop_papers.post(tx, desk, moved, ("savings.withdrawn", account.number), satang=move.amount.satang)


def _look(tx: Tx, move: CashMove, words: str) -> tuple[SavingsAccount, SavingsProduct, Standing, CoopPaper]:
    """Read an account, its product, how it stands, and write the head of its paper."""
    coop_papers.refuse_welfare_book(tx)
    account = savings.get(tx, move.number)
    product = savings_products.in_force(savings_products.versions(tx)[account.product], move.day)
    memo = fill(_(words), {"number": account.number})
    memo = f"{memo} · {move.note.strip()}" if move.note.strip() else memo
    member = members.get(tx, account.member)
    paper = coop_papers.head_of(tx, member, move.day, move.money_account, memo)
    return account, product, savings.standing(tx, account), paper


@needs(Permission.RECORD)
def close_savings(desk: Desk, number: str, day: date, money_account: str, reason: str) -> Posted | None:
    """Pay an account out whole, with interest to the day before, and close it; before its term a fixed one is broken.

    An account on which nothing stands is closed without an entry.
    """
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        account = savings.get(tx, number)
        facts = savings.facts_of(tx, account)
        standing = savings.standing(tx, account)
        found = problems_of_closing(account, facts.product, standing, leaving=False)
        member = members.get(tx, account.member)
        memo = fill(_(N_("Closes account {number}: {reason}")), {"number": number, "reason": reason.strip()})
        paper = coop_papers.head_of(tx, member, day, money_account, memo)
        row = settlements.closing_row(tx, facts, day)
        paid = standing.balance + row.interest - row.tax
        if standing.balance:
            found += coop_papers.problems_of_head(tx, desk, paper, paid)
        if not reason.strip():
            found.append(problem("savings.close_reason", N_("Write why the account is closed."), "reason"))
        coop_papers.refuse(found)
        moved = voucher(paper, closing_lines(row, standing.balance, savings.interest_accounts(tx)))
        savings.add_event(tx, desk.made(), account.holding, SavingsEvent.CLOSED, day, reason)
        if not moved.moves:
            trail.add(tx, desk.made(), "savings.closed", number, day=day.isoformat())
            return None
        return coop_papers.post(tx, desk, moved, ("savings.closed", number), satang=paid.satang)


# Holds and sleep


@needs(Permission.RECORD)
def hold_savings(desk: Desk, number: str, amount: Money, reason: str, day: date) -> int:
    """Hold an amount of an account, so that it cannot be taken out, and give the number of the hold."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        account = savings.get(tx, number)
        coop_papers.refuse(problems_of_hold(amount, reason, savings.standing(tx, account)))
        made = desk.made()
        savings.add_event(tx, made, account.holding, SavingsEvent.HOLD, day, reason, amount=amount.satang)
        position = holdings.events(tx, account.holding)[-1].position
        trail.add(tx, made, "savings.held", number, satang=amount.satang, hold=position)
        return position


@needs(Permission.RECORD)
def release_savings(desk: Desk, number: str, hold: int, reason: str, day: date) -> None:
    """Release what was held of an account."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        account = savings.get(tx, number)
        standing = {each.position: each for each in holds_of(holdings.events(tx, account.holding))}
        if hold not in standing:
            text = N_("Account {number} has no hold {hold}.")
            raise RuleError(problem("savings.no_hold", text, "hold", number=number, hold=hold))
        if not reason.strip():
            raise RuleError(problem("savings.release_reason", N_("Write why it is released."), "reason"))
        made = desk.made()
        savings.add_event(tx, made, account.holding, SavingsEvent.RELEASE, day, reason, hold=hold)
        trail.add(tx, made, "savings.released", number, satang=standing[hold].amount.satang, hold=hold)


@needs(Permission.RECORD)
def mark_dormant(desk: Desk, day: date) -> tuple[str, ...]:
    """Let accounts sleep with which their members did nothing for as long as their kind says; give their numbers."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        made = desk.made()
        asleep = [
            each
            for each in savings.every_fact(tx)
            if each.state is SavingsState.OPEN and each.balance and sleeps(each.last_act, each.product, day)
        ]
        for each in asleep:
            savings.add_event(tx, made, each.account.holding, SavingsEvent.DORMANT, day)
        if asleep:
            trail.add(tx, made, "savings.dormant", day.isoformat(), count=len(asleep))
        return tuple(each.account.number for each in asleep)


@needs(Permission.RECORD)
def wake_savings(desk: Desk, number: str, reason: str, day: date) -> None:
    """Wake an account that sleeps, with the member present; or open one again whose closing was undone."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        account = savings.get(tx, number)
        standing = savings.standing(tx, account)
        undone = standing.state is SavingsState.CLOSED and standing.balance
        if standing.state is not SavingsState.DORMANT and not undone:
            text = N_("Account {number} does not sleep.")
            raise RuleError(problem("savings.awake", text, "account", number=number))
        if not reason.strip():
            raise RuleError(problem("savings.wake_reason", N_("Write who came, and what was seen."), "reason"))
        made = desk.made()
        savings.add_event(tx, made, account.holding, SavingsEvent.AWAKE, day, reason)
        trail.add(tx, made, "savings.woken", number)


@needs(Permission.RECORD)
def note_passbook_print(desk: Desk, number: str, lines: int) -> None:
    """Note up to which line a passbook is printed, so that the next print goes on there."""
    with desk.book.write() as tx:
        coop_papers.refuse_welfare_book(tx)
        account = savings.get(tx, number)
        savings.add_event(tx, desk.made(), account.holding, SavingsEvent.PRINTED, desk.today, lines=lines)


def only_hold(tx: Tx, number: str) -> int:
    """Give the number of the one hold of an account; none, or several, are a `RuleError`."""
    found = holds_of(holdings.events(tx, savings.get(tx, number).holding))
    if len(found) != 1:
        text = N_("Account {number} has {count} holds; write which one.")
        raise RuleError(problem("savings.which_hold", text, "hold", number=number, count=len(found)))
    return found[0].position
