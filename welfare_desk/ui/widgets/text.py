"""Words, icons, chips and key caps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from welfare_desk.ui import theme
from welfare_desk.ui.widgets.layout import SPRING, Part, add, column, line, row
from welfare_desk.ui.words import breakable, plain

_ENDLESS = 100_000  # pixels: as high as it takes
_TONES = {  # ground, text, icon
    "neutral": ("sunken", "text2", "info"),
    "ok": ("ok_soft", "ok", "circle-check"),
    "look": ("look_soft", "look", "triangle-alert"),
    "stop": ("stop_soft", "stop", "octagon-alert"),
    "accent": ("accent_soft", "accent_text", "info"),
}


class Text(QLabel):
    """Words in a role and a colour of the theme; wrapped words break where Thai may break."""

    def __init__(self, words: str = "", role: str = "body", colour: str = "text", *, wrap: bool = False) -> None:
        super().__init__()
        self._wrap = wrap
        self.setFont(theme.font(role))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.set_colour(colour)
        self.setWordWrap(wrap)
        self.say(words)

    def let_wrap(self) -> None:
        """Let the words take as many lines as they need."""
        self._wrap = True
        self.setWordWrap(True)
        self.say(self.said())

    def say(self, words: str) -> None:
        """Show other words."""
        self.setText(breakable(words) if self._wrap else words)
        self.setAccessibleName(words)
        self._hold_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hold_height()

    def _hold_height(self) -> None:
        """Ask for all lines: nested layouts squeeze wrapped words to fewer."""
        if self._wrap and self.width():
            # Measured apart from the label: what is held counts in what Qt asks for, and it would never grow lower.
            place = QRect(0, 0, self.width(), _ENDLESS)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            needed = self.fontMetrics().boundingRect(place, flags, self.text()).height()
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)

    def said(self) -> str:
        """Give the words as they were told, without break marks."""
        return plain(self.text())

    def set_colour(self, colour: str) -> None:
        """Show the words in another colour of the theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(colour))
        self.setPalette(palette)


class Icon(QLabel):
    """One icon of the family; the word stands beside it."""

    def __init__(self, name: str, kind: str = "button", colour: str = "text2") -> None:
        super().__init__()
        self._kind = kind
        self.show_icon(name, colour)
        side = theme.icon_size(kind)
        self.setFixedSize(side, side)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon in its place."""
        self.setPixmap(theme.icon(name, self._kind, colour))


class KeyCap(QWidget):
    """The key that does the same."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(key_cap_size(key))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        paint_key_cap(painter, QRectF(self.rect()), self._key)
        painter.end()


def key_cap_size(key: str) -> QSize:
    """Measure a key cap."""
    side = theme.height("key")
    return QSize(max(side, theme.metrics("key").horizontalAdvance(key) + theme.gap("control")), side)


def paint_key_cap(painter: QPainter, place: QRectF, key: str, colour: str = "") -> None:
    """Draw a key cap; on a filled button it takes the button's text colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.colour(colour or "line_strong")
    edge.setAlphaF(0.45 if colour else 1)
    painter.setPen(QPen(edge, theme.HAIRLINE))
    painter.setBrush(Qt.BrushStyle.NoBrush if colour else theme.colour("page"))
    half = theme.HAIRLINE / 2
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), theme.RADIUS["tag"], theme.RADIUS["tag"])
    painter.setPen(theme.colour(colour or "muted"))
    painter.setFont(theme.font("key"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)


class Chip(QWidget):
    """A state: an icon and a word on a soft ground."""

    def __init__(self, words: str = "", tone: str = "neutral", icon: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(words, tone, icon)

    def show_state(self, words: str, tone: str, icon: str = "") -> None:
        """Show another state."""
        self._words, self._tone, self._icon = words, tone, icon or _TONES[tone][2]
        self.setAccessibleName(words)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        inner = theme.icon_size("status") + theme.gap("pad") + theme.metrics("smallm").horizontalAdvance(self._words)
        return QSize(inner + 2 * theme.gap("control"), theme.height("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink, _icon = _TONES[self._tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        side, left = theme.icon_size("status"), theme.gap("control")
        painter.drawPixmap(left, (self.height() - side) // 2, theme.icon(self._icon, "status", ink))
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("smallm"))
        words = self.rect().adjusted(left + side + theme.gap("pad"), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.end()


def section(title: str, note: str = "", *parts: Part) -> QVBoxLayout:
    """Head a section: its title, a note, whatever stands at the right, and the line under it."""
    head = row(Text(title, "h2"), Text(note, "small", "muted") if note else None, SPRING, *parts, gap="control")
    head.addStrut(theme.height("button_small"))
    return column(head, "xs", line("line_strong"))


def page_head(title: str, sentence: Text, *actions: Part) -> QWidget:
    """Head a page: its title, the one sentence that says the state, and the actions at the right."""
    head = QWidget()
    sentence.let_wrap()
    whole = row()
    whole.addLayout(column(Text(title, "title"), sentence), 1)
    for each in actions:
        add(whole, each)
    head.setLayout(whole)
    return head


def empty_state(icon: str, title: str, sentence: str, *actions: Part) -> QWidget:
    """Teach what belongs here, with the button that starts it."""
    picture = row(SPRING, Icon(icon, "empty", "muted"), SPRING)
    words = Text(sentence, "body", "text2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setMaximumWidth(theme.width("dialog"))
    words.setMinimumWidth(theme.width("dialog"))
    heading = Text(title, "strong")
    heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout: QVBoxLayout = column(SPRING, picture, heading, row(SPRING, words, SPRING), "s", gap="s")
    layout.addLayout(row(SPRING, *actions, SPRING))
    layout.addStretch(2)
    whole = QWidget()
    whole.setLayout(layout)
    whole.setAccessibleName(title)
    button = next((each for each in actions if isinstance(each, QWidget)), None)
    if button is not None:
        whole.setFocusProxy(button)
    else:  # it keeps the keys of the page, else something of the frame would take them
        whole.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return whole
