"""The kinds of loans that a society offers: the list of the day, and the way to change or add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class LoanProductsScreen(RegisterScreen):
    """The kinds of loans in force today, with their rates and limits."""

    REPORT, RAIL = "loan-products", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        like = Button(_("New one like it"), "secondary", "copy", "F7", act=self.begin_like)
        change = Button(_("Change"), "secondary", "pencil", "F8", act=self.change)
        new = Button(_("New kind"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.SET_UP), like, change, new)
        parts = (paper, like, change, new)
        self.lay_out(_("Kinds of loans"), *parts, of_days=False, needs_rows=(paper, like, change))

    def show_report(self, report: Report) -> None:
        super().show_report(report)
        self.sentence.say(" · ".join((report.subtitle, *report.notes)))

    def show_paper(self) -> None:
        """Show the list on paper."""
        show_report_on_paper(self, _("Kinds of loans"), self.REPORT, {})

    def begin(self) -> None:
        """Begin a new kind of loan."""
        self.go.emit("loan-product", {"new": "1"})

    def begin_like(self) -> None:
        """Begin a new kind of loan from the chosen one."""
        for code in self.chosen()[:1]:
            self.go.emit("loan-product", {"like": code})

    def change(self) -> None:
        """Begin a new version of the chosen kind of loan."""
        for code in self.chosen()[:1]:
            self.go.emit("loan-product", {"code": code})
