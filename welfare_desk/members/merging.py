"""A person who was written down twice: which number stays, and what it takes over from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.members.register import Member, Status, StatusChange

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKEN_OVER = ("title", "house", "village", "tambon", "phone", "household", "centre", "vulnerable", "note")


def problems_of_merge(kept: Member, twice: Member, merges: Mapping[str, str], reason: str) -> tuple[Problem, ...]:
    """Name what forbids merging `twice` into `kept`; `merges` tells which numbers were merged into which before."""
    if kept.number == twice.number:
        return (problem("merge.same", N_("Write the other number; this is the same one."), "into"),)
    found: list[Problem] = []
    merged = N_("Number {member} was merged into {into} already.")
    for each, field in ((twice.number, "number"), (kept.number, "into")):
        if each in merges:
            found.append(problem("merge.merged", merged, field, member=each, into=merges[each]))
    if twice.number in merges.values():
        text = N_("Other numbers were merged into {member}; let it stay and merge {into} into it.")
        found.append(problem("merge.stays", text, "into", member=twice.number, into=kept.number))
    if kept.national_id and twice.national_id and kept.national_id != twice.national_id:
        text = N_("Each has an ID number of their own. If they are one person, first put the wrong one right.")
        found.append(problem("merge.two_people", text, "into"))
    if not reason.strip():
        found.append(problem("merge.no_reason", N_("Say how you know that they are one person."), "reason"))
    return tuple(found)


def merged(kept: Member, twice: Member, first_day: date) -> Member:
    """Give the member who stays, with what only the other record told; the earlier entry counts.

    Whoever entered before the book's first day is paid to what the further record says; who entered later owes from
    the earlier entry on, and the money of both numbers covers it.
    """
    fields = {name: getattr(kept, name) or getattr(twice, name) for name in _TAKEN_OVER}
    early = min(kept, twice, key=lambda each: each.entry_day or date.min)
    brought = [each.paid_to for each in (kept, twice) if each.entry_day is None or each.entry_day <= first_day]
    known = [each.entry_day for each in (kept, twice) if each.entry_day is not None]
    national_id = kept.national_id or twice.national_id
    return replace(
        kept,
        **fields,
        national_id=national_id,
        no_id_reason=None if national_id else kept.no_id_reason or twice.no_id_reason,
        birth_day=kept.birth_day or twice.birth_day,
        birth_year=kept.birth_year or twice.birth_year,
        beneficiaries=kept.beneficiaries or twice.beneficiaries,
        entry_day=min(known, default=None),
        entry_resolution=kept.entry_resolution if early is kept else twice.entry_resolution or kept.entry_resolution,
        paid_to=max(brought) if brought else early.paid_to,
    )


def struck_off(twice: Member, into: str, day: date) -> Member:
    """Give the record of the number that goes: merged from a day on; the ID number is with the one who stays."""
    return replace(twice, national_id=None, statuses=(*twice.statuses, StatusChange(day, Status.MERGED, into)))
