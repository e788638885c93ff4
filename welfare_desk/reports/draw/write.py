"""How one value of a report reads: the same on screen, in text and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import short_day
from welfare_desk.money import Money
from welfare_desk.reports.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.reports.model import Column, Row, Value

NIL = "-"
RIGHT_ALIGNED = frozenset({Kind.MONEY, Kind.NUMBER})


def written(value: Value) -> str:
    """Write a value as a person reads it.

    Money has thousands and two decimals, negatives in parentheses, nil as "-"; a whole number likewise but with
    its nil as "0"; a day is in the Buddhist era; nothing is "".
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Money):
        return _signed(value.text()) if value else NIL
    return _signed(f"{value:,}")


def _signed(text: str) -> str:
    return f"({text[1:]})" if text[0] == "-" else text


def heads(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Name each column in one line, its group before its own title."""
    return tuple(f"{column.group} {column.title}".strip() for column in columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """A written cell that reaches over columns `first` to `last` (both included)."""

    first: int
    last: int
    text: str


def spread(row: Row, columns: tuple[Column, ...]) -> Iterator[Cell]:
    """Write the cells of a row; outside plain items a text runs on over the empty cells at its right.

    So a heading or the words of a total are not cut to the width of an account number.
    """
    texts = [written(value) for value in row.cells]
    index = 0
    while index < len(texts):
        last = index
        if row.role is not Role.ITEM and texts[index] and columns[index].kind not in RIGHT_ALIGNED:
            while last + 1 < len(texts) and not texts[last + 1]:
                last += 1
        yield Cell(index, last, texts[index])
        index = last + 1
