"""Buttons: each with its word, its key and a visible focus ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from welfare_desk.ui import theme
from welfare_desk.ui.widgets.text import key_cap_size, paint_key_cap

if TYPE_CHECKING:
    from collections.abc import Callable

_INK = {"primary": "on_accent", "danger": "stop", "link": "accent_text", "quiet": "text2", "secondary": "text"}
_FILLED = frozenset({"primary"})
_EDGED = frozenset({"secondary", "danger"})


class Button(QPushButton):
    """One act: `primary` once per page, `secondary` beside it, `quiet` for icons, `link`, and `danger`.

    `key` is the shortcut, shown as a key cap.
    """

    def __init__(  # noqa: PLR0913 - what a button is made of
        self,
        words: str = "",
        kind: str = "secondary",
        icon: str = "",
        key: str = "",
        act: Callable[[], object] | None = None,
        *,
        after: str = "",
        size: str = "button",
        tip: str = "",
        role: str = "",
        show_key: bool = True,
    ) -> None:
        super().__init__()
        self.kind, self.key, self._icon, self._after = kind, key, icon, after
        self._size = size
        self._shows_key, self._ring = show_key, False
        self._role = role or _role_of(kind, size)
        self.setText(words)
        self.setAccessibleName(words or tip)
        if tip:
            self.setToolTip(tip if not key else f"{tip} ({key})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if key:
            self.setShortcut(QKeySequence(_SHORTCUTS.get(key, key)))
        if act is not None:
            self.clicked.connect(lambda _checked=False: act())

    def say(self, words: str) -> None:
        """Show other words on the button; its key stays."""
        shortcut = self.shortcut()
        self.setText(words)
        self.setAccessibleName(words)
        self.setShortcut(shortcut)
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def _parts(self) -> list[tuple[str, int]]:
        parts: list[tuple[str, int]] = []
        if self._icon:
            parts.append(("icon", theme.icon_size("button")))
        if self.text():
            parts.append(("words", theme.metrics(self._role).horizontalAdvance(self.text())))
        if self._after:
            parts.append(("after", theme.icon_size("status")))
        if self.key and self.text() and self._shows_key:
            parts.append(("key", key_cap_size(self.key).width()))
        return parts

    def sizeHint(self) -> QSize:
        parts = self._parts()
        inner = sum(wide for _name, wide in parts) + theme.gap("s") * (len(parts) - 1)
        side = theme.gap("s" if self.kind in {"link", "quiet"} else "button" if self._size == "button" else "control")
        return QSize(inner + 2 * side, theme.height(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does: people press what they know."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = came_by_key(event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = _INK[self.kind] if self.isEnabled() else "muted"
        parts = self._parts()
        lacking = sum(wide for _name, wide in parts) + theme.gap("s") * (len(parts) - 1) - self.width()
        if lacking > 0:  # the words give way
            parts = [(name, wide - lacking if name == "words" else wide) for name, wide in parts]
        x = (self.width() - sum(wide for _name, wide in parts) - theme.gap("s") * (len(parts) - 1)) / 2
        for name, wide in parts:
            self._paint_part(painter, name, QRectF(x, 0, wide, self.height()), ink)
            x += wide + theme.gap("s")
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        frame, radius = QRectF(self.rect()), theme.RADIUS["control"]
        over = self.isEnabled() and self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.kind in _FILLED:
            ground = "sunken" if not self.isEnabled() else "accent_hover" if over or self.isDown() else "accent"
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(frame, radius, radius)
        elif self.kind in _EDGED:
            half = theme.HAIRLINE / 2
            painter.setPen(QPen(theme.colour("line_strong"), theme.HAIRLINE))
            painter.setBrush(theme.colour("hover" if over or self.isDown() else "page"))
            painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius, radius)
        elif over or self.isDown():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(frame, radius, radius)
        if self.hasFocus() and self._ring:
            paint_focus(painter, frame, inner=self.kind in _FILLED)

    def _paint_part(self, painter: QPainter, name: str, place: QRectF, ink: str) -> None:
        if name in {"icon", "after"}:
            kind = "button" if name == "icon" else "status"
            picture = theme.icon(self._icon if name == "icon" else self._after, kind, ink)
            painter.drawPixmap(QPoint(round(place.x()), round((self.height() - place.width()) / 2)), picture)
        elif name == "words":
            painter.setPen(theme.colour(ink))
            painter.setFont(theme.font(self._role))
            elided = Qt.TextElideMode.ElideRight
            words = theme.metrics(self._role).elidedText(self.text(), elided, round(place.width()) + 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        else:
            cap = key_cap_size(self.key)
            top = (self.height() - cap.height()) / 2
            filled = self.kind in _FILLED and self.isEnabled()
            box = QRectF(place.x(), top, cap.width(), cap.height())
            paint_key_cap(painter, box, self.key, "on_accent" if filled else "")


_SHORTCUTS = {"Ctrl Enter": "Ctrl+Return"}


def _role_of(kind: str, size: str) -> str:
    if kind == "quiet":
        return "body"
    return "smallm" if size != "button" or kind == "link" else "medium"


_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def came_by_key(reason: Qt.FocusReason) -> bool:
    """Tell whether the focus was moved by a key: then it is shown by a ring, after a click it is not."""
    return reason in _BY_KEY


def paint_focus(painter: QPainter, frame: QRectF, *, inner: bool = False) -> None:
    """Draw the focus ring on the edge; inside a filled button a second, light one shows it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius, wide = theme.RADIUS["control"], theme.FOCUS
    if inner:
        painter.setPen(QPen(theme.colour("on_accent"), theme.HAIRLINE))
        painter.drawRoundedRect(frame.adjusted(wide + 1, wide + 1, -wide - 1, -wide - 1), radius - 2, radius - 2)
        return
    painter.setPen(QPen(theme.colour("accent"), wide))
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius, radius)
