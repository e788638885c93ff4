"""The collection sheet itself: a village's members by month, filled in by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.dates import short_month_name
from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.grid import Grid, Totals
from welfare_desk.ui.screens.collect_model import (
    DUE,
    FIRST_MONTH,
    MONTHS,
    NAME,
    NUMBER,
    RECEIVED,
    STATE,
    SheetModel,
)
from welfare_desk.ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from welfare_desk.money import Money
    from welfare_desk.welfare.sheets import SheetRow

FEWEST_MONTHS = 3  # so many stay where the window is narrow


class SheetGrid(Grid):
    """Typing fills the current row; Enter goes to the next; Space, F7 and F8 fill in what is owed."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__(model)
        self.sheet = model
        self.painter_of_cells.ring = False
        self.setMouseTracking(False)
        model.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
            return
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: lambda: self._settle(row, self.sheet.member(row).due),
            Qt.Key.Key_Plus: lambda: self._settle(row, self.sheet.member(row).due),
            Qt.Key.Key_F7: lambda: self._settle(row, self.sheet.member(row).arrears),
            Qt.Key.Key_F8: lambda: self._settle(row, self.sheet.member(row).year),
            Qt.Key.Key_Return: lambda: self._next(row),
            Qt.Key.Key_Enter: lambda: self._next(row),
            Qt.Key.Key_Backspace: lambda: self._type(row, self._words(row)[:-1]),
            Qt.Key.Key_Delete: lambda: self._type(row, ""),
            Qt.Key.Key_Escape: lambda: self._stop(row),
        }
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_sum = self.sheet.editing == row and self._words(row).startswith("=")
        if event.key() == Qt.Key.Key_V and control:
            self.paste(QApplication.clipboard().text())
        elif event.key() in acts and not control and not (is_sum and event.key() == Qt.Key.Key_Plus):
            acts[event.key()]()
        elif event.text().isprintable() and event.text() and not control:
            words = self._words(row) if self.sheet.editing == row else ""
            self._type(row, words + event.text())
        else:
            self._end()
            super().keyPressEvent(event)

    def _words(self, row: int) -> str:
        return self.sheet.typed(self.sheet.member(row)).words

    def _type(self, row: int, words: str) -> None:
        self.sheet.editing = row
        self.sheet.type(row, words)

    def _settle(self, row: int, amount: Money) -> None:
        self._end()
        self.sheet.fill_in(row, amount)

    def _next(self, row: int) -> None:
        """Show what was typed as an amount, and go on to the next member."""
        self._end()
        if row + 1 < self.sheet.rowCount():
            self.go_to(row + 1, RECEIVED)

    def _stop(self, row: int) -> None:
        if self.sheet.editing == row:
            self._end()
            self.sheet.type(row, "")

    def _end(self) -> None:
        """Leave the cell being typed in; a readable amount is written out."""
        row, self.sheet.editing = self.sheet.editing, -1
        if 0 <= row < self.sheet.rowCount():
            amount = self.sheet.typed(self.sheet.member(row)).amount
            if amount is not None:
                self.sheet.fill_in(row, amount)

    def paste(self, text: str) -> int:
        """Take a column copied from a spreadsheet into the rows from the current one on; give how many were filled."""
        lines = text.rstrip("\r\n").split("\n") if text.strip() else []
        first, filled = max(0, self.currentIndex().row()), 0
        for at, line in enumerate(lines, first):
            if at >= self.sheet.rowCount():
                break
            self.sheet.type(at, line.strip().split("\t")[-1].strip())
            filled += 1
        self._end()
        return filled

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)


class Sheet(QWidget):
    """The grid with its header and its totals."""

    def __init__(self, typed: MutableMapping[str, str]) -> None:
        super().__init__()
        self.model = SheetModel(typed, self)
        self.grid = SheetGrid(self.model)
        self.grid.setAccessibleName(_("Collection sheet"))
        self.totals = Totals(self.grid.header())
        layout = column(self.grid, self.totals)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.grid)
        self.grid.resized.connect(self._fit)
        self.model.changed.connect(lambda: self.totals.show_rows([self.model.totals()] if self.model.rows else []))

    def show_rows(self, rows: tuple[SheetRow, ...], months: tuple[date, ...], month: date, day: date) -> None:
        """Show a sheet; the cursor stays on its line."""
        at = max(0, self.grid.currentIndex().row())
        self.model.show_rows(rows, months, month, day)
        titles: list[tuple[str, str, str]] = [(_("Number"), "l", ""), (_("Name"), "l", "")]
        titles += [(short_month_name(each.month), "c", "") for each in months]
        titles += [(_("To pay"), "r", ""), (_("Received"), "r", ""), (_("State"), "l", "")]
        self.grid.header().set_titles(titles)
        self.grid.header().lit = FIRST_MONTH + months.index(month)
        self._fit()
        if rows:
            self.grid.go_to(min(at, len(rows) - 1), RECEIVED)

    def _fit(self) -> None:
        """Show as many months as there is room for, the sheet's own among them; the name takes what is left."""
        fixed = {NUMBER: theme.width("number"), DUE: theme.width("due"), RECEIVED: theme.width("received")}
        fixed[STATE] = theme.width("state")
        month, name = theme.width("month"), theme.width("state")
        room = self.grid.viewport().width() - sum(fixed.values())
        if room < name + MONTHS * month:
            name = theme.width("name")
        many = max(FEWEST_MONTHS, min(MONTHS, (room - name) // month))
        first = max(0, min(self.grid.header().lit - FIRST_MONTH - many // 2, MONTHS - many))
        for at in range(MONTHS):
            self.grid.setColumnHidden(FIRST_MONTH + at, not first <= at < first + many)
            fixed[FIRST_MONTH + at] = month
        fixed[NAME] = max(name, room - many * month)
        for at, wide in fixed.items():
            if not self.grid.isColumnHidden(at):
                self.grid.setColumnWidth(at, wide)
