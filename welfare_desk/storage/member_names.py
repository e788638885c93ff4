"""Read the names of members, for lists that name many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.storage import rows

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def names(tx: Tx) -> dict[str, str]:
    """Give the name of every member, by number."""
    asked = "SELECT number, coalesce(title, ''), coalesce(first_name, ''), coalesce(last_name, '') FROM members"
    return {number: f"{title}{first} {last}".strip() for number, title, first, last in rows.ask(tx, asked)}
