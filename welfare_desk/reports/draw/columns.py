"""Where the columns of a report stand on paper, and how its rows fall into lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from icu4py.breakers import LineBreaker

from welfare_desk.money import Money
from welfare_desk.reports.draw.paper import BOLD, REGULAR, Align, edges, fitting_size, text_width, wrap_lines
from welfare_desk.reports.draw.write import RIGHT_ALIGNED, Cell, spread, written
from welfare_desk.reports.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from welfare_desk.reports.draw.paper import PaperFont
    from welfare_desk.reports.model import Column, Report, Row, Value

BODY, HEADER, GAP, PAD = 9.5, 9.0, 10.0, 2.5  # points at full size; the gap is between two columns
_LEAST_TEXT = 48.0  # a column of words narrower than this is not readable
_LEAST_LABEL, _LABEL = 100.0, 40  # nor is one of labels, which a report gives so much weight
_WIDEST_TITLE = 120.0
_SAMPLE = 1_000  # rows that are measured for the widths of columns, spread over the report


class Line(NamedTuple):
    """One line of one cell: where it stands across, its line in the row counted from the top, and its looks."""

    x: float
    down: int
    text: str
    size: float
    align: Align


class Columns:
    """The columns of a report between two margins; where all of them need more room, everything is set smaller."""

    def __init__(self, report: Report, left: float, right: float) -> None:
        self._columns = report.columns
        room = right - left
        wants = [_wants(report, index) for index in range(len(report.columns))]
        scale = min(1.0, room / sum(least for least, _ in wants))
        self.size, self.header_size, self.pad = BODY * scale, HEADER * scale, PAD * scale
        self.gap = GAP * scale
        self._hang = text_width(")", REGULAR, self.size)
        weights = [column.width for column in report.columns]
        widths = _widths(weights, [least * scale for least, _ in wants], [whole * scale for _, whole in wants], room)
        # The gap lies between columns, so that the first and the last end at the margins.
        self.edges = [(a + self.gap / 2, b - self.gap / 2) for a, b in edges(left, widths)]
        self.edges[0] = (left, self.edges[0][1])
        self.edges[-1] = (self.edges[-1][0], right)
        self.header, self.header_lines = self._header()
        self.groups = list(self._groups())

    def _header(self) -> tuple[list[Line], int]:
        """Write the titles; they stand on the lowest line, so what is wrapped grows upwards."""
        titles = [
            wrap_lines(column.title, BOLD, self.header_size, right - left)
            for column, (left, right) in zip(self._columns, self.edges, strict=True)
        ]
        count = max(map(len, titles), default=1)
        lines: list[Line] = []
        for index, title in enumerate(titles):
            for down, text in enumerate(title, count - len(title)):
                lines.append(self._line(index, index, down, text, self.header_size))
        return sorted(lines, key=lambda line: line.down), count

    def _groups(self) -> Iterable[tuple[float, float, str]]:
        """Tell from where to where each name of a group reaches."""
        for name, members in groupby(range(len(self._columns)), key=lambda index: self._columns[index].group):
            indexes = list(members)
            if name:
                yield self.edges[indexes[0]][0], self.edges[indexes[-1]][1], name

    def _line(self, first: int, last: int, down: int, text: str, size: float) -> Line:
        if self._columns[first].kind in RIGHT_ALIGNED:
            hang = 0 if text.endswith(")") else self._hang
            return Line(self.edges[last][1] - hang, down, text, size, Align.RIGHT)
        return Line(self.edges[first][0], down, text, size, Align.LEFT)

    def lines(self, row: Row) -> tuple[list[Line], int]:
        """Write a row as lines, from the top, and tell how many stand over one another."""
        font = REGULAR if row.role is Role.ITEM else BOLD
        lines: list[Line] = []
        count = 1
        for cell in spread(row, self._columns):
            if cell.text:
                count = max(count, self._cell(cell, font, lines))
        if count > 1:
            lines.sort(key=lambda line: line.down)
        return lines, count

    def _cell(self, cell: Cell, font: PaperFont, lines: list[Line]) -> int:
        """Add the lines of a cell: a figure too wide is set smaller, words too wide go on below."""
        room = self.edges[cell.last][1] - self.edges[cell.first][0]
        if self._columns[cell.first].kind in RIGHT_ALIGNED:
            size = fitting_size(cell.text, font, self.size, room - (0 if cell.text.endswith(")") else self._hang))
            lines.append(self._line(cell.first, cell.last, 0, cell.text, size))
            return 1
        words = cell.text.lstrip(" ")
        indent = text_width(cell.text[: len(cell.text) - len(words)], font, self.size)
        texts = wrap_lines(words, font, self.size, room - indent)
        for down, text in enumerate(texts):  # an indented label keeps its indent on every line
            line = self._line(cell.first, cell.last, down, text, self.size)
            lines.append(line._replace(x=line.x + indent))
        return len(texts)


def _widths(weights: Sequence[int], least: Sequence[float], whole: Sequence[float], room: float) -> list[float]:
    """Share the room: first what each column needs at least, then what sets its words in one line, then by weight."""
    growth = [max(0.0, most - least) for least, most in zip(least, whole, strict=True)]
    left = room - sum(least)
    if sum(growth) >= left:
        return [need + left * part / (sum(growth) or 1) for need, part in zip(least, growth, strict=True)]
    left -= sum(growth)
    rows = zip(weights, least, growth, strict=True)
    return [need + part + left * weight / sum(weights) for weight, need, part in rows]


def _wants(report: Report, index: int) -> tuple[float, float]:
    """Tell the least width of a column, with its figures whole, and the width that holds each value in one line."""
    column = report.columns[index]
    title = max(text_width(word.rstrip(), BOLD, HEADER) for word in _words(column.title))
    hang = text_width(")", BOLD, BODY) if column.kind in RIGHT_ALIGNED else 0
    font = REGULAR if column.kind is Kind.TEXT else BOLD
    value = max((text_width(written(value), font, BODY) for value in _measured(report, column, index)), default=0)
    if column.kind is Kind.TEXT:
        least = min(value, _LEAST_LABEL) if column.width >= _LABEL else 0
        return max(title, least, _LEAST_TEXT) + GAP, max(title, value) + GAP
    whole = min(text_width(column.title, BOLD, HEADER), _WIDEST_TITLE)  # where there is room, titles stand in one line
    return max(title, value) + hang + GAP, max(title, value, whole) + hang + GAP


def _words(title: str) -> list[str]:
    return list(LineBreaker(title, "th")) or [""]


def _measured(report: Report, column: Column, index: int) -> Iterable[Value]:
    """Choose the values that decide a width: the extremes of amounts, and a sample of all else."""
    if column.kind is Kind.MONEY:
        amounts = [value for row in report.rows if isinstance(value := row.cells[index], Money)]
        return (min(amounts), max(amounts)) if amounts else ()
    step = len(report.rows) // _SAMPLE + 1
    words = column.kind in {Kind.TEXT, Kind.CODE}  # in a heading or total they run on over the columns beside
    return [row.cells[index] for row in report.rows[::step] if row.role is Role.ITEM or not words]
