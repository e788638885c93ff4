"""Cheque register: what was drawn, and what the banks have not paid yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.cheques import Cheque, ChequeStatus, stale_on
from welfare_desk.money import Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import accounts, cheques

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "cheques", N_("Cheque register")
QUESTION = N_("Which cheques has the bank not paid yet?")
PARAMETERS = (FROM, TO)
STATUS_NAMES = {
    ChequeStatus.DRAWN: N_("not presented yet"),
    ChequeStatus.PRESENTED: N_("presented"),
    ChequeStatus.STALE: N_("stale"),
    ChequeStatus.VOID: N_("void"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the cheques of some days and all that are still outstanding, and lay them out."""
    return lay_out(cheques.cheques(tx), accounts.chart(tx), (asked.day("from"), asked.day("to")), asked.today)


def lay_out(found: Sequence[Cheque], chart: Mapping[str, Account], days: tuple[date, date], today: date) -> Report:
    """Lay out cheques; the column of what is outstanding is the one that adds up to the bank's difference."""
    first, last = days
    shown = [each for each in found if each.is_outstanding or first <= each.day <= last]
    rows: list[Row] = []
    for each in shown:
        open_amount = each.amount if each.is_outstanding else None
        state = _(STATUS_NAMES[each.status])
        if each.status is ChequeStatus.DRAWN and stale_on(each.day) <= today:
            state = _("older than six months")
        said = " · ".join(part for part in (state, each.reason) if part)
        since = each.since if each.status is not ChequeStatus.DRAWN else None
        bank = f"{each.account} {chart[each.account].name}"
        cells = (each.number, bank, each.day, each.payee or None, each.amount or None, open_amount)
        link = entry_link(each.voucher) if each.voucher else None
        rows.append(Row((*cells, each.voucher, since, said), opens=link))
    if rows:
        outstanding = Money.sum(each.amount for each in shown if each.is_outstanding)
        total = Money.sum(each.amount for each in shown)
        rows.append(Row((None, _("Total"), None, None, total, outstanding, None, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Cheque"), Kind.CODE, 11),
            Column("bank", _("Bank account"), width=26),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("payee", _("Received from or paid to"), width=20),
            Column("amount", _("Amount"), Kind.MONEY, 13),
            Column("outstanding", _("Not presented"), Kind.MONEY, 13),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("since", _("Since"), Kind.DAY, 12),
            Column("state", _("State"), width=20),
        ),
        tuple(rows),
        span_words(first, last),
        landscape=True,
        nothing=_("No cheque was drawn in these days."),
    )
