"""Keep of which class members are, regular or associate, and count how they come and go."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Ledger
from welfare_desk.coop.memberships import ClassChange, ClassMovement, MemberClass, class_on
from welfare_desk.members.register import ENDED, Status
from welfare_desk.money import Money
from welfare_desk.storage import coop_accounts, holdings, periods, registers, rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


_COUNTED = ("opening", "entered", "moved_in", "moved_out", "resigned", "died")


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


def movement(tx: Tx, first: date, last: date) -> list[ClassMovement]:
    """Count the members of each class between two days: who came and left is counted in the class of that day.

    A member counts from the first day of a class on, until the membership ends in the register.
    """
    before = first - timedelta(days=1)
    counts = {kind: dict.fromkeys(_COUNTED, 0) for kind in MemberClass}
    ended, classes = _ends(tx), changes(tx)
    for member, begin in _begins(tx, classes).items():
        found = classes.get(member, [])
        end, died = ended.get(member, (None, False))
        if begin <= before and (end is None or end >= first):
            counts[class_on(found, before)]["opening"] += 1
        if first <= begin <= last:
            counts[class_on(found, begin)]["entered"] += 1
        days = sorted({each.from_day for each in found if max(first, begin) <= each.from_day <= last} - {begin})
        for day in days:
            was, now = class_on(found, day - timedelta(days=1)), class_on(found, day)
            if was is not now:
                counts[was]["moved_out"] += 1
                counts[now]["moved_in"] += 1
        if end is not None and first <= end <= last and begin <= end:
            counts[class_on(found, end)]["died" if died else "resigned"] += 1
    return [ClassMovement(kind, **kept) for kind, kept in counts.items()]


def _begins(tx: Tx, classes: Mapping[str, Sequence[ClassChange]]) -> dict[str, date]:
    """Tell since when each member counts: the first day of a class, else the first shares.

    Who had shares on the book's first day was a member before it.
    """
    first_day = periods.calendar(tx).first_day
    found: dict[str, date] = {}
    for holding in holdings.every(tx, Ledger.SHARE):
        day = holding.opened_day
        found[holding.number] = day if day > first_day else first_day - timedelta(days=1)
    return dict(sorted((found | {member: changed[0].from_day for member, changed in classes.items()}).items()))


def _ends(tx: Tx) -> dict[str, tuple[date, bool]]:
    """Read when memberships ended, and whether by death; who came back has no end."""
    asked = "SELECT member, from_day, status FROM member_status ORDER BY member, from_day, position"
    found: dict[str, tuple[date, bool]] = {}
    for member, day, status in rows.ask(tx, asked):
        if Status(status) in ENDED and day:
            found[member] = date.fromisoformat(day), Status(status) is Status.DEAD
        else:
            found.pop(member, None)
    return found


def fees_posted(tx: Tx, first: date, last: date) -> Money:
    """Sum what stands in the books as entrance fees between two days."""
    account = coop_accounts.roles(tx)[CoopAccount.ENTRANCE_FEE]
    asked = (
        "SELECT coalesce(-sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account = ? AND p.day BETWEEN ? AND ? AND e.kind NOT IN ('closing', 'opening')"
    )
    ((satang,),) = rows.ask(tx, asked, (account, first.isoformat(), last.isoformat()))
    return Money(satang)
