"""Share certificate: a paper to sign, that a member holds so many shares on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.shares import shares_in
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, named
from welfare_desk.money import ZERO
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.reports.setup import papers
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_rules, members, shares
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.money import Money
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "share-certificate", N_("Share certificate")
QUESTION = N_("The paper that says how many shares a member holds.")
PARAMETERS = (replace(MEMBER, is_required=True), ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one member's shares on a day, and write the paper."""
    day = asked.day("on")
    member = members.get(tx, members.person(tx, asked.text("member")))
    held = shares.held(tx, member.number, day) if is_member_owned(tx) else ZERO
    return lay_out(member, held, coop_rules.share_rules(tx, day).par, papers(tx), day)


def lay_out(member: Member, held: Money, par: Money, book: Mapping[str, str], day: date) -> Report:
    """Write who holds how many shares of what value, in figures and words."""
    name = named(book["name_th"], book["name_en"])
    said = _(
        "It is certified that {member}, member number {number}, holds {count} shares of {par} baht each, "
        "paid up with {amount} baht in all."
    ).format(
        member=member.name, number=member.number, count=f"{shares_in(held, par):,}", par=par.text(),
        amount=held.text(),
    )  # fmt: skip
    rows = [
        Row((None, _(TITLE)), Role.HEADING),
        Row((None, name), Role.HEADING),
        Row((_("Address"), book["address"] or None)),
        Row((None, said)),
        Row((None, _("In words: {words}").format(words=amount_in_words(held)))),
        Row((None, _("Shares are not handed to others, and are given back only when the membership ends."))),
        Row((None, _("Given on {day}").format(day=long_day(day))), Role.HEADING),
    ]
    rows = [row for row in rows if row.cells[1]]
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the certificate"), width=60)),
        tuple(rows),
        f"{member.number} {member.name}",
        signatures=(_("Manager"), _("Treasurer"), _("Chair")),
        is_letter=True,
    )
