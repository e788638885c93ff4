"""How the columns of a file were understood, for a person to see and to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.exchange.readings import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.exchange.tables import Listing
    from welfare_desk.exchange.workbook import Sheet

_SAMPLED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """One header, and the sheets that stand under it.

    `heads` and `samples` are, column by column (0 = A), the words over it and the first thing an entry holds in it.
    `is_known` tells that a person said what the columns hold, now or with an earlier file.
    """

    sheets: tuple[str, ...]
    mapping: ColumnMapping
    heads: tuple[str, ...]
    samples: tuple[str, ...]
    is_known: bool = False

    @property
    def passed_over(self) -> tuple[int, ...]:
        """List the columns that hold something and were not read; of a layout that people know there is none."""
        if self.is_known:
            return ()
        read = set(self.mapping.columns.values())
        return tuple(at for at, held in enumerate(self.samples) if held and self.heads[at] and at not in read)


def layouts_of(sheets: Sequence[Sheet], listings: Iterable[Listing]) -> tuple[Layout, ...]:
    """Describe the headers of a file, each once, in the order of their sheets."""
    by_name = {sheet.name: sheet for sheet in sheets}
    found: dict[str, list[Listing]] = {}
    for listing in listings:
        if listing.header is not None:
            found.setdefault(listing.header.mapping.fingerprint, []).append(listing)
    return tuple(_layout([(by_name[each.sheet], each) for each in group]) for group in found.values())


def _layout(group: Sequence[tuple[Sheet, Listing]]) -> Layout:
    header = group[0][1].header
    assert header is not None  # noqa: S101 - only listings with a header are grouped
    wide = max(len(header.texts), *(at + 1 for at in header.mapping.columns.values()))
    samples = [""] * wide
    for sheet, listing in group:
        wanted = {row.number for _at, row in zip(range(_SAMPLED_ROWS), listing.entries, strict=False)}
        for row in sheet.rows:
            if row.number in wanted:
                samples = [held or plain(row.at(at)) for at, held in enumerate(samples)]
    heads = (*header.texts, *[""] * (wide - len(header.texts)))
    sheets = tuple(listing.sheet for _sheet, listing in group)
    return Layout(sheets, header.mapping, heads, tuple(samples), header.is_known)
