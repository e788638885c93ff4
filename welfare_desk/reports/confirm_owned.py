"""Letters that ask members whether the book is right about their shares, savings and loans, with the list of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Ledger
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
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
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import holding_moves, holdings, loans, members, shares

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.members.register import Member
    from welfare_desk.reports.confirmations import Sender
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "confirm-owned", N_("Letters of confirmation: shares, savings, loans")
QUESTION = N_("Does each member agree with what the book says she owns and owes?")
_USUAL = 20
PARAMETERS = (ON, COUNT, SEED, NUMBERS, AUDITOR, ADDRESS)


class Owned(NamedTuple):
    """What the book says of a member on a day; `saved` and `owed` are each account and contract by its number."""

    member: Member
    village: str
    shares: Money
    saved: tuple[tuple[str, Money], ...]
    owed: tuple[tuple[str, Money], ...]

    @property
    def savings(self) -> Money:
        """Add up what is saved."""
        return Money.sum(amount for _number, amount in self.saved)

    @property
    def loans(self) -> Money:
        """Add up what is owed of principal."""
        return Money.sum(amount for _number, amount in self.owed)


def make(tx: Tx, asked: Asked) -> Report:
    """Choose members who own or owe something, ask what the book says of each, and write the letters."""
    day = asked.day("on")
    found = _owned(tx, day)
    numbers, seed = sampled(sorted(found), asked, _USUAL, day.year)
    chosen = [found[number] for number in numbers if number in found]
    return lay_out(chosen, day, sender(tx, asked), len(found), seed)


def _owned(tx: Tx, day: date) -> dict[str, Owned]:
    held = shares.all_held(tx, day)
    kept = [account for account, ledger in holding_moves.controls(tx).items() if ledger is Ledger.SAVINGS]
    balances = holdings.balances(tx, kept, day) if kept else {}
    saved: defaultdict[str, list[tuple[str, Money]]] = defaultdict(list)
    for each in holdings.every(tx, Ledger.SAVINGS):
        if each.member and each.id in balances:
            saved[each.member].append((each.number, -balances[each.id]))
    owed: defaultdict[str, list[tuple[str, Money]]] = defaultdict(list)
    for loan, at in loans.positions(tx, day):
        if at.owed.principal > ZERO:
            owed[loan.member].append((loan.number, at.owed.principal))
    names = dict(villages(tx))
    return {
        member.number: Owned(
            member, names.get(member.village, member.village), held.get(member.number, ZERO),
            tuple(saved[member.number]), tuple(owed[member.number]),
        )
        for member in members.all_members(tx)
        if held.get(member.number) or member.number in saved or member.number in owed
    }  # fmt: skip


def lay_out(owned: Sequence[Owned], day: date, of: Sender, whole: int, seed: int) -> Report:
    """Lay out the list of members with room for their answers; the letters follow it on paper."""
    rows = [
        Row(
            (each.member.number, each.member.name, each.shares or None, each.savings or None, each.loans or None, None),
            opens=Link("member-statement", (("member", each.member.number),)),
        )
        for each in owned
    ]
    if rows:
        sums = [Money.sum(money) for money in zip(*((o.shares, o.savings, o.loans) for o in owned), strict=True)]
        rows.append(Row((None, _("Total"), *sums, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Number"), Kind.CODE, 8),
            Column("name", _("Name"), width=24),
            Column("shares", _("Shares"), Kind.MONEY, 13),
            Column("savings", _("Savings"), Kind.MONEY, 14),
            Column("loans", _("Owed on loans"), Kind.MONEY, 14),
            Column("answer", _("Answer of the member"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        facts=(
            (_("Members who own or owe something"), str(whole)),
            (_("Letters"), str(len(owned))),
            (_("Number they are drawn by"), str(seed) if seed else _("chosen by number")),
        ),
        notes=(_("The letters follow on sheets of their own. The same number draws the same members again."),),
        nothing=_("No member owns or owes anything on this day."),
        signatures=(_("Auditor"),),
        enclosed=tuple(sheet(_letter(each), of, day, _(TITLE)) for each in owned),
    )


def _letter(each: Owned) -> Letter:
    baht = _("{amount} baht")
    figures = (
        (_("Shares"), baht.format(amount=each.shares.text())),
        *((_("Savings") + f" {number}", baht.format(amount=amount.text())) for number, amount in each.saved),
        *((_("Owed on loans") + f" {number}", baht.format(amount=amount.text())) for number, amount in each.owed),
    )
    answers = (
        ("(   )", _("This agrees with my passbook and receipts.")),
        ("(   )", _("This does not agree. What differs:")),
        ("", BLANK),
        ("", BLANK),
    )
    member = each.member
    return Letter(f"{member.name} ({member.number})", home_of(member, each.village), figures, answers, _("Member"))
