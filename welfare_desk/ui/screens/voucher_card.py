"""A voucher beside the list: what it says, and its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Role
from welfare_desk.ui import theme
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.ui.screens.screen import Screen

_ACCOUNT, _NAME, _FUND, _MEMBER, _DEBIT, _CREDIT = range(6)


class VoucherCard(QWidget):
    """The report of one voucher, upright: it stands in a narrow place."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._body = column(gap="s")
        self.documents = Documents(screen, "voucher")
        inner = QWidget()
        inner.setLayout(margins(column(self._body, "section", self.documents, SPRING), "", "", "m", "l"))
        self.setLayout(column(scrolled(inner)))
        self.setFixedWidth(theme.width("problem_panel"))

    def show_voucher(self, voucher: str, report: Report) -> None:
        """Show a voucher and what is attached to it."""
        self.documents.show_subject(voucher)
        clear(self._body)
        add(self._body, Text(report.title, "h2"))
        add(self._body, Text(report.subtitle, "body", "text2", wrap=True))
        for label, value in report.facts:
            words = Text(written(value), "body", wrap=True)
            add(self._body, column(Text(label, "small", "muted"), words, gap=""))
        for title, at in ((report.columns[_DEBIT].title, _DEBIT), (report.columns[_CREDIT].title, _CREDIT)):
            add(self._body, row(Text(title, "smallm", "muted"), SPRING))
            add(self._body, line())
            for each in report.rows:
                if each.role is Role.ITEM and each.cells[at] is not None:
                    member = f" · {each.cells[_MEMBER]}" if each.cells[_MEMBER] else ""
                    name = Text(f"{each.cells[_ACCOUNT]} {each.cells[_NAME]}", wrap=True)
                    under = Text(f"{each.cells[_FUND]}{member}", "small", "muted", wrap=True)
                    both = row(gap="s")
                    both.addLayout(column(name, under, gap=""), 1)
                    add(both, Text(written(each.cells[at]), "medium"))
                    add(self._body, both)
