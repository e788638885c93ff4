"""What was handed up: written down with its day, so that the age of the data can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.submissions import KINDS
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.certification import Submission, SubmissionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class SubmissionsScreen(RegisterScreen):
    """Every time that data of the fund were handed up, the newest first."""

    REPORT, RAIL = "submissions", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        form = Button(_("Status form"), "secondary", "file-text", "F7", act=self.show_form)
        new = Button(_("Write down"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), new)
        finance = Button(_("Finance file"), "secondary", "download", "F6", act=lambda: self.show_file("fund-finance"))
        paid = Button(_("Benefits file"), "secondary", "download", "F8", act=lambda: self.show_file("benefits-paid"))
        self.lay_out(_("What was handed up"), form, finance, paid, new, of_days=False)
        words = _("After the data were entered in another program or handed over, write down the day here.")
        start = Button(_("Write down"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), start)
        self.teach("upload", _("Nothing that was handed up is written down."), words, start)

    def show_form(self) -> None:
        """Show the status form on paper."""
        show_report_on_paper(self, _("Status form of the fund"), "status-form", {})

    def show_file(self, report: str) -> None:
        """Show what a file holds; it is exported from there."""
        self.go.emit("report", {"report": report})

    def begin(self) -> None:
        """Ask for what was handed up, when and to whom."""
        kinds = [(each.value, _(words)) for each, words in KINDS.items()]
        read, today = day_reader(self.facts.today), self.facts.today
        form = Form(
            (
                Field("kind", _("Kind"), Pick("", kinds, kinds[0][0])),
                Field("day", _("Handed up on"), DayEdit(read, today)),
                Field("as_of", _("Data as of"), DayEdit(read, today)),
                Field("to_whom", _("To whom"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> int:
                from welfare_desk.services.certification import record_submission

                day = values["day"] or desk.today
                kind = SubmissionKind(values["kind"])
                return record_submission(desk, Submission(0, kind, day, values["as_of"] or day, values["to_whom"]))

            return work

        self.fill_in(_("Write down what was handed up"), form, work_of)
