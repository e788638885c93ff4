"""Keep what stands on a page and is not saved yet: ordinary rows outside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def put(tx: Tx, page: str, content: str, made: Made) -> None:
    """Keep what stands on a page, in place of what was kept for it before."""
    asked = (
        "INSERT INTO unfinished (page, content, made_by, changed_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (page) DO UPDATE SET content = excluded.content, made_by = excluded.made_by, "
        "changed_at = excluded.changed_at"
    )
    tx.exec_driver_sql(asked, (page, content, made.by, made.at))


def remove(tx: Tx, page: str) -> None:
    """Forget what was kept for a page."""
    tx.exec_driver_sql("DELETE FROM unfinished WHERE page = ?", (page,))


def all_kept(tx: Tx) -> list[tuple[str, str, bool]]:
    """Read each page, what stood on it, and whether anything was posted at that moment or later."""
    asked = (
        "SELECT page, content, changed_at <= coalesce((SELECT max(posted_at) FROM entries), '') "
        "FROM unfinished ORDER BY page"
    )
    return [(page, content, bool(overtaken)) for page, content, overtaken in tx.exec_driver_sql(asked)]
