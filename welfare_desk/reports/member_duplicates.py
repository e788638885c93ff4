"""Perhaps written twice: numbers in the register that may be one person, for somebody who knows them to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.members.duplicates import Basis, Person, duplicates, namesakes
from welfare_desk.members.privacy import ERASED_NAME
from welfare_desk.members.register import Status
from welfare_desk.reports.choices import villages
from welfare_desk.reports.member_list import passbook_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-duplicates", N_("Members perhaps written twice")
QUESTION = N_("Who may be in the register twice?")
PARAMETERS = (ON,)
_WHY = {
    Basis.SAME_NAME_BIRTH: N_("a like name, born on the same day"),
    Basis.SAME_NAME: N_("the same name; a birth day or an ID number is missing"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the register and lay out who may be one person; merged and erased numbers are settled."""
    day = asked.day("on")
    found = [
        each
        for each in members.all_members(tx)
        if each.status_on(day) is not Status.MERGED and each.first_name != ERASED_NAME
    ]
    return lay_out(found, day, dict(villages(tx)))


def lay_out(found: Sequence[Member], day: date, names: Mapping[str, str]) -> Report:
    """Lay out one pair after another under the reason, a line for each of the two."""
    people = [Person(m.first_name, m.last_name, m.national_id, m.birth_day, m.birth_year) for m in found]
    pairs = sorted((*duplicates(people), *namesakes(people)), key=lambda pair: (pair.first, pair.second))
    rows: list[Row] = []
    for pair in pairs:
        rows.append(Row((None, _(_WHY[pair.basis]), None, None, None), Role.HEADING))
        for member in (found[pair.first], found[pair.second]):
            village = names.get(member.village, member.village)
            cells = (member.number, member.name, village, member.birth_day, member.entry_day)
            rows.append(Row(cells, opens=passbook_link(member.number)))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=28),
            Column("village", _("Village"), width=14),
            Column("birth_day", _("Day of birth"), Kind.DAY, 12),
            Column("entry_day", _("Day of entry"), Kind.DAY, 12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        nothing=_("Nobody seems to be in the register twice."),
    )
