"""The application for a loan as a paper: what is asked for, and everything that speaks for it and against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.schedules import schedule, total_interest
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.loan_applications import found_application
from welfare_desk.reports.loan_words import TAKEN, held_words, rate_words, with_most
from welfare_desk.reports.model import Column, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import loan_contracts
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.loan_applications import ApplicationChoice
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-application", N_("Application for a loan")
QUESTION = N_("What is asked for, and what speaks for it and against?")
PARAMETERS = (Parameter("number", N_("Application"), ParameterKind.NUMBER, is_required=True),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for an application by its number, and lay it out with every reason."""
    found = found_application(tx, asked.number("number"))
    names = loan_contracts.names(tx, found.kept.asked.guarantors)
    return Report(
        NAME,
        _("Application {number} for a loan").format(number=found.kept.number),
        (Column("what", _("Matter"), width=22), Column("text", _("As asked and found"), width=56)),
        (*_said(found, dict(names)), *_reasons(found), *_steps(found)),
        _("Asked on {day}").format(day=long_day(found.kept.asked.day)),
        signatures=(_("Applicant"), _("Loan officer"), _("Committee")),
    )


def _said(found: ApplicationChoice, names: dict[str, str]) -> Iterator[Row]:
    asked, product = found.kept.asked, found.product
    yield Row((_("Applicant"), f"{asked.member} {found.name}"))
    yield Row((_("Kind of loan"), f"{product.name} · {rate_words(product.rate)}"))
    amount = _("{amount} baht ({words})").format(amount=asked.amount.text(), words=amount_in_words(asked.amount))
    yield Row((_("Amount"), amount))
    yield Row((_("Instalments"), str(asked.instalments)))
    yield Row((_("What the money is for"), asked.purpose))
    yield Row((_("Income of a month"), _("{amount} baht").format(amount=asked.income.text())))
    yield Row((_("Deducted from it already"), _("{amount} baht").format(amount=asked.expenses.text())))
    for each, most in asked.sureties:
        yield Row((_("Guarantor"), with_most(f"{each} {names.get(each, '')}", most)))
    if asked.collateral:
        worth = _("{amount} baht").format(amount=asked.collateral.text())
        said = filter(None, (worth, held_words(asked.held), asked.held_words))
        yield Row((_("Value of collateral"), " · ".join(said)))
    terms = product.terms(asked.amount, asked.instalments, asked.day)
    if not terms.problems():
        rows = schedule(terms)
        text = _("{amount} baht, in all {interest} baht of interest")
        first = text.format(amount=rows[0].amount.text(), interest=total_interest(rows).text())
        yield Row((_("First instalment"), first))


def _reasons(found: ApplicationChoice) -> Iterator[Row]:
    yield Row((None, _("What speaks for it and against")), Role.HEADING)
    for each in found.reasons.in_favour:
        yield Row((_("in favour"), each.sentence()))
    for each in found.reasons.against:
        yield Row((_("against"), each.sentence()))


def _steps(found: ApplicationChoice) -> Iterator[Row]:
    yield Row((None, _("What was decided")), Role.HEADING)
    for step, day, words in found.kept.steps:
        yield Row((long_day(day), " · ".join(filter(None, (_(TAKEN[step]), words)))))
