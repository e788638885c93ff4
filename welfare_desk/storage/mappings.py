"""Keep the fund's own mappings of the files that are handed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.resource import resource
from welfare_desk.welfare.mappings import FileMapping, FlatFile, read_mapping

if TYPE_CHECKING:
    from welfare_desk.storage.book import Tx

_KIND = "mapping"


def text_of(tx: Tx, file: FlatFile) -> str:
    """Read a mapping as it is written: the fund's own, else the program's."""
    asked = "SELECT content FROM layouts WHERE kind = ? AND name = ?"
    own = tx.exec_driver_sql(asked, (_KIND, file.value)).scalar()
    return own or resource("mappings", f"{file.value}.json").read_text(encoding="utf-8")


def mapping(tx: Tx, file: FlatFile) -> FileMapping:
    """Read a mapping: the fund's own, else the program's."""
    return read_mapping(file, text_of(tx, file))


def keep(tx: Tx, file: FlatFile, text: str) -> None:
    """Keep the fund's own mapping of a file."""
    drop(tx, file)
    tx.exec_driver_sql("INSERT INTO layouts (kind, name, content) VALUES (?, ?, ?)", (_KIND, file.value, text))


def drop(tx: Tx, file: FlatFile) -> None:
    """Go back to the program's mapping."""
    tx.exec_driver_sql("DELETE FROM layouts WHERE kind = ? AND name = ?", (_KIND, file.value))
