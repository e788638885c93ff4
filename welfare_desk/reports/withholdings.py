"""Register of certificates of tax withheld, and what of it is still to be handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import withholdings
from welfare_desk.welfare.withholding import FeeKind, rate_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.withholding import Certificate

NAME, TITLE = "withholdings", N_("Tax withheld")
QUESTION = N_("From which fees was tax withheld, and what is to be handed in?")
PARAMETERS = (FROM, TO)
KINDS = {
    FeeKind.SERVICE: N_("service, work done"),
    FeeKind.PROFESSIONAL: N_("professional fee"),
    FeeKind.RENT: N_("rent"),
    FeeKind.TRANSPORT: N_("transport"),
    FeeKind.ADVERTISING: N_("advertising"),
    FeeKind.OTHER: N_("other fee"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the certificates of some days, and what was withheld by their end and is not handed in."""
    days = asked.day("from"), asked.day("to")
    found = [each for each in withholdings.certificates(tx) if days[0] <= each.day <= days[1]]
    return lay_out(found, Money.sum(part for _fund, part in withholdings.owed(tx, days[1])), days)


def lay_out(found: Sequence[Certificate], owed: Money, days: tuple[date, date]) -> Report:
    """Lay out one line for each certificate; a reversed one stays without amounts."""
    rows = [
        Row(
            (
                each.number, each.day, each.payee or None, each.tax_id or None, _(KINDS[each.kind]),
                None if each.is_reversed else each.base, rate_text(each.rate), None if each.is_reversed else each.tax,
                each.voucher, _("reversed") if each.is_reversed else None,
            ),
            opens=Link("withholding-certificate", (("number", str(each.key)),)),
        )
        for each in found
    ]  # fmt: skip
    if rows:
        base, tax = (Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in (5, 7))
        rows.append(Row((None, None, _("Total"), None, None, base, None, tax, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Certificate"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("payee", _("Paid to whom"), width=24),
            Column("tax_id", _("Tax number"), width=15),
            Column("kind", _("Kind of fee"), width=18),
            Column("base", _("Fee"), Kind.MONEY, 13),
            Column("rate", _("Rate, per cent"), Kind.CODE, 8),
            Column("tax", _("Tax"), Kind.MONEY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("state", _("State"), width=12),
        ),
        tuple(rows),
        span_words(*days),
        notes=(_("To be handed in: {amount} baht.").format(amount=owed.text()),) if owed else (),
        landscape=True,
        nothing=_("No tax was withheld in these days."),
    )
