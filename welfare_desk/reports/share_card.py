"""Share card of one member: every payment into shares, what was given back, and what is paid up after each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import ACT_NAMES
from welfare_desk.coop.memberships import CLASS_NAMES
from welfare_desk.coop.shares import shares_in
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_rules, holdings, member_classes, members, shares

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.holdings import MoveRow
    from welfare_desk.members.register import Member
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "share-card", N_("Share card")
QUESTION = N_("What did one member pay into shares, and what is paid up?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one member's shares up to a day, and lay them out."""
    day = asked.day("on")
    member = members.get(tx, members.person(tx, asked.text("member")))
    found: list[MoveRow] = []
    facts: list[tuple[str, Value]] = []
    par = coop_rules.share_rules(tx, day).par
    if is_member_owned(tx):
        own, holding = shares.capital_account(tx), shares.holding_of(tx, member.number)
        history = holdings.history(tx, holding.id) if holding else []
        found = [each for each in history if each.account == own and each.day <= day]
        paid = -Money.sum(each.amount for each in found)
        facts = [
            (_("Class"), _(CLASS_NAMES[member_classes.class_of(tx, member.number, day)])),
            (_("Shares held"), shares_in(paid, par)),
            (_("Each month"), shares.plans(tx, day).get(member.number, ZERO)),
        ]
    return lay_out(member, found, facts, day)


def lay_out(member: Member, found: Sequence[MoveRow], facts: Sequence[tuple[str, Value]], day: date) -> Report:
    """Lay out the moves, what each brought, and the sum after it."""
    rows: list[Row] = []
    held = ZERO
    for each in found:
        held -= each.amount
        into, out = (-each.amount, None) if each.amount < ZERO else (None, each.amount)
        rows.append(
            Row((each.day, each.voucher, _(ACT_NAMES[each.act]), into, out, held), opens=entry_link(each.voucher))
        )
    if rows:
        paid = Money.sum(-each.amount for each in found if each.amount < ZERO)
        back = Money.sum(each.amount for each in found if each.amount > ZERO)
        rows.append(Row((_("Total"), None, None, paid, back, held), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 13),
            Column("act", _("For"), width=20),
            Column("paid", _("Paid in"), Kind.MONEY, 14),
            Column("back", _("Given back"), Kind.MONEY, 14),
            Column("balance", _("Share capital"), Kind.MONEY, 15),
        ),
        tuple(rows),
        f"{member.number} {member.name} · " + _("As of {day}").format(day=long_day(day)),
        facts=tuple(facts),
        nothing=_("Nothing was paid into shares yet."),
    )
