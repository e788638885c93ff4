"""The sign of the program, drawn by itself: two pages of a ledger, and a heart that they keep.

`python -m installers.icon` draws the picture anew that the window shows (resources/icons/welfare-desk.png).
"""

from __future__ import annotations

from math import cos, pi, sin
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = Path(__file__).parents[1] / "resources" / "icons" / "welfare-desk.png"
WINDOW_SIDE = 256
SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # what Windows asks for at 100–250 %
FINER = 8  # drawn so many times larger, then made small: smooth edges

_GROUND, _PAGE, _SHADE, _LINE, _HEART = "#0F6B5C", "#FFFFFF", "#DCEBE7", "#9FC4BB", "#E2574C"


def draw(side: int) -> Image.Image:
    """Draw the sign as a square picture of so many pixels."""
    whole = side * FINER
    picture = Image.new("RGBA", (whole, whole))
    pen = ImageDraw.Draw(picture)

    def at(*points: float) -> list[float]:
        return [point * whole / 100 for point in points]

    pen.rounded_rectangle(at(3, 3, 97, 97), radius=whole * 0.2, fill=_GROUND)
    pen.polygon(at(50, 30, 15, 22, 15, 72, 50, 80), fill=_PAGE)
    pen.polygon(at(50, 30, 85, 22, 85, 72, 50, 80), fill=_SHADE)
    if side > SIDES[2]:  # smaller ones would show dust
        for height in (36, 46, 56):
            pen.line(at(21, height - 1.5, 44, height + 4), fill=_LINE, width=round(whole * 0.035))
    pen.polygon(_heart(whole, middle=(64, 50), width=40 if side <= SIDES[2] else 32), fill=_HEART)
    return picture.resize((side, side), Image.Resampling.LANCZOS)


def _heart(whole: int, middle: tuple[float, float], width: float) -> Sequence[tuple[float, float]]:
    """Give the outline of a heart: the known curve of sines, as wide as asked, in hundredths of the whole."""
    turns = [2 * pi * step / 180 for step in range(180)]
    scale = width / 32 * whole / 100
    left, top = middle[0] * whole / 100, middle[1] * whole / 100
    return [
        (
            left + scale * 16 * sin(turn) ** 3,
            top - scale * (13 * cos(turn) - 5 * cos(2 * turn) - 2 * cos(3 * turn) - cos(4 * turn)),
        )
        for turn in turns
    ]


def write_ico(path: Path) -> None:
    """Write the sign in every size that Windows asks for."""
    pictures = [draw(side) for side in SIDES]
    pictures[-1].save(path, format="ICO", append_images=pictures[:-1], sizes=[(side, side) for side in SIDES])


if __name__ == "__main__":
    draw(WINDOW_SIDE).save(WINDOW, optimize=True)
