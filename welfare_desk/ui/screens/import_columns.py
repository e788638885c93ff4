"""Which column of a file holds what: shown beside its rows, corrected by a pick, remembered by the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _, ngettext
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import SPRING, Ground, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.exchange.layouts import Layout

NONE = -1
MOST_NAMED = 3


class ColumnsPanel(Ground):
    """A pick of the column for each field; another pick reads the file again. `corrected` gives the mappings."""

    corrected = Signal(object)
    left = Signal()

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(colour="sidebar", sides="l")
        self._fields = fields
        self._layouts: Sequence[Layout] = ()
        self._at = 0
        self.picks: dict[str, Pick] = {}
        back = Button(_("Done"), "link", act=self.left.emit)
        head = QWidget()
        head.setFixedHeight(theme.height("header"))
        head.setLayout(margins(row(Text(_("Which column holds what"), "h2"), SPRING, back), "l", "", "s", ""))
        self._rows = column(gap="pad")
        inner = QWidget()
        inner.setLayout(margins(self._rows, "l", "m", "l", "m"))
        layout = column(head, line())
        layout.addWidget(scrolled(inner), 1)
        margins(layout, "", "m", "", "")
        self.setLayout(layout)
        self.setFixedWidth(theme.width("problem_panel"))

    def show_layouts(self, layouts: Sequence[Layout]) -> None:
        """Show the headers of a file, one at a time."""
        self._layouts = layouts
        self._at = min(self._at, max(0, len(layouts) - 1))
        self._lay_out()

    def _lay_out(self) -> None:
        from welfare_desk.exchange.workbook import column_letters  # noqa: PLC0415 - loaded with the first file

        clear(self._rows)
        self.picks = {}
        if not self._layouts:
            return
        shown = self._layouts[self._at]
        if len(self._layouts) > 1:
            sheets = [(at, ", ".join(each.sheets)) for at, each in enumerate(self._layouts)]
            self._rows.addWidget(self._pick(_("Sheet"), sheets, self._at, self._turn_to))
        held = zip(shown.heads, shown.samples, strict=True)
        columns = [(NONE, _("none"))]
        columns += [(at, "  ".join((column_letters(at), *filter(None, words)))) for at, words in enumerate(held)]
        for name, words in self._fields.items():
            pick = self._pick(_(words), columns, shown.mapping.columns.get(name, NONE), partial(self._move, name))
            self.picks[name] = pick
        words = Text(_("The book remembers it when the file is taken in."), "small", "muted", wrap=True)
        self._rows.addWidget(words)
        self._rows.addStretch(1)

    def _pick(self, label: str, choices: Sequence[tuple[object, str]], chosen: object, act: object) -> Pick:
        pick = Pick("", choices, chosen)
        pick.setAccessibleName(f"{label} {pick.text()}")
        pick.setFixedWidth(theme.width("name"))
        pick.picked.connect(act)
        said = Text(label, "small", "text2", wrap=True)
        line_of = row(gap="s")
        line_of.addWidget(said, 1)
        line_of.addWidget(pick)
        whole = QWidget()
        whole.setLayout(line_of)
        self._rows.addWidget(whole)
        return pick

    def _turn_to(self, at: int) -> None:
        self._at = at
        self._lay_out()

    def _move(self, name: str, at: int) -> None:
        shown = self._layouts[self._at]
        known = [each.mapping for each in self._layouts if each.is_known and each is not shown]
        moved = shown.mapping.with_columns({name: None if at == NONE else at})
        self.corrected.emit([moved, *known])


def passed_over_words(layouts: Sequence[Layout]) -> str:
    """Say which columns hold something that was not read; nothing where a person has seen to it."""
    from welfare_desk.exchange.workbook import column_letters  # noqa: PLC0415 - loaded with the first file

    found = list(
        dict.fromkeys(f"{column_letters(at)} “{each.heads[at]}”" for each in layouts for at in each.passed_over)
    )
    if not found:
        return ""
    named = ", ".join(found[:MOST_NAMED])
    if len(found) > MOST_NAMED:
        return _("{count} columns were not read, such as {columns}.").format(count=len(found), columns=named)
    return ngettext("Column {columns} was not read.", "Columns {columns} were not read.", len(found)).format(
        columns=named
    )
