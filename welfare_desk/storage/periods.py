"""Keep periods: opened when first posted to, closed with a signed statement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.periods import Calendar, Period, PeriodStatus, period_from_id
from welfare_desk.storage import rows, settings

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


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


def has(tx: Tx, period: Period) -> bool:
    """Tell whether a period was ever opened."""
    return rows.first(tx, "SELECT 1 FROM periods WHERE id = ?", (period.id,)) is not None
