"""Changes of a member's register entry: when, by whom, which field, before and after."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from welfare_desk.dates import moment, short_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.members.register import Status
from welfare_desk.reports.acts import act_words
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-history", N_("Changes of a member's entry")
QUESTION = N_("What was changed in one member's entry, and by whom?")
PARAMETERS = (Parameter("member", N_("Member"), ParameterKind.MEMBER, is_required=True),)
_FIELDS = {
    "number": N_("Member number"), "title": N_("Title"), "first_name": N_("First name"),
    "last_name": N_("Family name"), "national_id": N_("ID number"), "no_id_reason": N_("Why no ID number"),
    "birth_day": N_("Day of birth"), "birth_year": N_("Year of birth"), "house": N_("House number"),
    "village": N_("Village"), "tambon": N_("Tambon"), "phone": N_("Telephone"), "household": N_("Household"),
    "centre": N_("Village centre"), "vulnerable": N_("Vulnerable group"), "entry_day": N_("Day of entry"),
    "entry_resolution": N_("Approved by resolution"), "paid_to": N_("Paid to"), "plan": N_("Plan"),
    "note": N_("Note"), "beneficiaries": N_("Beneficiaries"), "statuses": N_("Standing"),
}  # fmt: skip
_OF_HEALTH = frozenset({"vulnerable"})
_DAYS = frozenset({"birth_day", "entry_day", "paid_to"})


class Change(NamedTuple):
    """An act on a member: `at` is ISO text in UTC; `fields` hold before and after, nothing where they were erased."""

    at: str
    actor: str
    action: str
    fields: dict[str, list[Any]] | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a member's history, the latest first, and lay it out."""
    member = asked.text("member")
    h, a, u = schema.member_history.c, schema.audit.c, schema.users.c
    question = (
        select(a.at, u.name, a.action, h.content)
        .select_from(schema.member_history)
        .join(schema.audit, a.id == h.audit_id)
        .join(schema.users, u.id == a.actor)
        .where(h.member == member)
        .order_by(h.id.desc())
    )
    found = [
        Change(at, actor, action, json.loads(content) if content else None)
        for at, actor, action, content in tx.execute(question)
    ]
    return lay_out(found, member, sees_health=Permission.HEALTH in asked.sees)


def lay_out(found: Sequence[Change], member: str, *, sees_health: bool = True) -> Report:
    """Lay out each changed field as a row; what a new entry began with is one row without its fields."""

    def said(name: str, value: Any) -> str | None:
        written = _said(name, value)
        return _("hidden") if written and name in _OF_HEALTH and not sees_health else written

    rows: list[Row] = []
    for each in found:
        at, act = moment(each.at), act_words(each.action)
        if each.fields is None:
            rows.append(Row((at, each.actor, act, _("erased"), None, None)))
        elif all(before is None for before, _after in each.fields.values()):
            rows.append(Row((at, each.actor, act, None, None, None)))
        else:
            rows += [
                Row((at, each.actor, act, _(_FIELDS.get(name, name)), said(name, before), said(name, after)))
                for name, (before, after) in each.fields.items()
            ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("at", _("Moment"), Kind.CODE, 20),
            Column("actor", _("By"), width=12),
            Column("act", _("Act"), width=14),
            Column("field", _("Field"), width=14),
            Column("before", _("Before"), width=22),
            Column("after", _("After"), width=22),
        ),
        tuple(rows),
        _("Number {number}").format(number=member),
        landscape=True,
        nothing=_("Nothing was changed yet."),
    )


def _said(name: str, value: Any) -> str | None:
    """Write a kept value as a person reads it."""
    if value in (None, "", []):
        return None
    if name in _DAYS:
        return short_day(date.fromisoformat(value))
    if name == "statuses":
        return ", ".join(_standing(day, status) for day, status, _reason in value)
    if name == "beneficiaries":
        return ", ".join(f"{who} ({relation})" if relation else who for who, relation, _id, _share in value)
    return str(value)


def _standing(day: str | None, status: str) -> str:
    words = _(STATUS_NAMES[Status(status)])
    return f"{words} {short_day(date.fromisoformat(day))}" if day else words
