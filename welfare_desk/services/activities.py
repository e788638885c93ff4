"""Write down meetings, and welfare that is no money."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import activities, meetings, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.activities import Activity


@needs(Permission.REGISTER)
def add_activity(desk: Desk, activity: Activity) -> int:
    """Write an activity down, and give its number; one of the register of meetings is not written down twice."""
    if found := activity.problems(desk.today):
        raise RuleError(*found)
    kept = replace(activity, name=activity.name.strip(), note=activity.note.strip())
    with desk.book.write() as tx:
        if meetings.is_kept(tx, kept.kind, kept.day):
            text = N_("A meeting of this kind stands in the register of meetings for that day.")
            raise RuleError(problem("activity.meeting", text, "day"))
        made = desk.made()
        number = activities.add(tx, kept, made)
        trail.add(tx, made, "activity.added", str(number), kind=kept.kind.value, day=kept.day.isoformat())
    return number


@needs(Permission.REGISTER)
def remove_activity(desk: Desk, number: int, reason: str) -> None:
    """Take out an activity that was written down by mistake; the trail keeps that it was there, and why it went."""
    if not reason.strip():
        raise RuleError(problem("activity.no_reason", N_("Write why it is taken out."), "reason"))
    with desk.book.write() as tx:
        found = activities.find(tx, number)
        if found is None:
            text = N_("There is no activity {number}.")
            raise RuleError(problem("activity.unknown", text, "activity", number=number))
        activities.remove(tx, number)
        trail.add(
            tx, desk.made(), "activity.removed", str(number), kind=found.kind.value, day=found.day.isoformat(),
            reason=reason.strip(),
        )  # fmt: skip
