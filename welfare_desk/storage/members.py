"""Keep the register of members, their standing over time, and the history of their personal fields."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.members.register import Beneficiary, Member, NoIdReason, Status, StatusChange
from welfare_desk.storage import trail

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made

_COLUMNS = (
    "number", "title", "first_name", "last_name", "national_id", "no_id_reason", "birth_day", "birth_year", "house",
    "village", "tambon", "phone", "household", "centre", "vulnerable", "entry_day", "entry_resolution", "paid_to",
    "plan", "note",
)  # fmt: skip
_INSERT = f"INSERT INTO members ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - our own column names
_UPDATE = f"UPDATE members SET {', '.join(f'{each} = ?' for each in _COLUMNS[1:])} WHERE number = ?"  # noqa: S608 - our own column names
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM members"  # noqa: S608 - our own column names

History = tuple[str, "Member | None", Member]
"""A member number, the member before (none: new) and after."""


def add_all(tx: Tx, members: Sequence[Member]) -> None:
    """Keep new members with their standing and beneficiaries."""
    tx.exec_driver_sql(_INSERT, [_row(each) for each in members])
    _add_parts(tx, members)


def replace(tx: Tx, member: Member) -> None:
    """Keep a member as he or she is now; the number stays."""
    number, *rest = _row(member)
    tx.exec_driver_sql(_UPDATE, (*rest, number))
    for table in ("member_status", "beneficiaries"):
        tx.exec_driver_sql(f"DELETE FROM {table} WHERE member = ?", (number,))  # noqa: S608 - our own table names
    _add_parts(tx, [member])


def find(tx: Tx, number: str) -> Member | None:
    """Read a member by number, or nothing."""
    found = all_members(tx, (number,))
    return found[0] if found else None


def get(tx: Tx, number: str) -> Member:
    """Read a member; an unknown number is a `RuleError`."""
    found = find(tx, number)
    if found is None:
        raise RuleError(problem("member.unknown", N_("There is no member {member}."), "number", member=number))
    return found


def all_members(tx: Tx, numbers: Collection[str] | None = None) -> list[Member]:
    """Read the register, or the members with these numbers, in the order of numbers."""
    if numbers is None:
        return _read(tx, "", ())
    return _read(tx, " WHERE {} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),))


def holders(tx: Tx) -> tuple[dict[str, str], dict[str, str]]:
    """Tell who holds each number (its member's name), and who each ID number (its member's number)."""
    rows = tx.exec_driver_sql("SELECT number, title || first_name || ' ' || last_name, national_id FROM members").all()
    return {row[0]: row[1] for row in rows}, {row[2]: row[0] for row in rows if row[2]}


def merges(tx: Tx) -> dict[str, str]:
    """Tell which numbers were merged into which: whoever has one is the person of the other."""
    rows = tx.exec_driver_sql("SELECT member, into_member FROM member_merges ORDER BY member").all()
    return {row[0]: row[1] for row in rows}


def person(tx: Tx, number: str) -> str:
    """Give the number that stays for one that was merged; any other as it is."""
    return merges(tx).get(number, number)


def add_merge(tx: Tx, member: str, into: str, day: date, reason: str) -> None:
    """Let a number point at the one that stays."""
    asked = "INSERT INTO member_merges (member, into_member, day, reason) VALUES (?, ?, ?, ?)"
    tx.exec_driver_sql(asked, (member, into, day.isoformat(), reason))


def record(tx: Tx, made: Made, action: str, subject: str, history: Sequence[History], **details: object) -> None:
    """Write an act on members into the trail, and what it changed beside it; the trail binds the history."""
    changed = [(number, changed_fields(before, after)) for number, before, after in history]
    trail.add_with_history(tx, made, action, subject, changed, **details)


def changed_fields(before: Member | None, after: Member) -> dict[str, list[Any]]:
    """Name the fields that differ, each with its value before and after, written as text."""
    old = {} if before is None else _written(before)
    new = _written(after)
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}


def _written(member: Member) -> dict[str, Any]:
    kept: dict[str, Any] = dict(zip(_COLUMNS, _row(member), strict=True))
    kept["beneficiaries"] = [[b.name, b.relation, b.national_id, b.share] for b in member.beneficiaries]
    kept["statuses"] = [[_iso(s.from_day), s.status.value, s.reason] for s in member.statuses]
    return kept


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _row(member: Member) -> tuple[Any, ...]:
    return (
        member.number, member.title, member.first_name, member.last_name, member.national_id,
        member.no_id_reason.value if member.no_id_reason else "", _iso(member.birth_day), member.birth_year,
        member.house, member.village, member.tambon, member.phone, member.household, member.centre,
        member.vulnerable, _iso(member.entry_day), member.entry_resolution, member.paid_to.isoformat(), member.plan,
        member.note,
    )  # fmt: skip


def _add_parts(tx: Tx, members: Sequence[Member]) -> None:
    statuses = [
        (each.number, _iso(change.from_day) or "", at, change.status.value, change.reason)
        for each in members
        for at, change in enumerate(each.statuses, 1)
    ]
    people = [
        (each.number, at, one.name, one.relation, one.national_id, one.share)
        for each in members
        for at, one in enumerate(each.beneficiaries, 1)
    ]
    if statuses:
        asked = "INSERT INTO member_status (member, from_day, position, status, reason) VALUES (?, ?, ?, ?, ?)"
        tx.exec_driver_sql(asked, statuses)
    if people:
        asked = (
            "INSERT INTO beneficiaries (member, position, name, relation, national_id, share) VALUES (?, ?, ?, ?, ?, ?)"
        )
        tx.exec_driver_sql(asked, people)


def _read(tx: Tx, some: str, given: tuple[str, ...]) -> list[Member]:
    of = some.format("member")
    statuses: defaultdict[str, list[StatusChange]] = defaultdict(list)
    asked = f"SELECT member, from_day, status, reason FROM member_status{of} ORDER BY member, position"  # noqa: S608 - our own text
    for number, day, status, reason in tx.exec_driver_sql(asked, given):
        statuses[number].append(StatusChange(_day(day), Status(status), reason))
    people: defaultdict[str, list[Beneficiary]] = defaultdict(list)
    asked = f"SELECT member, name, relation, national_id, share FROM beneficiaries{of} ORDER BY member, position"  # noqa: S608 - our own text
    for number, name, relation, national_id, share in tx.exec_driver_sql(asked, given):
        people[number].append(Beneficiary(name, relation, national_id, share))
    return [
        Member(
            number=row.number, title=row.title, first_name=row.first_name, last_name=row.last_name,
            paid_to=date.fromisoformat(row.paid_to), national_id=row.national_id,
            no_id_reason=NoIdReason(row.no_id_reason) if row.no_id_reason else None,
            birth_day=_day(row.birth_day), birth_year=row.birth_year, house=row.house, village=row.village,
            tambon=row.tambon, phone=row.phone, household=row.household, centre=row.centre,
            beneficiaries=tuple(people[row.number]), vulnerable=row.vulnerable, entry_day=_day(row.entry_day),
            entry_resolution=row.entry_resolution, plan=row.plan, note=row.note,
            statuses=tuple(statuses[row.number]),
        )
        for row in tx.exec_driver_sql(f"{_SELECT}{some.format('number')} ORDER BY number", given)
    ]  # fmt: skip
