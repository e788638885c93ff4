"""The forms of what is done to one loan: their names, their fields, and the act that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from welfare_desk.coop.interest import PER_PERCENT, percent
from welfare_desk.coop.loan_contracts import FOUND, SUIT_ENDED
from welfare_desk.coop.standings import LOST
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO
from welfare_desk.reports.loan_words import HELD, collateral_words
from welfare_desk.ui.form import Field
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import MoneyEdit, TextEdit
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welfare_desk.reports.loans import LoanChoice
    from welfare_desk.services.desk import Desk

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

Choices = list[tuple[str, str]]
ACTS = (
    ("reschedule", N_("New terms…")),
    ("moratorium", N_("Moratorium…")),
    ("top_up", N_("Lend more…")),
    ("guarantor", N_("Add a guarantor…")),
    ("release", N_("Release a guarantor…")),
    ("collateral", N_("Take collateral in…")),
    ("free", N_("Give collateral back…")),
    ("notice", N_("Notice of arrears…")),
    ("sue", N_("Take to court…")),
    ("mark", N_("What became of collecting it…")),
    ("waive", N_("Waive interest or penalty…")),
    ("write_off", N_("Write off…")),
    ("recover", N_("Money for a loan written off…")),
)
TITLES = {
    "reschedule": N_("New terms: {words}"),
    "moratorium": N_("Moratorium: {words}"),
    "top_up": N_("Lend more: {words}"),
    "guarantor": N_("Add a guarantor: {words}"),
    "release": N_("Release a guarantor: {words}"),
    "collateral": N_("Take collateral in: {words}"),
    "free": N_("Give collateral back: {words}"),
    "notice": N_("Notice of arrears: {words}"),
    "sue": N_("Take to court: {words}"),
    "mark": N_("What became of collecting it: {words}"),
    "waive": N_("Waive interest or penalty: {words}"),
    "write_off": N_("Write off: {words}"),
    "recover": N_("Money for a loan written off: {words}"),
}
MARKS = ((SUIT_ENDED, N_("the suit ended")), (LOST, N_("nothing can be collected")), (FOUND, N_("it can be collected")))


class Offered(NamedTuple):
    """What the forms offer: cash and bank accounts, and members by name and number."""

    tills: Choices
    people: Choices


def words_of(chosen: LoanChoice) -> str:
    """Name a loan: its contract and borrower."""
    return f"{chosen.loan.number} · {chosen.name}"


def till_pick(offered: Offered) -> Pick:
    """Offer the cash and bank accounts."""
    return Pick("", offered.tills, offered.tills[0][0] if offered.tills else None)


def fields_of_act(name: str, chosen: LoanChoice, offered: Offered) -> Sequence[Field]:
    """Give the fields that an act has beside its day and words."""
    terms = chosen.loan.history.version(chosen.at.day).terms
    left = str(max(1, len(chosen.loan.history.version(chosen.at.day).rows)))
    hint = _("A name or a number")
    stands: Choices = [(number, words) for number, words in offered.people if number in chosen.guarantors]
    kept = [(each.position, collateral_words(each)) for each in chosen.loan.state.collateral]
    instalments = Field("instalments", _("In how many instalments"), TextEdit(left))
    rate = Field("rate", _("Rate a year (percent)"), TextEdit(percent(terms.rate)))
    waits = Field("instalments", _("For how many instalments nothing is due"), TextEdit("3"))
    runs = Pick("", ((True, _("interest runs on")), (False, _("no interest until it ends"))), True)  # noqa: FBT003
    account, amount = (
        Field("account", _("Out of"), till_pick(offered)),
        Field("amount", _("Amount (baht)"), MoneyEdit()),
    )
    known: Mapping[str, Sequence[Field]] = {
        "reschedule": (instalments, rate),
        "moratorium": (waits, Field("with_interest", _("Interest"), runs)),
        "top_up": (amount, account, instalments),
        "guarantor": (
            Field("member", _("Member"), Finder(offered.people, hint)),
            Field("amount", _("Up to (baht)"), MoneyEdit(), _("Left empty, the whole loan.")),
        ),
        "release": (
            Field("member", _("Who is released"), Pick("", stands, stands[0][0] if stands else None)),
            Field("instead", _("Who stands instead"), Finder(offered.people, hint)),
        ),
        "collateral": (
            Field("what", _("Kind"), Pick("", [(key, _(words)) for key, words in HELD.items()], "land")),
            Field("amount", _("Value (baht)"), MoneyEdit()),
        ),
        "free": (Field("position", _("What is given back"), Pick("", kept, kept[0][0] if kept else None)),),
        "notice": (
            Field(
                "number", _("Which notice"), Pick("", [(each, str(each)) for each in (1, 2, 3)], _next_notice(chosen))
            ),
        ),
        "mark": (Field("what", _("What happened"), Pick("", [(key, _(words)) for key, words in MARKS], SUIT_ENDED)),),
        "waive": (
            Field("interest", _("Interest (baht)"), MoneyEdit()),
            Field("penalty", _("Penalty (baht)"), MoneyEdit()),
        ),
        "recover": (amount, Field("account", _("Into"), till_pick(offered))),
    }
    return known.get(name, ())


def _next_notice(chosen: LoanChoice) -> int:
    return min(3, max((number for number, _day in chosen.loan.state.notices), default=0) + 1)


def read_act(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Read the numbers that were typed; what is none is said under its field."""
    read: dict[str, Any] = {}
    if "instalments" in values:
        read["instalments"] = whole(values["instalments"], "instalments")
    if name == "reschedule":
        read["rate"] = rate_of(values["rate"], "rate")
    return read


