"""Keep the people who work in a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def add(tx: Tx, user_id: int, name: str, role: str) -> None:
    """Keep a new user."""
    tx.exec_driver_sql("INSERT INTO users (id, name, role, is_active) VALUES (?, ?, ?, 1)", (user_id, name, role))
