"""Keep entries that come again, and which entries were posted for which of their days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.recurring import Recurring
from welfare_desk.ledger.seal import document_hash
from welfare_desk.storage import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx


def keep(tx: Tx, kept: Recurring) -> int:
    """Keep what comes again, new (number 0) or in place of what was kept under its number; give the number."""
    values = (
        kept.name, drafts.written(kept.entry), kept.months, kept.next_day.isoformat(),
        kept.last_day.isoformat() if kept.last_day else None, int(kept.is_active),
    )  # fmt: skip
    if kept.number:
        asked = (
            "UPDATE recurring SET name = ?, content = ?, months = ?, next_day = ?, last_day = ?, is_active = ? "
            "WHERE id = ?"
        )
        tx.exec_driver_sql(asked, (*values, kept.number))
        return kept.number
    asked = (
        "INSERT INTO recurring (name, content, months, next_day, last_day, is_active) VALUES (?, ?, ?, ?, ?, ?) "
        "RETURNING id"
    )
    return tx.exec_driver_sql(asked, values).scalar_one()


def all_recurring(tx: Tx) -> list[Recurring]:
    """Read everything that comes again, by name."""
    asked = "SELECT id, name, content, months, next_day, last_day, is_active FROM recurring ORDER BY name"
    return [
        Recurring(
            key, name, drafts.read(content), months, date.fromisoformat(following),
            date.fromisoformat(last) if last else None, bool(active),
        )
        for key, name, content, months, following, last, active in tx.exec_driver_sql(asked)
    ]  # fmt: skip


def find(tx: Tx, number: int) -> Recurring | None:
    """Read one by its number, or nothing."""
    return next((each for each in all_recurring(tx) if each.number == number), None)


def due(tx: Tx, day: date) -> list[tuple[Recurring, date]]:
    """Tell what should have come up to a day and did not, with each of its days, oldest first."""
    found = [(each, when) for each in all_recurring(tx) for when in each.days_due(day)]
    return sorted(found, key=lambda each: (each[1], each[0].name))


def add_post(tx: Tx, entry_id: int, number: int, day: date) -> None:
    """Keep which of its days an entry was posted for."""
    asked = "INSERT INTO recurring_posts (entry_id, recurring_id, day) VALUES (?, ?, ?)"
    tx.exec_driver_sql(asked, (entry_id, number, day.isoformat()))


def post_hash(number: int, day: date) -> bytes:
    """Hash which of its days an entry is for, for its seal."""
    return document_hash("recurring_post", (number, day.isoformat()))


def sealed(tx: Tx) -> Iterator[tuple[int, bytes]]:
    """Hash every posting anew, by entry, as its seal covers it."""
    for entry_id, *fields in tx.exec_driver_sql("SELECT entry_id, recurring_id, day FROM recurring_posts"):
        yield entry_id, document_hash("recurring_post", fields)


def last_posts(tx: Tx) -> dict[int, tuple[date, str]]:
    """Tell of each when it was last posted, and by which voucher."""
    asked = (
        "SELECT p.recurring_id, p.day, e.voucher FROM recurring_posts p JOIN entries e ON e.id = p.entry_id "
        "ORDER BY p.entry_id"
    )
    return {key: (date.fromisoformat(day), voucher) for key, day, voucher in tx.exec_driver_sql(asked)}
