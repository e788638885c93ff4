"""Say how strict the close of a month is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import settings, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.SET_UP)
def set_close_strict(desk: Desk, *, strict: bool) -> None:
    """Say whether a month may close before its cash is counted and its banks are reconciled; strict: it may not."""
    with desk.book.write() as tx:
        if is_close_strict(tx) == strict:
            return
        settings.put(tx, settings.CLOSE_STRICT, "1" if strict else "0")
        trail.add(tx, desk.made(), "close.rules_set", settings.get(tx, "id"), strict=strict)


def is_close_strict(tx: Tx) -> bool:
    """Tell whether cash not counted and banks not reconciled stop the close."""
    return settings.find(tx, settings.CLOSE_STRICT) == "1"
