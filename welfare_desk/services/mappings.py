"""Say what the files hold that are handed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import mappings, trail
from welfare_desk.welfare.mappings import FlatFile, read_mapping

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.SET_UP)
def keep_mapping(desk: Desk, file: FlatFile, text: str) -> None:
    """Keep the fund's own mapping of a file, as JSON; an empty text goes back to the program's."""
    if text.strip():
        read_mapping(file, text)
    with desk.book.write() as tx:
        if text.strip():
            mappings.keep(tx, file, text)
        else:
            mappings.drop(tx, file)
        trail.add(tx, desk.made(), "mapping.kept", file.value, kind=file.value)


def mapping_text(tx: Tx, file: FlatFile) -> str:
    """Read the mapping of a file as it is written: the fund's own, else the program's."""
    return mappings.text_of(tx, file)
