"""Paper: pages of Thai text and lines, as one PDF whose text any program reads back exactly."""

from __future__ import annotations

import io
import zlib
from contextlib import contextmanager
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from icu4py.breakers import CharacterBreaker, LineBreaker
from reportlab.lib.pagesizes import A4, A5
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.i18n import language
from welfare_desk.reports.draw.fonts import BOLD, PER_EM, REGULAR, PaperFont, Shaped

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["A4", "A5", "BOLD", "INK", "LINE", "MUTED", "REGULAR", "SOFT", "STRONG", "Align", "Paper",
           "draw_text", "fitting_size", "text_width", "wrap_lines"]  # fmt: skip

INK = (0.09, 0.13, 0.12)
SOFT = (0.27, 0.32, 0.31)
MUTED = (0.36, 0.41, 0.39)
STRONG = (0.35, 0.42, 0.39)  # lines under headers and over totals
LINE = (0.78, 0.82, 0.80)  # hairlines between rows

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
_CACHED = 50_000


class Align(Enum):
    """Which point of a text is put at x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


def _shaped(text: str, font: PaperFont) -> Shaped:
    return font.plain(text) if text.isascii() else font.shaped(text)


def text_width(text: str, font: PaperFont, size: float) -> float:
    """Tell how wide a text is on paper, in points."""
    return _shaped(text.translate(_CONTROLS), font).advance * size / PER_EM


def fitting_size(text: str, font: PaperFont, size: float, width: float, least: float = 1) -> float:
    """Choose the largest size up to `size` at which the text fits the width, but not less than `least`."""
    natural = text_width(text, font, size)
    return size if natural <= width else max(least, size * width / natural)


def wrap_lines(text: str, font: PaperFont, size: float, width: float) -> list[str]:
    """Break a text into lines that fit the width, where Thai words end; a line break in the text stays one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph, font, size, width):
            if line and text_width((line + piece).rstrip(), font, size) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, font: PaperFont, size: float, width: float) -> Iterator[str]:
    """Cut a text where a line may end; a word wider than the line is cut between letters, never under a mark."""
    if text_width(text, font, size) <= width:
        yield text
        return
    for piece in LineBreaker(text, "th"):
        if text_width(piece.rstrip(), font, size) > width:
            yield from CharacterBreaker(piece, "th")
        else:
            yield piece


@lru_cache(_CACHED)
def _operators(text: str, font: PaperFont, size: float) -> tuple[str, str, Shaped]:
    """Write what goes before and after the place of a text in a text object.

    A shaped text says in ActualText what it was, since the order of marks on the page is not that of the letters.
    """
    shaped = _shaped(text, font)
    shown = f" Tm {font.show(shaped, size)} ET"
    if text.isascii():
        return "BT 1 0 0 1 ", shown, shaped
    actual = text.encode("utf-16-be", "replace").hex().upper()
    return f"/Span <</ActualText <FEFF{actual}>>> BDC BT 1 0 0 1 ", f"{shown} EMC", shaped


def draw_text(  # noqa: PLR0913, PLR0917 - a place, a text and its looks
    canvas: Any, x: float, y: float, text: str, font: PaperFont = REGULAR, size: float = 10, align: Align = Align.LEFT
) -> None:
    """Draw one line of text on a ReportLab canvas with its baseline at y; points."""
    if not text:
        return
    before, after, shaped = _operators(text.translate(_CONTROLS), font, size)
    font.use(canvas._doc, shaped)  # noqa: SLF001 - ReportLab has no public name for the document of a canvas
    x -= shaped.advance * size / PER_EM * align.value
    canvas.addLiteral(f"{before}{x:.2f} {y:.2f}{after}")


class Paper:
    """A PDF being drawn, page after page; the same drawing gives the same bytes."""

    def __init__(self, size: tuple[float, float], title: str, author: str = "") -> None:
        self.width, self.height = size
        self._out = io.BytesIO()
        # The first font is named, since otherwise each page refers to a Helvetica that is not embedded.
        canvas: Any = Canvas  # its stubs take the font's name for a number
        self.canvas: Any = canvas(
            self._out, pagesize=size, pageCompression=1, invariant=1, initialFontName=REGULAR.fontName, lang=language()
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject("")
        self.canvas.setCreator("Welfare Desk")
        self._ink: tuple[float, float, float] | None = None

    @property
    def page(self) -> int:
        """Tell the number of the page being drawn, from 1."""
        return self.canvas.getPageNumber()

    def text(  # noqa: PLR0913, PLR0917 - a place, a text and its looks
        self,
        x: float,
        y: float,
        text: str,
        font: PaperFont = REGULAR,
        size: float = 10,
        align: Align = Align.LEFT,
        ink: tuple[float, float, float] = INK,
    ) -> None:
        """Draw one line of text with its baseline at y; points."""
        if ink != self._ink:
            self.canvas.setFillColorRGB(*ink)
            self._ink = ink
        draw_text(self.canvas, x, y, text, font, size, align)

    def rule(
        self, left: float, right: float, y: float, weight: float = 0.4, ink: tuple[float, float, float] = LINE
    ) -> None:
        """Draw a level line."""
        red, green, blue = ink
        self.canvas.addLiteral(f"{red} {green} {blue} RG {weight} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    @contextmanager
    def placed(self, x: float = 0, y: float = 0, across: float = 1, down: float = 1) -> Generator[Any]:
        """Draw the block moved to x, y and scaled; what it sets on the canvas ends with it."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(across, down)
        self._ink = None
        yield self.canvas
        self.canvas.restoreState()
        self._ink = None

    def turn(self, size: tuple[float, float]) -> None:
        """Give this page and those after it another size."""
        self.width, self.height = size
        self.canvas.setPageSize(size)

    def next_page(self) -> None:
        """Finish this page. It is compressed at once, so that a long report takes little memory."""
        self.canvas.showPage()
        document = self.canvas._doc  # noqa: SLF001 - see draw_text
        finished = document.idToObject[f"Page{self.page - 1}"]
        content = zlib.compress(finished.stream.encode("latin-1"))
        finished.Contents = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), content)
        finished.stream = None
        self._ink = None

    def later(self, name: str) -> None:
        """Put here what `define` draws later under this name, such as a page number with the number of pages."""
        self.canvas.doForm(name)

    def begin_later(self, name: str) -> None:
        """Begin to draw what `later` put on a finished page; `end_later` ends it."""
        self._ink = None
        self.canvas.beginForm(name)

    def end_later(self) -> None:
        """End what `begin_later` began."""
        self.canvas.endForm()
        self._ink = None

    def finish(self) -> bytes:
        """Write the PDF, after the last page is finished."""
        self.canvas.save()
        return self._out.getvalue()


def edges(start: float, widths: list[float]) -> list[tuple[float, float]]:
    """Tell the left and right edge of columns that stand side by side."""
    marks = [start]
    for width in widths:
        marks.append(marks[-1] + width)
    return list(pairwise(marks))
