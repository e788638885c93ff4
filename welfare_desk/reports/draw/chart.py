"""A chart on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.reports.chart import Box, Face, Ground, Ink, lay_out
from welfare_desk.reports.draw.paper import BOLD, INK, MUTED, REGULAR, SOFT, Align, fitting_size, text_width

if TYPE_CHECKING:
    from welfare_desk.reports.chart import Chart, Shape, Words
    from welfare_desk.reports.draw.paper import Paper

TITLE = 20.0  # points over the drawing
_ROW, _GAP, _HAIR = 19.0, 6.0, 0.5
_FACES = {Face.PLAIN: (REGULAR, 10.0), Face.SMALL: (REGULAR, 8.5), Face.STRONG: (BOLD, 10.0)}
_INKS = {
    Ink.BAR: (0.06, 0.46, 0.43),
    Ink.PAST: (0.33, 0.62, 0.59),
    Ink.BAND: (0.93, 0.95, 0.94),
    Ink.LINE: (0.78, 0.82, 0.80),
    Ink.TEXT: INK,
    Ink.MUTED: MUTED,
}
_SIDES = {0: Align.LEFT, 0.5: Align.CENTRE, 1: Align.RIGHT}


def _measure(text: str, face: Face) -> float:
    return text_width(text, *_FACES[face])


def chart_shapes(chart: Chart, width: float) -> tuple[list[Shape], float]:
    """Lay a chart out for paper of a width; give its shapes and the height it needs under its title, in points."""
    return lay_out(chart, Ground(width, _ROW, _GAP, _HAIR, _measure))


def draw_chart(paper: Paper, chart: Chart, left: float, top: float, width: float) -> None:
    """Draw a chart with its title, from a top downwards; points."""
    shapes, _height = chart_shapes(chart, width)
    paper.text(left, top - 14, chart.title, BOLD, 11)
    paper.text(left + text_width(chart.title, BOLD, 11) + 8, top - 14, chart.note, REGULAR, 9, ink=SOFT)
    under = top - TITLE
    for shape in shapes:
        if isinstance(shape, Box):
            with paper.placed() as canvas:
                canvas.setFillColorRGB(*_INKS[shape.ink])
                canvas.rect(left + shape.x, under - shape.y - shape.height, shape.width, shape.height, stroke=0, fill=1)
        else:
            _words(paper, shape, left, under)


def _words(paper: Paper, words: Words, left: float, under: float) -> None:
    font, size = _FACES[words.face]
    size = fitting_size(words.text, font, size, words.width)
    x = left + words.x + words.width * words.side
    y = under - words.y - words.height / 2 - size * 0.33
    paper.text(x, y, words.text, font, size, _SIDES[words.side], _INKS[words.ink])
