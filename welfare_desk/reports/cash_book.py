"""Cash and bank book: what came into and left each cash or bank account, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from welfare_desk.dates import span_words
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import CashFlow
from welfare_desk.money import Money
from welfare_desk.reports.account_lines import AccountLines, Stretch, account_lines
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ACCOUNT, FROM, TO
from welfare_desk.storage import accounts, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "cash-book", N_("Cash and bank book")
QUESTION = N_("What went through cash and the banks, and what is in them?")
PARAMETERS = (ACCOUNT, FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the lines of one cash or bank account, or of each that was ever used, and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    chart = {code: each for code, each in accounts.chart(tx).items() if each.cash_flow is CashFlow.CASH}
    chosen = asked.text("account")
    if chosen and chosen not in chart:
        text = N_("{account} is no cash or bank account.")
        raise RuleError(problem("report.not_cash", text, "account", account=chosen))
    codes = [chosen] if chosen else [code for code in chart if _is_used(tx, code)]
    found = [(chart[code], account_lines(tx, Stretch(code, first, last))) for code in codes]
    return lay_out(found, first, last)


def _is_used(tx: Tx, account: str) -> bool:
    return bool(tx.execute(select(exists().where(schema.movements.c.account == account))).scalar_one())


def lay_out(found: Sequence[tuple[Account, AccountLines]], first: date, last: date) -> Report:
    """Lay out each account's lines under its name, with its own total, and a total of all at the end."""
    rows: list[Row] = []
    whole = (Money(0), Money(0), Money(0))
    for account, lines in found:
        part = list(_account_rows(account, lines, first, last))
        rows += part
        whole = tuple(a + b for a, b in zip(whole, _amounts(part[-1]), strict=True))
    notes: tuple[str, ...] = ()
    if len(found) > 1:
        rows.append(Row((None, None, None, _("All accounts"), *whole), Role.TOTAL))
        notes = (
            _("Money moved from one of these accounts to another is a payment of the one and a receipt of the other."),
        )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Account"), Kind.CODE, 8),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("text", _("Description"), width=36),
            Column("received", _("Received"), Kind.MONEY, 14),
            Column("paid", _("Paid"), Kind.MONEY, 14),
            Column("balance", _("Balance"), Kind.MONEY, 14),
        ),
        tuple(rows),
        span_words(first, last),
        notes=notes,
        nothing=_("No cash or bank account moved in these days."),
    )


def _account_rows(account: Account, found: AccountLines, first: date, last: date) -> Iterator[Row]:
    params = (("account", account.code), ("from", first.isoformat()), ("to", last.isoformat()))
    ledger = Link("general-ledger", params)
    yield Row((f"{account.code} {account.name}", None, None, None, None, None, None), Role.HEADING, ledger)
    balance = Money(found.brought)
    yield Row((account.code, first, None, _("Brought forward"), None, None, balance))
    received = paid = Money(0)
    for line in found.lines:
        taken, given = Money(line.debit), Money(line.credit)
        received, paid, balance = received + taken, paid + given, balance + taken - given
        cells = (account.code, line.day, line.voucher, line.text, taken or None, given or None, balance)
        yield Row(cells, opens=entry_link(line.voucher))
    words = _("Total of {account}").format(account=account.name)
    yield Row((None, None, None, words, received, paid, balance), Role.SUBTOTAL, ledger)


def _amounts(row: Row) -> tuple[Money, ...]:
    return tuple(cell for cell in row.cells if isinstance(cell, Money))
