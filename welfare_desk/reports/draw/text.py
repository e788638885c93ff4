"""A report as plain text for a console: columns aligned by what the eye sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.reports.draw.write import RIGHT_ALIGNED, Cell, heads, spread, written
from welfare_desk.reports.model import Role

if TYPE_CHECKING:
    from welfare_desk.reports.model import Column, Report

NOTHING = N_("Nothing to show.")
GAP = "  "
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # vowels and tone marks above and below, zero-width spaces


def text_width(text: str) -> int:
    """Count the places that a text takes on a console; Thai marks above and below take none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in _NO_WIDTH for char in text)


def as_text(report: Report) -> str:
    """Write the whole report for a console with a fixed-width font; the last line ends with a line break."""
    table = [[_one_line(cell) for cell in spread(row, report.columns)] for row in report.rows]
    titles = heads(report.columns)
    widths = [text_width(title) + _hang(column) for title, column in zip(titles, report.columns, strict=True)]
    for cells in table:
        for cell in cells:
            if cell.first == cell.last:
                room = text_width(cell.text) + _hang(report.columns[cell.first]) * (not cell.text.endswith(")"))
                widths[cell.first] = max(widths[cell.first], room)
    rule = "-" * (sum(widths) + len(GAP) * (len(widths) - 1))
    lines = [line for line in (report.title, report.book_name, report.subtitle) if line]
    if report.mark is not None:
        lines += report.mark.lines
    lines += [f"{label}: {written(value)}" for label, value in report.facts]
    header = [Cell(index, index, title) for index, title in enumerate(titles)]
    lines += ["", _line(header, report.columns, widths), rule]
    for row, cells in zip(report.rows, table, strict=True):
        if row.role is Role.TOTAL and lines[-1] != rule:
            lines.append(rule)
        lines.append(_line(cells, report.columns, widths))
    lines += [report.nothing or _(NOTHING)] if not report.rows else []
    lines += ["", *report.notes] if report.notes else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _one_line(cell: Cell) -> Cell:
    return Cell(cell.first, cell.last, " ".join(cell.text.split()))


def _hang(column: Column) -> int:
    """Leave a place at the right of figures, so that a closing parenthesis hangs outside the decimals."""
    return int(column.kind in RIGHT_ALIGNED)


def _line(cells: list[Cell], columns: tuple[Column, ...], widths: list[int]) -> str:
    parts: list[str] = []
    for cell in cells:
        width = sum(widths[cell.first : cell.last + 1]) + len(GAP) * (cell.last - cell.first)
        text = cell.text
        if columns[cell.first].kind in RIGHT_ALIGNED:
            text = text if text.endswith(")") else text + " "
            parts.append(" " * (width - text_width(text)) + text)
        else:
            parts.append(text + " " * (width - text_width(text)))
    return GAP.join(parts)
