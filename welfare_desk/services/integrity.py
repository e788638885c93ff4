"""Check everything in a book anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import checks

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.services.desk import Desk


@needs(Permission.READ)
def verify_book(desk: Desk, step: Callable[[int, int], None] | None = None) -> Verification:
    """Ask every check of the book as it stands at one moment; `step(done, total)` hears how far it is."""
    return desk.ask(lambda tx: checks.verify(tx, step))
