"""What the forms of loans offer: members by name and number, and the kinds of loans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.loan_products import KIND
from welfare_desk.ledger.accounts import AccountType, may_post
from welfare_desk.reports.choices import coded
from welfare_desk.reports.loan_words import rate_words
from welfare_desk.storage import accounts, coop_accounts, coop_products, loan_contracts, loan_facts

if TYPE_CHECKING:
    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.storage.book import Tx


def people(tx: Tx) -> list[tuple[str, str]]:
    """Give every member with name and number, in the order of numbers."""
    return [(number, f"{name} ({number})") for number, name in sorted(loan_contracts.names(tx).items())]


class LoanKinds(NamedTuple):
    """What the form of a kind of loan begins with: the newest version of each, accounts of loans and of interest.

    `days` are those from which kept versions count, by code.
    """

    products: dict[str, LoanProduct]
    accounts: list[tuple[str, str]]
    incomes: list[tuple[str, str]]
    days: dict[str, tuple[date, ...]]


def loan_kinds(tx: Tx) -> LoanKinds:
    """Read the newest version of every kind of loan, and what the form of one offers."""
    loans = coop_accounts.may_hold(tx, Ledger.LOAN, (AccountType.ASSET,)).values()
    incomes = [each for each in accounts.chart(tx).values() if may_post(each) and each.type is AccountType.INCOME]
    newest = loan_facts.products(tx, date.max)
    return LoanKinds(newest, coded(loans), coded(incomes), coop_products.days(tx, KIND))


def kinds(tx: Tx, day: date) -> list[tuple[str, str]]:
    """Give the kinds of loans that are offered on a day, with their rates."""
    return [(code, f"{each.name} · {rate_words(each.rate)}") for code, each in loan_facts.products(tx, day).items()]
