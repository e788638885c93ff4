"""What imports need to know of a book, and what the book remembers of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import imports, periods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


def first_day(tx: Tx) -> date:
    """Tell the book's first day."""
    return periods.calendar(tx).first_day


def first_month(tx: Tx) -> int:
    """Tell in which month (1-12) the book's fiscal year begins."""
    return periods.calendar(tx).first_month


def known_mappings(tx: Tx, kind: str) -> list[str]:
    """Give how the columns of this kind of file were read before, as JSON."""
    return list(imports.find_mappings(tx, kind).values())


@needs(Permission.REGISTER)
def keep_mappings(desk: Desk, kind: str, mappings: Sequence[tuple[str, str]]) -> None:
    """Remember how the columns under each header (its fingerprint) are read."""
    with desk.book.write() as tx:
        for fingerprint, mapping in mappings:
            imports.keep_mapping(tx, kind, fingerprint, mapping)
