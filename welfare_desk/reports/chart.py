"""A picture of a report's own values, laid out once as a list of shapes that screen and paper both draw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from welfare_desk.i18n import N_, _
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS_SHOWN = 6
_OTHERS = N_("Others")
_TOTAL = N_("Total")
_TIMES = N_("Times in all")
_WHOLE = 100  # per cent
_UNDER_ONE = "< 1 %"
_LABELLED = 3  # every third month is named, and the last one


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts by name, each a bar with its value and its share of them all.

    `marks`, one a row, are what was to be expected: a stroke through the bar. `is_count`: what stands for satang are
    whole numbers of something else.
    """

    title: str
    note: str
    rows: tuple[tuple[str, Money], ...]
    marks: tuple[Money, ...] = ()
    is_count: bool = False

    def written(self, amount: Money) -> str:
        """Write a value the way it is meant."""
        return f"{amount.satang:,}" if self.is_count else amount.text()


@dataclass(frozen=True, slots=True)
class Months:
    """Amounts by name and month (or year), a row of small bars each; `rows` hold an amount for each of `labels`.

    Rows that make no sum together (money in and money out) are not `summed`.
    """

    title: str
    note: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Money, ...]], ...]
    summed: bool = True


Chart: TypeAlias = "Bars | Months"


class Ink(Enum):
    """What a shape is painted with."""

    BAR = auto()
    PAST = auto()  # a bar of a month that is over
    BAND = auto()  # the ground of the month that runs
    LINE = auto()
    TEXT = auto()
    MUTED = auto()


class Face(Enum):
    """How words are set."""

    PLAIN = auto()
    SMALL = auto()
    STRONG = auto()


class Box(NamedTuple):
    """A filled box; y runs downwards from the top of the drawing."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink


class Words(NamedTuple):
    """Words in a box, in the middle of its height; `side` is 0 for its left, 1 for its right edge."""

    x: float
    y: float
    width: float
    height: float
    text: str
    face: Face = Face.PLAIN
    side: float = 0
    ink: Ink = Ink.TEXT


Shape: TypeAlias = "Box | Words"


class Ground(NamedTuple):
    """What a chart is laid out on: `measure` tells how wide words are; all else in the same unit as `width`."""

    width: float
    row: float
    gap: float
    hair: float
    measure: Callable[[str, Face], float]


def lay_out(chart: Chart, ground: Ground) -> tuple[list[Shape], float]:
    """Give the shapes of a chart and how high it is."""
    return _bars(chart, ground) if isinstance(chart, Bars) else _months(chart, ground)


def spoken(chart: Chart) -> str:
    """Say a chart in words, for those who do not see it."""
    rows = chart.rows if isinstance(chart, Bars) else [(name, Money.sum(values)) for name, values in chart.rows]
    written = chart.written if isinstance(chart, Bars) else Money.text
    return f"{chart.title}: " + "; ".join(f"{name} {written(amount)}" for name, amount in rows)


def largest_first(rows: Sequence[tuple[str, Money]], shown: int = ROWS_SHOWN) -> tuple[tuple[str, Money], ...]:
    """Put the largest amounts first and sum up what comes after them; nil amounts are left out."""
    ordered = sorted((row for row in rows if row[1]), key=lambda row: -row[1].satang)
    rest = ordered[shown:]
    return (*ordered[:shown], *([(_(_OTHERS), Money.sum(amount for _name, amount in rest))] if rest else []))


def _names(rows: Sequence[str], ground: Ground) -> float:
    """Give the names the room they need, at most two fifths of the whole."""
    widest = max(ground.measure(each, Face.PLAIN) for each in (*rows, _(_TOTAL)))
    return min(ground.width * 0.4, widest) + ground.gap * 2


def _amount_width(amounts: Sequence[str], ground: Ground) -> float:
    return max(ground.measure(each, Face.STRONG) for each in amounts) + ground.gap


def _bars(chart: Bars, ground: Ground) -> tuple[list[Shape], float]:
    width, tall, gap = ground.width, ground.row, ground.gap
    total = Money.sum(amount for _name, amount in chart.rows)
    most = max((amount.satang for amount in (*(amount for _name, amount in chart.rows), *chart.marks)), default=0)
    left = _names([name for name, _amount in chart.rows], ground)
    value = _amount_width([chart.written(each) for each in (total, *(amount for _name, amount in chart.rows))], ground)
    share = ground.measure("100 %", Face.SMALL) + gap * 2
    room = max(width - left - value - share - gap, 0)
    parts = _shares([amount for _name, amount in chart.rows])
    shapes: list[Shape] = []
    for number, (name, amount) in enumerate(chart.rows):
        top = number * tall
        thick = tall * 0.4
        shapes.append(Words(0, top, left - gap, tall, name))
        if amount.satang > 0:
            long = max(ground.hair * 2, room * amount.satang / most)
            shapes.append(Box(left, top + (tall - thick) / 2, long, thick, Ink.BAR))
        if chart.marks:
            at = left + room * chart.marks[number].satang / max(most, 1)
            shapes.append(Box(at, top + tall * 0.15, ground.hair * 2, tall * 0.7, Ink.TEXT))
        shapes.append(Words(width - share - value, top, value, tall, chart.written(amount), side=1))
        if parts[number]:
            shapes.append(Words(width - share, top, share, tall, parts[number], Face.SMALL, 1, Ink.MUTED))
    top = len(chart.rows) * tall
    shapes.append(Box(0, top, width, ground.hair, Ink.LINE))
    shapes.append(Words(0, top, left - gap, tall, _(_TIMES if chart.is_count else _TOTAL), Face.SMALL))
    shapes.append(Words(width - share - value, top, value, tall, chart.written(total), Face.STRONG, 1))
    return shapes, top + tall


def _shares(amounts: Sequence[Money]) -> list[str]:
    """Say each amount's part of all in whole per cents that add up to 100; one that is not above zero has none."""
    weights = [max(each.satang, 0) for each in amounts]
    if not sum(weights):
        return [""] * len(weights)
    parts = [part.satang for part in Money(_WHOLE).share(weights)]
    return [
        (f"{part} %" if part else _UNDER_ONE) if weight else "" for part, weight in zip(parts, weights, strict=True)
    ]


