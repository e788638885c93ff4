"""Statement of receipts and payments: what money came in and went out, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.reports.parameters import FROM, FUND, TO
from welfare_desk.reports.statement import LAYOUT, statement
from welfare_desk.reports.statement_columns import BY, COMPARE

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "receipts-payments", N_("Statement of receipts and payments")
QUESTION = N_("What money came in, what went out, and what is left of it?")
PARAMETERS = (FROM, TO, BY, FUND, COMPARE, LAYOUT)


def make(tx: Tx, asked: Asked) -> Report:
    """Draw up the statement of some days."""
    return statement(tx, asked, NAME, (asked.day("from"), asked.day("to")))
