"""Member list: who is in the register on a day, by village and standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.register import Status
from welfare_desk.reports.choices import villages
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, VILLAGE, Parameter, ParameterKind
from welfare_desk.storage import members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-list", N_("Member list")
QUESTION = N_("Who is a member, and where?")
STATUS_NAMES = {
    Status.ACTIVE: N_("Active"),
    Status.ARREARS: N_("In arrears"),
    Status.SUSPENDED: N_("Suspended"),
    Status.LAPSED: N_("Lapsed"),
    Status.RESIGNED: N_("Resigned"),
    Status.DEAD: N_("Died"),
    Status.MERGED: N_("Merged"),
}
_CHOICES = (("", N_("All")), *((status.value, name) for status, name in STATUS_NAMES.items()))
PARAMETERS = (ON, VILLAGE, Parameter("status", N_("Status"), ParameterKind.CHOICE, choices=_CHOICES))


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the register and lay out whom it holds."""
    day, village, status = asked.day("on"), asked.text("village"), asked.text("status")
    found = [
        member
        for member in members.all_members(tx)
        if village in ("", member.village) and status in ("", member.status_on(day))
    ]
    return lay_out(found, day, dict(villages(tx)))


def lay_out(found: Sequence[Member], day: date, names: Mapping[str, str]) -> Report:
    """Lay out members village by village; `names` are those of the villages, in their order."""
    order = {code: place for place, code in enumerate(names)}
    found = sorted(found, key=lambda member: (order.get(member.village, -1), member.number))
    rows = [_row(member, day, names) for member in found]
    if rows:
        words = ngettext("Total of {count} person", "Total of {count} persons", len(rows)).format(
            count=f"{len(rows):,}"
        )
        rows.append(Row((None, words, None, None, None, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=30),
            Column("village", _("Village"), width=14),
            Column("house", _("House number"), width=9),
            Column("phone", _("Phone"), Kind.CODE, 12, is_phone=True),
            Column("entry_day", _("Day of entry"), Kind.DAY, 12),
            Column("status", _("Status"), width=12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        nothing=_("There are no members here."),
    )


def _row(member: Member, day: date, names: Mapping[str, str]) -> Row:
    village = names.get(member.village, member.village)
    status = _(STATUS_NAMES[member.status_on(day)])
    cells = (member.number, member.name, village, member.house, member.phone, member.entry_day, status)
    return Row(cells, opens=passbook_link(member.number))


def passbook_link(number: str) -> Link:
    """Name the report that shows one member's passbook."""
    return Link("passbook", (("member", number),))
