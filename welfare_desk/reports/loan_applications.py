"""Applications for loans: what is asked for, and how each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.loan_contracts import ApplicationStep
from welfare_desk.coop.loan_limits import judge
from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.loan_words import STEPS, product_names
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import loan_contracts, loan_facts, loan_papers, members

if TYPE_CHECKING:
    from welfare_desk.coop.loan_limits import Reasons
    from welfare_desk.coop.loan_products import LoanProduct
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_papers import KeptApplication

NAME, TITLE = "loan-applications", N_("Applications for loans")
QUESTION = N_("Which applications wait, and what was decided of the others?")
OPEN = "open"
STATES = (
    ("all", N_("all")),
    (OPEN, N_("not decided or without contract")),
    *((step.value, words) for step, words in STEPS.items()),
)
PARAMETERS = (Parameter("state", N_("State"), ParameterKind.CHOICE, choices=STATES),)


class ApplicationChoice(NamedTuple):
    """An application with its applicant's name, the kind of loan, and what speaks for it and against."""

    kept: KeptApplication
    name: str
    product: LoanProduct
    reasons: Reasons


def application_choice(tx: Tx, number: int) -> ApplicationChoice:
    """Give an application with its reasons; an unknown number is a `KeyError`."""
    kept = loan_papers.applications(tx, number)[number]
    asked = kept.asked
    member = members.get(tx, asked.member)
    product = loan_facts.products(tx, asked.day)[asked.product]
    named = [members.get(tx, each) for each in asked.guarantors]
    borrower = loan_facts.borrower(tx, member, asked, number)
    found = judge(asked, product, borrower, loan_facts.guarantors(tx, named, asked.day, number))
    return ApplicationChoice(kept, member.name, product, found)


def found_application(tx: Tx, number: int) -> ApplicationChoice:
    """Give an application; an unknown number is a `RuleError`."""
    try:
        return application_choice(tx, number)
    except KeyError:
        text = N_("There is no application {number}.")
        raise RuleError(problem("loan.no_application", text, "number", number=number)) from None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the applications in a state, the newest first."""
    wanted = asked.text("state")
    waits = {ApplicationStep.ASKED, ApplicationStep.APPROVED}
    found = [
        each
        for each in reversed(loan_papers.applications(tx).values())
        if wanted in {"", "all", each.step.value} or (wanted == OPEN and each.step in waits)
    ]
    names = loan_contracts.names(tx, [each.asked.member for each in found])
    products = product_names(tx, asked.today)
    rows = [_row(each, names.get(each.asked.member, ""), products) for each in found]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in (5, 6)]
        words = ngettext("{count} application", "{count} applications", len(rows)).format(count=len(rows))
        rows.append(Row((None, None, words, None, None, *sums, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 5),
            Column("member", _("Member"), Kind.CODE, 8),
            Column("name", _("Name"), width=20),
            Column("product", _("Kind of loan"), width=16),
            Column("day", _("Asked on"), Kind.DAY, 12),
            Column("asked", _("Asked for"), Kind.MONEY, 14),
            Column("approved", _("Approved"), Kind.MONEY, 14),
            Column("state", _("State"), width=20),
            Column("words", _("By"), width=16),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(asked.today)),
        landscape=True,
        nothing=_("There are no applications like these."),
    )


def _row(each: KeptApplication, name: str, products: dict[str, str]) -> Row:
    asked, stands = each.asked, each.step in {ApplicationStep.APPROVED, ApplicationStep.CONTRACTED}
    return Row(
        (
            each.number, asked.member, name, products.get(asked.product, asked.product), asked.day, asked.amount,
            each.amount if stands else None, _(STEPS[each.step]), each.steps[-1][2] or None,
        ),
        opens=Link("loan-application", (("number", str(each.number)),)),
    )  # fmt: skip
