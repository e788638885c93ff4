"""Any report, as Qt's tables want to see it: filtered, sorted, with its totals apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from welfare_desk.i18n import _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import RIGHT_ALIGNED, written
from welfare_desk.reports.model import Kind, Report, Role
from welfare_desk.ui.accounting_words import meaning
from welfare_desk.ui.cells import PLAIN, Look
from welfare_desk.ui.words import alphabetical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from welfare_desk.reports.model import Column, Row, Value

_Index = QModelIndex | QPersistentModelIndex
SIFT_AT_ONCE = 20_000  # rows looked through before the window is asked whether it has other things to do
_DONE = object()
EMPTY = Report("", "", (), ())


class ReportModel(QAbstractTableModel):
    """The rows of a report; only what is looked at is written.

    Rows in the role of a total at the end of the report stand apart, in `totals`. Filtering and sorting leave
    headings and subtotals out, since they would no longer head what stands under them.
    """

    sifted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report = EMPTY
        self.tone: Callable[[Row, int, Look], Look] | None = None
        self._body = 0
        self._order: list[int] | None = None
        self._sought = ""
        self._sort: tuple[int, bool] | None = None
        self._sifting: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._sift_on)

    # What is shown

    def show_report(self, report: Report) -> None:
        """Replace what is shown; the filter and the order stay when the columns do."""
        same = [each.key for each in report.columns] == [each.key for each in self.report.columns]
        self.beginResetModel()
        self.report = report
        self._body = len(report.rows)
        while self._body and report.rows[self._body - 1].role is Role.TOTAL:
            self._body -= 1
        self._order = None
        if not same:
            self._sort, self._sought = None, ""
        self.endResetModel()
        self._sift()

    def row(self, index: int) -> Row:
        """Give the row of the report that stands at this place on screen."""
        return self.report.rows[index if self._order is None else self._order[index]]

    def shown(self) -> Sequence[Row]:
        """Give the rows as they stand on screen, totals left out."""
        return [self.row(index) for index in range(self.rowCount())]

    def seek(self, words: str) -> None:
        """Show only the rows that hold all of these words."""
        self._sought = words.strip().casefold()
        self._sift()

    def sort_by(self, column: int | None, *, downwards: bool = False) -> None:
        """Put the rows in the order of a column, or back in the report's own."""
        self._sort = None if column is None else (column, downwards)
        self._sift()

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """Tell the column and direction of the order."""
        return self._sort

    def totals(self) -> list[Row]:
        """Give the total rows of what is shown: the report's own, or worked out again for a part of it.

        A column is added up only where the report's own total is the sum of its items; a running balance is not.
        """
        own = list(self.report.rows[self._body :])
        if self._order is None or len(self._order) == self._items():
            return own
        return [self._part_total(own[-1])] if own else []

    def _items(self) -> int:
        return sum(1 for row in self.report.rows[: self._body] if row.role is Role.ITEM)

    def _part_total(self, total: Row) -> Row:
        everything = [row for row in self.report.rows[: self._body] if row.role is Role.ITEM]
        part = self.shown()
        cells: list[Value] = []
        for index, whole in enumerate(total.cells):
            if isinstance(whole, Money) and _sum(everything, index) == whole:
                cells.append(_sum(part, index))
            else:
                cells.append(None)
        words = ngettext("Total of {count} row shown", "Total of {count} rows shown", len(part))
        cells[0] = words.format(count=f"{len(part):,}")
        return type(total)(tuple(cells), Role.TOTAL)

    # Filtering and sorting

    def _sift(self) -> None:
        self._timer.stop()
        if not self._sought and self._sort is None:
            self._settle(None)
            return
        self._sifting = self._sieve()
        if self._sift_on():
            self._timer.start()

    def _sift_on(self) -> bool:
        """Look through some more rows; tell whether there are further ones."""
        more = self._sifting is not None and next(self._sifting, _DONE) is not _DONE
        if not more:
            self._timer.stop()
            self._sifting = None
        return more

    def _sieve(self) -> Iterator[None]:
        words = self._sought.split()
        found: list[int] = []
        for index in range(self._body):
            row = self.report.rows[index]
            if row.role is Role.ITEM and all(word in _searched(row) for word in words):
                found.append(index)
            if index % SIFT_AT_ONCE == SIFT_AT_ONCE - 1:
                yield None
        if self._sort is not None:
            column, downwards = self._sort
            found.sort(key=lambda index: _order_of(self.report.rows[index].cells[column]), reverse=downwards)
        self._settle(found)

    def _settle(self, order: list[int] | None) -> None:
        self.beginResetModel()
        self._order = order
        self.endResetModel()
        self.sifted.emit()

    # Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return self._body if self._order is None else len(self._order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.report.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return written(self.row(index.row()).cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole and self.report.columns[index.column()].kind is Kind.TEXT:
            return written(self.row(index.row()).cells[index.column()])  # in full, where the column is too narrow
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = written(self.row(index.row()).cells[index.column()])
            said = words or _("nothing")
            return f"{self.report.columns[index.column()].title}: {said}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.report.columns[section].title if section < len(self.report.columns) else ""
        if role == Qt.ItemDataRole.ToolTipRole and section < len(self.report.columns):
            shown = self.report.columns[section]
            return "\n".join(said for word in (shown.title, shown.group) if (said := meaning(word)))
        return None

    def look(self, row: int, column: int) -> Look:
        """Tell how a cell looks."""
        shown = self.row(row)
        look = look_of(shown, column, self.report.columns)
        return self.tone(shown, column, look) if self.tone is not None else look


def look_of(row: Row, column: int, columns: tuple[Column, ...]) -> Look:
    """Tell how a value of a report looks in its row and column."""
    words = written(row.cells[column])
    kind = columns[column].kind
    if row.role is not Role.ITEM:
        strong = "strong" if row.role is not Role.HEADING else "smalls"
        reach = 1
        if words and kind not in RIGHT_ALIGNED:
            while column + reach < len(row.cells) and row.cells[column + reach] is None:
                reach += 1
        line = "" if row.role is Role.TOTAL else "line"
        ink = "text2" if row.role is Role.HEADING else "text"
        ground = "sunken" if row.role is Role.SUBTOTAL else ""
        right = kind in RIGHT_ALIGNED
        return Look(words, strong, ink, "r" if right else "l", columns=reach, hang=right, line=line, row_ground=ground)
    if kind in RIGHT_ALIGNED:
        return Look(words, align="r", hang=True)
    if kind is Kind.CODE and column == 0:
        return Look(words, ink="muted")
    return Look(words) if words else PLAIN


def _sum(rows: Sequence[Row], column: int) -> Money:
    return Money.sum(cell for row in rows if isinstance(cell := row.cells[column], Money))


def _searched(row: Row) -> str:
    return " ".join(written(cell) for cell in row.cells).casefold()


def _order_of(cell: Value) -> tuple[int, Any]:
    """Order by kind first, so that a column with gaps or mixed values still sorts."""
    match cell:
        case None | "":
            return (3, 0)
        case Money():
            return (0, cell.satang)
        case date():
            return (1, cell.toordinal())
        case int():
            return (0, cell)
        case _:
            return (2, alphabetical(cell))
