"""Which column is which: header rows of committees' sheets, one row or two, recognised by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.exchange.workbook import column_letters
from welfare_desk.words import arabic_digits, tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.exchange.workbook import Row, Sheet

Vocabulary = dict[str, tuple[str, ...]]
"""Words of a header by field, squeezed as `squeezed` does; a word ending in `…` may be followed by more."""

_FIRST_ROWS = 60
_NOISE = re.compile(r"[\s()\[\]{}.:,\-–—−_/\\*\"“”']+")
_LONGEST_HEADER = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its rows (numbers), the column (0 = A) of each field, and the columns left over."""

    rows: tuple[int, ...]
    columns: dict[str, int]
    unread: tuple[int, ...] = ()

    def letters(self) -> dict[str, str]:
        """Name the columns by field (`{"name": "C"}`), for people and for keeping."""
        return {field: column_letters(column) for field, column in self.columns.items()}


def squeezed(text: str) -> str:
    """Leave of a header only its letters and digits: `จำนวนเงิน (บาท)` → `จำนวนเงินบาท`."""
    return _NOISE.sub("", arabic_digits(tidy(text).text)).lower()


def find_header(sheet: Sheet, vocabulary: Vocabulary, needed: Sequence[Collection[str]]) -> Header | None:
    """Find the header of a sheet; of each group in `needed` one field must be there.

    A header may take two rows (`ใบเสร็จ` over `เล่มที่` and `เลขที่`): their words are then read together.
    """
    best: Header | None = None
    best_score = 0
    rows = [row for row in sheet.rows[:_FIRST_ROWS] if not row.is_blank]
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) and rows[index + 1].number == row.number + 1 else None
        for taken in ((row,), (row, below)) if below is not None and _may_be_header(below) else ((row,),):
            header, score = _read(taken, vocabulary)
            complete = all(any(field in header.columns for field in group) for group in needed)
            if complete and score > best_score:
                best, best_score = header, score
    return best


def chosen_header(sheet: Sheet, letters: Mapping[str, str], rows: Sequence[int]) -> Header:
    """Take a header as a person corrected it: column letters by field, and the numbers of its rows."""
    known = {column_letters(column): column for row in sheet.rows for column in range(len(row.cells))}
    columns = {field: known[letter] for field, letter in letters.items() if letter in known}
    return Header(tuple(rows), columns)


def _may_be_header(row: Row) -> bool:
    """Tell whether a row holds words only; a row with a number or a day is no longer header."""
    held = [cell for cell in row.cells if not cell.is_blank]
    return bool(held) and all(isinstance(cell.value, str) and not squeezed(cell.value).isdecimal() for cell in held)


def _read(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Header, int]:
    """Give each field its best column; a longer word found is a surer one."""
    width = max(len(row.cells) for row in rows)
    found: list[tuple[int, int, str]] = []
    worded: set[int] = set()
    for column in range(width):
        texts = [_text(row, column, is_first=row is rows[0]) for row in rows]
        if any(texts):
            worded.add(column)
        for field, words in vocabulary.items():
            score = _score(texts, words)
            if score:
                found.append((score, -column, field))
    columns: dict[str, int] = {}
    total = 0
    for score, minus_column, field in sorted(found, reverse=True):
        if field not in columns and -minus_column not in columns.values():
            columns[field] = -minus_column
            total += score
    ordered = {field: columns[field] for field in vocabulary if field in columns}
    left = sorted(worded - set(ordered.values()))
    return Header(tuple(row.number for row in rows), ordered, tuple(left)), total - (len(rows) - 1)


def _text(row: Row, column: int, *, is_first: bool) -> str:
    cell = row.at(column)
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST_HEADER:
        return ""
    if cell.is_merged and not is_first:  # a cell merged downwards says nothing new in the second row
        return ""
    return squeezed(cell.value)


def _score(texts: Sequence[str], words: Sequence[str]) -> int:
    """Score a column's words for a field: 100 and more for the very word, less for a word with something after it."""
    best = 0
    for text in {*texts, "".join(texts)} - {""}:
        for word in words:
            if text == word:
                best = max(best, 100 + len(word))
            elif word.endswith("…") and text.startswith(word[:-1]):
                best = max(best, 50 + len(word))
    return best
