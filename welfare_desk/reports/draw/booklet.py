"""A booklet on paper: chapters of numbered steps, each with the picture of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from welfare_desk.i18n import _
from welfare_desk.reports.draw.paper import A4, BOLD, LINE, MUTED, REGULAR, STRONG, Align, Paper, wrap_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.draw.paper import PaperFont
    from welfare_desk.reports.quick_start import Chapter

_SIDE, _TOP, _FOOT = 62.0, 60.0, 60.0
_TITLE, _HEAD, _SIZE, _LEADING = 22.0, 15.0, 12.0, 1.65
_NUMBER, _PICTURE = 20.0, 380.0  # room for a number, and how wide a picture is


class _Booklet:
    def __init__(self, title: str) -> None:
        self.paper = Paper(A4, title)
        self.left, self.right, self.y = _SIDE, A4[0] - _SIDE, A4[1] - _TOP
        self._lines(title, BOLD, _TITLE, self.left)
        self.paper.rule(self.left, self.right, self.y, 1, STRONG)

    def _lines(self, text: str, font: PaperFont, size: float, x: float) -> None:
        for line in wrap_lines(text, font, size, self.right - x):
            self.y -= size * _LEADING
            self.paper.text(x, self.y + size * 0.4, line, font, size)

    def chapter(self, number: int, chapter: Chapter) -> None:
        """Draw a chapter, on one page if it can be."""
        plain = [step.replace("**", "") for step in chapter.steps]
        tall = sum(
            len(wrap_lines(step, REGULAR, _SIZE, self.right - self.left - _NUMBER)) * _SIZE * _LEADING for step in plain
        )
        image = None if chapter.picture is None else ImageReader(str(chapter.picture))
        picture = 0.0
        if image is not None:
            across, down = image.getSize()
            picture = _PICTURE * down / across
        if self.y - (tall + picture + _HEAD * _LEADING + 40) < _FOOT:
            self._turn_over()
        self.y -= 14
        self._lines(f"{number}. {chapter.title}", BOLD, _HEAD, self.left)
        for at, step in enumerate(plain, 1):
            self.paper.text(self.left, self.y - _SIZE * (_LEADING - 0.4), f"{at}.", REGULAR, _SIZE)
            self._lines(step, REGULAR, _SIZE, self.left + _NUMBER)
        if image is not None:
            self.y -= picture + 8
            x = self.left + _NUMBER
            self.paper.canvas.drawImage(image, x, self.y, _PICTURE, picture)
            with self.paper.placed(x, self.y) as canvas:
                canvas.setStrokeColorRGB(*LINE)
                canvas.rect(0, 0, _PICTURE, picture)

    def _turn_over(self) -> None:
        self._foot()
        self.paper.next_page()
        self.y = A4[1] - _TOP

    def _foot(self) -> None:
        words = _("Page {page}").format(page=self.paper.page)
        self.paper.text(self.right, _FOOT - 26, words, REGULAR, 8.5, Align.RIGHT, MUTED)

    def finish(self) -> bytes:
        """Finish the last page."""
        self._foot()
        self.paper.next_page()
        return self.paper.finish()


def booklet_pdf(title: str, chapters: Sequence[Chapter]) -> bytes:
    """Draw a booklet as one PDF of A4 pages."""
    booklet = _Booklet(title)
    for number, chapter in enumerate(chapters, 1):
        booklet.chapter(number, chapter)
    return booklet.finish()
