"""One table for every report: sticky header in two levels, totals outside the scroll area, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.reports.draw.write import RIGHT_ALIGNED, heads, written
from welfare_desk.reports.model import Kind, Report, Role
from welfare_desk.ui import theme
from welfare_desk.ui.cells import CellPainter, Look, paint_cell
from welfare_desk.ui.report_model import ReportModel, look_of
from welfare_desk.ui.widgets.text import empty_state
from welfare_desk.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from welfare_desk.reports.model import Row

MEASURED_ROWS = 300


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


class Table(QWidget):
    """Show any report.

    `opened` gives the link of a row that was opened by Enter or a double click; `asked` a row and the place of its
    column when Space asks what stands there.
    """

    opened = Signal(object)
    asked = Signal(object, int)
    row_chosen = Signal(object)
    back = Signal()
    counted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReportModel(self)
        self.grid = Grid(self.model, self)
        self.totals = Totals(self.grid.header(), self)
        self.empty: QWidget = QWidget()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.grid, 1)
        self._layout.addWidget(self.totals)
        self.totals.hide()
        self._natural: list[int] = []
        self._acting: Sequence[QPushButton] = ()
        self._plain_columns: frozenset[str] = frozenset()
        self.grid.header().sectionClicked.connect(self._sort)
        self.grid.opened.connect(self._open)
        self.grid.asked.connect(lambda at, column: self.asked.emit(self.model.row(at), column))
        self.grid.back.connect(self.back)
        self.grid.resized.connect(self._fit)
        self.grid.selectionModel().currentRowChanged.connect(lambda *_: self._tell_row())
        self.model.sifted.connect(self._sifted)
        self.setFocusProxy(self.grid)

    def set_empty_state(self, icon: str, title: str, sentence: str, *actions: QWidget) -> None:
        """Teach what belongs here when the report has no rows."""
        self._layout.removeWidget(self.empty)
        self.empty.deleteLater()
        self.empty = empty_state(icon, title, sentence, *actions)
        self._layout.addWidget(self.empty, 1)
        self.empty.hide()

    def show_report(self, report: Report) -> None:
        """Show a report; the chosen row stays where it was."""
        row = self.grid.currentIndex().row()
        before = self.model.report  # a table without rows had nothing to be measured by
        fresh = not before.rows or [each.key for each in report.columns] != [each.key for each in before.columns]
        self.model.show_report(report)
        self.grid.setAccessibleName(report.title)
        titles = [(each.title, "r" if each.kind in RIGHT_ALIGNED else "l", each.group) for each in report.columns]
        self.grid.header().set_titles(titles)
        if fresh:
            self._set_widths(report)
        self._span_headings()
        if self.model.rowCount():
            self.grid.go_to(self._first_item() if fresh or row < 0 else min(row, self.model.rowCount() - 1))
        nothing = not report.rows and self._layout.indexOf(self.empty) >= 0
        for button in self._acting:
            button.setEnabled(bool(report.rows))
        had_focus = self.grid.hasFocus()
        self.grid.setVisible(not nothing)
        self.empty.setVisible(nothing)
        self.setFocusProxy(self.empty if nothing else self.grid)
        if had_focus and nothing:  # it stays on the page, else Qt would let something of the frame take it
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_item(self) -> int:
        """Find the first row that is no heading; the first of all where there is none."""
        shown = range(min(self.model.rowCount(), MEASURED_ROWS))
        return next((row for row in shown if self.model.row(row).role is Role.ITEM), 0)

    def set_tone(self, tone: Callable[[Row, int, Look], Look], plain_columns: frozenset[str] = frozenset()) -> None:
        """Let someone change how single cells look; each column but the plain ones leaves room for an icon."""
        self.model.tone = tone
        self._plain_columns = plain_columns

    def needs_rows(self, *buttons: QPushButton) -> None:
        """Let these buttons be pressed only while there are rows they could act on."""
        self._acting = buttons
        for button in buttons:
            button.setEnabled(bool(self.model.report.rows))

    def seek(self, words: str) -> None:
        """Show only the rows that hold these words."""
        self.model.seek(words)

    def chosen(self) -> list[Row]:
        """Give the chosen rows in the order of the screen."""
        rows = sorted({index.row() for index in self.grid.selectionModel().selectedRows()})
        return [self.model.row(row) for row in rows]

    def copy(self) -> str:
        """Put the chosen rows on the clipboard, as a spreadsheet takes them: titles, tabs, one line per row."""
        lines = ["\t".join(heads(self.model.report.columns))]
        lines += ["\t".join(_one_line(written(cell)) for cell in row.cells) for row in self.chosen()]
        text = plain("\n".join(lines))
        QApplication.clipboard().setText(text)
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy()
        else:
            super().keyPressEvent(event)

    def current(self) -> int:
        """Give the place of the current row, -1 where there is none."""
        return self.grid.currentIndex().row()

    def _tell_row(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid() and index.row() < self.model.rowCount():
            self.row_chosen.emit(self.model.row(index.row()))

    def _open(self, row: int) -> None:
        link = self.model.row(row).opens
        if link is not None:
            self.opened.emit(link)

    def _sort(self, column: int) -> None:
        """Go round: upwards, downwards, the report's own order."""
        was = self.model.sorted_by
        if was is None or was[0] != column:
            self.model.sort_by(column)
        else:
            self.model.sort_by(None if was[1] else column, downwards=True)
        self.grid.header().sorted_by = self.model.sorted_by
        self.grid.header().viewport().update()

    def _sifted(self) -> None:
        columns = self.model.report.columns
        rows = self.model.totals()
        self.totals.show_rows([[look_of(row, each, columns) for each in range(len(columns))] for row in rows])
        self._span_headings()
        if self.model.rowCount() and not self.grid.currentIndex().isValid():
            self.grid.go_to(0)
        self.counted.emit(self.model.rowCount(), len(self.model.report.rows))

    def _span_headings(self) -> None:
        """Let headings run over the empty cells at their right; a report has few of them."""
        self.grid.clearSpans()
        if self.model.rowCount() > MEASURED_ROWS * 10:
            return
        columns = self.model.report.columns
        for row in range(self.model.rowCount()):
            if self.model.row(row).role is Role.ITEM:
                continue
            for column in range(len(columns)):
                reach = self.model.look(row, column).columns
                if reach > 1:
                    self.grid.setSpan(row, column, 1, reach)
                    break

    def _set_widths(self, report: Report) -> None:
        """Measure each column by its title and first rows."""
        icon = theme.icon_size("small") + theme.gap("pad") if self.model.tone is not None else 0
        self._natural = [
            _natural_width(report, at) + (0 if each.key in self._plain_columns else icon)
            for at, each in enumerate(report.columns)
        ]
        self._fit()

    def _fit(self) -> None:
        """Give what is left to the text columns, or take from them what is missing."""
        if len(self._natural) != len(self.model.report.columns):  # not measured yet: the rows were just changed
            return
        columns, room = self.model.report.columns, self.grid.viewport().width()
        texts = [index for index, column in enumerate(columns) if column.kind is Kind.TEXT]
        widths = list(self._natural)
        spare = room - sum(widths)
        if spare < 0:
            for least in (theme.width("name"), theme.width("name") // 2):
                _give_way(widths, texts, least, sum(widths) - room)
        elif widths:
            _take_up(widths, texts, spare)
        for index, wide in enumerate(widths):
            self.grid.setColumnWidth(index, wide)


def _give_way(widths: list[int], texts: Sequence[int], least: int, lacking: int) -> None:
    """Take what is lacking from the columns of words, the widest first, before a figure is cut at the right edge."""
    while lacking > 0 and (wide := [index for index in texts if widths[index] > least]):
        widest = max(widths[index] for index in wide)
        of_them = [index for index in wide if widths[index] == widest]
        below = max([least, *(widths[index] for index in wide if widths[index] < widest)])
        each = min(widest - below, -(-lacking // len(of_them)))
        for index in of_them:
            widths[index] -= each
        lacking -= each * len(of_them)


def _take_up(widths: list[int], texts: Sequence[int], spare: int) -> None:
    """Give what is left to the columns of words, up to twice what they need, and the rest to all alike."""
    rest, weight = spare, sum(widths[index] for index in texts)
    for index in texts:
        more = min(max(widths[index], theme.width("name")), spare * widths[index] // weight)
        widths[index] += more
        rest -= more
    for index in range(len(widths)):
        widths[index] += rest // len(widths)
    widths[texts[-1] if texts else -1] += rest % len(widths)


def _natural_width(report: Report, column: int) -> int:
    """Measure a column by its title and its first and last rows."""
    look, shown = theme.metrics("body"), report.columns[column]
    is_number = shown.kind in RIGHT_ALIGNED
    rows = [*report.rows[:MEASURED_ROWS], *report.rows[-2:]]
    cells = (written(row.cells[column]) for row in rows if row.role is Role.ITEM or is_number)
    widest = max((look.horizontalAdvance(words) for words in cells), default=0)
    title = theme.metrics("smallm").horizontalAdvance(shown.title)
    hanging = look.horizontalAdvance(")") if is_number else 0
    return min(max(widest, title) + hanging + 2 * theme.gap("s") + theme.gap("xs"), theme.width("widest"))


def _one_line(text: str) -> str:
    return " ".join(text.split()) if _HARD.intersection(text) else text


_HARD = frozenset("\t\n\r")
