"""Keep periods: opened when first posted to, closed with a signed statement."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.periods import Calendar, Period, PeriodStatus, may_be_written, period_from_id
from welfare_desk.storage import rows, settings

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def calendar(tx: Tx) -> Calendar:
    """Read the book's first day and the month its fiscal year starts in."""
    return Calendar(date.fromisoformat(settings.get(tx, "first_day")), int(settings.get(tx, "fiscal_year_start")))


def statuses(tx: Tx) -> dict[Period, PeriodStatus]:
    """Read the periods opened so far."""
    return {period_from_id(key): PeriodStatus(status) for key, status in rows.ask(tx, "SELECT id, status FROM periods")}


def last_shut(tx: Tx) -> dict[Period, PeriodStatus]:
    """Read the last period that is not open, if there is one: by it alone `may_be_written` judges any day."""
    found = rows.ask(tx, "SELECT id, status FROM periods WHERE status <> 'open' ORDER BY id DESC LIMIT 1")
    return {period_from_id(key): PeriodStatus(status) for key, status in found}


def refuse_closed(tx: Tx, day: date) -> None:
    """Refuse what would be dated on a day before the book or in a closed period, as `may_be_written` says."""
    refusal = may_be_written(day, EntryKind.NORMAL, calendar(tx), last_shut(tx))
    if refusal is not None:
        raise RuleError(refusal)


def ensure_open(tx: Tx, of: Calendar, day: date, kind: EntryKind = EntryKind.NORMAL) -> Period:
    """Open the period of a day if nothing was posted to it yet."""
    period = of.period_of(day, kind)
    if not has(tx, period):
        first, last = of.days_of(period)
        tx.exec_driver_sql(
            "INSERT INTO periods (id, first_day, last_day, status, reopened) VALUES (?, ?, ?, 'open', 0)",
            (period.id, first.isoformat(), last.isoformat()),
        )
    return period


def set_closed(tx: Tx, period: Period) -> None:
    """Freeze a period; its signed statement is kept first."""
    tx.exec_driver_sql("UPDATE periods SET status = 'closed' WHERE id = ?", (period.id,))


def set_open(tx: Tx, period: Period) -> None:
    """Open a closed period again, and count it."""
    tx.exec_driver_sql("UPDATE periods SET status = 'open', reopened = reopened + 1 WHERE id = ?", (period.id,))


@dataclass(frozen=True, slots=True)
class YearLock:
    """That an annual meeting accepted a closed year: its day, the resolution, and the meeting if it is kept here."""

    fiscal_year: int
    day: date
    resolution: str
    meeting_id: int | None = None


def add_lock(tx: Tx, lock: YearLock, made: Made) -> None:
    """Keep that a year was accepted, and lock every period of it for good."""
    tx.exec_driver_sql(
        "INSERT INTO year_locks (fiscal_year, day, resolution, meeting_id, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        (lock.fiscal_year, lock.day.isoformat(), lock.resolution, lock.meeting_id, made.by, made.at),
    )
    tx.exec_driver_sql("UPDATE periods SET status = 'locked' WHERE id / 100 = ?", (lock.fiscal_year,))


def locks(tx: Tx) -> dict[int, YearLock]:
    """Read the years that annual meetings accepted."""
    asked = "SELECT fiscal_year, day, resolution, meeting_id FROM year_locks ORDER BY fiscal_year"
    return {
        year: YearLock(year, date.fromisoformat(day), resolution, meeting)
        for year, day, resolution, meeting in rows.ask(tx, asked)
    }


def reopened(tx: Tx) -> dict[Period, int]:
    """Read how often each period was reopened."""
    return {period_from_id(key): count for key, count in rows.ask(tx, "SELECT id, reopened FROM periods")}


def reopenings(tx: Tx, period: Period) -> list[tuple[str, str]]:
    """Read when (UTC) and why a period was reopened, from the trail."""
    asked = "SELECT at, details FROM audit WHERE action = 'period.reopened' AND subject = ? ORDER BY id"
    return [(at, json.loads(details)["reason"]) for at, details in rows.ask(tx, asked, (str(period.id),))]


def has(tx: Tx, period: Period) -> bool:
    """Tell whether a period was ever opened."""
    return rows.first(tx, "SELECT 1 FROM periods WHERE id = ?", (period.id,)) is not None
