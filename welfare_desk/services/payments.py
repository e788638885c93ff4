"""Take money in, pay money out, and move it, each by its own voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.funds import Purse, move_cash_entry, policy_on, transfer_entry
from welfare_desk.ledger.payments import (
    FundRules,
    MoneyMoved,
    gift_entry,
    money_in_entry,
    money_out_entry,
    problems_of_gift,
)
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, entries, settings, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_ACTS = {Series.RECEIPT: "money.received", Series.PAYMENT: "money.paid", Series.GENERAL: "money.moved"}


def fund_rules(tx: Tx, day: date) -> FundRules:
    """Read how lines find their funds on a day."""
    home = next(iter(accounts.funds(tx)))
    return FundRules(policy_on(accounts.policies(tx), day), settings.find(tx, "account_fund") or home, home)


def held_in(tx: Tx, account: str, fund: str | None = None) -> Money:
    """Tell what an account holds, in one fund or in all together."""
    held = accounts.balances_by_fund(tx, account)
    return Money(sum(held.values()) if fund is None else held.get(fund, 0))


@needs(Permission.RECORD)
def receive_money(desk: Desk, moved: MoneyMoved) -> Posted:
    """Take money in with a receipt voucher."""
    with desk.book.write() as tx:
        return _post(tx, desk, money_in_entry(moved, fund_rules(tx, moved.day)))


@needs(Permission.RECORD)
def pay_money(desk: Desk, moved: MoneyMoved) -> Posted:
    """Pay money out with a payment voucher."""
    with desk.book.write() as tx:
        return _post(tx, desk, money_out_entry(moved, fund_rules(tx, moved.day)))


@needs(Permission.RECORD)
def receive_gift(desk: Desk, moved: MoneyMoved) -> Posted:
    """Take things in as a gift with a general voucher; `money_account` names the income, the lines what they became."""
    with desk.book.write() as tx:
        if found := problems_of_gift(moved, accounts.chart(tx)):
            raise RuleError(*found)
        return _post(tx, desk, gift_entry(moved, fund_rules(tx, moved.day)), "gift.received")


@needs(Permission.RECORD)
def move_cash(desk: Desk, day: date, memo: str, source: str, target: str, amount: Money) -> Posted:
    """Deposit or withdraw: move money between two cash or bank accounts, its funds in proportion."""
    with desk.book.write() as tx:
        held = {fund: Money(satang) for fund, satang in accounts.balances_by_fund(tx, source).items()}
        return _post(tx, desk, move_cash_entry(day, memo, source, target, amount, held))


@needs(Permission.RECORD)
def move_between_funds(desk: Desk, day: date, memo: str, giver: Purse, taker: Purse, amount: Money) -> Posted:
    """Move money from one fund to another."""
    with desk.book.write() as tx:
        return _post(tx, desk, transfer_entry(day, memo, giver, taker, amount))


def _post(tx: Tx, desk: Desk, entry: Entry, act: str = "") -> Posted:
    made = desk.made()
    posted = entries.add(tx, entry, made)
    trail.add(tx, made, act or _ACTS[entry.series], posted.voucher)
    return posted
