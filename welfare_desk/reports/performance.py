"""Statement of income and expenses: what some days brought and cost, by account, beside a year before or a budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.reports.parameters import FROM, FUND, TO
from welfare_desk.reports.statement import LAYOUT, statement
from welfare_desk.reports.statement_columns import BUDGET, BY, COMPARE

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "performance", N_("Statement of income and expenses")
QUESTION = N_("What did the fund earn and spend, and what is left over?")
PARAMETERS = (FROM, TO, BY, FUND, replace(COMPARE, choices=(*COMPARE.choices, (BUDGET, N_("the budget")))), LAYOUT)


def make(tx: Tx, asked: Asked) -> Report:
    """Draw up the statement of some days."""
    return statement(tx, asked, NAME, (asked.day("from"), asked.day("to")))
