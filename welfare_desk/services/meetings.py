"""Write down meetings: minutes, resolutions, and who of the committee came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import meetings, officers, trail
from welfare_desk.welfare.committee import in_office

if TYPE_CHECKING:
    from welfare_desk.errors import Problem
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.meetings import Meeting


@needs(Permission.REGISTER)
def keep_meeting(desk: Desk, meeting: Meeting) -> int:
    """Write a meeting down, or correct the one of its number; give the number.

    Attendance is asked of those in office on its day alone. A resolution once written down keeps its number.
    """
    kept = _plain(meeting)
    with desk.book.write() as tx:
        before = meeting_by(tx, kept.number) if kept.number else None
        found = [*kept.problems(desk.today), *_strangers(tx, kept), *(_left_out(before, kept) if before else ())]
        if before is None and meetings.is_activity(tx, kept):
            text = N_("This meeting stands among the activities of that day; take it out there first.")
            found.append(problem("meeting.activity", text, "day"))
        if found:
            raise RuleError(*found)
        number = kept.number or meetings.add(tx, kept)
        if before is not None and before != kept:
            meetings.change(tx, kept)
        if before != kept:
            act = "meeting.kept" if before is None else "meeting.changed"
            trail.add(
                tx, desk.made(), act, str(number), kind=kept.kind.value, day=kept.day.isoformat(),
                resolutions=len(kept.resolutions),
            )  # fmt: skip
    return number


def meeting_by(tx: Tx, number: int) -> Meeting:
    """Read a meeting by its number; an unknown one is a `RuleError`."""
    found = meetings.find(tx, number)
    if found is None:
        raise RuleError(problem("meeting.unknown", N_("There is no meeting {number}."), "number", number=number))
    return found


def _plain(meeting: Meeting) -> Meeting:
    said = tuple(replace(each, number=each.number.strip(), words=each.words.strip()) for each in meeting.resolutions)
    return replace(
        meeting,
        name=meeting.name.strip(),
        place=meeting.place.strip(),
        minutes=meeting.minutes.strip(),
        resolutions=said,
        attendance=dict(meeting.attendance or {}),
    )


def _strangers(tx: Tx, meeting: Meeting) -> list[Problem]:
    there = {each.number for each in in_office(officers.officers(tx).values(), meeting.day)}
    text = N_("Number {number} of the committee held no post on {day}.")
    return [
        problem("meeting.stranger", text, "attendance", number=number, day=meeting.day)
        for number in sorted((meeting.attendance or {}).keys() - there)
    ]


def _left_out(before: Meeting, after: Meeting) -> list[Problem]:
    gone = {each.number for each in before.resolutions} - {each.number for each in after.resolutions}
    text = N_("Resolution {number} was written down; correct its words, or note in the minutes that it fell.")
    return [problem("meeting.resolution_gone", text, "resolutions", number=number) for number in sorted(gone)]
