"""Keep what a fund does besides paying money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.welfare.activities import Activity, ActivityKind

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, activity: Activity, made: Made) -> int:
    """Keep an activity, and give its number."""
    return tx.exec_driver_sql(
        "INSERT INTO activities (kind, day, name, people, note, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING id",
        (
            activity.kind.value, activity.day.isoformat(), activity.name, activity.people, activity.note,
            made.by, made.at,
        ),
    ).scalar_one()  # fmt: skip


def remove(tx: Tx, number: int) -> None:
    """Forget an activity; the trail keeps what it was."""
    tx.exec_driver_sql("DELETE FROM activities WHERE id = ?", (number,))


def find(tx: Tx, number: int) -> Activity | None:
    """Read one activity by its number."""
    return next((each for each in activities(tx) if each.number == number), None)


def activities(tx: Tx, first: date = date.min, last: date = date.max) -> list[Activity]:
    """Read what was done from one day to another, in the order of the days."""
    asked = "SELECT id, kind, day, name, people, note FROM activities WHERE day BETWEEN ? AND ? ORDER BY day, id"
    return [
        Activity(number, ActivityKind(kind), date.fromisoformat(day), name, people, note)
        for number, kind, day, name, people, note in tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat()))
    ]
