"""Ctrl+K: type a few letters of anything, and go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from welfare_desk.dates import long_day
from welfare_desk.i18n import _
from welfare_desk.reports.search import Found, Names, What, names_of, vouchers_like
from welfare_desk.ui import theme
from welfare_desk.ui.places import PLACES
from welfare_desk.ui.sums import read_amount
from welfare_desk.ui.widgets.fields import TextEdit, day_reader
from welfare_desk.ui.widgets.layout import column, margins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs

WAIT_MS = 120  # after the last letter, before the book itself is asked
MOST_ROWS = 9
_ICONS = {
    What.PAGE: "arrow-right", What.MEMBER: "user", What.VOUCHER: "receipt-text", What.ACCOUNT: "book-open",
    What.REPORT: "chart-column", What.DAY: "calendar",
}  # fmt: skip


class Palette(QFrame):
    """The search over the page: a field, and what was found under it. `chosen` names the page to go to."""

    chosen = Signal(str, dict)

    def __init__(self, jobs: Jobs, facts: BookFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._today, self._kind, self._over = jobs, facts.today, facts.kind, parent
        self._names = Names.of(_pages(self._kind))
        self._asked = 0
        self.setObjectName("palette")
        self.field = TextEdit("", _("A name, a number, an amount, a day, a page"))
        self.field.setAccessibleName(_("Search"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was found"))
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.setLayout(margins(column(self.field, "s", self.list), "s", "s", "s", "s"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._ask_book)
        self.hide()

    def open(self) -> None:
        """Show the search, empty, over the middle of the page."""
        self._jobs.read(_read_names, lambda found, _reads: self._learn(found), lambda _error: None)
        self.field.clear()
        self._show([])
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _learn(self, found: list[Found]) -> None:
        self._names = Names.of([*_pages(self._kind), *found])
        if self.field.text():
            self._typed(self.field.text())

    def _typed(self, typed: str) -> None:
        self._show(self._day(typed) + self._names.like(typed))
        self._later.start()

    def _day(self, typed: str) -> list[Found]:
        if "/" not in typed and not any(letter.isalpha() for letter in typed):
            return []
        try:
            day = day_reader(self._today)(typed)
        except ValueError:
            return []
        return [Found(What.DAY, day.isoformat(), long_day(day), _("Vouchers of this day"))]

    def _ask_book(self) -> None:
        """Ask the book for vouchers; an answer overtaken by more letters is dropped."""
        typed = self.field.text()
        self._asked += 1
        number = self._asked
        try:
            amount = read_amount(typed)
        except Exception:  # noqa: BLE001 - whatever is typed here need not be an amount
            amount = None

        def show(found: list[Found], _reads: object) -> None:
            if number == self._asked and self.isVisible():
                self._show(self._day(typed) + self._names.like(typed) + found)

        self._jobs.read(lambda desk: desk.ask(lambda tx: vouchers_like(tx, typed, amount)), show, lambda _error: None)

    def _show(self, found: Sequence[Found]) -> None:
        self.list.clear()
        for each in found:
            item = QListWidgetItem(f"{each.words} {each.note}".strip())
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setSizeHint(QSize(0, theme.height("row")))
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(0)
        rows = min(MOST_ROWS, len(found))
        self.list.setFixedHeight(rows * theme.height("row"))
        self.list.setVisible(bool(found))
        wide = min(theme.width("card"), self._over.width() - 2 * theme.gap("page"))
        self.setFixedWidth(wide)
        self.adjustSize()
        self.move(QPoint((self._over.width() - wide) // 2, theme.height("top_bar") // 2))

    def _take(self) -> None:
        if self.list.currentRow() < 0:
            return
        found: Found = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.hide()
        self.chosen.emit(*_way_to(found))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line_strong"), theme.HAIRLINE))
        painter.setBrush(theme.colour("page"))
        half, radius = theme.HAIRLINE / 2, theme.RADIUS["card"]
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._leave_if_unused)
        if watched is not self.field or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + steps[Qt.Key(event.key())]) % self.list.count())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            return super().eventFilter(watched, event)
        return True

    def _leave_if_unused(self) -> None:
        if not self.field.hasFocus():
            self.hide()


def _pages(book_kind: str) -> list[Found]:
    """Name every page that a kind of book has, and every report that needs no answer first."""
    from welfare_desk.reports.catalogue import kinds_of  # noqa: PLC0415 - loaded with the first search

    pages = [
        Found(What.PAGE, page.name, _(page.word), _(place.word) if len(place.tabs) > 1 else "")
        for place in PLACES
        for page in place.tabs
        if page.is_for(book_kind)
    ]
    reports = [
        Found(What.REPORT, kind.name, _(kind.title), _("Report"))
        for kind in kinds_of(book_kind)
        if not any(each.is_required for each in kind.parameters)
    ]
    return pages + reports


def _read_names(desk: Desk) -> list[Found]:
    return desk.ask(names_of)


def _way_to(found: Found) -> tuple[str, dict[str, str]]:
    match found.what:
        case What.PAGE:
            return found.key, {}
        case What.MEMBER:
            return "members", {"member": found.key}
        case What.ACCOUNT:
            return "report", {"report": "general-ledger", "account": found.key}
        case What.REPORT:
            return "report", {"report": found.key}
        case What.DAY:
            return "journal", {"from": found.key, "to": found.key}
        case What.VOUCHER:
            return "report", {"report": "entry", "voucher": found.key}


class _Painter(QStyledItemDelegate):
    """A row: an icon for what it is, its words, and the note at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Found = index.data(Qt.ItemDataRole.UserRole)
        view = self.parent()
        assert isinstance(view, QListWidget)  # noqa: S101 - made with one; told to the type checker
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave it out
        if index.row() == view.currentRow():
            painter.fillRect(place, theme.colour("selected"))
        side, gap = theme.icon_size("button"), theme.gap("m")
        icon = theme.icon(_ICONS[found.what], "button", "text2")
        painter.drawPixmap(place.left() + gap, place.center().y() - side // 2, icon)
        note_wide = theme.metrics("small").horizontalAdvance(found.note)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.adjusted(0, 0, -gap, 0), middle | Qt.AlignmentFlag.AlignRight, found.note)
        words = place.adjusted(side + 2 * gap, 0, -note_wide - 2 * gap, 0)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        said = theme.metrics().elidedText(found.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, said)