def whole(text: str, field: str) -> int:
    """Read a whole number."""
    digits = arabic_digits(text.strip())
    if digits.isascii() and digits.isdigit():
        return int(digits)
    raise RuleError(problem("report.number", N_("“{text}” is no whole number."), field, text=text))


def rate_of(text: str, field: str) -> int:
    """Read a rate in percent a year as millionths."""
    from decimal import Decimal, InvalidOperation

    try:
        found = Decimal(arabic_digits(text.strip())) * PER_PERCENT
        if found == int(found):
            return int(found)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    raise RuleError(problem("rate.unread", N_("“{text}” is no rate in percent."), field, text=text))


def do_act(desk: Desk, name: str, contract: str, values: Mapping[str, Any]) -> object:
    """Do an act to a loan with what its form says."""
    from welfare_desk.services import bad_loans, guarantors
    from welfare_desk.services.loan_changes import (
        Rescheduling,
        ToppingUp,
        Waiting,
        give_moratorium,
        reschedule_loan,
        top_up_loan,
    )

    day, words = values["day"] or desk.today, values.get("words", "")
    paper, amount = bad_loans.LoanPaper(contract, day, words), values.get("amount")
    acts: Mapping[str, Callable[[], object]] = {
        "reschedule": lambda: reschedule_loan(
            desk, Rescheduling(contract, day, values["instalments"], words, values["rate"])
        ),
        "moratorium": lambda: give_moratorium(
            desk, Waiting(contract, day, values["instalments"], words, with_interest=bool(values["with_interest"]))
        ),
        "top_up": lambda: top_up_loan(
            desk, ToppingUp(contract, day, values["account"] or "", amount or ZERO, values["instalments"], words)
        ),
        "guarantor": lambda: guarantors.add_guarantor(desk, contract, values["member"] or "", day, amount),
        "release": lambda: guarantors.release_guarantor(desk, paper, values["member"] or "", values["instead"] or ""),
        "collateral": lambda: guarantors.add_collateral(desk, paper, values["what"], amount or ZERO),
        "free": lambda: guarantors.free_collateral(desk, paper, int(values["position"] or 0)),
        "notice": lambda: bad_loans.send_notice(desk, paper, values["number"]),
        "sue": lambda: bad_loans.sue(desk, paper),
        "mark": lambda: bad_loans.mark_loan(desk, paper, values["what"]),
        "waive": lambda: bad_loans.waive(desk, paper, values["interest"] or ZERO, values["penalty"] or ZERO),
        "write_off": lambda: bad_loans.write_off_loan(desk, paper),
        "recover": lambda: bad_loans.recover(desk, contract, amount or ZERO, values["account"] or "", day),
    }
    return acts[name]()
