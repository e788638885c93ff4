"""What a member owns, owes and stands surety for, at a glance: class, shares, savings, loans, guarantees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.coop.memberships import CLASS_NAMES
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.member_statement import held_by
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import MEMBER, ON
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import loans, member_classes, members, shares

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.coop.loan_contracts import Commitment
    from welfare_desk.reports.member_statement import Holds
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "member-owned", N_("Shares, savings and loans of a member")
QUESTION = N_("What does a member own, owe, and stand surety for?")
PARAMETERS = (replace(MEMBER, is_required=True), ON)
_CARDS = {"share": ("share-card", "member"), "savings": ("savings-card", "savings"), "loan": ("loan", "contract")}


def make(tx: Tx, asked: Asked) -> Report:
    """Read what a member owns, owes and stands for at the end of a day."""
    day = asked.day("on")
    member = members.get(tx, members.person(tx, asked.text("member")))
    is_owner = is_member_owned(tx)
    held = held_by(tx, member.number, day) if is_owner else []
    stands = loans.commitments(tx, member.number, day) if is_owner else []
    return Report(
        NAME,
        _(TITLE),
        (
            Column("what", _("What"), width=28),
            Column("number", _("No."), Kind.CODE, 13),
            Column("own", _("Own"), Kind.MONEY, 14),
            Column("owed", _("Owed"), Kind.MONEY, 14),
            Column("stands", _("Stands for up to"), Kind.MONEY, 14),
        ),
        (*map(_row, held), *_sum(held), *_sureties(stands)),
        f"{member.number} {member.name} · " + _("As of {day}").format(day=long_day(day)),
        facts=tuple(_facts(tx, member.number, day, held, len(stands))) if is_owner else (),
        nothing=_("The member owns no shares or savings here."),
    )


def _row(each: Holds) -> Row:
    report, key = _CARDS[each.kind]
    owed = None if each.owed is None else each.owed + (each.interest or ZERO)
    return Row((each.name, each.number, each.own, owed, None), opens=Link(report, ((key, each.number),)))


def _sum(held: list[Holds]) -> Iterator[Row]:
    if held:
        own = Money.sum(each.own for each in held if each.own is not None)
        owed = Money.sum((each.owed or ZERO) + (each.interest or ZERO) for each in held)
        yield Row((_("Total"), None, own, owed, None), Role.TOTAL)


def _sureties(stands: list[Commitment]) -> Iterator[Row]:
    if stands:
        yield Row((_("Stands surety for"), None, None, None, None), Role.HEADING)
    for each in stands:
        most = each.principal if each.amount is None else min(each.amount, each.principal)
        link = Link("loan", (("contract", each.contract),))
        yield Row((f"{each.borrower} {each.name}", each.contract, None, None, most), opens=link)


def _facts(tx: Tx, member: str, day: date, held: list[Holds], count: int) -> Iterator[tuple[str, Value]]:
    def sum_of(kind: str) -> Money:
        found = [each for each in held if each.kind == kind]
        return Money.sum((each.own or ZERO) + (each.owed or ZERO) + (each.interest or ZERO) for each in found)

    yield _("Class"), _(CLASS_NAMES[member_classes.class_of(tx, member, day)])
    yield _("Shares"), sum_of("share")
    yield _("Shares each month"), shares.plans(tx, day).get(member, ZERO)
    yield _("Savings"), sum_of("savings")
    yield _("Owed on loans"), sum_of("loan")
    yield _("Stands surety for (loans)"), count
