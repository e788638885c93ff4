"""A page that is one list of the book with what can be done to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.ui import theme
from welfare_desk.ui.screens.days import Days
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.layout import Flow, add, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QLayout, QPushButton, QWidget

    from welfare_desk.reports.model import Link, Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.widgets.layout import Part


class RegisterScreen(Screen):
    """The rows of one report (`REPORT`); a subclass names it, lays it out, and does things to the chosen rows."""

    REPORT: ClassVar[str]
    RAIL: ClassVar[bool] = False

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text("", "body", "text2")
        self.table = Table()
        self.days: Days | None = None
        self.report: Report | None = None

    def lay_out(
        self,
        title: str,
        *actions: Part,
        of_days: bool = True,
        needs_rows: Sequence[QPushButton] = (),
        beside: QWidget | None = None,
        filters: Sequence[QWidget] = (),
        above: QLayout | None = None,
    ) -> None:
        """Lay out the head, the days that are asked for (unless the list has none), the rows and what is beside.

        `filters` stand in a line with the days, `above` over the rows.
        """
        self.table.needs_rows(*needs_rows)
        layout, _head = page(title, self.sentence, *actions, rail=self.RAIL)
        if of_days:
            self.days = Days(self.facts, self.memory)
            self.days.turned.connect(self.refresh)
        parts = (*(self.days.parts if self.days is not None else ()), *filters)
        if parts:
            flow = Flow()
            for part in parts:
                flow.add(part)
            layout.addLayout(flow)
            layout.addSpacing(theme.gap("m"))
        if above is not None:
            layout.addLayout(above)
            layout.addSpacing(theme.gap("l"))
        self.table.opened.connect(self.open_row)
        body = row(gap="section")
        body.addWidget(self.table, 1)
        add(body, beside)
        layout.addLayout(body, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    def open_row(self, link: Link) -> None:
        """Go to what a row is made of."""
        self.go.emit("report", {"report": link.report, **dict(link.params)})

    def open(self, **params: str) -> None:
        """Show the rows of some days (`from`, `to`)."""
        if self.days is not None and params:
            self.days.show_days(params.items())
            self.refresh()

    def refresh(self) -> None:
        asked = self.asked()

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, self.REPORT, asked, desk.today, self.facts.sees))

        self.ask(work, self.show_report)

    def asked(self) -> Mapping[str, Any]:
        """Give what the report is asked for: its days, unless a subclass asks for something else."""
        return self.days.chosen() if self.days is not None else {}

    def show_report(self, report: Report) -> None:
        """Show the rows, and say under the title what they are of, and what is not as it should be."""
        self.report = report
        self.table.show_report(report)
        is_wrong = report.holds is False
        self.sentence.set_colour("stop" if is_wrong else "text2")
        self.sentence.say(" · ".join((report.subtitle, *report.notes)) if is_wrong else report.subtitle)

    def chosen(self) -> list[str]:
        """Give the numbers of the chosen rows, those of their first column."""
        return [str(each.cells[0]) for each in self.table.chosen() if each.cells[0] is not None]

    def teach(self, icon: str, title: str, words: str, *actions: QWidget) -> None:
        """Say what to do while there are no rows."""
        self.table.set_empty_state(icon, title, words, *actions)
