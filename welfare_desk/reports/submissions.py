"""What was handed up: the fund's data in another program, files, status forms; when, to whom, as of which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import handups
from welfare_desk.welfare.certification import SubmissionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.certification import Submission

NAME, TITLE = "submissions", N_("What was handed up")
QUESTION = N_("Which data of the fund were handed up, when, to whom and as of which day?")
PARAMETERS: tuple[Parameter, ...] = ()
KINDS = {
    SubmissionKind.PROGRAM: N_("data in CODI's program"),
    SubmissionKind.FINANCE: N_("file of the fund's finance"),
    SubmissionKind.BENEFITS: N_("file of benefits paid"),
    SubmissionKind.STATUS_FORM: N_("status form"),
}


def make(tx: Tx, _asked: Asked) -> Report:
    """Ask for what was handed up, and lay it out, the newest first."""
    return lay_out(handups.submissions(tx)[::-1])


def lay_out(given: Sequence[Submission]) -> Report:
    """Lay out one line for each time."""
    rows = [
        Row((each.number, each.day, _(KINDS[each.kind]), each.as_of, each.to_whom, each.sha256[:16] or None))
        for each in given
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 6),
            Column("day", _("Handed up on"), Kind.DAY, 13),
            Column("kind", _("Kind"), width=26),
            Column("as_of", _("Data as of"), Kind.DAY, 13),
            Column("to_whom", _("To whom"), width=34),
            Column("sha256", _("Fingerprint of the file"), Kind.CODE, 18),
        ),
        tuple(rows),
        notes=(_("A fingerprint is the beginning of the file's SHA-256."),) if any(e.sha256 for e in given) else (),
        nothing=_("Nothing that was handed up is written down."),
    )
