"""Keep what a form had typed under a name, to be used again: ordinary rows outside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx


def put(tx: Tx, kind: str, name: str, content: str) -> None:
    """Keep a template, in place of one of the same kind and name."""
    asked = (
        "INSERT INTO templates (kind, name, content) VALUES (?, ?, ?) "
        "ON CONFLICT (kind, name) DO UPDATE SET content = excluded.content"
    )
    tx.exec_driver_sql(asked, (kind, name, content))


def of_kind(tx: Tx, kind: str) -> list[tuple[str, str]]:
    """Read the templates of a kind: name and content, in the order of their names."""
    asked = "SELECT name, content FROM templates WHERE kind = ? ORDER BY name"
    return [(name, content) for name, content in tx.exec_driver_sql(asked, (kind,))]


def remove(tx: Tx, kind: str, name: str) -> bool:
    """Throw a template away; tell whether there was one."""
    return tx.exec_driver_sql("DELETE FROM templates WHERE kind = ? AND name = ?", (kind, name)).rowcount > 0
