"""Keep the fund's own layouts, of statements and of files for other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.storage import rows

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

STATEMENT = "statement"


def put(tx: Tx, kind: str, name: str, content: str) -> None:
    """Keep a layout, in place of one of the same kind and name."""
    asked = (
        "INSERT INTO layouts (kind, name, content) VALUES (?, ?, ?) "
        "ON CONFLICT (kind, name) DO UPDATE SET content = excluded.content"
    )
    rows.write(tx, asked, (kind, name, content))


def find(tx: Tx, kind: str, name: str) -> str | None:
    """Read a layout, or nothing if the fund has none of that name."""
    found = rows.first(tx, "SELECT content FROM layouts WHERE kind = ? AND name = ?", (kind, name))
    return None if found is None else found[0]


def of_kind(tx: Tx, kind: str) -> list[tuple[str, str]]:
    """Read the layouts of a kind: name and content, in the order of their names."""
    asked = "SELECT name, content FROM layouts WHERE kind = ? ORDER BY name"
    return [(name, content) for name, content in rows.ask(tx, asked, (kind,))]


def remove(tx: Tx, kind: str, name: str) -> None:
    """Throw a layout away."""
    rows.write(tx, "DELETE FROM layouts WHERE kind = ? AND name = ?", (kind, name))
