"""A poster on paper: one A4 sheet in letters that are read from some steps away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.reports.draw.chart import TITLE, chart_shapes, draw_chart
from welfare_desk.reports.draw.paper import (
    A4,
    BOLD,
    INK,
    LINE,
    MUTED,
    REGULAR,
    SOFT,
    STRONG,
    Align,
    fitting_size,
    text_width,
    wrap_lines,
)
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Role

if TYPE_CHECKING:
    from welfare_desk.reports.draw.paper import Paper, PaperFont
    from welfare_desk.reports.model import Report, Row

_SIDE, _TOP, _FOOT = 50.0, 48.0, 44.0
_LEADING, _CHART = 1.5, 1.35  # of the size of letters; how much larger than elsewhere a picture is
_SCALES = tuple(1.3 - 0.04 * at for at in range(22))  # the first at which all fits one sheet is taken


class Poster:
    """One sheet while it is drawn: who, what and when in the middle, then words and figures, then a picture."""

    def __init__(self, report: Report, paper: Paper) -> None:
        self.report, self.paper = report, paper
        paper.turn(A4)
        self.left, self.right = _SIDE, A4[0] - _SIDE
        self.scale = next((scale for scale in _SCALES if self._height(scale) <= A4[1] - _TOP - _FOOT), _SCALES[-1])
        self.y = A4[1] - _TOP

    def draw(self) -> None:
        """Draw the sheet."""
        for text, font, size in self._front():
            self._middle(text, font, size)
        self.y -= 10 * self.scale
        for row in self.report.rows:
            self._row(row)
        self._charts()
        for note in self.report.notes:
            self._middle(note, REGULAR, 15)
        if self.report.made_on is not None:
            self.paper.text(self.left, _FOOT - 20, long_day(self.report.made_on), REGULAR, 9, ink=MUTED)
        self.paper.next_page()

    def _front(self) -> list[tuple[str, PaperFont, float]]:
        mark = self.report.mark.lines[0] if self.report.mark else ""
        words = ((self.report.book_name, BOLD, 26), (self.report.title, BOLD, 22), (self.report.subtitle, REGULAR, 20))
        return [(text, font, size) for text, font, size in (*words, (mark, REGULAR, 11)) if text]

    def _height(self, scale: float) -> float:
        """Tell how high everything is at a scale."""
        wide = self.right - self.left
        lines = [(len(wrap_lines(text, font, size * scale, wide)), size) for text, font, size in self._front()]
        lines += [(len(wrap_lines(note, REGULAR, 15 * scale, wide)), 15) for note in self.report.notes]
        rows = sum(_size(row) * _LEADING + (10 if row.role is Role.HEADING else 4) for row in self.report.rows)
        charts = sum(
            (chart_shapes(each, wide / _CHART)[1] + TITLE) * _CHART + 26 * scale for each in self.report.charts
        )
        return sum(count * size * scale * _LEADING for count, size in lines) + rows * scale + charts + 10 * scale

    def _middle(self, text: str, font: PaperFont, size: float) -> None:
        size *= self.scale
        for each in wrap_lines(text, font, size, self.right - self.left):
            self.y -= size * _LEADING
            self.paper.text(
                (self.left + self.right) / 2, self.y + size * 0.4, each, font, size, Align.CENTRE,
                INK if font is BOLD else SOFT,
            )  # fmt: skip

    def _row(self, row: Row) -> None:
        """Draw words at the left, and people and baht each with its unit at the right."""
        size = _size(row) * self.scale
        self.y -= size * _LEADING + (10 if row.role is Role.HEADING else 4) * self.scale
        if row.role is Role.HEADING:
            self.paper.text(self.left, self.y + size * 0.4, written(row.cells[0]), BOLD, size)
            self.paper.rule(self.left, self.right, self.y, 1.2, STRONG)
            return
        right = self.right
        for at in (2, 1):
            if row.cells[at] is not None:
                said = f"{written(row.cells[at])} {self.report.columns[at].title}"
                self.paper.text(right, self.y + size * 0.4, said, BOLD, size, Align.RIGHT)
                right -= text_width(said, BOLD, size) + 14
        words = written(row.cells[0])
        fitted = fitting_size(words, REGULAR, size, right - self.left - 6)
        self.paper.text(self.left, self.y + size * 0.4, words, REGULAR, fitted)
        self.paper.rule(self.left, self.right, self.y, 0.5, LINE)

    def _charts(self) -> None:
        wide = (self.right - self.left) / _CHART
        for chart in self.report.charts:
            _shapes, height = chart_shapes(chart, wide)
            self.y -= 16 * self.scale
            with self.paper.placed(self.left, self.y, _CHART, _CHART):
                draw_chart(self.paper, chart, 0, 0, wide)
            self.y -= (height + TITLE) * _CHART + 10 * self.scale


def _size(row: Row) -> float:
    return 20.0 if row.role is Role.HEADING else 18.0
