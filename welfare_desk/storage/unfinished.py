"""Keep what stands on a page and is not saved yet: ordinary rows outside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def put(tx: Tx, page: str, content: str, made: Made) -> None:
    """Keep what stands on a page, in place of what was kept for it before, with the last entry posted so far.

    The entry and not the hour tells what was posted since: the clocks of old computers go wrong.
    """
    asked = (
        "INSERT INTO unfinished (page, content, made_by, changed_at) "
        "VALUES (?, json_object('after', (SELECT max(id) FROM entries), 'content', json(?)), ?, ?) "
        "ON CONFLICT (page) DO UPDATE SET content = excluded.content, made_by = excluded.made_by, "
        "changed_at = excluded.changed_at"
    )
    tx.exec_driver_sql(asked, (page, content, made.by, made.at))


def remove(tx: Tx, page: str) -> None:
    """Forget what was kept for a page."""
    tx.exec_driver_sql("DELETE FROM unfinished WHERE page = ?", (page,))


def all_kept(tx: Tx) -> list[tuple[str, str, bool]]:
    """Read each page, what stood on it as JSON, and whether anything was posted since."""
    asked = (
        "SELECT page, content -> 'content', "
        "coalesce(content ->> 'after', 0) < (SELECT coalesce(max(id), 0) FROM entries) FROM unfinished ORDER BY page"
    )
    return [(page, content, bool(overtaken)) for page, content, overtaken in tx.exec_driver_sql(asked)]
