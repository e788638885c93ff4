"""General ledger: one account line by line, with its running balance, whole or page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import Side, natural
from welfare_desk.money import Money
from welfare_desk.reports.account_lines import AccountLines, Stretch, account_lines
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ACCOUNT, AFTER, FROM, FUND, ROWS, TO
from welfare_desk.storage import accounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "general-ledger", N_("General ledger")
QUESTION = N_("What moved on one account, day by day?")
PARAMETERS = (replace(ACCOUNT, is_required=True), FUND, FROM, TO, AFTER, ROWS)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the lines of the account and lay them out."""
    stretch = Stretch(
        asked.text("account"),
        asked.day("from"),
        asked.day("to"),
        asked.text("fund"),
        asked.text("after"),
        asked.number("rows"),
    )
    return lay_out(account_lines(tx, stretch), stretch, accounts.get(tx, stretch.account), all_funds(tx))


def lay_out(found: AccountLines, stretch: Stretch, account: Account, funds: Mapping[str, Fund]) -> Report:
    """Lay out the lines of an account; its balance is positive on its usual side."""
    balance = Money(found.brought)
    rows = [Row((stretch.first, None, _("Brought forward"), None, None, natural(account, balance)))]
    for line in found.lines:
        debit, credit = Money(line.debit), Money(line.credit)
        balance += debit - credit
        cells = (line.day, line.voucher, line.text, debit or None, credit or None, natural(account, balance))
        rows.append(Row(cells, opens=entry_link(line.voucher)))
    moved = (Money(sum(each)) for each in zip((0, 0), *(line[3:] for line in found.lines), strict=True))
    more = _next_page(stretch, found.lines[-1].voucher) if found.goes_on else None
    words = _("Total") if more is None else _("Total of this page; the account goes on")
    rows.append(Row((words, None, None, *moved, natural(account, balance)), Role.TOTAL, more))
    days = span_words(stretch.first, stretch.last)
    fund = (funds[stretch.fund].name,) if stretch.fund else ()
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("text", _("Description"), width=36),
            Column("debit", _("Debit"), Kind.MONEY, 14),
            Column("credit", _("Credit"), Kind.MONEY, 14),
            Column("balance", _("Balance"), Kind.MONEY, 14),
        ),
        tuple(rows),
        " · ".join((f"{account.code} {account.name}", *fund, days)),
        notes=(
            _("The balance is on the debit side; a balance in parentheses is on the credit side.")
            if account.normal is Side.DEBIT
            else _("The balance is on the credit side; a balance in parentheses is on the debit side."),
        ),
    )


def entry_link(voucher: str) -> Link:
    """Name the report that shows one voucher."""
    return Link("entry", (("voucher", voucher),))


def _next_page(stretch: Stretch, last: str) -> Link:
    params = {
        "account": stretch.account,
        "fund": stretch.fund,
        "from": stretch.first.isoformat(),
        "to": stretch.last.isoformat(),
        "after": last,
        "rows": str(stretch.rows),
    }
    return Link(NAME, tuple((name, value) for name, value in params.items() if value))
