"""Chart of accounts: every account of the book, under the account that groups it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, first_of_month
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, Side, natural
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.storage import accounts, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "chart-of-accounts", N_("Chart of accounts")
QUESTION = N_("Which accounts are there, and what is on them?")
PARAMETERS: tuple[Parameter, ...] = ()
_TYPES = {
    AccountType.HEADER: N_("Header"),
    AccountType.ASSET: N_("Asset"),
    AccountType.LIABILITY: N_("Liability"),
    AccountType.EQUITY: N_("Equity"),
    AccountType.INCOME: N_("Income"),
    AccountType.EXPENSE: N_("Expense"),
}
_SIDES = {Side.DEBIT: N_("Debit"), Side.CREDIT: N_("Credit")}


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for the accounts and what stands on them, and lay them out."""
    return lay_out(accounts.chart(tx).values(), figures.balances(tx))


def trends(tx: Tx, today: date) -> dict[str, tuple[int, ...]]:
    """Tell how each account stood at the end of the last twelve months, in satang on its usual side."""
    month = first_of_month(today)
    months = [add_months(month, back - MONTHS_PER_YEAR + 1) for back in range(MONTHS_PER_YEAR)]
    chart = accounts.chart(tx)
    return {
        code: tuple(natural(chart[code], Money(satang)).satang for satang in ends)
        for code, ends in figures.month_ends(tx, months).items()
    }


def lay_out(chart: Iterable[Account], balances: Mapping[str, int]) -> Report:
    """Lay out accounts, headers as headings; for machines they are rows like the others.

    `balances` are in satang, debit positive; each is written on the account's usual side.
    """
    chart = list(chart)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Number"), Kind.CODE, 8),
            Column("name", _("Account"), width=40),
            Column("type", _("Kind"), width=12),
            Column("normal", _("Usual side"), width=10),
            Column("balance", _("Balance"), Kind.MONEY, 14),
            Column("closes_to", _("Closes to"), Kind.CODE, 9),
            Column("status", _("Status"), width=12),
        ),
        tuple(_row(account, Money(balances.get(account.code, 0))) for account in chart),
        answer=(("rows", [_answer(account) for account in chart]),),
    )


def _row(account: Account, balance: Money) -> Row:
    if account.is_header:
        return Row((account.code, account.name, None, None, None, None, None), Role.HEADING)
    status = None if account.is_active else _("No longer used")
    cells = (
        account.code,
        account.name,
        _(_TYPES[account.type]),
        _(_SIDES[account.normal]),
        natural(account, balance),
        account.closes_to,
        status,
    )
    return Row(cells, opens=Link("general-ledger", (("account", account.code),)))


def _answer(account: Account) -> dict[str, object]:
    return {
        "account": account.code,
        "name": account.name,
        "name_th": account.name_th,
        "name_en": account.name_en,
        "type": account.type.value,
        "normal": account.normal.value,
        "parent": account.parent,
        "closes_to": account.closes_to,
        "is_active": account.is_active,
    }