def _months(chart: Months, ground: Ground) -> tuple[list[Shape], float]:
    """Give each name a row on the same scale, so that a glance compares down as well as along."""
    width, tall, gap = ground.width, ground.row, ground.gap
    totals = [Money.sum(values) for _name, values in chart.rows]
    whole = Money.sum(totals)
    left = _names([name for name, _values in chart.rows], ground)
    value = _amount_width([each.text() for each in (whole, *totals)], ground)
    step = max(width - left - value - gap, 0) / len(chart.labels)
    most = max((amount.satang for _name, values in chart.rows for amount in values), default=0)
    height = tall * (len(chart.rows) + 1)
    shapes: list[Shape] = [Box(left + step * (len(chart.labels) - 1), 0, step, height, Ink.BAND)]
    for number, ((name, values), total) in enumerate(zip(chart.rows, totals, strict=True)):
        top = number * tall
        shapes.append(Words(0, top, left - gap, tall, name))
        for place, amount in enumerate(values):
            if amount.satang > 0:
                high = max(ground.hair * 2, (tall - gap) * amount.satang / most)
                ink = Ink.BAR if place == len(values) - 1 else Ink.PAST
                shapes.append(Box(left + (place + 0.22) * step, top + tall - high, step * 0.56, high, ink))
        shapes.append(Box(0, top + tall - ground.hair, width, ground.hair, Ink.LINE))
        shapes.append(Words(width - value, top, value, tall, total.text(), side=1))
    top = len(chart.rows) * tall
    shapes.extend(_labels(chart, ground, left, step, top))
    if chart.summed:
        shapes.append(Words(0, top, left - gap, tall, _(_TOTAL), Face.SMALL))
        shapes.append(Words(width - value, top, value, tall, whole.text(), Face.STRONG, 1))
    return shapes, height


def _labels(chart: Months, ground: Ground, left: float, step: float, top: float) -> list[Shape]:
    """Name the bars under their middle: all where there is room, or else every third, counted from the last."""
    last = len(chart.labels) - 1
    widest = max(ground.measure(each, Face.SMALL) for each in chart.labels)
    every = 1 if widest + ground.gap <= step else _LABELLED
    room = max(step, widest)
    return [
        Words(
            left + (place + 0.5) * step - room / 2,
            top,
            room,
            ground.row,
            label,
            Face.SMALL,
            0.5,
            Ink.TEXT if place == last else Ink.MUTED,
        )
        for place, label in enumerate(chart.labels)
        if (last - place) % every == 0
    ]
