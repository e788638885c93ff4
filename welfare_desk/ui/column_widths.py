"""How wide the columns of a table are: by what stands in them, fitted to the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.reports.draw.write import RIGHT_ALIGNED, written
from welfare_desk.reports.model import Role
from welfare_desk.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.model import Report

MEASURED_ROWS = 300


def fitted(natural: Sequence[int], texts: Sequence[int], room: int) -> list[int]:
    """Fit widths to a room: the columns of words (`texts`, by their places) give way or take up what is left.

    Where the table scrolls in any case, words are not cut to half a name for nothing.
    """
    widths = list(natural)
    spare = room - sum(widths)
    if spare < 0:
        name = theme.width("name")
        cut = sum(min(each, name // 2) if at in texts else each for at, each in enumerate(natural))
        for least in (name, name // 2) if cut <= room else (name,):
            _give_way(widths, texts, least, sum(widths) - room)
    elif widths:
        _take_up(widths, texts, spare)
    return widths


def _give_way(widths: list[int], texts: Sequence[int], least: int, lacking: int) -> None:
    """Take what is lacking from the columns of words, the widest first, before a figure is cut at the right edge."""
    while lacking > 0 and (wide := [index for index in texts if widths[index] > least]):
        widest = max(widths[index] for index in wide)
        of_them = [index for index in wide if widths[index] == widest]
        below = max([least, *(widths[index] for index in wide if widths[index] < widest)])
        each = min(widest - below, -(-lacking // len(of_them)))
        for index in of_them:
            widths[index] -= each
        lacking -= each * len(of_them)


def _take_up(widths: list[int], texts: Sequence[int], spare: int) -> None:
    """Give what is left to the columns of words, up to twice what they need, and the rest to all alike."""
    rest, weight = spare, sum(widths[index] for index in texts)
    for index in texts:
        more = min(max(widths[index], theme.width("name")), spare * widths[index] // weight)
        widths[index] += more
        rest -= more
    for index in range(len(widths)):
        widths[index] += rest // len(widths)
    widths[texts[-1] if texts else -1] += rest % len(widths)


def natural_width(report: Report, column: int) -> int:
    """Measure a column by its title and its first and last rows."""
    look, shown = theme.metrics("body"), report.columns[column]
    is_number = shown.kind in RIGHT_ALIGNED
    rows = [*report.rows[:MEASURED_ROWS], *report.rows[-2:]]
    cells = (written(row.cells[column]) for row in rows if row.role is Role.ITEM or is_number)
    widest = max((look.horizontalAdvance(words) for words in cells), default=0)
    title = theme.metrics("smallm").horizontalAdvance(shown.title)
    hanging = look.horizontalAdvance(")") if is_number else 0
    return min(max(widest, title) + hanging + 2 * theme.gap("s") + theme.gap("xs"), theme.width("widest"))
