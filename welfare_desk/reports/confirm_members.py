"""Letters that ask members whether the book is right about them, with the list of whom they are sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import long_day, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.members.register import ENDED
from welfare_desk.money import Money
from welfare_desk.reports.choices import villages
from welfare_desk.reports.confirmations import (
    ADDRESS,
    AUDITOR,
    BLANK,
    COUNT,
    NUMBERS,
    SEED,
    Letter,
    home_of,
    sampled,
    sender,
    sheet,
)
from welfare_desk.reports.consents import member_data_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.reports.passbook import payments_of
from welfare_desk.storage import given, members
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.contributions import LineKind
from welfare_desk.welfare.dues import deferred

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.confirmations import Sender
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "confirm-members", N_("Letters of confirmation to members")
QUESTION = N_("Does each member agree with what the book says of her?")
_USUAL = 20
PARAMETERS = (
    FROM,
    TO,
    COUNT,
    SEED,
    NUMBERS,
    AUDITOR,
    ADDRESS,
)


class Account(NamedTuple):
    """What the book says of a member: paid and received in the days asked for, how far paid, and what is ahead."""

    member: Member
    village: str
    paid: Money
    paid_to: date
    ahead: Money
    received: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Choose members, ask what the book says of each, and write the letters."""
    first, last, into = asked.day("from"), asked.day("to"), members.merges(tx)
    all_here = [each for each in members.all_members(tx) if each.number not in into and _is_here(each, last)]
    numbers, seed = sampled([each.number for each in all_here], asked, _USUAL, last.year)
    accounts = _accounts(tx, numbers, first, last)
    return lay_out(accounts, (first, last), sender(tx, asked), len(all_here), seed)


def _is_here(member: Member, day: date) -> bool:
    entered = member.entry_day is None or member.entry_day <= day
    return entered and member.status_on(day) not in ENDED


def _accounts(tx: Tx, numbers: Sequence[str], first: date, last: date) -> list[Account]:
    stands, names, into = standings(tx, last, numbers, up_to=last), dict(villages(tx)), members.merges(tx)
    received: dict[str, Money] = {}
    for each in given.paid(tx, first, last, numbers):
        if each.member is not None:
            received[each.member] = received.get(each.member, Money(0)) + each.amount
    found: list[Account] = []
    for number, standing in stands.items():
        own = {number, *(old for old, kept in into.items() if kept == number)}
        paid = (
            each.amount - each.returned
            for each in payments_of(tx, own, last)
            if each.voucher and each.kind is LineKind.CONTRIBUTION and each.day >= first
        )
        member = standing.member
        found.append(
            Account(
                member, names.get(member.village, member.village), Money.sum(paid), standing.position.paid_to,
                deferred(standing.by_year, standing.terms, last), received.get(number, Money(0)),
            )
        )  # fmt: skip
    return found


def lay_out(accounts: Sequence[Account], days: tuple[date, date], of: Sender, whole: int, seed: int) -> Report:
    """Lay out the list of members with room for their answers; the letters follow it on paper."""
    rows = [
        Row(
            (each.member.number, each.member.name, each.village or None, each.paid, each.paid_to, each.ahead,
             each.received, None),
            opens=member_data_link(each.member.number),
        )
        for each in accounts
    ]  # fmt: skip
    if rows:
        sums = [Money.sum(money) for money in zip(*((a.paid, a.ahead, a.received) for a in accounts), strict=True)]
        rows.append(Row((None, _("Total"), None, sums[0], None, sums[1], sums[2], None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Number"), Kind.CODE, 8),
            Column("name", _("Name"), width=22),
            Column("village", _("Village"), width=12),
            Column("paid", _("Contributions"), Kind.MONEY, 12),
            Column("paid_to", _("Paid to"), Kind.DAY, 12),
            Column("ahead", _("Over-paid"), Kind.MONEY, 11),
            Column("received", _("Benefits received"), Kind.MONEY, 13),
            Column("answer", _("Answer of the member"), width=18),
        ),
        tuple(rows),
        span_words(*days),
        facts=(
            (_("Members in all"), str(whole)),
            (_("Letters"), str(len(accounts))),
            (_("Number they are drawn by"), str(seed) if seed else _("chosen by number")),
        ),
        notes=(_("The letters follow on sheets of their own. The same number draws the same members again."),),
        nothing=_("There is no member to write to."),
        signatures=(_("Auditor"),),
        enclosed=tuple(sheet(_letter(each, days), of, days[1], _(TITLE)) for each in accounts),
    )


def _letter(each: Account, days: tuple[date, date]) -> Letter:
    span = span_words(*days)
    figures = (
        (_("Contributions"), _("{amount} baht paid, {span}").format(amount=each.paid.text(), span=span)),
        (_("Paid to"), long_day(each.paid_to)),
        (_("Over-paid"), _("{amount} baht").format(amount=each.ahead.text())),
        (_("Benefits"), _("{amount} baht received, {span}").format(amount=each.received.text(), span=span)),
    )
    answers = (
        ("(   )", _("This agrees with my passbook and receipts.")),
        ("(   )", _("This does not agree. What differs:")),
        ("", BLANK),
        ("", BLANK),
    )
    member = each.member
    return Letter(f"{member.name} ({member.number})", home_of(member, each.village), figures, answers, _("Member"))
