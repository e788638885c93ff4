"""Keep drafts: ordinary rows outside the ledger."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import Money

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def add(tx: Tx, entry: Entry, made: Made) -> int:
    """Keep a new draft and give its id."""
    asked = "INSERT INTO drafts (kind, content, made_by, changed_at) VALUES ('entry', ?, ?, ?) RETURNING id"
    return tx.exec_driver_sql(asked, (written(entry), made.by, made.at)).scalar_one()


def replace(tx: Tx, draft_id: int, entry: Entry, made: Made) -> None:
    """Keep a draft in place of its earlier text."""
    asked = "UPDATE drafts SET content = ?, made_by = ?, changed_at = ? WHERE id = ?"
    tx.exec_driver_sql(asked, (written(entry), made.by, made.at, draft_id))


def find(tx: Tx, draft_id: int) -> Entry | None:
    """Read a draft, or nothing if it is gone."""
    content = tx.exec_driver_sql("SELECT content FROM drafts WHERE id = ?", (draft_id,)).scalar_one_or_none()
    return None if content is None else read(content)


def all_drafts(tx: Tx) -> list[tuple[int, Entry]]:
    """Read every draft with its id, oldest first."""
    return [(key, read(content)) for key, content in tx.exec_driver_sql("SELECT id, content FROM drafts ORDER BY id")]


def remove(tx: Tx, draft_id: int) -> None:
    """Take a draft away: it was posted or discarded."""
    tx.exec_driver_sql("DELETE FROM drafts WHERE id = ?", (draft_id,))


def written(entry: Entry) -> str:
    """Write an entry that is not posted as JSON."""
    lines = [[p.account, p.fund, p.amount.satang, p.member] for p in entry.postings]
    content = {
        "day": entry.day.isoformat(),
        "series": entry.series.value,
        "memo": entry.memo,
        "payee": entry.payee,
        "lines": lines,
    }
    return json.dumps(content, ensure_ascii=False)


def read(content: str) -> Entry:
    """Read what `written` wrote."""
    kept = json.loads(content)
    lines = tuple(Posting(account, fund, Money(satang), member) for account, fund, satang, member in kept["lines"])
    return Entry(date.fromisoformat(kept["day"]), Series(kept["series"]), kept["memo"], lines, kept["payee"])
