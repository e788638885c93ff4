"""A report on paper: A4, headers on every page, figures under one another, Thai shaped and readable again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.draw.around import (
    LEADING,
    SEAL,
    draw_facts,
    draw_mark,
    draw_seal,
    draw_signatures,
    signatures_height,
)
from welfare_desk.reports.draw.chart import TITLE, chart_shapes, draw_chart
from welfare_desk.reports.draw.columns import Columns
from welfare_desk.reports.draw.letters import Letter
from welfare_desk.reports.draw.paper import (
    A4,
    BOLD,
    INK,
    MUTED,
    REGULAR,
    SOFT,
    STRONG,
    Align,
    Paper,
    fitting_size,
    wrap_lines,
)
from welfare_desk.reports.draw.posters import Poster
from welfare_desk.reports.draw.text import NOTHING
from welfare_desk.reports.draw.write import NIL
from welfare_desk.reports.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welfare_desk.reports.draw.columns import Line
    from welfare_desk.reports.draw.paper import PaperFont
    from welfare_desk.reports.model import Report, Row

SIDE, TOP, FOOT = 45.0, 42.0, 52.0  # margins in points
_ABOVE_HEADING = 5.0
_WIDEST_CHART, _ABOVE_CHART = 560.0, 14.0


def as_pdf(report: Report) -> bytes:
    """Write the report as a PDF on A4; the same report gives the same bytes."""
    return all_as_pdf([report, *report.enclosed])


def all_as_pdf(reports: Iterable[Report]) -> bytes:
    """Write reports one after another as one PDF, each on sheets of its own with its own page numbers.

    They are drawn as they come, so that a batch of a thousand needs no more memory than its PDF. None is an error.
    """
    paper: Paper | None = None
    for report in reports:
        paper = paper or Paper(A4, report.title, report.book_name)
        drawer = Letter if report.is_letter else Poster if report.is_poster else _Sheets
        drawer(report, paper).draw()
    assert paper is not None, "there is something to draw"  # noqa: S101 - the caller's mistake, not a user's
    return paper.finish()


class _Sheets:
    """The pages of one report while they are drawn; `y` is where the next thing may begin, from the top down."""

    def __init__(self, report: Report, paper: Paper) -> None:
        size = (A4[1], A4[0]) if report.landscape else A4
        self.report = report
        self.paper = paper
        paper.turn(size)
        self._first = paper.page
        self.left, self.right = SIDE, size[0] - SIDE
        self.columns = Columns(report, self.left, self.right)
        self.y = size[1] - TOP
        # under the last row: notes and signatures, which would look lost on a page of their own
        notes = sum(len(wrap_lines(note, REGULAR, 9, self.right - self.left)) for note in report.notes)
        self._end = 8 + notes * 9 * LEADING + (0 if report.charts else signatures_height(report.signatures))

    def draw(self) -> None:
        self._front()
        self._header()
        if not self.report.rows:
            self.y -= 20
            self.paper.text(self.left, self.y, self.report.nothing or _(NOTHING), ink=MUTED)
            self.y -= 8
        rows = self.report.rows
        for index, row in enumerate(rows):
            self._row(row, self._beside(index))
        self._notes()
        self._charts()
        self._need(signatures_height(self.report.signatures))
        self.y = draw_signatures(self.paper, self.report.signatures, self.left, self.right, self.y)
        self._foot()
        self.paper.next_page()
        self._number_pages()

    # Over and under the table

    def _front(self) -> None:
        """Say whose report it is, what it is, of when, and its facts."""
        report = self.report
        right, top = self.right, self.y
        if report.mark is not None and report.mark.seal is not None:
            self.right = draw_seal(self.paper, report.mark.seal, right, top)
        self._paragraph(report.book_name, REGULAR, 10.5, SOFT)
        self._paragraph(report.title, BOLD, 17, INK)
        self._paragraph(report.subtitle, REGULAR, 11, SOFT)
        if report.mark is not None:
            self.y = draw_mark(self.paper, report.mark, self.left, self.right, self.y)
        if self.right < right:
            self.right, self.y = right, min(self.y, top - SEAL)
        if report.facts:
            self.y = draw_facts(self.paper, report.facts, self.left, self.right, self.y - 4)
        self.y -= 10

    def _paragraph(self, text: str, font: PaperFont, size: float, ink: tuple[float, float, float]) -> None:
        for line in wrap_lines(text, font, size, self.right - self.left) if text else ():
            self._need(size * LEADING)
            self.y -= size * LEADING
            self.paper.text(self.left, self.y + size * 0.35, line, font, size, ink=ink)

    def _notes(self) -> None:
        self.y -= 8 if self.report.notes else 0
        for note in self.report.notes:
            self._paragraph(note, REGULAR, 9, SOFT)

    def _charts(self) -> None:
        """Draw the pictures under the table, each whole on one page."""
        width = min(self.right - self.left, _WIDEST_CHART)
        for chart in self.report.charts:
            _shapes, height = chart_shapes(chart, width)
            self.y -= _ABOVE_CHART
            self._need(height + TITLE)
            draw_chart(self.paper, chart, self.left, self.y, width)
            self.y -= height + TITLE

    def _running_head(self) -> None:
        """Say on each further page what it belongs to."""
        label = self.report.mark.label if self.report.mark else ""
        words = " · ".join(filter(None, (self.report.book_name, self.report.title, self.report.subtitle, label)))
        size = fitting_size(words, REGULAR, 8.5, self.right - self.left)
        self.y -= 10
        self.paper.text(self.left, self.y, words, REGULAR, size, ink=MUTED)
        self.y -= 8

    def _header(self) -> None:
        """Name the columns, under the names of their groups."""
        columns, paper, size = self.columns, self.paper, self.columns.header_size
        pitch = size * LEADING
        paper.rule(self.left, self.right, self.y, 0.8, STRONG)
        self.y -= 3
        if columns.groups:
            self.y -= pitch
            for left, right, name in columns.groups:
                fitted = fitting_size(name, BOLD, size, right - left)
                paper.text((left + right) / 2, self.y + size * 0.4, name, BOLD, fitted, Align.CENTRE, SOFT)
                paper.rule(left, right, self.y)
            self.y -= 1
        self.y -= columns.header_lines * pitch
        for line in columns.header:
            paper.text(
                line.x,
                self.y + (columns.header_lines - 1 - line.down) * pitch + size * 0.4,
                line.text,
                BOLD,
                line.size,
                line.align,
                SOFT,
            )
        self.y -= 3
        paper.rule(self.left, self.right, self.y, 0.8, STRONG)

    def _foot(self) -> None:
        y = FOOT - 22
        if self.report.made_on is not None:
            words = _(N_("Printed on {day}")).format(day=long_day(self.report.made_on))
            self.paper.text(self.left, y, words, REGULAR, 8.5, ink=MUTED)
        self.paper.later(f"page{self.paper.page}")

    def _number_pages(self) -> None:
        pages = self.paper.page - self._first
        for page in range(1, pages + 1):
            self.paper.begin_later(f"page{self._first + page - 1}")
            words = _(N_("Page {page} of {pages}")).format(page=page, pages=pages)
            self.paper.text(self.right, FOOT - 22, words, REGULAR, 8.5, Align.RIGHT, MUTED)
            self.paper.end_later()

    # The rows

    def _need(self, height: float) -> bool:
        """Go to a new page when this one has not so much room left; tell whether that was so."""
        if self.y - height >= FOOT:
            return False
        self._foot()
        self.paper.next_page()
        self.y = self.paper.height - TOP
        self._running_head()
        return True

    def _beside(self, index: int) -> float:
        """Tell what must stand on one page with a row: what it heads, the total of it, or what ends the report."""
        rows, row = self.report.rows, self.report.rows[index]
        if index + 1 == len(rows):
            return self._end if self._end < (self.paper.height - TOP - FOOT) / 2 else 0
        after = rows[index + 1]
        sums = {Role.SUBTOTAL, Role.TOTAL}
        if row.role is Role.HEADING:
            return self._height(after)
        return self._height(after) + self._beside(index + 1) if after.role in sums else 0

    def _height(self, row: Row) -> float:
        return self.columns.lines(row)[1] * self.columns.size * LEADING + 2 * self.columns.pad

    def _row(self, row: Row, beside: float) -> None:
        """Draw a row, on one page if it can be, with so much room left for what stays with it."""
        columns, paper = self.columns, self.paper
        lines, count = columns.lines(row)
        pitch, pad = columns.size * LEADING, columns.pad
        above = _ABOVE_HEADING if row.role is Role.HEADING else 0
        together = above + count * pitch + 2 * pad + beside
        if self._need(min(together, (paper.height - TOP - FOOT) / 2)):
            self._header()
        font = REGULAR if row.role is Role.ITEM else BOLD
        if row.role is Role.TOTAL:
            paper.rule(self.left, self.right, self.y, 0.8, STRONG)
        elif row.role is Role.SUBTOTAL:
            paper.rule(self.left, self.right, self.y, 0.5, STRONG)
        self.y -= above + pad
        self._lines(lines, font, pitch)
        self.y -= pad
        self._close_row(row)

    def _lines(self, lines: list[Line], font: PaperFont, pitch: float) -> None:
        """Draw the lines of a row from the top; what is longer than a page goes on on the next."""
        drawn = 0
        for line in lines:
            if line.down >= drawn:
                if self._need(pitch):
                    self._header()
                    self.y -= self.columns.pad
                self.y -= pitch
                drawn = line.down + 1
            ink = MUTED if line.text == NIL else INK
            self.paper.text(line.x, self.y + self.columns.size * 0.4, line.text, font, line.size, line.align, ink)

    def _close_row(self, row: Row) -> None:
        paper = self.paper
        if row.role is Role.TOTAL:
            paper.rule(self.left, self.right, self.y, 0.5, STRONG)
            paper.rule(self.left, self.right, self.y - 2, 0.5, STRONG)
            self.y -= 4
        else:
            paper.rule(self.left, self.right, self.y)
