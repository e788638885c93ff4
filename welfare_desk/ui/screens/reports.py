"""The catalogue of reports: each with the question that it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from welfare_desk.reports.catalogue import ReportKind
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class ReportsScreen(Screen):
    """Every report of the catalogue, one line each."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        layout, _head = page(
            _("Reports"), Text(_("Each can be seen, printed and sent on in five forms."), "body", "text2")
        )
        from welfare_desk.reports.catalogue import KINDS  # noqa: PLC0415 - SQL is loaded after the first paint

        rows = column()
        self.links: dict[str, Button] = {}
        for kind in KINDS:
            if any(each.is_required for each in kind.parameters):
                continue
            add(rows, self._row(kind))
            add(rows, line())
        add(rows, SPRING)
        inner = QWidget()
        inner.setLayout(rows)
        layout.addWidget(line("line_strong"))
        layout.addWidget(scrolled(inner), 1)
        self.setLayout(layout)
        self.setFocusProxy(next(iter(self.links.values())))

    def _row(self, kind: ReportKind) -> QWidget:
        whole = QWidget()
        title = _(kind.title)
        asked = " · ".join(_(each.title) for each in kind.parameters)
        link = Button(_("Open"), "link", after="arrow-right", act=lambda: self.go.emit("report", {"report": kind.name}))
        link.setAccessibleName(f"{_('Open')} {title}")
        self.links[kind.name] = link
        words = column(Text(title, "medium"), Text(asked, "small", "muted") if asked else None)
        whole.setLayout(margins(row(Icon("file-text", "nav"), words, SPRING, link, gap="m"), "", "s", "", "s"))
        return whole
