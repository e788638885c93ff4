"""Which tables each statement reads and changes, learnt from SQLite's authorizer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

_READ, _WRITES = sqlite3.SQLITE_READ, (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)


@dataclass(slots=True)
class Trail:
    """Which tables some work read, and which it changed."""

    read: set[str] = field(default_factory=set[str])
    wrote: set[str] = field(default_factory=set[str])


class TableNotes:
    """What is known of the statements of one connection; `trail` holds what they touched since it was cleared."""

    def __init__(self) -> None:
        self.trail = Trail()
        self._tables: dict[str, Trail] = {}  # per statement text: a cached statement is not prepared again
        self._of_now = Trail()

    def authorize(self, action: int, table: str | None, *_: object) -> int:
        """Note a table that a statement will touch, as SQLite asks before it runs."""
        if table and not table.startswith("sqlite_"):
            if action == _READ:
                self._of_now.read.add(table)
            elif action in _WRITES:
                self._of_now.wrote.add(table)
        return sqlite3.SQLITE_OK

    def listen(self, statement: str) -> None:
        """Note from now on for this statement."""
        known = self._tables.get(statement)
        if known is None:
            known = self._tables[statement] = Trail()
        self._of_now = known

    def follow(self) -> None:
        """Add to the trail what the statement that just ran touches."""
        self.trail.read |= self._of_now.read
        self.trail.wrote |= self._of_now.wrote
