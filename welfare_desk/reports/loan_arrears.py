"""Loans by how late they are: principal past its day, in columns by the age of the first missed instalment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import product_names
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.storage import loan_contracts, loans

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.standings import LoanStanding
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "loan-arrears", N_("Loans by age of arrears")
QUESTION = N_("Which loans are late, by how many months, and how much principal is that?")
PARAMETERS = (
    ON,
    Parameter("show", N_("Show"), ParameterKind.CHOICE, choices=(("late", N_("late loans")), ("all", N_("all loans")))),
)
AGES = ((1, N_("Up to 1 month")), (3, N_("Over 1, up to 3")), (6, N_("Over 3, up to 6")), (12, N_("Over 6, up to 12")))
_NOT_LATE, _OLDEST = 0, 5


def age_of(each: LoanStanding, day: date) -> int:
    """Tell in which column a loan stands: 0 not late, then by months late, the last over 12 months."""
    if each.first_unpaid_due is None:
        return _NOT_LATE
    for at, (months, _words) in enumerate(AGES, 1):
        if not each.is_late_by(months, day):
            return at
    return _OLDEST


def make(tx: Tx, asked: Asked) -> Report:
    """Ask how every loan stands on a day, and lay the late ones (or all) out by age."""
    day = asked.day("on")
    found = loans.standings(tx, day)
    shown = [each for each in found if each.first_unpaid_due or asked.text("show") == "all"]
    names, products = loan_contracts.names(tx, [each.member for each in shown]), product_names(tx, day)
    rows = [_row(each, names.get(each.member, ""), products.get(each.product, each.product), day) for each in shown]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in range(6, 14)]
        words = ngettext("{count} loan", "{count} loans", len(rows)).format(count=f"{len(rows):,}")
        rows.append(Row((None, None, words, None, None, None, *sums), Role.TOTAL))
    owed = Money.sum(each.principal for each in found)
    bad = Money.sum(each.principal for each in found if each.is_late_by(3, day))
    share = "-" if not owed else f"{bad.satang * 100 / owed.satang:.2f} %"
    note = _("Loans late by over 3 months owe {bad} of {all} baht: {share}.")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 9),
            Column("member", _("Member"), Kind.CODE, 7),
            Column("name", _("Name"), width=18),
            Column("product", _("Kind of loan"), width=14),
            Column("since", _("First missed"), Kind.DAY, 11),
            Column("missed", _("Missed"), Kind.NUMBER, 7),
            Column("overdue", _("Principal past due"), Kind.MONEY, 13),
            Column("interest", _("Interest on the books"), Kind.MONEY, 12),
            Column("age0", _("Not late"), Kind.MONEY, 12, _("Principal owed, by months late")),
            *(
                Column(f"age{months}", _(words), Kind.MONEY, 12, _("Principal owed, by months late"))
                for months, words in AGES
            ),
            Column("age13", _("Over 12"), Kind.MONEY, 12, _("Principal owed, by months late")),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(note.format(bad=bad.text(), all=owed.text(), share=share),) if owed else (),
        landscape=True,
        nothing=_("No loan is late."),
    )


def _row(each: LoanStanding, name: str, product: str, day: date) -> Row:
    age = age_of(each, day)
    by_age = (each.principal if at == age and each.principal > ZERO else None for at in range(_OLDEST + 1))
    figures = (each.overdue or None, each.interest or None)
    words = (each.contract, each.member, name, product, each.first_unpaid_due, each.missed or None)
    return Row((*words, *figures, *by_age), opens=Link("loan", (("contract", each.contract),)))
