"""Who of the committee came to which meeting: a line for each officer, a column for each meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import short_day, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.members.masks import hide_numbers
from welfare_desk.reports.committee import POSTS
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import meetings, officers
from welfare_desk.welfare.meetings import Presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.committee import Officer
    from welfare_desk.welfare.meetings import Meeting

NAME, TITLE = "attendance", N_("Attendance of the committee")
QUESTION = N_("Who of the committee came to which meeting?")
PARAMETERS = (FROM, TO)
_MARKS = {Presence.PRESENT: "/", Presence.EXCUSED: N_("Exc"), Presence.ABSENT: N_("Abs")}
MOST = 14  # more do not fit a page; the newest are shown


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the meetings between two days that kept attendance, and for the officers of their days."""
    first, last = asked.day("from"), asked.day("to")
    found = [each for each in meetings.meetings(tx, first, last) if each.attendance]
    return lay_out(found[-MOST:], officers.officers(tx), span_words(first, last), len(found) - MOST)


def lay_out(found: Sequence[Meeting], known: Mapping[int, Officer], subtitle: str, left_out: int = 0) -> Report:
    """Lay out the marks; a cell stays empty where the officer held no post, or nobody wrote it down."""
    came = {number for each in found for number in (each.attendance or {})}
    order = list(POSTS)
    people = sorted((known[each] for each in came), key=lambda one: (order.index(one.post), one.from_day, one.number))
    rows = [_person(each, found) for each in people]
    if rows:
        sums = tuple(each.here for each in found)
        rows.append(Row((_("Came"), None, *(str(each) for each in sums), sum(sums), None), Role.TOTAL))
    notes = [_("/ came · Exc excused · Abs did not come · empty: held no post on that day, or nobody wrote it down")]
    if left_out > 0:
        notes.append(_("Only the newest {count} meetings are shown.").format(count=MOST))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("name", _("Name"), width=22),
            Column("post", _("Post held"), width=13),
            *(Column(f"m{each.number}", hide_numbers(each.name), Kind.CODE, 7, short_day(each.day)) for each in found),
            Column("came", _("Came"), Kind.NUMBER, 7),
            Column("percent", "%", Kind.NUMBER, 6),
        ),
        tuple(rows),
        subtitle,
        notes=tuple(notes) if rows else (),
        landscape=True,
        nothing=_("No meeting of these days kept who came."),
    )


def _person(of: Officer, found: Sequence[Meeting]) -> Row:
    marks = [(each.attendance or {}).get(of.number) for each in found]
    asked = [each for each in marks if each is not None]
    came = asked.count(Presence.PRESENT)
    cells = (_mark(each) for each in marks)
    return Row((of.name, _(POSTS[of.post]), *cells, came, came * 100 // len(asked)))


def _mark(presence: Presence | None) -> str | None:
    if presence is None:
        return None
    return _MARKS[presence] if presence is Presence.PRESENT else _(_MARKS[presence])
