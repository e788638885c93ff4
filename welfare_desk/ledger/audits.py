"""The annual audit: entries that an auditor proposes, and what is said of the statements of a year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import be_year
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import problems_of
from welfare_desk.ledger.periods import CLOSING_NUMBER, Period, PeriodStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.periods import Calendar


class OpinionKind(Enum):
    """What an auditor says of the statements of a year."""

    CLEAN = "clean"
    QUALIFIED = "qualified"
    ADVERSE = "adverse"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An entry that an auditor proposes for a fiscal year: when and by whom it was proposed, and why."""

    fiscal_year: int
    day: date
    proposed_by: str
    reason: str
    entry: Entry


def problems_of_adjustment(
    proposed: Adjustment, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]
) -> list[Problem]:
    """Find why an entry may not be proposed: it balances, belongs to its year, and the year is not locked."""
    found: list[Problem] = []
    if not proposed.proposed_by.strip():
        found.append(problem("adjustment.who", N_("Write who proposes the entry."), "proposed_by"))
    if not proposed.reason.strip():
        found.append(problem("adjustment.why", N_("Write why the entry is proposed."), "reason"))
    year = be_year(calendar.year_end(proposed.fiscal_year))
    if calendar.year_of(proposed.entry.day) != proposed.fiscal_year:
        text = N_("The entry is dated {day}, outside the fiscal year {year}.")
        found.append(problem("adjustment.year", text, "year", day=proposed.entry.day, year=year))
    if statuses.get(Period(proposed.fiscal_year, CLOSING_NUMBER)) is PeriodStatus.LOCKED:
        text = N_("The year {year} is locked for good: the annual meeting accepted it.")
        found.append(problem("year.locked", text, "year", year=year))
    return found + problems_of(proposed.entry)


def may_be_given_an_opinion(
    year: int, auditor: str, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]
) -> Problem | None:
    """Tell why no opinion may be written down, or nothing if it may: an auditor speaks of a closed year."""
    if not auditor.strip():
        return problem("opinion.who", N_("Write the auditor's name."), "auditor")
    if statuses.get(Period(year, CLOSING_NUMBER), PeriodStatus.OPEN) is PeriodStatus.OPEN:
        text = N_("Close the year {year} first; an auditor speaks of a closed year.")
        return problem("opinion.open", text, "year", year=be_year(calendar.year_end(year)))
    return None
