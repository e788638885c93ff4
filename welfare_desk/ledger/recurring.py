"""Entries that come again every so many months: rent, wages, fees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months, short_day
from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, EntryKind, problems_of
from welfare_desk.ledger.openings import CONTROL_ACCOUNTS
from welfare_desk.ledger.periods import may_be_written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.ledger.periods import Calendar, Period, PeriodStatus

EVERY = (1, 3, 6, 12)
"""After how many months an entry may come again."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """An entry that comes again: the day of `entry` is the first one, and says on which day of a month it comes.

    `next_day` is when it comes next, `last_day` after when it comes no more (none: until it is stopped).
    """

    number: int
    name: str
    entry: Entry
    months: int
    next_day: date
    last_day: date | None = None
    is_active: bool = True

    def after(self, day: date) -> date:
        """Tell when it comes after one of its days; the 31st is the last day of a shorter month, not for good."""
        first = self.entry.day
        passed = (day.year - first.year) * 12 + day.month - first.month
        return add_months(first, passed // self.months * self.months + self.months)

    def days_due(self, today: date) -> list[date]:
        """Give the days up to today on which it should have come and did not, oldest first."""
        found: list[date] = []
        day = self.next_day
        while self.is_active and day <= min(today, self.last_day or today):
            found.append(day)
            day = self.after(day)
        return found

    @property
    def is_over(self) -> bool:
        """Tell whether its last day is passed."""
        return self.last_day is not None and self.next_day > self.last_day


def problems_of_recurring(kept: Recurring) -> list[Problem]:
    """Find what keeps an entry from coming again; accounts and funds are judged when it is posted."""
    found: list[Problem] = []
    if not kept.name.strip():
        found.append(problem("recurring.no_name", N_("Give what comes again a name."), "name"))
    if kept.months not in EVERY:
        text = N_("It comes again every 1, 3, 6 or 12 months.")
        found.append(problem("recurring.months", text, "months"))
    if kept.last_day is not None and kept.last_day < kept.next_day:
        text = N_("The last day lies before the next one.")
        found.append(problem("recurring.last_day", text, "last_day"))
    if kept.entry.kind is not EntryKind.NORMAL:
        found.append(problem("recurring.kind", N_("Only an ordinary entry comes again."), "entry"))
    text = N_("{account} has a register of its own; what moves it does not come again by itself.")
    kept_apart = [line.account for line in kept.entry.postings if line.member or line.account in CONTROL_ACCOUNTS]
    found += [problem("recurring.control", text, "entry", account=each) for each in dict.fromkeys(kept_apart)]
    return found + problems_of(kept.entry)


def entry_due(kept: Recurring, day: date, calendar: Calendar, statuses: Mapping[Period, PeriodStatus]) -> Entry:
    """Make the entry of one due day: on that day if its month is open, else on the first open day, and it says so."""
    entry = replace(kept.entry, day=day)
    if may_be_written(day, entry.kind, calendar, statuses) is None:
        return entry
    shut = [calendar.days_of(each)[1] for each, status in statuses.items() if status.value != "open"]
    open_day = max([calendar.first_day, *(last + timedelta(days=1) for last in shut)])
    words = fill(_(N_("{memo} (due on {day}, when the month was closed)")), {"memo": entry.memo, "day": short_day(day)})
    return replace(entry, day=open_day, memo=words)
