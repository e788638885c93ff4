"""What a statement is worth on the day it is printed: a draft, closed, audited, or accepted by the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.periods import CLOSING_NUMBER
from welfare_desk.storage import periods, statement_figures

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx

_DRAFT = N_("Draft: the books of these days are still open.")
_CLOSED = N_("The books of these days are closed; these statements have not been audited.")
_AUDITED = {
    "clean": N_("Audited by {auditor}: the statements are right in all that matters."),
    "qualified": N_("Audited by {auditor}: right, but for what the opinion names."),
    "adverse": N_("Audited by {auditor}: the statements are not right."),
    "none": N_("Audited by {auditor}, who gave no opinion."),
}


def mark(tx: Tx, last: date) -> str:
    """Say it for a statement whose last day this is."""
    calendar = periods.calendar(tx)
    year = calendar.year_of(last)
    is_whole = last == calendar.year_end(year)
    opinion = statement_figures.opinion(tx, year) if is_whole else None
    if opinion is not None:
        return _(_AUDITED[opinion[1]]).format(auditor=opinion[0])
    number = CLOSING_NUMBER if is_whole else calendar.period_of(last).number
    return _(_CLOSED) if statement_figures.are_closed(tx, last, number) else _(_DRAFT)
