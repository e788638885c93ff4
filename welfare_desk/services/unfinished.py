"""Keep what a person has typed and not saved, so that a crash or a power cut takes nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import unfinished

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What stood on a page, as the JSON that the page wrote.

    `overtaken` says that something was posted since: the crash may have come between saving and forgetting, so the
    person must see for herself whether this was saved already.
    """

    page: str
    content: str
    overtaken: bool


@needs(Permission.RECORD)
def keep_unfinished(desk: Desk, page: str, content: str | None) -> None:
    """Keep what stands on a page, as JSON, in place of what was kept before; nothing (None) forgets it."""
    with desk.book.write() as tx:
        if content is None:
            unfinished.remove(tx, page)
        else:
            unfinished.put(tx, page, content, desk.made())


def list_unfinished(tx: Tx) -> list[Unfinished]:
    """Read what stood on every page when the program ended."""
    return [Unfinished(*kept) for kept in unfinished.all_kept(tx)]
