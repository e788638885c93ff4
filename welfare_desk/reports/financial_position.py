"""Statement of financial position: what there is, what is owed, and whose it is, on one day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_
from welfare_desk.reports.parameters import FUND, ON
from welfare_desk.reports.statement import LAYOUT, statement
from welfare_desk.reports.statement_columns import BY, COMPARE
from welfare_desk.storage import periods

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "financial-position", N_("Statement of financial position")
QUESTION = N_("What does the fund own, what does it owe, and what is left?")
PARAMETERS = (
    ON,
    BY,
    FUND,
    replace(COMPARE, choices=tuple(each for each in COMPARE.choices if each[0] != "prior-period")),
    LAYOUT,
)


def make(tx: Tx, asked: Asked) -> Report:
    """Draw up the statement on a day; its fiscal year so far is what the months are of."""
    calendar, last = periods.calendar(tx), asked.day("on")
    first = calendar.year_start(calendar.year_of(last))
    return statement(tx, asked, NAME, (min(max(first, calendar.first_day), last), last))
