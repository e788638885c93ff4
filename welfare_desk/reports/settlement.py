"""Settlement of a member who leaves: what is hers, what she owes, for whom she stands surety, what is paid out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import notes_of_commitments, problems_of_settlement
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_rules, members, settlements
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.memberships import Settlement
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "settlement", N_("Settlement on leaving")
QUESTION = N_("What would a member take along, and what stands in the way of leaving?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Reckon the settlement of a member on a day; nothing is posted."""
    day = asked.day("on")
    member = members.get(tx, members.person(tx, asked.text("member")))
    if not is_member_owned(tx):
        return lay_out(member, None, (), day)
    found = settlements.settlement_of(tx, member.number, day)
    problems = problems_of_settlement(found, coop_rules.entry_rules(tx, day).guarantors)
    seen = [each.sentence() for each in problems]
    seen += [each.sentence() for each in notes_of_commitments(found.commitments) if each.sentence() not in seen]
    return lay_out(member, found, seen, day)


def lay_out(member: Member, found: Settlement | None, seen: Sequence[str], day: date) -> Report:
    """Lay out what is the member's over what is owed, and what is left to pay out."""
    rows: list[Row] = []
    notes = list(seen)
    if found is not None:
        rows.append(Row((_("Shares"), None, found.shares, None, None, found.shares)))
        for part in found.savings:
            words = _("Savings account {number}").format(number=part.number)
            rows.append(Row((words, part.number, part.balance, part.interest or None, -part.tax or None, part.total)))
        rows.append(Row((_("The member's own"), None, None, None, None, found.own), Role.SUBTOTAL))
        for loan in found.loans:
            words = _("Loan {number}").format(number=loan.contract)
            rows.append(
                Row((words, loan.contract, -loan.principal, -loan.interest or None, -loan.penalty or None, -loan.total))
            )
        label = _("To be paid out") if found.paid_out >= ZERO else _("Still to be paid by the member")
        rows.append(Row((label, None, None, None, None, found.paid_out), Role.TOTAL))
        notes.append(_("In words: {words}").format(words=amount_in_words(abs(found.paid_out))))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("what", _("What"), width=26),
            Column("number", _("No."), Kind.CODE, 13),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("interest", _("Interest"), Kind.MONEY, 12),
            Column("other", _("Tax, penalty"), Kind.MONEY, 12),
            Column("total", _("Total"), Kind.MONEY, 15),
        ),
        tuple(rows),
        f"{member.number} {member.name} · " + _("As of {day}").format(day=long_day(day)),
        notes=tuple(notes),
        signatures=(_("Member"), _("Treasurer"), _("Chair")),
        nothing=_("The member owns no shares or savings here."),
        answer=(("commitments", len(found.commitments) if found else 0),),
    )
