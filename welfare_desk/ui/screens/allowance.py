"""The allowance for doubtful loans: each class on a day, the rules in force, and the judgement that posts it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.draw.write import written
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.allowance_rules import IN_FORCE, ChoosesRules
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, hide_unless, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.allowance import Judged
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class AllowanceScreen(ChoosesRules):
    """Loans by class as of today, by the rules in force or by others to compare with."""

    REPORT, RAIL = "allowance-summary", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the loans of every class")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.show_paper)
        loans = Button(_("Loans by class"), "secondary", "list-filter", "F8", act=lambda: self._show("allowance-loans"))
        choose = Button(_("Rules…"), "secondary", "settings", act=self.choose)
        judge = Button(_("Judge…"), "primary", "check-check", "F2", act=self.judge)
        hide_unless(facts.may(Permission.RECORD), judge)
        hide_unless(facts.may(Permission.SET_UP), choose)
        self.rules = Pick(_("Rules"), ((IN_FORCE, _("the rules in force")),), IN_FORCE)
        self.rules.picked.connect(lambda _each: self.refresh())
        parts = (paper, loans, choose, judge)
        self.figures = row(gap="l")
        self.lay_out(_("Loan classes"), *parts, of_days=False, filters=(self.rules,), above=self.figures)
        words = _("Loans are put into classes by how long they are unpaid; what may not come back is set aside.")
        self.teach("hand-coins", _("No loans stand today."), words)

    def asked(self) -> Mapping[str, Any]:
        """Ask by the chosen rules, as of today."""
        return {"rules": self.rules.value() or IN_FORCE}

    def refresh(self) -> None:
        super().refresh()
        self.offer_rules(self.rules)

    def show_report(self, report: Report) -> None:
        """Show the classes, and over them the NPL ratio, what is on the books, and what would be posted."""
        super().show_report(report)
        clear(self.figures)
        for name, value in report.facts:
            add(self.figures, column(Text(name, "small", "muted"), Text(written(value), "strong"), gap=""))
        add(self.figures, SPRING)

    def _show(self, report: str) -> None:
        self.go.emit("report", {"report": report})

    def show_paper(self) -> None:
        """Show the classes on paper."""
        show_report_on_paper(self, _("Allowance for doubtful loans"), self.REPORT, dict(self.asked()))

    def judge(self) -> None:
        """Ask for the day, judge every loan and post the change of the allowance."""
        note = _("Every loan is put into its class by the rules in force; only the change of the allowance is posted.")
        form = Form((Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> Judged:
                from welfare_desk.services.allowance import classify_and_provide

                return classify_and_provide(desk, values["day"] or desk.today)

            return work

        self.fill_in(_("Judge the loans"), form, work_of, self._judged)

    def _judged(self, judged: Judged) -> None:
        if judged.posted is not None:
            show_report_on_paper(self, judged.posted.voucher, "entry", {"voucher": judged.posted.voucher})
