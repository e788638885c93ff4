"""What stands around a table on paper: how a statement stands, its seal, its facts, and room for who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.reports.draw.paper import (
    BOLD,
    INK,
    MUTED,
    REGULAR,
    SOFT,
    STRONG,
    Align,
    Paper,
    fitting_size,
    text_width,
    wrap_lines,
)
from welfare_desk.reports.draw.qr import draw_qr
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.model import Mark, Seal, Value

LEADING = 1.45  # of the font size: room for two marks above and one below
SEAL = 68.0  # the side of a code
_SEAL_WORDS = 128.0  # the width of the words beside it
_SIGNATURES_A_LINE, _SIGNATURE = 3, 92.0  # height of a line of signatures
_FACT, _LABEL = 15.5, 0.40  # the height of a fact, and the most of its width that its label takes
_UNIT = N_("Unit")


def draw_mark(paper: Paper, mark: Mark, left: float, right: float, y: float) -> float:
    """Say how a statement stands: the word in a frame, and the rest of the line after it; give where that ends."""
    size, pad = 9.5, 5.0
    wide = text_width(mark.label, BOLD, size) + 2 * pad
    y -= 4
    for at, line in enumerate(wrap_lines(mark.words, REGULAR, size, right - left - wide - 7)):
        y -= size * LEADING + 2
        if at == 0:
            paper.text(left + pad, y + 3.5, mark.label, BOLD, size)
            with paper.placed(left, y) as canvas:
                canvas.setStrokeColorRGB(*(INK if mark.standing is Standing.DRAFT else STRONG))
                canvas.setLineWidth(0.9)
                canvas.roundRect(0, -0.5, wide, size * LEADING + 1, 2.5)
        paper.text(left + wide + 7, y + 3.5, line, REGULAR, size, ink=SOFT)
    return y


def draw_seal(paper: Paper, seal: Seal, right: float, y: float) -> float:
    """Put the code of what was signed at the right, its words beside it; give where they begin."""
    draw_qr(paper, seal.code, right - SEAL, y - SEAL, SEAL)
    edge = right - SEAL - 4
    for at, line in enumerate(seal.lines):
        size = fitting_size(line, REGULAR, 7.5, _SEAL_WORDS)
        paper.text(edge, y - 14 - at * 11.5, line, REGULAR, size, Align.RIGHT, MUTED)
    return edge - _SEAL_WORDS - 8


def draw_facts(paper: Paper, facts: Sequence[tuple[str, Value]], left: float, right: float, y: float) -> float:
    """Set the facts in two columns, each value beside its label, and the unit at the right over the table."""
    units = [f"{label} : {written(value)}" for label, value in facts if label == _(_UNIT)]
    told = [(label, written(value)) for label, value in facts if label != _(_UNIT)]
    half = (right - left) / 2
    for index in range(0, len(told), 2):
        pair = told[index : index + 2]
        labels = [wrap_lines(label, REGULAR, 9, half * _LABEL - 8) for label, _value in pair]
        rooms = [_label_room(told[place::2], half) for place in range(len(pair))]
        values = [
            wrap_lines(value, BOLD, 10, half - room - 12) for (_label, value), room in zip(pair, rooms, strict=True)
        ]
        for number in range(max(map(len, (*labels, *values)))):
            y -= _FACT
            for place, room in enumerate(rooms):
                x = left + place * half
                if number < len(labels[place]):
                    paper.text(x, y + 4, labels[place][number], REGULAR, 9, ink=MUTED)
                if number < len(values[place]):
                    paper.text(x + room, y + 4, values[place][number], BOLD, 10)
    for unit in units:
        y -= _FACT - 4
        paper.text(right, y, unit, REGULAR, 9, Align.RIGHT, SOFT)
    return y


def _label_room(told: Sequence[tuple[str, str]], half: float) -> float:
    """Tell how far from its label's start a value stands: all of one column at the same place."""
    widest = max(text_width(label, REGULAR, 9) for label, _value in told)
    return min(widest + 12, half * _LABEL)


def signatures_height(signers: Sequence[str]) -> float:
    """Tell what room the signatures take."""
    return _SIGNATURE * len(range(0, len(signers), _SIGNATURES_A_LINE))


def draw_signatures(paper: Paper, signers: Sequence[str], left: float, right: float, y: float) -> float:
    """Leave room for who signs: a line, the name under it in brackets, what he is, and the day; give where it ends."""
    for start in range(0, len(signers), _SIGNATURES_A_LINE):
        y -= _SIGNATURE
        beside = signers[start : start + _SIGNATURES_A_LINE]
        wide = (right - left) / len(beside)
        for place, signer in enumerate(beside):
            middle, half = left + (place + 0.5) * wide, min(wide, 190) / 2 - 10
            with paper.placed() as canvas:
                canvas.setDash(1, 2)
                for up in (46, 4):
                    paper.rule(middle - half, middle + half, y + up, 0.6, STRONG)
            paper.text(middle, y + 32, f"({' ' * 44})", REGULAR, 9.5, Align.CENTRE, SOFT)
            paper.text(middle, y + 17, signer, REGULAR, 10, Align.CENTRE)
            paper.text(middle - half, y + 5, _(N_("Date")), REGULAR, 8.5, ink=MUTED)
    return y
