"""Words that the reports of loans share: products, methods, how a loan or an application stands, its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.interest import DayCount, percent
from welfare_desk.coop.loan_contracts import COLLATERAL, FOUND, FREED, NOTICE, SUIT_ENDED, WAIVED, ApplicationStep
from welfare_desk.coop.loan_terms import MONTH_END, Due, Method
from welfare_desk.coop.standings import BROKEN, LOST, SUED
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, named
from welfare_desk.reports.model import Role, without_columns
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.reports.setup import papers
from welfare_desk.storage import loan_contracts, loan_facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from welfare_desk.coop.loan_contracts import Collateral
    from welfare_desk.coop.loan_terms import LoanTerms
    from welfare_desk.money import Money
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

CONTRACT = Parameter("contract", N_("Contract"), ParameterKind.TEXT, is_required=True)
METHODS = {
    Method.EQUAL_PRINCIPAL: N_("equal principal, and interest on what is owed"),
    Method.EQUAL_INSTALMENT: N_("equal instalments of principal and interest together"),
    Method.FLAT: N_("flat: interest on the whole loan, in equal parts"),
    Method.BULLET: N_("principal at the end"),
}
SHORT_METHODS = {
    Method.EQUAL_PRINCIPAL: N_("equal principal"),
    Method.EQUAL_INSTALMENT: N_("equal instalments"),
    Method.FLAT: N_("flat rate"),
    Method.BULLET: N_("all at the end"),
}
COUNTS = {
    DayCount.ACTUAL_365: N_("by day, a year of 365 days"),
    DayCount.ACTUAL_360: N_("by day, a year of 360 days"),
    DayCount.ACTUAL_366: N_("by day, a year of 366 days"),
    DayCount.ACTUAL_ACTUAL: N_("by day, each year by its own days"),
    DayCount.THIRTY_360: N_("by months of 30 days"),
}
DUES = {Due.PENALTY: N_("penalty"), Due.INTEREST: N_("interest"), Due.PRINCIPAL: N_("principal")}
STEPS = {
    ApplicationStep.ASKED: N_("waits for a decision"),
    ApplicationStep.APPROVED: N_("approved, no contract yet"),
    ApplicationStep.DECLINED: N_("declined"),
    ApplicationStep.WITHDRAWN: N_("withdrawn by the member"),
    ApplicationStep.CONTRACTED: N_("contract made"),
}
TAKEN = {
    ApplicationStep.ASKED: N_("taken in"),
    ApplicationStep.APPROVED: N_("approved"),
    ApplicationStep.DECLINED: N_("declined"),
    ApplicationStep.WITHDRAWN: N_("withdrawn by the member"),
    ApplicationStep.CONTRACTED: N_("contract made"),
}
FLAGS = {SUED: N_("in court"), BROKEN: N_("new terms not kept"), LOST: N_("nothing can be collected")}
EVENTS = {
    NOTICE: N_("Notice sent"),
    SUED: N_("Taken to court"),
    SUIT_ENDED: N_("Suit ended"),
    LOST: N_("Nothing can be collected"),
    FOUND: N_("Can be collected after all"),
    COLLATERAL: N_("Collateral taken in"),
    FREED: N_("Collateral given back"),
    WAIVED: N_("Interest or penalty waived"),
    "rescheduled": N_("Rescheduled"),
    "moratorium": N_("Moratorium"),
    "topped_up": N_("More lent"),
}


HELD = {
    "land": N_("land"),
    "building": N_("house or building"),
    "car": N_("car"),
    "deposit": N_("savings held"),
    "other": N_("other"),
}


def held_words(kind: str) -> str:
    """Say of what kind something held against a loan is; nothing where that was not said."""
    return _(HELD[kind]) if kind in HELD else ""


def collateral_words(each: Collateral) -> str:
    """Say what is held against a loan: its kind, its words, what it is worth."""
    worth = _("{amount} baht").format(amount=each.value.text())
    return " · ".join(filter(None, (held_words(each.kind), each.words, worth)))


def with_most(name: str, most: Money | None) -> str:
    """Name a guarantor with the amount up to which she stands; alone, she stands for the whole loan."""
    return name if most is None else _("{name} (up to {amount} baht)").format(name=name, amount=most.text())


def found_loan(tx: Tx, asked: Asked) -> KeptLoan:
    """Read the loan that a report is asked for; an unknown contract is a `RuleError`."""
    number = asked.text("contract")
    found = loan_contracts.loan(tx, number)
    if found is None:
        text = N_("There is no loan contract {number}.")
        raise RuleError(problem("loan.unknown", text, "contract", number=number))
    return found


def product_names(tx: Tx, day: date) -> dict[str, str]:
    """Name the kinds of loans that are offered on a day, by code."""
    return {code: each.name for code, each in loan_facts.products(tx, day).items()}


def rate_words(rate: int) -> str:
    """Write a rate a year: `6.75 %`."""
    return f"{percent(rate)} %"


def due_words(terms: LoanTerms) -> str:
    """Say on which days instalments fall due."""
    if terms.due_day == MONTH_END:
        text = N_("on the last day of the month") if terms.every == 1 else N_("on the last day, each {months} months")
    else:
        text = N_("on day {day} of the month") if terms.every == 1 else N_("on day {day}, each {months} months")
    return _(text).format(day=terms.due_day, months=terms.every)


def flag_words(flags: Iterable[str]) -> str:
    """Say what is marked on a loan."""
    return ", ".join(_(FLAGS[each]) for each in sorted(flags))


def society(tx: Tx) -> dict[str, str]:
    """Give what stands on the papers of the society: its name, address and people."""
    kept = papers(tx)
    return {**kept, "name": named(kept["name_th"], kept["name_en"])}


def without_empty(report: Report, names: Collection[str]) -> Report:
    """Leave columns out in which no line has anything."""
    items = [row for row in report.rows if row.role is Role.ITEM]
    empty = {
        each.key
        for at, each in enumerate(report.columns)
        if each.key in names and all(row.cells[at] is None for row in items)
    }
    return without_columns(report, empty)
