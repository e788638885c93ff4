"""A tick: a box that is ticked or not, with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import paint_focus

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent


class Tick(QCheckBox):
    """One thing that was seen or not; Space ticks it."""

    def __init__(self, words: str, *, ticked: bool = False) -> None:
        super().__init__(words)
        self.setChecked(ticked)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        words = theme.metrics("body").horizontalAdvance(self.text())
        return QSize(theme.icon_size("button") + theme.gap("control") + words + theme.gap("s"), theme.height("row"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.width("count"), self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, half = theme.icon_size("button"), theme.HAIRLINE / 2
        box = QRectF(half, (self.height() - side) / 2 + half, side - 2 * half, side - 2 * half)
        ticked = self.isChecked()
        painter.setPen(QPen(theme.colour("accent" if ticked else "line_strong"), theme.HAIRLINE))
        painter.setBrush(theme.colour("accent" if ticked else "page"))
        painter.drawRoundedRect(box, theme.RADIUS["tag"], theme.RADIUS["tag"])
        if ticked:
            mark = theme.icon_size("status")
            at = (side - mark) // 2
            painter.drawPixmap(at, (self.height() - mark) // 2, theme.icon("check", "status", "on_accent"))
        place = self.rect().adjusted(side + theme.gap("control"), 0, 0, 0)
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        painter.setFont(theme.font("body"))
        words = theme.metrics("body").elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))
        painter.end()
