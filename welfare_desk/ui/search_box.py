"""The box of the top bar that opens the search."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import paint_focus
from welfare_desk.ui.widgets.text import key_cap_size, paint_key_cap


class SearchBox(QPushButton):
    """Looks like a field and opens the search: it says what can be found, and by which key."""

    KEY = "Ctrl K"

    def __init__(self) -> None:
        super().__init__(_("Search members, vouchers, amounts"))
        self.setAccessibleName(self.text())
        self.setShortcut("Ctrl+K")
        self.setFixedHeight(theme.height("button"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.width("search"), theme.height("button"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.height("button") * 3, theme.height("button"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.HAIRLINE / 2
        painter.setPen(QPen(theme.colour("line_strong"), theme.HAIRLINE))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "page"))
        frame, radius = QRectF(self.rect()), theme.RADIUS["control"]
        painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius, radius)
        side = theme.icon_size("button")
        painter.drawPixmap(theme.gap("control"), (self.height() - side) // 2, theme.icon("search", "button", "text2"))
        cap = key_cap_size(self.KEY)
        right = self.width() - cap.width() - theme.gap("s")
        left = side + 2 * theme.gap("control")
        words = self.rect().adjusted(left, 0, right - self.width() - theme.gap("s"), 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text2"))
        said = theme.metrics("small").elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        paint_key_cap(
            painter, QRectF(right, (self.height() - cap.height()) / 2, cap.width(), cap.height()), self.KEY, ""
        )
        if self.hasFocus():
            paint_focus(painter, frame)
        painter.end()
