"""Regulations: every version of the fund's own rules, with its signed file; a new one begins from the one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import theme
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, column, hide_unless, margins
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class RegulationsScreen(RegisterScreen):
    """The register of versions; beside it the files of the chosen one."""

    REPORT = "regulations"
    RAIL = True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        read = Button(_("Read it"), "secondary", "scroll-text", "F7", act=self.read)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_it)
        new = Button(_("New version"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.SET_UP), new)
        self.documents = Documents(self, "regulation")
        self.documents.changed.connect(self.refresh)
        self._of = Text("", "strong", wrap=True)
        self._side = QWidget()
        self._side.setLayout(margins(column(self._of, "s", self.documents, SPRING)))
        self._side.setFixedWidth(theme.width("list_beside"))
        self.lay_out(_("Regulations"), read, paper, new, of_days=False, needs_rows=(read, paper), beside=self._side)
        self.table.row_chosen.connect(self._show_files)
        words = _(
            "The program has ready rules for the 13 lines of the status form: read them, change them, adopt them."
        )
        start = Button(_("New version"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.SET_UP), start)
        self.teach("scroll-text", _("No regulation is adopted yet."), words, start)

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self.sentence.say(" · ".join((report.subtitle, *report.notes)))
        self._side.setVisible(bool(report.rows))

    def _show_files(self, row: Row) -> None:
        self._of.say(_("Version {number} · {name}").format(number=row.cells[0], name=row.cells[1]))
        self.documents.show_subject(str(row.cells[0]))

    def begin(self) -> None:
        """Begin a new version, or go on with the one that was begun."""
        self.go.emit("regulation-write", {})

    def read(self) -> None:
        """Open the chosen version in words."""
        for number in self.chosen()[:1]:
            self.go.emit("report", {"report": "regulation", "number": number})

    def print_it(self) -> None:
        """Show the chosen version as it will be on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Regulation {number}").format(number=number), "regulation", {"number": number})
