"""The minutes of one meeting (รายงานการประชุม): who came, what was said, what was resolved, to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.committee import POSTS
from welfare_desk.reports.meetings import KINDS
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import meetings, officers
from welfare_desk.welfare.committee import in_office
from welfare_desk.welfare.meetings import Presence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.committee import Officer
    from welfare_desk.welfare.meetings import Meeting

NAME, TITLE = "meeting", N_("Minutes of a meeting")
QUESTION = N_("What was resolved at a meeting and who was there, to be signed.")
PARAMETERS = (Parameter("number", N_("Number"), ParameterKind.NUMBER, is_required=True),)
PRESENCES = {
    Presence.PRESENT: N_("came"),
    Presence.EXCUSED: N_("excused"),
    Presence.ABSENT: N_("did not come"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a meeting by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    found = meetings.find(tx, number)
    if found is None:
        raise RuleError(problem("meeting.unknown", N_("There is no meeting {number}."), "number", number=number))
    return lay_out(found, in_office(officers.officers(tx).values(), found.day))


def lay_out(of: Meeting, sitting: Sequence[Officer]) -> Report:
    """Lay out who came, then the minutes, then each resolution."""
    came = of.attendance or {}
    rows: list[Row] = []
    if sitting:
        rows.append(Row((None, _("The committee"), None), Role.HEADING))
        rows += [_officer(at, each, came.get(each.number)) for at, each in enumerate(sitting, 1)]
    if of.minutes:
        rows.append(Row((None, _("Minutes"), None), Role.HEADING))
        rows += [Row((None, line.strip(), None)) for line in of.minutes.splitlines() if line.strip()]
    rows.append(Row((None, _("Resolutions"), None), Role.HEADING))
    rows += [Row((each.number, each.words, None)) for each in of.resolutions]
    if not of.resolutions:
        rows.append(Row((None, _("Nothing was resolved."), None)))
    facts = (
        (_("Kind"), _(KINDS[of.kind])),
        (_("Day"), long_day(of.day)),
        (_("Place"), of.place),
        (_("People who came"), of.people or None),
        (_("Of the committee"), _("{here} of {all}").format(here=of.here, all=len(sitting)) if came else ""),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Item no."), Kind.CODE, 8),
            Column("words", _("Person or words"), width=62),
            Column("presence", _("Came"), width=18),
        ),
        tuple(rows),
        _("Meeting {name}").format(name=of.name),
        facts=tuple((label, value) for label, value in facts if value),
        signatures=(_("Took the minutes"), _("Chair of the meeting")),
    )


def _officer(at: int, of: Officer, presence: Presence | None) -> Row:
    post = f"{_(POSTS[of.post])} · {of.community_post}" if of.community_post else _(POSTS[of.post])
    return Row(
        (str(at), _("{name}, {post}").format(name=of.name, post=post), _(PRESENCES[presence]) if presence else None)
    )
