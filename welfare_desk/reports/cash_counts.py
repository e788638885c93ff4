"""The register of cash counts: what was counted, and what was over or short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import accounts, cash_counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.cash_counts import KeptCount

NAME, TITLE = "cash-counts", N_("Cash counts")
QUESTION = N_("When was the cash counted, and did it agree with the book?")
PARAMETERS = (FROM, TO)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the counts of some days and lay them out."""
    days = asked.day("from"), asked.day("to")
    shown = [each for each in cash_counts.counts(tx) if days[0] <= each.tally.day <= days[1]]
    return lay_out(shown, accounts.chart(tx), days)


def lay_out(found: Sequence[KeptCount], chart: Mapping[str, Account], days: tuple[date, date]) -> Report:
    """Lay out counts; each opens its sheet."""
    rows: list[Row] = []
    for each in found:
        tally = each.tally
        people = " · ".join(part for part in (tally.counted_by, tally.witness) if part)
        undone = _("reversed by {voucher}").format(voucher=each.undone_by) if each.undone_by else ""
        said = " · ".join(part for part in (tally.reason, undone) if part)
        account = f"{tally.account} {chart[tally.account].name}"
        sums = tally.expected, tally.counted, tally.difference or None
        cells = (str(each.number), tally.day, account, *sums, people, each.voucher, said or None)
        rows.append(Row(cells, opens=Link("cash-count", (("number", str(each.number)),))))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 8),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("account", _("Account"), width=24),
            Column("expected", _("By the book"), Kind.MONEY, 13),
            Column("counted", _("Counted"), Kind.MONEY, 13),
            Column("difference", _("Difference"), Kind.MONEY, 12),
            Column("people", _("Counted by and witness"), width=22),
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("reason", _("Reason"), width=22),
        ),
        tuple(rows),
        span_words(*days),
        landscape=True,
        nothing=_("No cash was counted in these days."),
    )
