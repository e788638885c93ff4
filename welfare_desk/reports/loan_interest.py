"""The interest of a month, loan by loan: what is owed, what stands on the books, and what is to be accrued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month, long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.loan_words import product_names
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import loan_contracts, loans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.coop.loans import LoanPosition
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.loan_contracts import KeptLoan

NAME, TITLE = "loan-interest", N_("Interest of loans at a month end")
QUESTION = N_("How much interest is to be accrued on each loan at the end of a month?")
PARAMETERS = (Parameter("month", N_("Month"), ParameterKind.MONTH, Default.MONTH_START),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask every loan for its interest at the end of a month."""
    day = last_of_month(asked.day("month"))
    found = [each for each in loans.positions(tx, day) if each[1].owed.interest or each[1].accrued]
    names, products = loan_contracts.names(tx), product_names(tx, day)
    rows = [_row(kept, at, names.get(kept.member, ""), products) for kept, at in found]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in range(4, 8)]
        words = ngettext("{count} loan", "{count} loans", len(rows)).format(count=f"{len(rows):,}")
        rows.append(Row((None, None, words, None, *sums, None), Role.TOTAL))
    stopped = sum(at.is_stopped for _kept, at in found)
    text = ngettext(
        "On {count} loan too many instalments are missed: its interest is income when it comes.",
        "On {count} loans too many instalments are missed: their interest is income when it comes.",
        stopped,
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("contract", _("Contract"), Kind.CODE, 9),
            Column("member", _("Member"), Kind.CODE, 8),
            Column("name", _("Name"), width=20),
            Column("product", _("Kind of loan"), width=15),
            Column("principal", _("Principal owed"), Kind.MONEY, 14),
            Column("interest", _("Interest owed"), Kind.MONEY, 13),
            Column("accrued", _("On the books"), Kind.MONEY, 13),
            Column("to_accrue", _("To be accrued"), Kind.MONEY, 13),
            Column("missed", _("Missed"), Kind.NUMBER, 7),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=(text.format(count=stopped),) if stopped else (),
        landscape=True,
        nothing=_("No loan bears interest at this month end."),
    )


def _row(kept: KeptLoan, at: LoanPosition, name: str, products: Mapping[str, str]) -> Row:
    figures = (at.owed.principal, max(ZERO, at.owed.interest), at.accrued, at.to_accrue)
    words = (kept.number, kept.member, name, products.get(kept.holding.product, kept.holding.product))
    cells = (*words, *(each or None for each in figures), len(at.lacking) or None)
    return Row(cells, opens=Link("loan", (("contract", kept.number),)))
