"""Keep unfinished vouchers outside the ledger, and post them when they are right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import Money
from welfare_desk.storage import entries, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Posted


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not posted yet; it may still be wrong."""

    id: int
    entry: Entry

    @property
    def reference(self) -> str:
        """Name the draft, apart from any voucher: `D-0001`."""
        return f"D-{self.id:04}"


def save_draft(desk: Desk, entry: Entry, draft_id: int | None = None) -> int:
    """Keep a draft, new or in place of an earlier one; nothing is checked and nothing reaches the ledger."""
    made = desk.made()
    row = (_written(entry), made.by, made.at)
    with desk.book.write() as tx:
        if draft_id is None:
            asked = "INSERT INTO drafts (kind, content, made_by, changed_at) VALUES ('entry', ?, ?, ?) RETURNING id"
            return tx.exec_driver_sql(asked, row).scalar_one()
        get_draft(tx, draft_id)
        tx.exec_driver_sql("UPDATE drafts SET content = ?, made_by = ?, changed_at = ? WHERE id = ?", (*row, draft_id))
        return draft_id


def get_draft(tx: Tx, draft_id: int) -> Draft:
    """Read a draft; an unknown one is a `RuleError`."""
    asked = "SELECT content FROM drafts WHERE id = ?"
    content = tx.exec_driver_sql(asked, (draft_id,)).scalar_one_or_none()
    if content is None:
        text = N_("There is no draft {draft}; it may be posted or discarded already.")
        raise RuleError(problem("draft.unknown", text, "draft", draft=f"D-{draft_id:04}"))
    return Draft(draft_id, _read(content))


def list_drafts(tx: Tx) -> list[Draft]:
    """Read all drafts, oldest first."""
    return [Draft(key, _read(text)) for key, text in tx.exec_driver_sql("SELECT id, content FROM drafts ORDER BY id")]


def post_draft(desk: Desk, draft_id: int) -> Posted:
    """Post a draft: it gets its number, seal and balances now, and stops being a draft."""
    with desk.book.write() as tx:
        draft = get_draft(tx, draft_id)
        posted = entries.add(tx, draft.entry, desk.made())
        tx.exec_driver_sql("DELETE FROM drafts WHERE id = ?", (draft_id,))
        trail.add(tx, desk.made(), "draft.posted", posted.voucher, draft=draft.reference)
    return posted


def discard_draft(desk: Desk, draft_id: int) -> None:
    """Throw a draft away; the trail keeps that it was there."""
    with desk.book.write() as tx:
        draft = get_draft(tx, draft_id)
        tx.exec_driver_sql("DELETE FROM drafts WHERE id = ?", (draft_id,))
        trail.add(tx, desk.made(), "draft.discarded", draft.reference)


def _written(entry: Entry) -> str:
    lines = [[p.account, p.fund, p.amount.satang, p.member] for p in entry.postings]
    content = {
        "day": entry.day.isoformat(),
        "series": entry.series.value,
        "memo": entry.memo,
        "payee": entry.payee,
        "lines": lines,
    }
    return json.dumps(content, ensure_ascii=False)


def _read(content: str) -> Entry:
    kept = json.loads(content)
    lines = tuple(Posting(account, fund, Money(satang), member) for account, fund, satang, member in kept["lines"])
    return Entry(date.fromisoformat(kept["day"]), Series(kept["series"]), kept["memo"], lines, kept["payee"])
