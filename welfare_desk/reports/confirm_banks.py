"""Letters that ask banks what stands on the fund's accounts, with the list of accounts they are sent for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import is_till
from welfare_desk.money import Money
from welfare_desk.reports.balances import balance_of
from welfare_desk.reports.confirmations import ADDRESS, AUDITOR, BLANK, SHORT_BLANK, Letter, sampled, sender, sheet
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import accounts, banking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.confirmations import Sender
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "confirm-banks", N_("Letters of confirmation to banks")
QUESTION = N_("Does each bank say the same of the fund's accounts as the book?")
_BANK_LINE, _BANK_WORD = "A.bank", "ธนาคาร"  # what the chart of welfare funds calls it, and the other charts
PARAMETERS = (
    ON,
    Parameter("numbers", N_("Only these accounts"), ParameterKind.TEXT),
    AUDITOR,
    ADDRESS,
)


class Deposit(NamedTuple):
    """An account with a bank: what the bank calls it, and what the book says stands on it."""

    account: Account
    bank: str
    number: str
    balance: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the accounts with banks and what stands on each, and write the letters."""
    day, known = asked.day("on"), banking.bank_accounts(tx)
    chart = {code: each for code, each in accounts.chart(tx).items() if code in known or _is_with_bank(each)}
    moved = {code for code in chart if code in known or balance_of(tx, code, day)}
    codes, _seed = sampled(sorted(moved), asked, len(moved), day.year)
    found: list[Deposit] = []
    for code in codes:
        called = known.get(code)
        bank, number = (called.bank, called.number) if called else ("", "")
        found.append(Deposit(chart[code], bank, number, Money(balance_of(tx, code, day))))
    return lay_out(found, day, sender(tx, asked))


def _is_with_bank(account: Account) -> bool:
    if account.form10_line:
        return account.form10_line == _BANK_LINE and not account.is_header
    return is_till(account) and _BANK_WORD in account.name_th


def lay_out(found: Sequence[Deposit], day: date, of: Sender) -> Report:
    """Lay out the list of accounts with room for the banks' figures; the letters follow it on paper."""
    rows = [
        Row(
            (each.account.code, each.account.name, each.bank or None, each.number or None, each.balance, None, None),
            opens=Link("general-ledger", (("account", each.account.code), ("to", day.isoformat()))),
        )
        for each in found
    ]
    if rows:
        total = Money.sum(each.balance for each in found)
        rows.append(Row((None, _("Total"), None, None, total, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Account"), Kind.CODE, 8),
            Column("name", _("Name"), width=26),
            Column("bank", _("Bank"), width=16),
            Column("number", _("Account number"), Kind.CODE, 16),
            Column("balance", _("The book says"), Kind.MONEY, 14),
            Column("answer", _("The bank says"), Kind.MONEY, 14),
            Column("difference", _("Difference"), Kind.MONEY, 12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=((_("Letters"), str(len(found))),),
        notes=(_("The letters follow on sheets of their own."),),
        nothing=_("The book has no account with a bank."),
        signatures=(_("Auditor"),),
        enclosed=tuple(sheet(_letter(each, day), of, day, _(TITLE)) for each in found),
    )


def _letter(each: Deposit, day: date) -> Letter:
    figures = (
        (_("Account number"), each.number or SHORT_BLANK),
        (_("Name of the account"), each.account.name),
        (_("The book says"), _("{amount} baht").format(amount=each.balance.text())),
    )
    answers = (
        (_("The bank says"), _("{amount} baht on {day}").format(amount=SHORT_BLANK, day=long_day(day))),
        (_("Interest"), SHORT_BLANK),
        (_("Who may sign"), BLANK),
        (_("Pledged or blocked"), BLANK),
    )
    return Letter(each.bank or BLANK, "", figures, answers, _("Authorised signatory of the bank"))
