"""Tabs: the pages of a place under the top bar, and the parts of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import came_by_key, paint_focus
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, margins, row

if TYPE_CHECKING:
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.places import Place


class Tabs(Ground):
    """Names side by side, the shown one underlined."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(colour="page", sides="b")
        self._tabs = row(gap="xs")
        self.setLayout(margins(self._tabs))
        self.setFixedHeight(theme.height("tabs"))
        self._names: tuple[tuple[str, str], ...] = ()
        self._here = ""

    def show_tabs(self, names: tuple[tuple[str, str], ...], here: str) -> None:
        """Show these names with their words, and mark one."""
        if names != self._names:
            self._names = names
            clear(self._tabs)
            for name, words in names:
                tab = Tab(words, name)
                tab.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
                add(self._tabs, tab)
            add(self._tabs, SPRING)
        self._here = here
        for tab in self.findChildren(Tab):
            tab.setChecked(tab.name == here)

    def turn(self, by: int) -> None:
        """Choose the tab beside; after the last comes the first."""
        names = [name for name, _words in self._names]
        if len(names) > 1:
            at = names.index(self._here) if self._here in names else -by
            self.chosen.emit(names[(at + by) % len(names)])


class TabStrip(Tabs):
    """The pages of one place, under the top bar; a place with a single page shows none."""

    def __init__(self) -> None:
        super().__init__()
        margins(self._tabs, "section", "", "section", "")

    def stand_beside(self, *, rail: bool) -> None:
        """Put the tabs' words over the page's title: nearer to the edge beside the rail."""
        self._tabs.setContentsMargins(theme.gap("m" if rail else "xl"), 0, theme.gap("section"), 0)

    def show_place(self, place: Place, page: str, facts: BookFacts | None) -> None:
        """Show the tabs of a place and mark the page."""
        tabs = [
            each
            for each in place.tabs
            if facts is None or (each.is_open_to(facts) and (facts.is_copy or not each.of_copies))
        ]
        self.show_tabs(tuple((each.name, _(each.word)) for each in tabs), page)
        self.setVisible(len(tabs) > 1)


class Tab(QPushButton):
    """One page in the tab strip: its word, underlined when it is shown."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.name, self._ring = name, False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        wide = theme.metrics("strong").horizontalAdvance(self.text())
        return QSize(wide + 2 * theme.gap("m"), theme.height("tabs") - theme.HAIRLINE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = came_by_key(event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        chosen = self.isChecked()
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.colour("accent_text" if chosen else "text" if self.underMouse() else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            bar = self.rect().adjusted(theme.gap("s"), self.height() - theme.SELECTION_BAR, -theme.gap("s"), 0)
            painter.fillRect(bar, theme.colour("accent"))
        if self.hasFocus() and self._ring:
            paint_focus(painter, QRectF(self.rect()))
        painter.end()
