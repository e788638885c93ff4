"""Headers of committees' lists: where the header stands, and which column holds what."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.exchange.readings import plain
from welfare_desk.exchange.workbook import column_number
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from welfare_desk.exchange.workbook import Row, Sheet

_SEARCHED_ROWS = 40
_NOT_WORD = re.compile(r"[\s.\-–—/\\:;,*'\"“”()\[\]_|]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which a kind of list is known.

    `words` are (field, pattern) in order of trial; a pattern must match a whole header without its spaces and points.
    `names` are the fields of which one at least must be there; `least` is how many fields make a header. `instead`
    holds (other, read, meant): beside a column `other`, one read as `read` is `meant`, if nothing else is: ชื่อสกุล is
    a surname beside ชื่อตัว, else a whole name. `unclear` holds (header, read, meant, neighbour): a header of these very
    words is `meant` unless another column is, or it stands beside a `neighbour`: เลขที่ is the member's number, and a
    house where that has its own column or หมู่ stands beside it. `continued` are the fields that may go on in the rows
    below an entry, as a second beneficiary does.
    """

    words: tuple[tuple[str, re.Pattern[str]], ...]
    names: frozenset[str]
    least: int = 3
    instead: tuple[tuple[str, str, str], ...] = ()
    unclear: tuple[tuple[str, str, str, str], ...] = ()
    continued: frozenset[str] = frozenset()

    def field_of(self, header: str) -> str | None:
        """Tell which field a header names."""
        squeezed = squeeze(header)
        return next((name for name, pattern in self.words if pattern.fullmatch(squeezed)), None) if squeezed else None


def vocabulary(
    words: Mapping[str, str],
    names: Iterable[str],
    least: int = 3,
    instead: tuple[tuple[str, str, str], ...] = (),
    unclear: tuple[tuple[str, str, str, str], ...] = (),
    continued: Iterable[str] = (),
) -> Vocabulary:
    """Make a vocabulary of fields and their patterns."""
    compiled = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in words.items())
    return Vocabulary(compiled, frozenset(names), least, instead, unclear, frozenset(continued))


@lru_cache(maxsize=4096)  # every row is compared with the header
def squeeze(header: str) -> str:
    """Take spaces, points, dashes and brackets out of a header."""
    return _NOT_WORD.sub("", header).lower()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column (0 = A) holds which field under one header; a person may correct it, the book remembers it."""

    fingerprint: str
    columns: Mapping[str, int]

    def to_json(self) -> str:
        """Write it as JSON."""
        return json.dumps({"fingerprint": self.fingerprint, "columns": dict(self.columns)}, sort_keys=True)

    def with_columns(self, changes: Mapping[str, int | None]) -> ColumnMapping:
        """Give the mapping with some fields in other columns, or in none."""
        moved = {at for at in changes.values() if at is not None}
        kept = {name: at for name, at in self.columns.items() if name not in changes and at not in moved}
        return ColumnMapping(self.fingerprint, kept | {name: at for name, at in changes.items() if at is not None})

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """Read it from JSON; anything else is a `ValueError`."""
        try:
            known = json.loads(text)
            columns = {str(name): int(column) for name, column in known["columns"].items()}
            return cls(str(known["fingerprint"]), columns)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(text) from error


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: its last row, the text over each column, what they mean, and its rows as written.

    `is_known` tells that a person said what the columns hold, now or with an earlier file.
    """

    row: int
    texts: tuple[str, ...]
    mapping: ColumnMapping
    lines: tuple[tuple[str, ...], ...] = ()
    is_known: bool = False


def find_header(sheet: Sheet, words: Vocabulary) -> Header | None:
    """Find the header among the first rows: the row, or two rows taken together, that names most fields."""
    best: tuple[int, Header] | None = None
    rows = [row for row in sheet.rows[:_SEARCHED_ROWS] if not row.is_blank]
    for upper, lower in zip([None, *rows], rows, strict=False):
        lines = [texts_of(lower)]
        candidates = [(lines[0], lines)]
        if upper is not None and upper.number == lower.number - 1:
            lines = [texts_of(upper), *lines]
            candidates.append((_stacked(lines[0], lines[1], words), lines))
        for texts, written in candidates:
            columns = _columns(texts, words, sheet.hidden_columns)
            if len(columns) < words.least or not words.names & columns.keys():
                continue
            told = len(columns) - sum({other, read} <= columns.keys() for other, read, _ in words.instead)
            if best is None or told > best[0]:
                mapping = ColumnMapping(_fingerprint(texts), columns)
                best = told, Header(lower.number, tuple(texts), mapping, tuple(map(tuple, written)))
    return None if best is None else best[1]


def texts_of(row: Row) -> list[str]:
    """Give the words of a row; numbers and days are no headers."""
    return [plain(cell) if isinstance(cell.value, str) else "" for cell in row.cells]


def _stacked(upper: list[str], lower: list[str], words: Vocabulary) -> list[str]:
    """Read two header rows as one: `วันเดือนปี` over `เกิด`."""
    width = max(len(upper), len(lower))
    stacked: list[str] = []
    for over, under in zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True):
        whole = over if over == under or not under else f"{over} {under}".strip()
        stacked.append(whole if words.field_of(whole) or not words.field_of(under) else under)
    return stacked


def _columns(texts: list[str], words: Vocabulary, hidden: frozenset[int]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in sorted(range(len(texts)), key=lambda place: (place in hidden, place)):
        name = words.field_of(texts[column])
        if name is not None:
            columns.setdefault(name, column)
    for other, read, meant in words.instead:
        if other in columns and read in columns and meant not in columns:
            columns[meant] = columns.pop(read)
    for header, read, meant, neighbour in words.unclear:
        beside = columns.get(neighbour, -2)
        places = [at for at, text in enumerate(texts) if squeeze(text) == header and abs(at - beside) > 1]
        if not places or meant in columns:
            continue
        columns[meant] = places[0]
        others = [at for at, text in enumerate(texts) if words.field_of(text) == read and at != places[0]]
        columns |= {read: others[0]} if others else {}
        if columns[read] == places[0]:
            del columns[read]
    return columns


def read_columns(text: str, words: Vocabulary) -> dict[str, int | None]:
    """Read which column holds what, as a person writes it: `no=B,first=C,house=-`; columns are letters, `-` is none.

    A field that this kind of list does not have, or what is no column, is a `RuleError`.
    """
    fields = [name for name, _pattern in words.words]
    changes: dict[str, int | None] = {}
    for part in text.split(","):
        name, _equals, letters = (each.strip() for each in part.partition("="))
        if name not in fields:
            unknown = N_("“{name}” is no field of this list; its fields are {fields}.")
            raise RuleError(problem("columns.field", unknown, "columns", name=name, fields=", ".join(fields)))
        if letters != "-" and not re.fullmatch("[A-Za-z]{1,3}", letters):
            unread = N_("“{text}” is no column; write its letter, or - for none.")
            raise RuleError(problem("columns.letter", unread, "columns", text=letters))
        changes[name] = None if letters == "-" else column_number(letters)
    return changes


def _fingerprint(texts: list[str]) -> str:
    return hashlib.sha256("|".join(squeeze(text) for text in texts).encode()).hexdigest()[:16]
