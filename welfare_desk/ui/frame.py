"""The frame round every page: the sidebar by the day's work, the top bar, and the tabs of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from welfare_desk.i18n import _, language
from welfare_desk.ui import theme
from welfare_desk.ui.places import BOOKS, FOOT, PLACES, WORK, doors
from welfare_desk.ui.search_box import SearchBox
from welfare_desk.ui.widgets.buttons import Button, came_by_key, paint_focus
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, column, line, margins, row
from welfare_desk.ui.widgets.text import Chip, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.places import Place


class Logo(QWidget):
    """The program's mark."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.width("logo"), theme.width("logo"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS["card"], theme.RADIUS["card"])
        side = theme.icon_size("button")
        corner = (self.width() - side) // 2
        painter.drawPixmap(corner, corner, theme.icon("hand-coins", "button", "on_accent"))
        painter.end()


class NavItem(QPushButton):
    """One place of the sidebar and how much waits there; in the rail only its icon, with the word as a tooltip."""

    def __init__(self, place: Place, *, slim: bool) -> None:
        super().__init__(_(place.word))
        self.place, self._slim, self._ring, self._count = place, slim, False, 0
        self.first = place.pages[0].name  # where it opens
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.height("nav"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_(place.word))
        if slim:
            self.setToolTip(_(place.word))

    def show_count(self, count: int) -> None:
        """Show how much waits at this place; zero shows nothing."""
        self._count = count
        word = _(self.place.word)
        self.setAccessibleName(_("{place}, {count} waiting").format(place=word, count=count) if count else word)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.height("nav"), theme.height("nav"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = came_by_key(event.reason())
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, chosen = QRectF(self.rect()), self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(frame, theme.RADIUS["control"], theme.RADIUS["control"])
        side = theme.icon_size("nav")
        left = (self.width() - side) // 2 if self._slim else theme.gap("m")
        picture = theme.icon(self.place.icon, "nav", "accent_text" if chosen else "text2")
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        if not self._slim:
            painter.setFont(theme.font("strong" if chosen else "body"))
            painter.setPen(theme.colour("accent_text" if chosen else "text"))
            words = self.rect().adjusted(left + side + theme.gap("m"), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if self._count:
                painter.setFont(theme.font("smalls"))
                count = self.rect().adjusted(0, 0, -theme.gap("m"), 0)
                painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))
        if self.hasFocus() and self._ring:
            paint_focus(painter, frame)
        painter.end()


class Sidebar(Ground):
    """The places by the day's work; it folds to a rail of icons."""

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, *, slim: bool) -> None:
        super().__init__(colour="sidebar", sides="r")
        self.items = {place.name: NavItem(place, slim=slim) for place in PLACES}
        tip = _("Unfold the sidebar") if slim else _("Fold the sidebar")
        fold_icon = "panel-left-open" if slim else "panel-left-close"
        fold = Button(kind="quiet", icon=fold_icon, key="F11", tip=tip, act=lambda: self.folded.emit(not slim))
        head = QWidget()
        head.setFixedHeight(theme.height("top_bar"))
        words = Text("Welfare Desk", "strong")
        head.setLayout(row(SPRING, Logo(), SPRING) if slim else margins(row(Logo(), words, SPRING, fold), "s"))
        layout = column(head, gap="hair")
        for place in WORK:
            if place is BOOKS[0]:
                add(layout, "xs")
                add(layout, line())
                add(layout, "xs")
            add(layout, self.items[place.name])
        add(layout, SPRING)
        for place in FOOT:
            add(layout, self.items[place.name])
        for item in self.items.values():
            item.clicked.connect(lambda _checked=False, item=item: self.chosen.emit(item.first))
        if slim:
            add(layout, row(SPRING, fold, SPRING))
        margins(layout, "m", "", "m", "m")
        self.setLayout(layout)
        self.setFixedWidth(theme.width("rail" if slim else "sidebar"))

    def show_place(self, place: Place) -> None:
        """Mark the place whose page is shown."""
        self.items[place.name].setChecked(True)

    def hide_closed(self, facts: BookFacts) -> None:
        """Leave out the places where the person at the desk can do nothing."""
        opens = doors(facts)
        for name, item in self.items.items():
            item.first = opens.get(name, item.first)
            item.setVisible(name in opens)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how much waits at each place."""
        for name, item in self.items.items():
            item.show_count(counts.get(name, 0))


class TopBar(Ground):
    """The book's name, its period, the search, running work, and the two switches: language and light."""

    book_clicked = Signal()
    language_clicked = Signal()
    light_clicked = Signal()
    person_clicked = Signal()

    def __init__(self) -> None:
        super().__init__(colour="page", sides="b")
        self.book = Button("", "quiet", after="chevrons-up-down", act=self.book_clicked.emit, role="strong")
        self.book.setToolTip(_("Choose another book"))
        self.period = Chip("", "accent", "calendar-check")
        self.period.hide()
        self.work = Chip("", "neutral", "list-checks")
        self.work.hide()
        self.person = Button("", "quiet", "user", act=self.person_clicked.emit)
        self.person.setToolTip(_("Lock, or let somebody else sit down (Ctrl+L)"))
        self.person.hide()
        self.search = SearchBox()
        self.search.hide()
        self._parts = row(self.book, self.period, SPRING, self.work, self.search, self.person, gap="m")
        for each in self._switches():
            add(self._parts, each)
        margins(self._parts, "section", "", "section", "")
        self.setLayout(self._parts)
        self.setFixedHeight(theme.height("top_bar"))

    def _switches(self) -> Sequence[Button]:
        other = "English" if language() == "th" else "ไทย"
        language_tip = "Show the program in English" if language() == "th" else "แสดงโปรแกรมเป็นภาษาไทย"
        speak = Button(other, "quiet", "languages", tip=language_tip, act=self.language_clicked.emit)
        dark = theme.is_dark()
        light_tip = _("Light colours") if dark else _("Dark colours")
        light = Button(kind="quiet", icon="sun" if dark else "moon", tip=light_tip, act=self.light_clicked.emit)
        return (speak, light)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.book.setMaximumWidth(self.width() * 2 // 5)  # a long name gives way before the search does

    def stand_beside(self, *, rail: bool) -> None:
        """Put the book's name over the page's title: nearer to the edge beside the rail."""
        left = theme.gap("l" if rail else "section")
        self._parts.setContentsMargins(left, 0, theme.gap("section"), 0)

    def show_book(self, name: str, period: str, tone: str = "accent") -> None:
        """Show the name of the book and the state of its period."""
        self.book.say(name)
        self.book.setVisible(bool(name))
        self.period.setVisible(bool(period))
        if period:
            self.period.show_state(period, tone, "calendar-check")

    def show_person(self, name: str) -> None:
        """Show who is signed in; nothing where the book does not ask."""
        self.person.say(name)
        self.person.setVisible(bool(name))

    def show_work(self, words: str) -> None:
        """Show what is running; nothing hides the chip."""
        self.work.setVisible(bool(words))
        if words:
            self.work.show_state(words, "neutral", "list-checks")
