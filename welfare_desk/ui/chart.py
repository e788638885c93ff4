"""A chart on the screen, as wide as its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.reports.chart import ROWS_SHOWN, Box, Face, Ground, Ink, lay_out, spoken
from welfare_desk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from welfare_desk.reports.chart import Chart, Shape, Words

_FACES = {Face.PLAIN: "body", Face.SMALL: "small", Face.STRONG: "strong"}
_INKS = {
    Ink.BAR: "bar", Ink.PAST: "bar2", Ink.BAND: "sunken", Ink.LINE: "line", Ink.TEXT: "text", Ink.MUTED: "muted",
}  # fmt: skip
_SIDES = {
    0: Qt.AlignmentFlag.AlignLeft, 0.5: Qt.AlignmentFlag.AlignHCenter, 1: Qt.AlignmentFlag.AlignRight,
}  # fmt: skip


class ChartView(QWidget):
    """Draws a chart; its height follows from its rows."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.setAccessibleName(spoken(chart))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self._lay_out(theme.width("form"))[1]) + theme.gap("xs"))

    def _lay_out(self, width: float) -> tuple[list[Shape], float]:
        def measure(text: str, face: Face) -> float:
            return theme.metrics(_FACES[face]).horizontalAdvance(text)

        roomy, dense = theme.height("row_small"), theme.metrics("body").height()
        tall = roomy if len(self._chart.rows) <= ROWS_SHOWN else min(roomy, dense)
        ground = Ground(width, tall, theme.gap("s"), theme.HAIRLINE, measure)
        return lay_out(self._chart, ground)

    def sizeHint(self) -> QSize:
        return QSize(theme.width("form"), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in self._lay_out(self.width())[0]:
            if isinstance(shape, Box):
                self._paint_box(painter, shape)
            else:
                self._paint_words(painter, shape)
        painter.end()

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(_INKS[box.ink]))
        round_by = theme.RADIUS["bar"] if box.ink in {Ink.BAR, Ink.PAST} else 0
        place = QRectF(box.x, box.y, box.width, box.height)
        if box.ink is Ink.LINE:
            painter.fillRect(place.toRect(), theme.colour("line"))
        else:
            painter.drawRoundedRect(place, round_by, round_by)

    def _paint_words(self, painter: QPainter, words: Words) -> None:
        role = _FACES[words.face]
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(_INKS[words.ink]))
        text = theme.metrics(role).elidedText(words.text, Qt.TextElideMode.ElideRight, round(words.width) + 1)
        place = QRectF(words.x, words.y, words.width, words.height)
        painter.drawText(place, _SIDES[words.side] | Qt.AlignmentFlag.AlignVCenter, text)
