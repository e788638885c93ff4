"""Consents: what each member agreed to, since when, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.privacy import CONSENTED, Purpose
from welfare_desk.members.register import ENDED
from welfare_desk.reports.choices import villages
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, VILLAGE
from welfare_desk.storage import members, privacy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.privacy import Consent
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "consents", N_("Consents of the members")
QUESTION = N_("Who agreed to what use of the own data?")
PARAMETERS = (ON, VILLAGE)
PURPOSES = {
    Purpose.MEMBERSHIP: N_("Register of members and contributions"),
    Purpose.BENEFITS: N_("Deciding and paying benefits"),
    Purpose.ACCOUNTS: N_("Accounts, receipts and audit"),
    Purpose.HEALTH: N_("Illness and disability, for benefits"),
    Purpose.SHARING: N_("Lists for matching money: state and local authority"),
    Purpose.CONTACT: N_("News by telephone or message, photos of activities"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the members of a day and what they said, and lay them out."""
    day, village = asked.day("on"), asked.text("village")
    found = [
        each for each in members.all_members(tx) if each.status_on(day) not in ENDED and village in ("", each.village)
    ]
    return lay_out(found, privacy.consents(tx), day, dict(villages(tx)))


def lay_out(
    found: Sequence[Member],
    said: Mapping[str, Mapping[Purpose, Consent]],
    day: date,
    names: Mapping[str, str],
) -> Report:
    """Lay out the members village by village, a column for each purpose that is asked about."""
    order = {code: place for place, code in enumerate(names)}
    rows = [
        Row(
            (
                each.number,
                each.name,
                names.get(each.village, each.village),
                *(consent_words(said.get(each.number, {}).get(purpose)) for purpose in CONSENTED),
            ),
            opens=member_data_link(each.number),
        )
        for each in sorted(found, key=lambda each: (order.get(each.village, -1), each.number))
    ]
    if rows:
        agreed = [sum(_agrees(said, each.number, purpose) for each in found) for purpose in CONSENTED]
        counted = [ngettext("{count} person", "{count} people", many).format(count=f"{many:,}") for many in agreed]
        rows.append(Row((None, _("Agreed"), None, *counted), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=26),
            Column("village", _("Village"), width=14),
            *(Column(each.value, _(PURPOSES[each]), width=22) for each in CONSENTED),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        landscape=True,
        nothing=_("There are no members here."),
    )


def _agrees(said: Mapping[str, Mapping[Purpose, Consent]], number: str, purpose: Purpose) -> bool:
    last = said.get(number, {}).get(purpose)
    return last is not None and last.given


def consent_words(said: Consent | None) -> str | None:
    """Say what a member said last on a purpose; nothing where nobody asked."""
    if said is None:
        return None
    words = _("agreed {day}") if said.given else _("taken back {day}")
    return words.format(day=short_day(said.day))


def member_data_link(number: str) -> Link:
    """Name the report that shows what the book keeps of a member."""
    return Link("member-data", (("member", number),))
