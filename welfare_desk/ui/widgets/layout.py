"""Rows, columns, hairlines and grounds: how parts stand beside one another."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from welfare_desk.ui import theme

Part: TypeAlias = "QWidget | QLayout | str | None"
SPRING = "spring"
_NO_MARGINS = (0, 0, 0, 0)


def row(*parts: Part, gap: str = "s") -> QHBoxLayout:
    """Lay parts side by side; a text is a distance of the theme or `SPRING`."""
    return _fill(QHBoxLayout(), parts, gap)


def column(*parts: Part, gap: str = "") -> QVBoxLayout:
    """Lay parts below one another; a text is a distance of the theme or `SPRING`."""
    return _fill(QVBoxLayout(), parts, gap)


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: str):  # noqa: ANN202 - the layout given
    layout.setContentsMargins(*_NO_MARGINS)
    layout.setSpacing(theme.gap(gap) if gap else 0)
    for part in parts:
        add(layout, part)
    return layout


def add(layout: QBoxLayout, part: Part, stretch: int = 0) -> None:
    """Put one more part at the end of a row or column."""
    if isinstance(part, QWidget):
        layout.addWidget(part, stretch)
    elif isinstance(part, QLayout):
        layout.addLayout(part, stretch)
    elif part == SPRING:
        layout.addStretch(1)
    elif part is not None:
        layout.addSpacing(theme.gap(part))


def margins(layout: QLayout, left: str = "", top: str = "", right: str = "", bottom: str = "") -> QLayout:
    """Set the distances round a layout; an empty name is none."""
    layout.setContentsMargins(*(theme.gap(name) if name else 0 for name in (left, top, right, bottom)))
    return layout


class Ground(QFrame):
    """A surface in a colour of the theme, with hairlines on the sides that are named (`l`, `t`, `r`, `b`)."""

    def __init__(
        self,
        layout: QLayout | None = None,
        colour: str = "",
        sides: str = "",
        line: str = "line",
        radius: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.colour, self.sides, self.line, self.radius = colour, sides, line, radius
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        if self.colour and self.radius:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self.colour))
            painter.drawRoundedRect(self.rect(), theme.RADIUS[self.radius], theme.RADIUS[self.radius])
        elif self.colour:
            painter.fillRect(self.rect(), theme.colour(self.colour))
        edge, hair, line = self.rect(), theme.HAIRLINE, theme.colour(self.line)
        for side, strip in (
            ("l", QRect(0, 0, hair, edge.height())),
            ("r", QRect(edge.width() - hair, 0, hair, edge.height())),
            ("t", QRect(0, 0, edge.width(), hair)),
            ("b", QRect(0, edge.height() - hair, edge.width(), hair)),
        ):
            if side in self.sides:
                painter.fillRect(strip, line)


def line(colour: str = "line", *, upright: bool = False) -> Ground:
    """Draw a hairline, flat or upright."""
    strip = Ground(colour=colour)
    if upright:
        strip.setFixedWidth(theme.HAIRLINE)
    else:
        strip.setFixedHeight(theme.HAIRLINE)
    return strip


def scrolled(inner: QWidget) -> QScrollArea:
    """Let a tall part scroll, so that nothing is cut on a small screen."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(inner)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
