"""The committee: who holds which post, whom the post speaks for, and the terms that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import officers
from welfare_desk.welfare.committee import Origin, Post, in_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.committee import Officer

NAME, TITLE = "committee", N_("The committee")
QUESTION = N_("Who holds which post, since when and until when?")
POSTS = {
    Post.CHAIR: N_("chair"),
    Post.VICE_CHAIR: N_("vice chair"),
    Post.SECRETARY: N_("secretary"),
    Post.TREASURER: N_("treasurer"),
    Post.MEMBER: N_("committee member"),
    Post.ADVISER: N_("adviser"),
}
ORIGINS = {
    Origin.MEMBERS: N_("members of the fund"),
    Origin.LOCAL_AUTHORITY: N_("local authority"),
    Origin.HEADMEN: N_("village and tambon headmen"),
    Origin.MONKS: N_("monks"),
    Origin.EXPERTS: N_("experts"),
    Origin.OTHER: N_("others"),
}
IN_OFFICE, ALL = "in_office", "all"
SHOW = Parameter(
    "show", N_("Show"), ParameterKind.CHOICE,
    choices=((IN_OFFICE, N_("in office on that day")), (ALL, N_("every term"))),
)  # fmt: skip
PARAMETERS = (ON, SHOW)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for those in office on a day, or every term, and lay them out."""
    day, every = asked.day("on"), officers.officers(tx).values()
    chosen = list(every) if asked.text("show") == ALL else in_office(every, day)
    return lay_out(chosen, in_office(every, day), day)


def lay_out(chosen: Sequence[Officer], sitting: Sequence[Officer], day: date) -> Report:
    """Lay out one line for each term, with how many sit for whom on the day."""
    rows = [
        Row(
            (
                each.number, each.name, _(POSTS[each.post]), _(ORIGINS[each.origin]), each.community_post or None,
                each.phone or None, each.from_day, each.to_day, each.reason or None,
            )
        )
        for each in chosen
    ]  # fmt: skip
    people = ngettext("{count} person", "{count} people", len(sitting)).format(count=len(sitting))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("name", _("Name"), width=22),
            Column("post", _("Post held"), width=14),
            Column("origin", _("Speaks for"), width=17),
            Column("community_post", _("Post in the community"), width=18),
            Column("phone", _("Telephone"), Kind.CODE, 13, is_phone=True),
            Column("from", _("From"), Kind.DAY, 11),
            Column("to", _("Until"), Kind.DAY, 11),
            Column("reason", _("Why it ended"), width=14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=((_("In office"), people), *origins_of(sitting)) if rows else (),
        landscape=True,
        nothing=_("Nobody of the committee is written down for this day."),
    )


def origins_of(sitting: Iterable[Officer]) -> tuple[tuple[str, Value], ...]:
    """Count the officers by whom they speak for; those without one are left out."""
    found = [each.origin for each in sitting]
    return tuple((_(words), found.count(origin)) for origin, words in ORIGINS.items() if origin in found)
