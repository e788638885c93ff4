"""Entries that auditors propose, what became of each, and what auditors said of the statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import be_year, short_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.audits import OpinionKind
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.storage import adjustments, periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.adjustments import KeptAdjustment, KeptOpinion
    from welfare_desk.storage.book import Tx

NAME, TITLE = "adjustments", N_("Entries proposed by auditors")
QUESTION = N_("Which entries did the auditor propose, and what became of them?")
PARAMETERS = ()
OPINIONS = {
    OpinionKind.CLEAN: N_("without reservation"),
    OpinionKind.QUALIFIED: N_("with a reservation"),
    OpinionKind.ADVERSE: N_("the statements are not right"),
    OpinionKind.NONE: N_("no opinion given"),
}
_DECISIONS = {"": N_("waits for a decision"), "accepted": N_("accepted"), "declined": N_("declined")}


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for every proposed entry and every opinion, and lay them out."""
    return lay_out(adjustments.all_adjustments(tx), adjustments.opinions(tx), periods.calendar(tx))


def lay_out(kept: Sequence[KeptAdjustment], said: Sequence[KeptOpinion], of: Calendar) -> Report:
    """Lay out one row an entry; the opinions stand under the table."""
    notes = [_said(each, of) for each in said]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.NUMBER, 8),
            Column("year", _("Fiscal year"), Kind.CODE, 9),
            Column("day", _("Entry dated"), Kind.DAY, 13),
            Column("memo", _("What for"), width=26),
            Column("amount", _("Amount"), Kind.MONEY, 13),
            Column("proposed_by", _("Proposed by"), width=18),
            Column("reason", _("Reason"), width=24),
            Column("decision", _("What became of it"), width=18),
            Column("voucher", _("Voucher"), Kind.CODE, 13),
        ),
        tuple(_row(each, of) for each in kept),
        notes=tuple(notes) or (_("No auditor's opinion is written down."),),
        landscape=True,
        signatures=(_("Auditor"), _("Treasurer"), _("Head of the fund")),
        nothing=_("No auditor proposed an entry."),
    )


def _said(kept: KeptOpinion, of: Calendar) -> str:
    """Say what an auditor said, and whether the year was reopened since."""
    text = _("Of the year {year}, {day}, {auditor}: {opinion}. {words}")
    said = text.format(
        year=be_year(of.year_end(kept.fiscal_year)), day=short_day(kept.day), auditor=kept.auditor,
        opinion=_(OPINIONS[kept.opinion]), words=kept.words,
    ).strip()  # fmt: skip
    if kept.outdated is None:
        return said
    outdated = _("Outdated: the year was reopened on {day}; ask the auditor again.")
    return f"{said} {outdated.format(day=short_day(kept.outdated))}"


def _row(kept: KeptAdjustment, of: Calendar) -> Row:
    said = kept.adjustment
    amount = Money.sum(line.amount for line in said.entry.postings if line.amount > ZERO)
    decision = _(_DECISIONS[kept.decision]) + (f": {kept.answer}" if kept.answer else "")
    opens = Link("entry", (("voucher", kept.voucher),)) if kept.voucher else None
    return Row(
        (
            kept.number, str(be_year(of.year_end(said.fiscal_year))), said.entry.day, said.entry.memo, amount,
            said.proposed_by, said.reason, decision, kept.voucher or None,
        ),
        opens=opens,
    )  # fmt: skip
