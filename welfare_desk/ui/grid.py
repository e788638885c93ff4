"""The parts of every table: column titles with their groups, rows that answer keys, totals under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from welfare_desk.ui import theme
from welfare_desk.ui.cells import CellPainter, Look, paint_cell

if TYPE_CHECKING:
    from collections.abc import Sequence


class Header(QHeaderView):
    """Column titles, with groups above neighbours that share one; `lit` is a column shown as current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.titles: Sequence[tuple[str, str, str]] = ()  # title, alignment, group
        self.lit = -1
        self.sorted_by: tuple[int, bool] | None = None
        self.setMinimumSectionSize(theme.width("least"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_titles(self, titles: Sequence[tuple[str, str, str]]) -> None:
        """Take title, alignment (`l`, `c`, `r`) and group of each column."""
        self.titles = tuple(titles)
        self.updateGeometry()
        self.viewport().update()

    def _group_height(self) -> int:
        return theme.height("header_group") if any(group for _title, _align, group in self.titles) else 0

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.height("header") + self._group_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self.viewport())
        wide, tall, hair = self.viewport().width(), self.viewport().height(), theme.HAIRLINE
        painter.fillRect(0, 0, wide, tall, theme.colour("sunken"))
        painter.fillRect(0, 0, wide, hair, theme.colour("line"))
        for column, (title, align, _group) in enumerate(self.titles):
            self._paint_title(painter, column, title, align)
        self._paint_groups(painter)
        painter.fillRect(0, tall - hair, wide, hair, theme.colour("line_strong"))
        painter.end()

    def _paint_title(self, painter: QPainter, column: int, title: str, align: str) -> None:
        left, wide, tall = self.sectionViewportPosition(column), self.sectionSize(column), self.viewport().height()
        sorts = self.sorted_by is not None and self.sorted_by[0] == column
        if column == self.lit:
            painter.fillRect(left, theme.HAIRLINE, wide, tall, theme.colour("selected"))
        painter.setFont(theme.font("smallm"))
        painter.setPen(theme.colour("accent_text" if column == self.lit else "text" if sorts else "muted"))
        pad = theme.gap("s") if align != "c" else 0
        place = QRect(left + pad, self._group_height(), wide - 2 * pad, tall - self._group_height())
        if align == "r":
            place.setRight(place.right() - theme.metrics("body").horizontalAdvance(")"))
        sides = {"l": Qt.AlignmentFlag.AlignLeft, "c": Qt.AlignmentFlag.AlignHCenter, "r": Qt.AlignmentFlag.AlignRight}
        words = theme.metrics("smallm").elidedText(title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, sides[align] | Qt.AlignmentFlag.AlignVCenter, words)
        if sorts and self.sorted_by is not None:
            self._paint_arrow(painter, place, words, align, downwards=self.sorted_by[1])

    def _paint_arrow(self, painter: QPainter, place: QRect, words: str, align: str, *, downwards: bool) -> None:
        side, used = theme.icon_size("small"), theme.metrics("smallm").horizontalAdvance(words) + theme.gap("xs")
        left = place.right() - used - side if align == "r" else place.left() + used
        picture = theme.icon("arrow-down" if downwards else "arrow-up", "small", "text")
        painter.drawPixmap(left, place.center().y() - side // 2, picture)

    def _paint_groups(self, painter: QPainter) -> None:
        top, hair, column = self._group_height(), theme.HAIRLINE, 0
        painter.setFont(theme.font("smallm"))
        while column < len(self.titles):
            group, first = self.titles[column][2], column
            while column < len(self.titles) and self.titles[column][2] == group:
                column += 1
            if not group:
                continue
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(column - 1) + self.sectionSize(column - 1)
            painter.setPen(theme.colour("text2"))
            painter.drawText(QRect(left, hair, right - left, top), Qt.AlignmentFlag.AlignCenter, group)
            pad = theme.gap("control")
            painter.fillRect(left + pad, top, right - left - 2 * pad, hair, theme.colour("line_strong"))


class Totals(QWidget):
    """The totals under a table, drawn at the header's own column positions."""

    def __init__(self, header: Header, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = header
        self._rows: Sequence[Sequence[Look]] = ()
        header.sectionResized.connect(self.update)
        header.geometriesChanged.connect(self.update)

    def show_rows(self, rows: Sequence[Sequence[Look]]) -> None:
        """Show these totals; none hides the bar."""
        self._rows = rows
        words = (look.words for row in rows for look in row if look.words)
        self.setAccessibleName(" ".join(words))
        self.setFixedHeight(theme.height("totals") * len(rows))
        self.setVisible(bool(rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        tall = theme.height("totals")
        for number, row in enumerate(self._rows):
            column = 0
            while column < min(len(row), self._header.count()):
                reach = row[column].columns
                left = self._header.sectionViewportPosition(column)
                wide = sum(self._header.sectionSize(each) for each in range(column, column + reach))
                paint_cell(painter, QRect(left, number * tall, wide, tall), row[column])
                column += reach
        painter.fillRect(0, 0, self.width(), theme.HAIRLINE, theme.colour("line_strong"))
        painter.fillRect(0, self.height() - theme.HAIRLINE, self.width(), theme.HAIRLINE, theme.colour("line"))
        painter.end()


class Grid(QTableView):
    """The rows themselves: painted cells, hairlines, one row height; keys are told before Qt takes them."""

    opened = Signal(int)
    asked = Signal(int, int)
    back = Signal()
    resized = Signal()

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeader(Header(self))
        self.setModel(model)
        self.painter_of_cells = CellPainter()
        self.setItemDelegate(self.painter_of_cells)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.HAIRLINE)
        self.verticalHeader().setDefaultSectionSize(theme.height("row"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def header(self) -> Header:
        """Give the header."""
        header = self.horizontalHeader()
        assert isinstance(header, Header)  # noqa: S101 - set in __init__, told to the type checker
        return header

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Space and not event.modifiers() and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex().row(), self.currentIndex().column())
        elif key == Qt.Key.Key_Backspace:
            self.back.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            row = 0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1
            self.go_to(row)
        else:
            super().keyPressEvent(event)

    def go_to(self, row: int, column: int | None = None) -> None:
        """Make a row the current one and show it."""
        column = max(0, self.currentIndex().column()) if column is None else column
        index = self.model().index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())
