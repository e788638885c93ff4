"""The lines of a layout as a table with numbers, and what is done to them: added, moved, taken out, put back."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.ledger.layout_forms import PROOF, empty_form, shown_formula
from welfare_desk.ledger.statement_layouts import StatementLineKind
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.ui.screens.layout_forms import type_words
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, column, row

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.ui.cells import Look

_INDENT = "   "
_ROLES = {
    StatementLineKind.HEADING.value: Role.HEADING,
    StatementLineKind.SUBTOTAL.value: Role.SUBTOTAL,
    StatementLineKind.TOTAL.value: Role.SUBTOTAL,
}


class LayoutLines(QWidget):
    """The lines; `picked` tells that another one was chosen, `changed` that lines came, went or moved."""

    picked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.at = 0
        self._before: list[tuple[list[dict[str, Any]], int]] = []
        self._wrong: Collection[int] = ()
        self.table = Table()
        self.table.set_tone(self._tone, frozenset({"line", "holds"}))
        self.table.row_chosen.connect(lambda each: self._choose(int(str(each.cells[0])) - 1))
        up = Button(kind="quiet", icon="arrow-up", key="Alt+Up", tip=_("Move up"), act=lambda: self.move_by(-1))
        down = Button(kind="quiet", icon="arrow-down", key="Alt+Down", tip=_("Move down"), act=lambda: self.move_by(1))
        out = Button(kind="quiet", icon="x", key="Alt+Delete", tip=_("Take the line out"), act=self.take_out)
        self.back = Button(_("Put back"), "link", "corner-down-right", act=self.put_back)
        new = Button(_("Add a line"), "link", "plus", "F4", act=self.add_line)
        parts = column(gap="s")
        parts.addWidget(self.table, 1)
        add(parts, row(new, up, down, out, SPRING, self.back, gap="xs"))
        self.setLayout(parts)
        self.setFocusProxy(self.table)

    def fill(self, forms: Sequence[Mapping[str, Any]], at: int = 0) -> None:
        """Take other lines; what was done to those before cannot be put back."""
        self.forms = [dict(each) for each in forms]
        self._before = []
        self._after(at)

    def line(self) -> dict[str, Any] | None:
        """Give the form of the chosen line, if there is one."""
        return self.forms[self.at] if 0 <= self.at < len(self.forms) else None

    def show_lines(self, wrong: Collection[int] = ()) -> None:
        """Show the lines as they stand; `wrong` are the numbers of those to be put right."""
        self._wrong = wrong
        rows = [self._row(at, each) for at, each in enumerate(self.forms, 1)]
        columns = (
            Column("number", _("No."), Kind.CODE, 5),
            Column("line", _("Words"), width=30),
            Column("holds", _("Holds"), width=18),
        )
        self.table.show_report(Report("layout-lines", _("Lines"), columns, tuple(rows)))
        self.back.setEnabled(bool(self._before))

    def _row(self, at: int, form: Mapping[str, Any]) -> Row:
        words = _INDENT * form["level"] + (form["th"] or form["en"])
        return Row((str(at), words, self._holds(form)), _ROLES.get(form["kind"], Role.ITEM))

    def _holds(self, form: Mapping[str, Any]) -> str | None:
        """Say in short which accounts or lines are in a line."""
        kind = form["kind"]
        if kind == StatementLineKind.HEADING.value:
            return None
        if kind == StatementLineKind.ACCOUNTS.value:
            return form["accounts"] or type_words(form["types"]) or "…"
        if kind == PROOF:
            return " = ".join(shown_formula(form[name], self.forms) for name in ("left", "right"))
        return shown_formula(form["formula"], self.forms)

    def _tone(self, shown: Row, at: int, look: Look) -> Look:
        """Mark the number of a line that must be put right."""
        if at or int(str(shown.cells[0])) not in self._wrong:
            return look
        return replace(look, ink="stop", icon="octagon-alert", icon_ink="stop")

    def _choose(self, at: int) -> None:
        if at != self.at:
            self.at = at
            self.picked.emit()

    def go_to(self, at: int) -> None:
        """Choose a line."""
        self.table.model.sort_by(None)
        self.table.grid.go_to(at)

    # What is done to lines

    def _note(self) -> None:
        self._before.append((deepcopy(self.forms), self.at))

    def _after(self, at: int) -> None:
        self.at = min(max(at, 0), max(len(self.forms) - 1, 0))
        chosen = self.at
        self.show_lines(self._wrong)
        if self.forms:
            self.go_to(chosen)
        self.at = chosen
        self.changed.emit()

    def add_line(self) -> None:
        """Add an empty line after the chosen one."""
        self._note()
        at = self.at + 1 if self.forms else 0
        self.forms.insert(at, empty_form())
        self._after(at)

    def take_out(self) -> None:
        """Take the chosen line out; it can be put back."""
        if self.line() is not None:
            self._note()
            del self.forms[self.at]
            self._after(self.at)

    def move_by(self, by: int) -> None:
        """Move the chosen line up or down."""
        to = self.at + by
        if self.line() is not None and 0 <= to < len(self.forms):
            self._note()
            self.forms.insert(to, self.forms.pop(self.at))
            self._after(to)

    def put_back(self) -> None:
        """Undo what was last done to lines; what was typed since then in others goes with it."""
        if self._before:
            self.forms, at = self._before.pop()
            self._after(at)
