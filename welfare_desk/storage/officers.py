"""Keep who holds which post in the committee."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.welfare.committee import Officer, Origin, Post

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

_COLUMNS = "name, post, origin, community_post, phone, member, from_day, to_day, reason"


def add(tx: Tx, officer: Officer) -> int:
    """Keep a term of a post, and give its number."""
    asked = f"INSERT INTO officers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"  # noqa: S608 - our own text
    return tx.exec_driver_sql(asked, _row(officer)).scalar_one()


def change(tx: Tx, officer: Officer) -> None:
    """Keep a term anew under its number."""
    places = ", ".join(f"{each} = ?" for each in _COLUMNS.split(", "))
    tx.exec_driver_sql(f"UPDATE officers SET {places} WHERE id = ?", (*_row(officer), officer.number))  # noqa: S608 - our own text


def officers(tx: Tx) -> dict[int, Officer]:
    """Read every term by its number, in the order of their first days."""
    asked = f"SELECT id, {_COLUMNS} FROM officers ORDER BY from_day, id"  # noqa: S608 - our own text
    return {
        number: Officer(
            number, name, Post(post), Origin(origin), date.fromisoformat(first),
            date.fromisoformat(last) if last else None, community_post, phone, member, reason,
        )
        for number, name, post, origin, community_post, phone, member, first, last, reason in tx.exec_driver_sql(asked)
    }  # fmt: skip


def _row(of: Officer) -> tuple[str | None, ...]:
    return (
        of.name, of.post.value, of.origin.value, of.community_post, of.phone, of.member, of.from_day.isoformat(),
        of.to_day.isoformat() if of.to_day else None, of.reason,
    )  # fmt: skip
