"""Save what can still be read of a damaged book, for whoever has no backup: it is never put back as a book."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.reports.draw.csv import safe
from welfare_desk.storage.salvage import read_what_is_left

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from welfare_desk.storage.ciphers import BookKey
    from welfare_desk.storage.salvage import Left


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved: the folder, how many rows of each table, and the tables of which something is missing."""

    folder: Path
    rows: dict[str, int]
    torn: tuple[str, ...]


def salvage_book(path: Path, folder: Path, now: datetime, key: BookKey | None = None) -> Salvaged:
    """Write every table that can be read as CSV into a new folder; the book itself stays as it is.

    Money is in satang, days are ISO days. Secrets of people and keys are left out.
    """
    into = _free(folder / f"{path.stem} (salvaged {now.astimezone(THAI_TIME):%Y-%m-%dT%H-%M})")
    rows: dict[str, int] = {}
    torn: list[str] = []
    try:
        into.mkdir()
        for left in read_what_is_left(path, key):
            if left.rows:
                _write(into / f"{left.table}.csv", left)
            rows[left.table] = len(left.rows)
            if not left.is_whole:
                torn.append(left.table)
    except BookError:
        into.rmdir()  # nothing was read
        raise
    except OSError as error:
        text = N_("Cannot write {path}: {reason}. Close it in other programs, or choose another folder.")
        raise BookError(problem("file.unwritable", text, path=into, reason=error.strerror)) from error
    return Salvaged(into, rows, tuple(torn))


def _free(folder: Path) -> Path:
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name} {number}")
    return free


def _write(path: Path, left: Left) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(left.columns)
        writer.writerows([_plain(value) for value in row] for row in left.rows)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return safe(value) if isinstance(value, str) else value
