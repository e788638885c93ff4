"""What a flat file for another system holds: its columns, each filled from what the book knows, in a mapping to edit.

No format of such a system is published, so the mapping is a file with the day it was made, not code.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Item = TypeVar("Item")


class FlatFile(Enum):
    """The files that are handed up: the finance of the fund, and the benefits that it paid."""

    FINANCE = "finance"
    BENEFITS = "benefits"


SOURCES = {
    FlatFile.FINANCE: ("tambon", "fund", "book", "as_of", "side", "line", "line_name", "baht"),
    FlatFile.BENEFITS: (
        "tambon", "fund", "book", "reference", "day", "event_day", "line", "line_name", "type", "village", "member",
        "people", "baht",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MappingColumn:
    """A column of the file: its title, and what of the book stands in it (one of `SOURCES`)."""

    title: str
    source: str


@dataclass(frozen=True, slots=True)
class FileMapping:
    """The columns of a file in their order, the day on which they were written down, and a note."""

    file: FlatFile
    as_of: date
    columns: tuple[MappingColumn, ...]
    note: str = ""

    def problems(self) -> list[Problem]:
        """Find everything that keeps the mapping from being used."""
        found: list[Problem] = []
        if not self.columns:
            found.append(problem("mapping.empty", N_("The mapping has no columns."), "columns"))
        known = ", ".join(SOURCES[self.file])
        text = N_("A column cannot be filled from “{source}”; choose one of {known}.")
        found += [
            problem("mapping.source", text, "columns", source=each.source, known=known)
            for each in self.columns
            if each.source not in SOURCES[self.file]
        ]
        titles = [each.title.strip() for each in self.columns]
        if "" in titles or len(set(titles)) < len(titles):
            text = N_("Give each column a title of its own.")
            found.append(problem("mapping.title", text, "columns"))
        return found


def read_mapping(file: FlatFile, text: str) -> FileMapping:
    """Read a mapping as it is written; one that cannot be read or used is a `RuleError`."""
    try:
        kept = cast("dict[str, Any]", json.loads(text))
        columns = tuple(MappingColumn(str(each["title"]), str(each["from"])) for each in kept["columns"])
        found = FileMapping(file, date.fromisoformat(kept["as_of"]), columns, str(kept.get("note", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        unread = N_("The mapping cannot be read: write as_of, and columns with title and from, as JSON.")
        raise RuleError(problem("mapping.unread", unread, "file")) from None
    if wrong := found.problems():
        raise RuleError(*wrong)
    return found


def doubles(items: Iterable[Item], key: Callable[[Item], Hashable | None]) -> list[list[Item]]:
    """Gather the items that have the same key twice or more; a key of None is never a double."""
    found: defaultdict[Hashable, list[Item]] = defaultdict(list)
    for each in items:
        if (of := key(each)) is not None:
            found[of].append(each)
    return [each for each in found.values() if len(each) > 1]
