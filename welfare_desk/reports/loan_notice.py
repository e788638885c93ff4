"""Notices of arrears as letters: the first, second and third, to the borrower and each guarantor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.loan_contracts import in_force
from welfare_desk.coop.loans import position
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.reports.loan_words import CONTRACT, found_loan, society
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import loan_papers, members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.members.register import Member
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loan-notice", N_("Notice of arrears")
QUESTION = N_("The letters to a borrower in arrears and to the guarantors.")
NUMBERS = (("1", N_("first notice")), ("2", N_("second notice")), ("3", N_("third notice")))
PARAMETERS = (CONTRACT, ON, Parameter("notice", N_("Notice"), ParameterKind.CHOICE, choices=NUMBERS))
DAYS = {1: 30, 2: 15, 3: 15}
"""Until when payment is asked for, in days: defaults of ours."""
_SUBJECTS = {
    1: N_("Reminder of instalments not paid"),
    2: N_("Second notice of instalments not paid"),
    3: N_("Last notice before the loan is called in"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the notice of a contract as of a day, and write it to the borrower, then to each guarantor."""
    kept, day = found_loan(tx, asked), asked.day("on")
    number = int(asked.text("notice") or "1")
    at = position(kept.history, day)
    held = in_force(loan_papers.guarantees(tx, kept.holding.id)[kept.holding.id], day)
    borrower, who = members.get(tx, kept.member), society(tx)
    letter = _letter(number, (borrower, borrower), kept, at, who)
    others = [_letter(number, (members.get(tx, each.member), borrower), kept, at, who) for each in held]
    return replace(letter, enclosed=tuple(others))


def _letter(
    number: int, people: tuple[Member, Member], kept: KeptLoan, at: LoanPosition, who: Mapping[str, str]
) -> Report:
    return Report(
        NAME,
        _(TITLE),
        (Column("label", "", width=16), Column("text", _("Text of the letter"), width=60)),
        (*_head(number, people[0], kept, at, who), *_body(number, people, kept, at)),
        _("Contract {number}").format(number=kept.number),
        signatures=(_("Manager"),),
        is_letter=True,
    )


def _head(number: int, to: Member, kept: KeptLoan, at: LoanPosition, who: Mapping[str, str]) -> Iterator[Row]:
    yield Row((_("Ref."), "…………………"))
    for words in (who["name"], who["address"]):
        if words:
            yield Row((None, words), Role.HEADING)
    yield Row((None, long_day(at.day)), Role.HEADING)
    yield Row((_("Subject"), _(_SUBJECTS[number])))
    yield Row((_("Addressed to"), f"{to.name} ({to.number})"))
    agreed = _("Contract {number} of {day}").format(number=kept.number, day=long_day(kept.holding.opened_day))
    yield Row((_("Refers to"), agreed))


def _body(number: int, people: tuple[Member, Member], kept: KeptLoan, at: LoanPosition) -> Iterator[Row]:
    to, borrower = people
    if to == borrower:
        text = _("You borrowed {amount} baht by this contract.")
    else:
        text = _("{name} borrowed {amount} baht by this contract, and you stand for it as guarantor.")
    yield Row((None, text.format(amount=kept.contract.amount.text(), name=borrower.name)))
    text = _(
        "By {day} {count} instalments were not paid, the first of {first}. Past its day is principal of {principal} "
        "baht; interest of {interest} baht is owed beside it."
    )
    if at.owed.penalty:
        text = _(
            "By {day} {count} instalments were not paid, the first of {first}. Past its day is principal of "
            "{principal} baht; interest of {interest} baht and a penalty of {penalty} baht are owed beside it."
        )
    first = long_day(at.unmet[0].due) if at.unmet else "-"
    yield Row(
        (
            None,
            text.format(
                day=long_day(at.day), count=len(at.unmet), first=first, principal=at.overdue.text(),
                interest=max(ZERO, at.owed.interest).text(), penalty=at.owed.penalty.text(),
            ),
        )
    )  # fmt: skip
    until = long_day(at.day + timedelta(days=DAYS[number]))
    if number == 1:
        wish = _("Please pay {amount} baht by {day}. If you have paid already, take this letter as done with.")
    elif number == len(DAYS):
        wish = _("If {amount} baht is not paid by {day}, the whole loan is called in and the matter goes to court.")
    else:
        wish = _("We ask you again to pay {amount} baht by {day}, or to come and agree on another schedule.")
    asked = at.overdue + max(ZERO, at.owed.interest) + at.owed.penalty
    yield Row((None, wish.format(amount=asked.text(), day=until)))
    yield Row((None, _("Yours faithfully,")), Role.HEADING)
