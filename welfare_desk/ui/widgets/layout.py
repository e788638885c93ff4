"""Rows, columns, hairlines and grounds: how parts stand beside one another."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import theme

Part: TypeAlias = "QWidget | QLayout | str | None"
SPRING = "spring"
_NO_MARGINS = (0, 0, 0, 0)


def row(*parts: Part, gap: str = "s") -> QHBoxLayout:
    """Lay parts side by side; a text is a distance of the theme or `SPRING`."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap)
    return layout


def column(*parts: Part, gap: str = "") -> QVBoxLayout:
    """Lay parts below one another; a text is a distance of the theme or `SPRING`."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: str) -> None:
    layout.setContentsMargins(*_NO_MARGINS)
    layout.setSpacing(theme.gap(gap) if gap else 0)
    for part in parts:
        add(layout, part)


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


class Flow(QLayout):
    """Parts in a line that go on in further lines where the window is too narrow."""

    def __init__(self, gap: str = "s") -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks again and again while it tries where a page fits
        self.setSpacing(theme.gap(gap))
        self.setContentsMargins(*_NO_MARGINS)

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def add(self, part: QWidget | QLayout) -> None:
        """Put one more part at the end."""
        if isinstance(part, QWidget):
            self.addWidget(part)
        else:
            self.addChildLayout(part)
            self.addItem(part)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        wide = sum(item.sizeHint().width() + self.spacing() for item in self._items)
        return QSize(wide, self._line())

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), self._line())

    def _line(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._lay_out(place, move=True)

    def _lay_out(self, place: QRect, *, move: bool) -> int:
        """Place the parts; give the height they need."""
        left, top, tall = place.left(), place.top(), self._line()
        for item in self._items:
            size = item.sizeHint()
            if left > place.left() and left + size.width() > place.left() + place.width():
                left, top = place.left(), top + tall + self.spacing()
            if move:
                item.setGeometry(QRect(left, top + (tall - size.height()) // 2, size.width(), size.height()))
            left += size.width() + self.spacing()
        return top + tall - place.top()


def scrolled(inner: QWidget) -> QScrollArea:
    """Let a tall part scroll, so that nothing is cut on a small screen."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setAccessibleName(_("Contents of the page"))  # Tab stops at it, so that the arrow keys can scroll
    area.setWidget(inner)
    return area


class Beside(QWidget):
    """Two columns beside one another where there is room for both, or else one under the other."""

    def __init__(self, left: QLayout, right: QLayout, shares: tuple[int, int], least: int) -> None:
        super().__init__()
        self._least = least
        self._columns = row(gap="column")
        self._columns.addLayout(left, shares[0])
        self._columns.addLayout(right, shares[1])
        self.setLayout(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._least
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item if isinstance(item, QLayout) else item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def hide_unless(allowed: bool, *parts: QWidget) -> None:  # noqa: FBT001 - it reads as a sentence
    """Hide parts that nobody may use; shown before they have a place, Windows would flash each as its own window."""
    for part in parts:
        if not allowed:
            part.hide()
