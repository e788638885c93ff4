"""What a fund did besides paying money: meetings, and welfare that is no money, with how many took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.storage import activities
from welfare_desk.welfare.activities import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.activities import Activity

NAME, TITLE = "activities", N_("Meetings and welfare that is no money")
QUESTION = N_("Which meetings were held, and what was given that is no money?")
KINDS = {
    ActivityKind.COMMITTEE_MEETING: N_("committee meeting"),
    ActivityKind.MEMBER_MEETING: N_("members' meeting"),
    ActivityKind.WELFARE: N_("welfare that is no money"),
}
ALL = "all"
_CHOICES = ((ALL, N_("all")), *((kind.value, words) for kind, words in KINDS.items()))
PARAMETERS = (FROM, TO, Parameter("kind", N_("Kind"), ParameterKind.CHOICE, choices=_CHOICES))


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the activities between two days, of one kind or all, and lay them out."""
    first, last, kind = asked.day("from"), asked.day("to"), asked.text("kind") or ALL
    found = [each for each in activities.activities(tx, first, last) if kind in (ALL, each.kind.value)]
    return lay_out(found, span_words(first, last))


def lay_out(found: Sequence[Activity], subtitle: str) -> Report:
    """Lay out one line for each activity, then how many there were of each kind."""
    rows = [
        Row((each.number, each.day, _(KINDS[each.kind]), each.name, each.people or None, each.note or None))
        for each in found
    ]
    for kind, words in KINDS.items():
        people = [each.people for each in found if each.kind is kind]
        if people:
            text = ngettext("{count} time", "{count} times", len(people)).format(count=len(people))
            rows.append(Row((None, None, _(words), text, sum(people) or None, None), Role.SUBTOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 6),
            Column("day", _("Day"), Kind.DAY, 13),
            Column("kind", _("Kind"), width=20),
            Column("name", _("What it was"), width=34),
            Column("people", _("People"), Kind.NUMBER, 9),
            Column("note", _("Note"), width=24),
        ),
        tuple(rows),
        subtitle,
        nothing=_("Nothing was written down in these days."),
    )
