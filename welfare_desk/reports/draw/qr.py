"""A QR code on paper: black squares on white, run by run, so that it stays crisp at any size."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.graphics.barcode import qrencoder

if TYPE_CHECKING:
    from welfare_desk.reports.draw.paper import Paper

QUIET = 4  # modules of white around it, as the standard asks


@lru_cache(64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Give the squares of the code of a text, row by row from the top, dark ones true; a quarter may be lost."""
    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count: int = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(down, across)) for across in range(count)) for down in range(count))


def draw_qr(paper: Paper, text: str, left: float, bottom: float, side: float) -> None:
    """Draw the code of a text into a square of this side, its white border included; points."""
    rows = modules(text)
    step = side / (len(rows) + 2 * QUIET)
    with paper.placed(left, bottom, step, step) as canvas:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(0, 0, len(rows) + 2 * QUIET, len(rows) + 2 * QUIET, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        path = canvas.beginPath()
        for down, row in enumerate(rows):
            for start, end in _runs(row):
                path.rect(QUIET + start, QUIET + len(rows) - 1 - down, end - start, 1)
        canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Give where dark squares begin and end, side by side ones together: no hairlines between them."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        elif dark:
            runs.append((place, place + 1))
    return runs
