"""Keep of which class members are, regular or associate, and count how they come and go."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import ClassChange, MemberClass, class_on
from welfare_desk.storage import registers, rows

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, made: Made, member: str, change: ClassChange) -> None:
    """Keep of which class a member is from a day on."""
    key = (member, change.from_day.isoformat())
    ((last,),) = rows.ask(
        tx, "SELECT coalesce(max(position), 0) FROM member_classes WHERE member = ? AND from_day = ?", key
    )
    rows.write(
        tx,
        "INSERT INTO member_classes (member, from_day, position, class) VALUES (?, ?, ?, ?)",
        (*key, last + 1, change.kind.value),
    )
    registers.note(tx, made, "member_classes", (*key, last + 1))


def changes(tx: Tx, member: str | None = None) -> dict[str, list[ClassChange]]:
    """Read the classes of all members, or of one, oldest first."""
    asked = (
        "SELECT member, from_day, class FROM member_classes WHERE ? IS NULL OR member = ? "
        "ORDER BY member, from_day, position"
    )
    found: defaultdict[str, list[ClassChange]] = defaultdict(list)
    for number, day, kind in rows.ask(tx, asked, (member, member)):
        found[number].append(ClassChange(date.fromisoformat(day), MemberClass(kind)))
    return found


def class_of(tx: Tx, member: str, day: date) -> MemberClass:
    """Tell the class of a member on a day."""
    return class_on(changes(tx, member).get(member, ()), day)
