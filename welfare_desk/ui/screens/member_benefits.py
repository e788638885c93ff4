"""The last benefits of a member, on the member's card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Link, Role
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Text, section

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report, Value

_SHOWN = 3


class MemberBenefits(QWidget):
    """A section that lists the last benefits and leads on to all of them."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column()
        self.setLayout(margins(self._rows))

    def show_report(self, report: Report, number: str) -> None:
        """Show the last rows of a member's report, the latest first."""
        clear(self._rows)
        at = [each.key for each in report.columns]
        items = [each.cells for each in report.rows if each.role is Role.ITEM]
        link = Link(report.name, (("member", number),))
        every = Button(_("All"), "link", act=partial(self.opened.emit, link), size="button_small")
        every.setAccessibleName(_("All benefits of this member"))
        self._rows.addLayout(section(_("Benefits"), f"{len(items):,}" if items else "", every))
        for cells in reversed(items[-_SHOWN:]):
            self._show_row(dict(zip(at, cells, strict=True)))
        if not items:
            add(self._rows, "s")
            add(self._rows, Text(report.nothing, "small", "muted", wrap=True))
        add(self._rows, "section")

    def _show_row(self, cells: dict[str, Value]) -> None:
        name, day = Text(written(cells["benefit"])), Text(written(cells["event_day"]), "small", "muted")
        given = cells["approved"]
        right = Text(written(cells["status"] if given is None else given), "small", "muted")
        whole = QWidget()
        whole.setMinimumHeight(theme.height("row"))
        whole.setLayout(margins(row(name, day, SPRING, right)))
        self._rows.addWidget(whole)
        self._rows.addWidget(line())
