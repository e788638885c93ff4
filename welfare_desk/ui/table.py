"""One table for every report: sticky header in two levels, totals outside the scroll area, all by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from welfare_desk.i18n import _
from welfare_desk.reports.draw.write import RIGHT_ALIGNED, heads, written
from welfare_desk.reports.model import Kind, Report, Role
from welfare_desk.ui import theme
from welfare_desk.ui.column_widths import MEASURED_ROWS, fitted, natural_width
from welfare_desk.ui.grid import Grid, Totals
from welfare_desk.ui.report_model import ReportModel, look_of
from welfare_desk.ui.widgets.text import empty_state
from welfare_desk.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from welfare_desk.reports.model import Row
    from welfare_desk.ui.cells import Look


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
        self.grid.setAccessibleName(_("List"))  # until a report says what it is
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
            natural_width(report, at) + (0 if each.key in self._plain_columns else icon)
            for at, each in enumerate(report.columns)
        ]
        self._fit()

    def _fit(self) -> None:
        """Give what is left to the text columns, or take from them what is missing."""
        columns = self.model.report.columns
        if len(self._natural) != len(columns):  # not measured yet: the rows were just changed
            return
        texts = [index for index, column in enumerate(columns) if column.kind is Kind.TEXT]
        for index, wide in enumerate(fitted(self._natural, texts, self.grid.viewport().width())):
            self.grid.setColumnWidth(index, wide)


def _one_line(text: str) -> str:
    return " ".join(text.split()) if _HARD.intersection(text) else text


_HARD = frozenset("\t\n\r")
