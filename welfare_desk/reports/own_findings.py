"""An auditor's own findings on a copy of a book, with what the fund replied: a list, no report of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import _, ngettext
from welfare_desk.reports.findings import KINDS, SEVERITIES, VERDICTS
from welfare_desk.reports.model import Column, Kind, Link, Report, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.findings import AuditFinding, Reply
    from welfare_desk.ledger.reviews import Review


def lay_out(review: Review, replies: Mapping[int, Sequence[Reply]] | None = None) -> Report:
    """Lay out the findings of a review, each with the last reply of the fund where there is one."""
    heard = replies or {}
    count = len(review.findings)
    told = [ngettext("{count} finding", "{count} findings", count).format(count=count), review.auditor]
    if review.version:
        signed = _("signed {count} times, last as of {day}")
        told.append(signed.format(count=review.version, day=long_day(review.written)))
    return Report(
        "own-findings",
        _("My findings"),
        (
            Column("number", _("No."), Kind.NUMBER, 4),
            Column("about", _("About"), width=18),
            Column("found", _("What was found"), width=36),
            Column("severity", _("Weight"), width=8),
            Column("amount", _("Amount"), Kind.MONEY, 12),
            Column("due", _("Due"), Kind.DAY, 14),
            Column("reply", _("Reply of the fund"), width=28),
            Column("verdict", _("Settled"), width=16),
        ),
        tuple(_row(each, heard.get(each.number, ())) for each in review.findings),
        " · ".join(told),
        nothing=_("Nothing was written down yet."),
        landscape=True,
    )


def _row(finding: AuditFinding, replies: Sequence[Reply]) -> Row:
    said = ""
    if replies:
        last = replies[-1]
        said = f"{last.words} ({_('mended')})" if last.is_done else last.words
    return Row(
        (
            finding.number,
            _(KINDS[finding.kind]).format(name=finding.subject),
            finding.found,
            _(SEVERITIES[finding.severity]),
            finding.amount,
            finding.due,
            said,
            _(VERDICTS[finding.verdict]),
        ),
        opens=Link("own-findings", (("number", str(finding.number)),)),
    )
