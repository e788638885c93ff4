"""What every act of a cooperative's surplus, borrowings and allowance asks of its book first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.storage import accounts, periods, settings

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx


def is_member_owned(tx: Tx) -> bool:
    """Tell whether members own shares and savings in the book: a cooperative, a savings group, a village fund."""
    return settings.get(tx, "kind") in MEMBER_OWNED


def refuse_other_books(tx: Tx) -> None:
    """Refuse a book whose money is never its members' to take back."""
    if not is_member_owned(tx):
        text = N_("A welfare fund keeps no shares, savings, loans or surplus of members.")
        raise RuleError(problem("book.not_member_owned", text))


def refuse_wrong_day(tx: Tx, today: date, day: date) -> None:
    """Refuse a day that has not come, or lies in a closed month."""
    if day > today:
        raise RuleError(problem("match.future", N_("The day may not lie in the future."), "day"))
    periods.refuse_closed(tx, day)


def refuse_no_till(tx: Tx, account: str) -> None:
    """Refuse an account that is neither cash nor a bank account."""
    found = accounts.chart(tx).get(account)
    if found is None or not is_till(found):
        raise RuleError(problem("match.account", N_("Choose the cash or bank account."), "account"))


def general_fund(tx: Tx) -> str:
    """Give the one fund of the book."""
    return next(iter(accounts.funds(tx)))
