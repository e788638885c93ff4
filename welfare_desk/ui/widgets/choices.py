"""Filters: a pick opens a menu of choices, segments show one state of several with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence


class Pick(QPushButton):
    """A filter: a quiet label, the chosen value and a chevron in one button; it opens a menu of choices."""

    picked = Signal(object)

    def __init__(self, label: str, choices: Sequence[tuple[object, str]] = (), chosen: object = None) -> None:
        super().__init__()
        self._label, self._role, self._height = label, "smallm", "filter"
        self._heard = label
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open)
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[tuple[object, str]], chosen: object = None) -> None:
        """Offer these values with their words; `chosen` is shown."""
        self._choices = tuple(choices)
        self.set_value(chosen)

    def look_like_a_field(self, label: str) -> None:
        """Stand in a form: as high and as wide as the fields about it, heard with the label over it."""
        self._role, self._height, self._heard = "body", "field", label
        self._name()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def value(self) -> object:
        """Give the chosen value."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose without telling anyone."""
        self._chosen = value
        words = next((words for each, words in self._choices if each == value), "")
        self.setText(words)
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._heard} {self.text()}".strip())

    def open(self) -> None:
        """Show the choices."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        menu.setMinimumWidth(max(self.width(), theme.width("menu")))
        for value, words in self._choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._is_chosen(value))
            action.triggered.connect(lambda _checked=False, value=value: self._pick(value))
            if value == self._chosen:
                menu.setActiveAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _is_chosen(self, value: object) -> bool:
        return value == self._chosen

    def _pick(self, value: object) -> None:
        self.set_value(value)
        self.picked.emit(value)

    def sizeHint(self) -> QSize:
        label = theme.metrics("small").horizontalAdvance(self._label) + theme.gap("pad") if self._label else 0
        words = theme.metrics(self._role).horizontalAdvance(self.text()) + theme.gap("pad") + theme.gap("hair")
        sides = theme.gap("control") + theme.gap("s")
        return QSize(label + words + theme.icon_size("status") + sides, theme.height(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, half, radius = QRectF(self.rect()), theme.HAIRLINE / 2, theme.RADIUS["control"]
        edge = "control" if self._height == "field" else "line_strong"  # in a form it is edged like the fields
        painter.setPen(QPen(theme.colour(edge), theme.HAIRLINE))
        painter.setBrush(theme.colour("hover" if self.underMouse() and self.isEnabled() else "page"))
        painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius, radius)
        if self.hasFocus():
            paint_focus(painter, frame)
        x = theme.gap("control")
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        end = self.width() - theme.icon_size("status") - theme.gap("s") - theme.gap("pad")
        for said, role, ink in ((self._label, "small", "muted"), (self.text(), self._role, "text")):
            words = theme.metrics(role).elidedText(said, Qt.TextElideMode.ElideRight, end - x)
            if words:
                painter.setFont(theme.font(role))
                painter.setPen(theme.colour(ink if self.isEnabled() else "muted"))
                painter.drawText(self.rect().adjusted(x, 0, 0, 0), left, words)
                x += theme.metrics(role).horizontalAdvance(words) + theme.gap("pad")
        side = theme.icon_size("status")
        picture = theme.icon("chevron-down", "status", "muted")
        painter.drawPixmap(self.width() - side - theme.gap("s"), (self.height() - side) // 2, picture)
        painter.end()


class Picks(Pick):
    """A pick of which several choices may hold at once; its value is their list, in the order of the choices."""

    def __init__(self, choices: Sequence[tuple[object, str]], none: str) -> None:
        self._none = none
        self._held: list[object] = []
        super().__init__("", choices, [])

    def value(self) -> object:
        return list(self._held)

    def set_value(self, value: object) -> None:
        wanted = value if isinstance(value, (list, tuple)) else ()  # pyright: ignore[reportUnknownVariableType]
        self._held = [each for each, _words in self._choices if each in wanted]
        self.setText(", ".join(words for each, words in self._choices if each in self._held) or self._none)
        self.setToolTip(self.text())
        self._name()
        self.updateGeometry()
        self.update()

    def _is_chosen(self, value: object) -> bool:
        return value in self._held

    def _pick(self, value: object) -> None:
        chosen = [each for each in self._held if each != value] if value in self._held else [*self._held, value]
        self.set_value(chosen)
        self.picked.emit(self.value())


class Segments(QWidget):
    """States side by side, each with its count; one is shown at a time."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str, str, str]], chosen: str) -> None:
        """Take (key, words, icon or "", colour of the icon) for each state."""
        super().__init__()
        self._choices, self._chosen = tuple(choices), chosen
        self._counts: dict[str, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many each state has."""
        self._counts = {key: f"{many:,}" for key, many in counts.items()}
        self.setFixedSize(self.sizeHint())
        self._name()
        self.update()

    def chosen(self) -> str:
        """Give the key of the state that is shown."""
        return self._chosen

    def choose(self, key: str) -> None:
        """Show another state."""
        if key != self._chosen:
            self._chosen = key
            self._name()
            self.update()
            self.picked.emit(key)

    def _name(self) -> None:
        words = next(words for key, words, _icon, _ink in self._choices if key == self._chosen)
        self.setAccessibleName(f"{words} {self._counts.get(self._chosen, '')}".strip())

    def _wide(self, key: str, words: str, icon: str) -> int:
        picture = theme.icon_size("status") + theme.gap("pad") if icon else 0
        number = theme.metrics("smalls").horizontalAdvance(self._counts.get(key, ""))
        words_wide = theme.metrics("small").horizontalAdvance(words)
        return picture + words_wide + number + theme.gap("pad") + 2 * theme.gap("m")

    def sizeHint(self) -> QSize:
        wide = sum(self._wide(key, words, icon) for key, words, icon, _ink in self._choices)
        return QSize(wide + theme.FOCUS, theme.height("segments"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, *_rest in self._choices]
        self.choose(keys[max(0, min(len(keys) - 1, keys.index(self._chosen) + step))])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = 0
        for key, words, icon, _ink in self._choices:
            x += self._wide(key, words, icon)
            if event.position().x() < x:
                self.choose(key)
                return

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, half, radius = QRectF(self.rect()), theme.HAIRLINE / 2, theme.RADIUS["control"]
        painter.setPen(QPen(theme.colour("line_strong"), theme.HAIRLINE))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), radius, radius)
        x = theme.HAIRLINE
        for key, words, icon, ink in self._choices:
            wide = self._wide(key, words, icon)
            self._paint_one(painter, QRectF(x, 0, wide, self.height()), (key, words, icon, ink))
            x += wide
        if self.hasFocus():
            paint_focus(painter, frame)
        painter.end()

    def _paint_one(self, painter: QPainter, place: QRectF, choice: tuple[str, str, str, str]) -> None:
        key, words, icon, ink = choice
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if key == self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(place.adjusted(1, 2, -1, -2), theme.RADIUS["tag"], theme.RADIUS["tag"])
        x = place.x() + theme.gap("m")
        if icon:
            side = theme.icon_size("status")
            painter.drawPixmap(round(x), (self.height() - side) // 2, theme.icon(icon, "status", ink))
            x += side + theme.gap("pad")
        for text, role, tint in (
            (words, "small", "text" if key == self._chosen else "text2"),
            (self._counts.get(key, ""), "smalls", "text"),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(tint))
            painter.drawText(QRectF(x, 0, place.width(), self.height()), left, text)
            x += theme.metrics(role).horizontalAdvance(text) + theme.gap("pad")
