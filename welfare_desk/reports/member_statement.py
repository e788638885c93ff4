"""Statement of a member's shares, savings and loans on a day, with a code by which the paper is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.savings import SavingsState
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Mark, Report, Role, Row, Seal, Standing
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import coop_loans, members, savings, settings, shares

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-statement", N_("Statement of shares, savings and loans")
QUESTION = N_("What does one member own and owe, on a paper that can be checked?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)
_SHOWN = 16


class Holds(NamedTuple):
    """One line of the statement: what it is, its number, and what is owned, or owed and interest of it."""

    kind: str
    number: str
    name: str
    own: Money | None
    owed: Money | None
    interest: Money | None


def make(tx: Tx, asked: Asked) -> Report:
    """Read what a member owns and owes at the end of a day, and write the statement."""
    day = asked.day("on")
    member = members.get(tx, members.person(tx, asked.text("member")))
    found = held_by(tx, member.number, day) if is_member_owned(tx) else []
    return lay_out(member, found, statement_hash(settings.get(tx, "id"), member.number, day, found), day)


def held_by(tx: Tx, member: str, day: date) -> list[Holds]:
    """Read what a member has at the end of a day: shares, open accounts, loans that are owed."""
    found = [Holds("share", member, _("Shares"), shares.held(tx, member, day), None, None)]
    for facts in (savings.facts_of(tx, each) for each in savings.of_member(tx, member)):
        balance = Money.sum(move.amount for move in facts.moves if move.day <= day)
        if facts.account.opened <= day and (balance or facts.state is not SavingsState.CLOSED):
            found.append(Holds("savings", facts.account.number, facts.product.name, balance, None, None))
    for each in coop_loans.owed_by(tx, member, day):
        owed = each.interest + each.penalty
        found.append(Holds("loan", each.contract, _("Loan"), None, each.principal, owed or None))
    return found


def statement_hash(book: str, member: str, day: date, found: Sequence[Holds]) -> str:
    """Hash what a statement says, in hex: the same book, member and day give the same again, whatever the language."""
    fields: list[object] = [book, member, day.isoformat()]
    for each in found:
        amounts = (each.own, each.owed, each.interest)
        fields += [each.kind, each.number, *(amount.satang if amount is not None else 0 for amount in amounts)]
    return document_hash("member_statement", fields).hex()


def is_statement(tx: Tx, member: str, day: date, code: str) -> bool:
    """Tell whether a code (what a camera reads, or the digits beside it) is that of a member's statement of a day."""
    number = members.get(tx, members.person(tx, member)).number
    digest = statement_hash(settings.get(tx, "id"), number, day, held_by(tx, number, day))
    written = "".join(code.split()).lower()
    return digest in written or (len(written) >= _SHOWN and digest.startswith(written))


def lay_out(member: Member, found: Sequence[Holds], digest: str, day: date) -> Report:
    """Lay out what is owned and owed; the code of the paper holds the hash of its figures."""
    rows = [Row((each.name, each.number, each.own, each.owed, each.interest)) for each in found]
    if rows:
        sums = [Money.sum(filter(None, column)) for column in zip(*(each[3:] for each in found), strict=True)]
        rows.append(Row((_("Total"), None, *sums), Role.TOTAL))
    shown = in_fours(digest[:_SHOWN])
    checked = _("Check: {digits}").format(digits=shown)
    seal = Seal(f"{member.number} {day.isoformat()}", digest, "", (checked,))
    words = _("the book gives the same digits for this member and day as long as nothing was changed")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("what", _("What"), width=28),
            Column("number", _("No."), Kind.CODE, 14),
            Column("own", _("Own"), Kind.MONEY, 15),
            Column("owed", _("Owed"), Kind.MONEY, 15),
            Column("interest", _("Interest and penalty owed"), Kind.MONEY, 14),
        ),
        tuple(rows),
        f"{member.number} {member.name} · " + _("As of {day}").format(day=long_day(day)),
        signatures=(_("Who made the statement"), _("Treasurer")),
        nothing=_("The member owns no shares or savings here."),
        answer=(("hash", digest),),
        mark=Mark(Standing.CLOSED, _("Statement with a code"), words, seal=seal) if found else None,
    )
