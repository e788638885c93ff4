"""What the bank wrote, line by line, with what of the book it was matched with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.reconciliation import MatchKind
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ACCOUNT, FROM, TO
from welfare_desk.storage import accounts, banking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.bank_lines import BankLine
    from welfare_desk.ledger.reconciliation import BankMatch
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "bank-lines", N_("Lines of the bank")
QUESTION = N_("What did the bank write, and where is it in the book?")
PARAMETERS = (replace(ACCOUNT, is_required=True), FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the lines of an account in some days and lay them out."""
    account = asked.text("account")
    lines = {each.id: each for each in banking.lines_of(tx, account)}
    matches = banking.matches_of(tx, account, lines, banking.items_of(tx, account))
    of_line = {line.id: match for match in matches for line in match.lines}
    named = accounts.chart(tx).get(account)
    title = f"{account} {named.name}" if named else account
    days = asked.day("from"), asked.day("to")
    shown = [each for each in lines.values() if days[0] <= each.day <= days[1]]
    return lay_out(shown, of_line, days, title)


def lay_out(
    lines: Sequence[BankLine], of_line: Mapping[int, BankMatch], days: tuple[date, date], account: str
) -> Report:
    """Lay out lines of the bank; each opens the voucher that it was matched with."""
    rows = [_row(each, of_line.get(each.id)) for each in lines]
    if rows:
        out = -Money.sum(each.amount for each in lines if each.amount < ZERO)
        into = Money.sum(each.amount for each in lines if each.amount > ZERO)
        rows.append(Row((None, None, _("Total"), None, out, into, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("time", _("Time"), Kind.CODE, 7),
            Column("words", _("What the bank says"), width=30),
            Column("reference", _("Reference"), Kind.CODE, 12),
            Column("out", _("Money out"), Kind.MONEY, 13),
            Column("in", _("Money in"), Kind.MONEY, 13),
            Column("balance", _("The bank has"), Kind.MONEY, 14),
            Column("state", _("In the book"), width=22),
        ),
        tuple(rows),
        f"{account} · {span_words(*days)}",
        landscape=True,
        nothing=_("No statement of the bank has a line in these days."),
    )


def _row(line: BankLine, match: BankMatch | None) -> Row:
    vouchers = [each.voucher for each in match.items] if match is not None else []
    out, into = (None, line.amount) if line.amount > ZERO else (-line.amount, None)
    cells = (line.day, line.time or None, line.words, line.reference or None, out, into, line.balance, state_of(match))
    return Row(cells, opens=entry_link(vouchers[0]) if len(vouchers) == 1 else None)


def state_of(match: BankMatch | None) -> str:
    """Say what a line was matched with."""
    if match is None:
        return _("waits")
    if match.kind is MatchKind.BANK_ERROR:
        return _("error of the bank")
    if match.kind is MatchKind.OPENING:
        return _("from before the book")
    return ", ".join(each.voucher for each in match.items)
