"""A letter on paper, as Thai offices write it: no table, the matter at the left, place and day from the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.reports.draw.paper import A4, BOLD, INK, REGULAR, SOFT, STRONG, Align, text_width, wrap_lines
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Role

if TYPE_CHECKING:
    from welfare_desk.reports.draw.paper import Paper, PaperFont
    from welfare_desk.reports.model import Report

_LEFT, _RIGHT, _TOP, _FOOT = 85.0, 57.0, 70.0, 57.0  # 3 cm at the left, 2 cm at the right, in points
_SIZE, _PITCH = 12.0, 19.5
_INDENT, _BETWEEN, _SIGNATURE = 71.0, 7.0, 64.0  # a paragraph begins 2.5 cm in


class Letter:
    """One letter while it is drawn: labelled rows, paragraphs (no label), headings from the middle, signatures."""

    def __init__(self, report: Report, paper: Paper) -> None:
        self.report, self.paper = report, paper
        paper.turn(A4)
        self.left, self.right, self.y = _LEFT, A4[0] - _RIGHT, A4[1] - _TOP

    def draw(self) -> None:
        """Draw the letter on sheets of its own."""
        label_width = max(
            (text_width(written(row.cells[0]), BOLD, _SIZE) for row in self.report.rows if row.cells[0]), default=0
        )
        after_paragraph = False
        for row in self.report.rows:
            label, text = row.cells[0], written(row.cells[1])
            if row.role is Role.HEADING:
                self.y -= _BETWEEN if after_paragraph else 0
                self._from_middle(text)
            elif label is None:
                self._paragraph(text)
            else:
                self._labelled(written(label), text, label_width + 14)
            after_paragraph = label is None and row.role is not Role.HEADING
        self._signatures()
        self.paper.next_page()

    def _line(self, x: float, text: str, font: PaperFont = REGULAR) -> None:
        if self.y - _PITCH < _FOOT:
            self.paper.next_page()
            self.y = A4[1] - _TOP
        self.y -= _PITCH
        self.paper.text(x, self.y, text, font, _SIZE, ink=INK)

    def _from_middle(self, text: str) -> None:
        middle = (self.left + self.right) / 2
        for line in wrap_lines(text, REGULAR, _SIZE, self.right - middle):
            self._line(middle, line)
        self.y -= _BETWEEN / 2

    def _labelled(self, label: str, text: str, room: float) -> None:
        for at, line in enumerate(wrap_lines(text, REGULAR, _SIZE, self.right - self.left - room)):
            self._line(self.left + room, line)
            if at == 0 and label:
                self.paper.text(self.left, self.y, label, BOLD, _SIZE, ink=INK)
        self.y -= _BETWEEN / 2

    def _paragraph(self, text: str) -> None:
        self.y -= _BETWEEN
        width = self.right - self.left
        first = wrap_lines(text, REGULAR, _SIZE, width - _INDENT)[0]
        self._line(self.left + _INDENT, first)
        rest = text[len(first) :].lstrip()
        for line in wrap_lines(rest, REGULAR, _SIZE, width) if rest else ():
            self._line(self.left, line)

    def _signatures(self) -> None:
        middle, half = (self.left + 3 * self.right) / 4, 85.0
        for signer in self.report.signatures:
            if self.y - _SIGNATURE - _PITCH < _FOOT:
                self.paper.next_page()
                self.y = A4[1] - _TOP
            self.y -= _SIGNATURE
            with self.paper.placed() as canvas:
                canvas.setDash(1, 2)
                self.paper.rule(middle - half, middle + half, self.y + 22, 0.6, STRONG)
            self.paper.text(middle, self.y + 5, f"({' ' * 44})", REGULAR, _SIZE, Align.CENTRE, SOFT)
            self.paper.text(middle, self.y - 14, signer, REGULAR, _SIZE, Align.CENTRE)
