"""The register of meetings: each with its place, how many came, and what was resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.storage import activities, meetings
from welfare_desk.welfare.activities import ActivityKind
from welfare_desk.welfare.meetings import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.activities import Activity
    from welfare_desk.welfare.meetings import Meeting

NAME, TITLE = "meetings", N_("Register of meetings")
QUESTION = N_("Which meetings were held, who came, and what was resolved?")
KINDS = {
    MeetingKind.COMMITTEE: N_("committee meeting"),
    MeetingKind.GENERAL: N_("annual general meeting"),
    MeetingKind.MEMBERS: N_("members' meeting"),
}
_EARLIER = {
    ActivityKind.COMMITTEE_MEETING: MeetingKind.COMMITTEE,
    ActivityKind.MEMBER_MEETING: MeetingKind.MEMBERS,
}
ALL = "all"
_CHOICES = ((ALL, N_("all")), *((kind.value, words) for kind, words in KINDS.items()))
PARAMETERS = (FROM, TO, Parameter("kind", N_("Kind"), ParameterKind.CHOICE, choices=_CHOICES))


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the meetings between two days, of one kind or all, those among the activities included."""
    first, last, kind = asked.day("from"), asked.day("to"), asked.text("kind") or ALL
    kept = [each for each in meetings.meetings(tx, first, last) if kind in (ALL, each.kind.value)]
    earlier = [
        each
        for each in activities.activities(tx, first, last)
        if each.kind in _EARLIER and kind in (ALL, _EARLIER[each.kind].value)
    ]
    return lay_out(kept, earlier, span_words(first, last))


def lay_out(kept: Sequence[Meeting], earlier: Sequence[Activity], subtitle: str) -> Report:
    """Lay out one line for each meeting in the order of the days, then how many there were of each kind."""
    found = [(each.day, 1, _row(each)) for each in kept] + [(each.day, 0, _earlier(each)) for each in earlier]
    rows = [row for _day, _rank, row in sorted(found, key=lambda one: one[:2])]
    kinds = [each.kind for each in kept] + [_EARLIER[each.kind] for each in earlier]
    for kind, words in KINDS.items():
        if many := kinds.count(kind):
            text = ngettext("{count} time", "{count} times", many).format(count=many)
            rows.append(Row((None, None, _(words), text, None, None, None, None), Role.SUBTOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("kind", _("Kind"), width=18),
            Column("name", _("Which meeting"), width=18),
            Column("place", _("Place"), width=18),
            Column("people", _("People who came"), Kind.NUMBER, 10),
            Column("here", _("Of the committee"), Kind.NUMBER, 12),
            Column("resolutions", _("Resolutions"), width=34),
        ),
        tuple(rows),
        subtitle,
        notes=(_("A meeting without a number was written down among the activities, and counts as well."),)
        if earlier
        else (),
        landscape=True,
        nothing=_("No meeting was written down in these days."),
    )


def _row(of: Meeting) -> Row:
    said = " · ".join(f"{each.number} {each.words}" for each in of.resolutions)
    came = of.here if of.attendance else None
    cells = (of.number, of.day, _(KINDS[of.kind]), of.name, of.place or None, of.people or None, came, said or None)
    return Row(cells, opens=Link("meeting", (("number", str(of.number)),)))


def _earlier(of: Activity) -> Row:
    cells = (None, of.day, _(KINDS[_EARLIER[of.kind]]), of.name, None, of.people or None, None, of.note or None)
    return Row(cells, opens=Link("activities", (("from", _iso(of.day)), ("to", _iso(of.day)))))


def _iso(day: date) -> str:
    return day.isoformat()
