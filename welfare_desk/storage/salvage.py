"""Read what is left of a damaged book, table by table, without ever writing into it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import ciphers, settings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from welfare_desk.storage.ciphers import BookKey

KEPT_BACK = frozenset(
    {"user_secrets", "user_tries", "signing_keys", "signing_wraps"}
)  # no use to anybody, and harm in wrong hands
_SECRET_SETTINGS = frozenset({settings.BACKUP_KEY, settings.BACKUP_KEY_WRAPPED, settings.RECOVERY})


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one table: its columns, the rows that could be read, and whether there were more."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_whole: bool


def read_what_is_left(path: Path, key: BookKey | None = None) -> Iterator[Left]:
    """Read each table from its beginning on and, where that breaks off, from its end; `BookError` if nothing opens."""
    driver = ciphers.driver(key)
    try:
        with closing(ciphers.connect(f"{path.absolute().as_uri()}?immutable=1", key, uri=True)) as raw:
            raw.execute("PRAGMA cell_size_check = ON")
            asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            for (table,) in raw.execute(asked).fetchall():
                if table not in KEPT_BACK:
                    yield _left(raw, table, driver.DatabaseError)
    except driver.DatabaseError as error:
        text = N_("Nothing of {path} can be read any more. Restore the last backup, and keep this file.")
        raise BookError(problem("salvage.nothing", text, path=path)) from error


def _left(raw: sqlite3.Connection, table: str, broken: type[Exception]) -> Left:
    described = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = tuple(str(row[1]) for row in described)
    keys = [row[1] for row in sorted(described, key=lambda row: row[5]) if row[5]]
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    is_whole = True
    for way in ("ASC", "DESC"):
        order = ", ".join(f'"{each}" {way}' for each in keys) or f"rowid {way}"
        try:
            for row in raw.execute(f'SELECT * FROM "{table}" NOT INDEXED ORDER BY {order}'):  # noqa: S608 - its own names
                named = dict(zip(columns, row, strict=True))
                if table != "settings" or named["key"] not in _SECRET_SETTINGS:
                    found.setdefault(tuple(named[each] for each in keys) or row, row)
        except broken:
            is_whole = False
        else:
            break
    return Left(table, columns, tuple(found.values()), is_whole)
