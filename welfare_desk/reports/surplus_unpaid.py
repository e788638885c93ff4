"""What members have still to get of dividends and refunds, the savings account that may take it, a place to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.dividends import ShareOf
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.storage import member_names, savings, surpluses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "surplus-unpaid", N_("Dividends and refunds to be paid")
QUESTION = N_("Who has still to get a dividend or a refund, and into which account?")
PARAMETERS = ()


def make(tx: Tx, asked: Asked) -> Report:
    """List who has still to get something, as of now."""
    owed = {kind: surpluses.unpaid(tx, kind) for kind in ShareOf}
    into = {member: each.number for member, each in savings.main_accounts(tx).items()}
    return lay_out(owed, into, member_names.names(tx), asked.today)


def lay_out(
    owed: Mapping[ShareOf, Mapping[str, Money]], into: Mapping[str, str], names: Mapping[str, str], today: date
) -> Report:
    """Lay out one line for each member over the sums."""
    members = sorted({member for kind in owed.values() for member in kind})
    rows: list[Row] = []
    for member in members:
        parts = [owed[kind].get(member, ZERO) for kind in ShareOf]
        rows.append(Row((member, names.get(member, ""), into.get(member), *parts, Money.sum(parts), None)))
    if rows:
        sums = [Money.sum(owed[kind].values()) for kind in ShareOf]
        words = ngettext("{count} member", "{count} members", len(rows)).format(count=len(rows))
        rows.append(Row((None, words, None, *sums, Money.sum(sums), None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Member no."), Kind.CODE, 10),
            Column("name", _("Name"), width=28),
            Column("account", _("Savings account"), Kind.CODE, 14),
            Column("dividend", _("Dividend"), Kind.MONEY, 15),
            Column("refund", _("Patronage refund"), Kind.MONEY, 15),
            Column("total", _("Together"), Kind.MONEY, 15),
            Column("signed", _("Received (signature)"), width=20),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        signatures=(_("Prepared by"), _("Checked by"), _("Paid by")),
        landscape=True,
        nothing=_("Everybody has got what was shared."),
    )
