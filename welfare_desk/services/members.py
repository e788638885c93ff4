"""Keep the register of members: take members in, change them, record their standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.members.merging import merged, problems_of_merge, struck_off
from welfare_desk.members.register import ENDED, Member, Status, StatusChange, first_paid_to, is_id_number
from welfare_desk.services.desk import needs
from welfare_desk.services.dues import settle
from welfare_desk.storage import imports, members, periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Source:
    """The file that an import came from: its name and SHA-256 in hex."""

    name: str
    hash: str


@needs(Permission.REGISTER)
def add_member(desk: Desk, member: Member) -> None:
    """Take one member in; a missing name, a taken number or a taken ID number is refused."""
    with desk.book.write() as tx:
        _refuse(tx, [member])
        members.add_all(tx, [member])
        members.record(tx, desk.made(), "member.added", member.number, [(member.number, None, member)])


@needs(Permission.REGISTER)
def import_members(desk: Desk, accepted: Sequence[Member], source: Source) -> int:
    """Take in the accepted members of a file, all or none; give their number. None left to take changes nothing."""
    if not accepted:
        return 0
    with desk.book.write() as tx:
        _refuse(tx, accepted)
        made = desk.made()
        members.add_all(tx, accepted)
        imports.add(tx, source.hash, "members", source.name, made, count=len(accepted))
        history = [(each.number, None, each) for each in accepted]
        members.record(tx, made, "members.imported", source.hash[:16], history, count=len(accepted))
    return len(accepted)


@needs(Permission.REGISTER)
def change_member(desk: Desk, member: Member) -> None:
    """Keep a member as he or she is now; what stood before stays in the history."""
    with desk.book.write() as tx:
        before = members.get(tx, member.number)
        if before == member:
            return
        _refuse(tx, [member], own=before)
        members.replace(tx, member)
        members.record(tx, desk.made(), "member.changed", member.number, [(member.number, before, member)])


@needs(Permission.REGISTER)
def record_status(desk: Desk, number: str, change: StatusChange) -> Member:
    """Record a new standing from a day on; changes stay in the order of time, and nobody dies twice.

    When a membership ends, what the member had paid ahead becomes income today.
    """
    with desk.book.write() as tx:
        return put_status(tx, desk, number, change)


@needs(Permission.REGISTER)
def record_status_of_all(desk: Desk, numbers: Sequence[str], change: StatusChange) -> None:
    """Record the same standing for several members, for all or for none; each problem names its member."""
    with desk.book.write() as tx:
        found: list[Problem] = []
        for number in dict.fromkeys(numbers):
            try:
                put_status(tx, desk, number, change)
            except RuleError as error:
                text = N_("Number {member}: {problem}")
                found += [
                    problem(each.code, text, each.field or "", member=number, problem=each.sentence())
                    for each in error.problems
                ]
        if found:
            raise RuleError(*found)


def put_status(tx: Tx, desk: Desk, number: str, change: StatusChange) -> Member:
    """Record a new standing inside an act that asked for its own permission."""
    before = members.get(tx, number)
    last = before.statuses[-1] if before.statuses else None
    from_day = _day_in_order(before, change)
    if Status.MERGED in (change.status, before.status_on(date.max)):
        text = N_("Two numbers of one person are merged, not recorded as a standing; a merged number stays merged.")
        raise RuleError(problem("status.merged", text, "status"))
    if last is not None and last.status is change.status and change.status in ENDED:
        text = N_("The membership of {member} has ended already.")
        raise RuleError(problem("status.ended", text, "status", member=number))
    after = replace(before, statuses=(*before.statuses, change))
    members.replace(tx, after)
    members.record(tx, desk.made(), f"member.{change.status.value}", number, [(number, before, after)])
    if change.status in ENDED and from_day <= desk.today:
        settle(tx, desk, desk.today, {number})
    return after


def take_back_death(tx: Tx, desk: Desk, number: str, day: date) -> None:
    """Take back a death that an approval recorded, when that approval is undone; a later standing stays as it is."""
    before = members.get(tx, number)
    if before.statuses and before.statuses[-1] == StatusChange(day, Status.DEAD):
        after = replace(before, statuses=before.statuses[:-1])
        members.replace(tx, after)
        members.record(tx, desk.made(), "member.death_taken_back", number, [(number, before, after)])
        settle(tx, desk, desk.today, {number})


def _day_in_order(before: Member, change: StatusChange) -> date:
    last = before.statuses[-1] if before.statuses else None
    if change.from_day is None:
        raise RuleError(problem("status.no_day", N_("Write the day from which the standing counts."), "day"))
    if last is not None and last.from_day is not None and change.from_day < last.from_day:
        text = N_("The last change of standing is of {day}; a new one may not lie before it.")
        raise RuleError(problem("status.order", text, "day", day=last.from_day))
    return change.from_day


@needs(Permission.REGISTER)
def merge_members(desk: Desk, number: str, into: str, reason: str) -> Member:
    """Say that two numbers are one person: what was paid under `number` counts for `into` from now on.

    Nothing posted changes. Deferred income moves with the money, by an entry of today where there is any; the number
    that goes is struck off today and stays in the register, pointing at the other. This is final.
    """
    with desk.book.write() as tx:
        twice, kept = members.get(tx, number), members.get(tx, into)
        if found := problems_of_merge(kept, twice, members.merges(tx), reason):
            raise RuleError(*found)
        gone = struck_off(twice, into, desk.today)
        _day_in_order(twice, gone.statuses[-1])
        stays = merged(kept, twice, periods.calendar(tx).first_day)
        for each in (gone, stays):  # in this order: an ID number is held once
            members.replace(tx, each)
        members.add_merge(tx, number, into, desk.today, reason.strip())
        history = [(number, twice, gone), (into, kept, stays)]
        members.record(tx, desk.made(), "member.merged", number, history, into=into, reason=reason.strip())
        settle(tx, desk, desk.today, {number, into})
    return stays


def new_member(tx: Tx, number: str, given: Mapping[str, Any], today: date) -> Member:
    """Fill a new member's fields: entered today and active unless said otherwise, paid to the eve of that or the book.

    `given` holds fields of `Member` by name.
    """
    entry_day: date = given.get("entry_day", today)
    standing = (StatusChange(entry_day, Status.ACTIVE),)
    paid_to = first_paid_to(periods.calendar(tx).first_day, entry_day, None)
    filled: dict[str, Any] = {"title": "", "first_name": "", "last_name": "", "paid_to": paid_to}
    filled |= {"entry_day": entry_day, "statuses": standing, **given}
    return Member(number, **filled)


def register(tx: Tx) -> list[Member]:
    """Read the whole register, in the order of numbers."""
    return members.all_members(tx)


def _refuse(tx: Tx, given: Sequence[Member], own: Member | None = None) -> None:
    names, ids = members.holders(tx)
    if own is not None:
        names.pop(own.number, None)
        ids = {held: number for held, number in ids.items() if number != own.number}
    found: list[Problem] = []
    for each in given:
        found += _problems_that_forbid(each)
        if each.number in names:
            text = N_("The number {member} belongs to {name}.")
            found.append(problem("member.taken", text, "number", member=each.number, name=names[each.number]))
        if each.national_id and each.national_id in ids:
            text = N_("Member {member} has this ID number already.")
            found.append(problem("member.id_taken", text, "national_id", member=ids[each.national_id]))
        names[each.number] = each.name
        if each.national_id:
            ids[each.national_id] = each.number
    if found:
        raise RuleError(*found)


def _problems_that_forbid(member: Member) -> list[Problem]:
    found: list[Problem] = []
    if not member.number.strip():
        found.append(problem("member.no_number", N_("Write the member's number."), "number"))
    if not member.first_name.strip():
        found.append(problem("member.no_name", N_("Write the member's name."), "first_name"))
    if member.national_id is not None and not is_id_number(member.national_id):
        text = N_("The ID number must have 13 digits and the right last digit.")
        found.append(problem("member.bad_id", text, "national_id"))
    return found
