"""The drafts: entries that are kept outside the ledger until they are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import problems_of
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "drafts", N_("Drafts")
QUESTION = N_("What was begun and not posted yet?")
PARAMETERS: tuple[Parameter, ...] = ()


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for the drafts and lay them out."""
    return lay_out(drafts.all_drafts(tx))


def lay_out(found: Sequence[tuple[int, Entry]]) -> Report:
    """Lay out drafts, oldest first, each with what still keeps it from being posted."""
    return Report(
        NAME,
        _(TITLE),
        (
            Column("draft", _("Draft"), Kind.CODE, 10),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("payee", _("Received from or paid to"), width=22),
            Column("memo", _("For"), width=28),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("missing", _("What is missing"), width=34),
        ),
        tuple(_row(key, entry) for key, entry in found),
        landscape=True,
        nothing=_("There is no draft."),
    )


def _row(key: int, entry: Entry) -> Row:
    amount = Money.sum(each.amount for each in entry.postings if each.amount > Money(0))
    missing = " ".join(each.sentence() for each in problems_of(entry))
    return Row((f"D-{key:04}", entry.day, entry.payee, entry.memo, amount, missing))
