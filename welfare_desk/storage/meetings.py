"""Keep meetings, with their resolutions and who came."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.storage import activities
from welfare_desk.welfare.activities import ActivityKind
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, Resolution

if TYPE_CHECKING:
    from collections.abc import Collection

    from welfare_desk.storage.book import Tx

_EARLIER = {MeetingKind.COMMITTEE: ActivityKind.COMMITTEE_MEETING, MeetingKind.MEMBERS: ActivityKind.MEMBER_MEETING}
MEMBERS = (MeetingKind.GENERAL, MeetingKind.MEMBERS)


def add(tx: Tx, meeting: Meeting) -> int:
    """Keep a meeting, and give its number."""
    asked = "INSERT INTO meetings (kind, day, name, place, people, minutes) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
    number: int = tx.exec_driver_sql(asked, _row(meeting)).scalar_one()
    _keep_parts(tx, number, meeting)
    return number


def change(tx: Tx, meeting: Meeting) -> None:
    """Keep a meeting anew under its number; a resolution is changed by its own number, never taken away."""
    places = "kind = ?, day = ?, name = ?, place = ?, people = ?, minutes = ?"
    tx.exec_driver_sql(f"UPDATE meetings SET {places} WHERE id = ?", (*_row(meeting), meeting.number))  # noqa: S608 - our own text
    _keep_parts(tx, meeting.number, meeting)


def meetings(tx: Tx, first: date = date.min, last: date = date.max) -> list[Meeting]:
    """Read the meetings from one day to another, in the order of the days."""
    said: dict[int, list[Resolution]] = {}
    for number, each, words in tx.exec_driver_sql("SELECT meeting_id, number, words FROM resolutions ORDER BY id"):
        said.setdefault(number, []).append(Resolution(each, words))
    came: dict[int, dict[int, Presence]] = {}
    for number, officer, presence in tx.exec_driver_sql("SELECT meeting_id, officer_id, presence FROM attendance"):
        came.setdefault(number, {})[officer] = Presence(presence)
    asked = (
        "SELECT id, kind, day, name, place, people, minutes FROM meetings WHERE day BETWEEN ? AND ? ORDER BY day, id"
    )
    return [
        Meeting(
            number, MeetingKind(kind), date.fromisoformat(day), name, place, people, minutes,
            tuple(said.get(number, ())), came.get(number, {}),
        )
        for number, kind, day, name, place, people, minutes
        in tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat()))
    ]  # fmt: skip


def find(tx: Tx, number: int) -> Meeting | None:
    """Read one meeting by its number."""
    return next((each for each in meetings(tx) if each.number == number), None)


def days_of(tx: Tx, kinds: Collection[MeetingKind], first: date = date.min, last: date = date.max) -> list[date]:
    """Give the days of meetings of some kinds, those written down as activities included, in their order."""
    earlier = {_EARLIER[each] for each in kinds if each in _EARLIER}
    kept = [each.day for each in meetings(tx, first, last) if each.kind in kinds]
    return sorted(kept + [each.day for each in activities.activities(tx, first, last) if each.kind in earlier])


def is_kept(tx: Tx, kind: ActivityKind, day: date) -> bool:
    """Tell whether the register of meetings has one of the kind that an activity would be."""
    return any(_EARLIER.get(each.kind) is kind for each in meetings(tx, day, day))


def is_activity(tx: Tx, meeting: Meeting) -> bool:
    """Tell whether a meeting was written down among the activities of its day."""
    kind = _EARLIER.get(meeting.kind)
    return any(each.kind is kind for each in activities.activities(tx, meeting.day, meeting.day))


def _keep_parts(tx: Tx, number: int, meeting: Meeting) -> None:
    for each in meeting.resolutions:
        tx.exec_driver_sql(
            "INSERT INTO resolutions (meeting_id, number, words) VALUES (?, ?, ?) "
            "ON CONFLICT (meeting_id, number) DO UPDATE SET words = excluded.words",
            (number, each.number, each.words),
        )
    tx.exec_driver_sql("DELETE FROM attendance WHERE meeting_id = ?", (number,))
    for officer, presence in (meeting.attendance or {}).items():
        tx.exec_driver_sql(
            "INSERT INTO attendance (meeting_id, officer_id, presence) VALUES (?, ?, ?)",
            (number, officer, presence.value),
        )


def _row(of: Meeting) -> tuple[str | int, ...]:
    return (of.kind.value, of.day.isoformat(), of.name, of.place, of.people, of.minutes)
