"""What the rules of loans ask of the book: the borrower, her guarantors, the products that are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.loan_contracts import contract_from
from welfare_desk.coop.loan_defaults import READY
from welfare_desk.coop.loan_limits import Borrower, Guarantor
from welfare_desk.coop.loan_products import KIND, LoanProduct, product_from
from welfare_desk.coop.loans import next_instalments, position
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import (
    coop_accounts,
    coop_products,
    holding_moves,
    holdings,
    loan_contracts,
    loans,
    rows,
    settings,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from welfare_desk.coop.loan_limits import LoanApplication
    from welfare_desk.members.register import Member
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

ASSOCIATE = "associate"


def products(tx: Tx, day: date) -> dict[str, LoanProduct]:
    """Give the products of loans in force on a day, by code: the ready ones of the kind of book, and those kept."""
    ready = {each.code: each for each in READY.get(settings.get(tx, "kind"), ())}
    kept = {code: product_from(content)[0] for code, content in coop_products.products(tx, KIND, day).items()}
    return ready | kept


def borrower(tx: Tx, member: Member, asked: LoanApplication, number: int = 0) -> Borrower:
    """Read what the rules ask of an applicant, on her day; the contract of application `number` is left out."""
    product, day = asked.product, asked.day
    own = [each for each in loan_contracts.of_member(tx, member.number) if each.contract.application != (number or -1)]
    at = [(each, position(each.history, day)) for each in own]
    open_ = [(kept, where) for kept, where in at if where.owed.principal > ZERO]
    return Borrower(
        member.status_on(day) not in ENDED,
        class_of(tx, member.number, day) == ASSOCIATE,
        member.member_since(day),
        member.birth_day,
        shares_of(tx, member.number, day),
        deposits_of(tx, member.number, day),
        Money.sum(where.owed.principal for _kept, where in open_),
        Money.sum(where.owed.principal for kept, where in open_ if kept.holding.product == product),
        Money.sum(monthly_of(kept, day) for kept, _where in open_),
        sum(len(where.unmet) for _kept, where in open_),
    )


def monthly_of(kept: KeptLoan, day: date) -> Money:
    """Tell what the next instalment of a loan takes of a month."""
    coming = next_instalments(kept.history, position(kept.history, day))
    every = kept.history.version(day).terms.every
    return Money(coming[0].amount.satang // every) if coming else ZERO


def guarantors(tx: Tx, members: Sequence[Member], day: date, number: int = 0) -> tuple[Guarantor, ...]:
    """Read what the rules ask of those who stand for a loan; the contract of application `number` is left out."""
    beside = {
        each.number for each in holdings.every(tx, Ledger.LOAN)
        if number and contract_from(each.terms).application == number
    }  # fmt: skip
    return tuple(
        Guarantor(
            each.number,
            each.status_on(day) not in ENDED,
            sum(one.contract not in beside for one in loans.commitments(tx, each.number, day)),
            sum(len(position(one.history, day).unmet) for one in loan_contracts.of_member(tx, each.number)),
        )
        for each in members
    )


def class_of(tx: Tx, member: str, day: date) -> str:
    """Tell the class of a member on a day: regular where nothing is written down."""
    asked = "SELECT class FROM member_classes WHERE member = ? AND from_day <= ? ORDER BY from_day DESC, position DESC"
    found = rows.first(tx, asked, (member, day.isoformat()))
    return found[0] if found else "regular"


def shares_of(tx: Tx, member: str, day: date) -> Money:
    """Add up the paid-up shares of a member."""
    return _held(tx, member, Ledger.SHARE, {coop_accounts.roles(tx)[CoopAccount.SHARE_CAPITAL]}, day)


def deposits_of(tx: Tx, member: str, day: date) -> Money:
    """Add up the savings of a member, interest not yet put to them left out."""
    roles = coop_accounts.roles(tx)
    payable = roles[CoopAccount.ACCRUED_INTEREST_PAYABLE]
    kept = {
        account for account, ledger in holding_moves.controls(tx).items()
        if ledger is Ledger.SAVINGS and account != payable
    }  # fmt: skip
    return _held(tx, member, Ledger.SAVINGS, kept, day)


def _held(tx: Tx, member: str, ledger: Ledger, accounts: Collection[str], day: date) -> Money:
    total = ZERO
    for each in holdings.of_member(tx, member, ledger):
        held = holdings.by_account(tx, each.id, day)
        total -= Money.sum(amount for account, amount in held.items() if account in accounts)
    return total


def on_account(tx: Tx, account: str, day: date) -> Money:
    """Tell what stands on an account at the end of a day, debit positive."""
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account = ? AND e.day <= ?"
    )
    ((satang,),) = rows.ask(tx, asked, (account, day.isoformat()))
    return Money(satang)
