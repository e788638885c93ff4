"""Keep unfinished vouchers outside the ledger, and post them when they are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import drafts, entries, trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.entries import Entry
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not posted yet; it may still be wrong."""

    id: int
    entry: Entry

    @property
    def reference(self) -> str:
        """Name the draft, apart from any voucher: `D-0001`."""
        return f"D-{self.id:04}"


@needs(Permission.RECORD)
def save_draft(desk: Desk, entry: Entry, draft_id: int | None = None) -> int:
    """Keep a draft, new or in place of an earlier one; nothing is checked and nothing reaches the ledger."""
    with desk.book.write() as tx:
        if draft_id is None:
            return drafts.add(tx, entry, desk.made())
        get_draft(tx, draft_id)
        drafts.replace(tx, draft_id, entry, desk.made())
        return draft_id


def get_draft(tx: Tx, draft_id: int) -> Draft:
    """Read a draft; an unknown one is a `RuleError`."""
    entry = drafts.find(tx, draft_id)
    if entry is None:
        text = N_("There is no draft {draft}; it may be posted or discarded already.")
        raise RuleError(problem("draft.unknown", text, "draft", draft=f"D-{draft_id:04}"))
    return Draft(draft_id, entry)


def list_drafts(tx: Tx) -> list[Draft]:
    """Read all drafts, oldest first."""
    return [Draft(key, entry) for key, entry in drafts.all_drafts(tx)]


@needs(Permission.RECORD)
def post_draft(desk: Desk, draft_id: int) -> Posted:
    """Post a draft: it gets its number, seal and balances now, and stops being a draft."""
    return post_drafts(desk, [draft_id])[0]


@needs(Permission.RECORD)
def post_drafts(desk: Desk, draft_ids: Sequence[int]) -> list[Posted]:
    """Post several drafts in one piece: when one cannot be posted, none is."""
    posted: list[Posted] = []
    with desk.book.write() as tx:
        for each in draft_ids:
            draft = get_draft(tx, each)
            posted.append(entries.add(tx, draft.entry, desk.made()))
            drafts.remove(tx, each)
            trail.add(tx, desk.made(), "draft.posted", posted[-1].voucher, draft=draft.reference)
    return posted


@needs(Permission.RECORD)
def discard_draft(desk: Desk, draft_id: int) -> None:
    """Throw a draft away; the trail keeps that it was there."""
    with desk.book.write() as tx:
        draft = get_draft(tx, draft_id)
        drafts.remove(tx, draft_id)
        trail.add(tx, desk.made(), "draft.discarded", draft.reference)


def draft_id(reference: str) -> int:
    """Read a draft's reference: `D-0001`."""
    number = reference.strip().upper().removeprefix("D-")
    if not number.isdecimal():
        raise RuleError(problem("draft.unread", N_("“{text}” is no draft; write D-0001."), "draft", text=reference))
    return int(number)
