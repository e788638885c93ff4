"""The card of one loan: what is owed, everything that was paid or happened; its acts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import theme
from welfare_desk.ui.screens.loan_acts import LoanActs
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, hide_unless, margins, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class LoanScreen(RegisterScreen, LoanActs):
    """One loan with its history."""

    REPORT, RAIL = "loan", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the voucher as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.title = Text(_("Card of a loan"), "title")
        self.more = Button(_("More acts"), "secondary", "list-checks", "F7", act=lambda: self.offer_acts(self.more))
        settle = Button(_("Settle"), "secondary", "check-check", "F8", act=self.settle)
        repay = Button(_("Repay"), "primary", "arrow-down", "F2", act=self.repay)
        self.pay_out_button = Button(_("Pay out"), "primary", "arrow-up", act=self.pay_out)
        may = facts.may(Permission.RECORD)
        hide_unless(may, self.more, settle, repay)
        self.acts = (settle, repay)
        self.may = may
        self.lay_out(
            _("Card of a loan"), self.more, settle, repay, self.pay_out_button, of_days=False, beside=self._side()
        )
        hide_unless(False, self.pay_out_button)  # noqa: FBT003 - until the card says that it waits
        self.teach(
            "file-text", _("Nothing was paid yet"), _("What is lent, repaid and agreed stands here, day by day.")
        )

    def _side(self) -> QWidget:
        self.figures = column(gap="s")
        papers = column(
            Button(_("Contract"), "secondary", "printer", act=self._paper("loan-contract", _("Contract of a loan"))),
            Button(_("Schedule"), "secondary", "printer", act=self._paper("loan-schedule", _("Schedule of a loan"))),
            Button(_("Notice"), "secondary", "printer", act=self._paper("loan-notice", _("Notice of arrears"))),
            Button(_("Print the card"), "secondary", "printer", "F9", act=self._paper("loan", _("Card of a loan"))),
            gap="s",
        )
        inner = QWidget()
        inner.setLayout(margins(column(papers, "l", self.figures, SPRING), "", "", "s", "l"))
        whole = scrolled(inner)  # a loan with much to say is longer than the window
        whole.setFixedWidth(theme.width("problem_panel"))
        return whole

    def _paper(self, report: str, title: str) -> Callable[[], None]:
        return lambda: self.show_paper(report, title)

    def contract(self) -> str | None:
        """Give the contract that is shown."""
        return self.memory.get("contract")

    def open(self, **params: str) -> None:
        """Show a loan (`contract`)."""
        if params.get("contract"):
            self.memory["contract"] = params["contract"]
            self.refresh()

    def refresh(self) -> None:
        if self.contract() is not None:
            super().refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask for the card of the contract."""
        return {"contract": self.contract() or ""}

    def show_report(self, report: Report) -> None:
        """Show the card: its figures at the right, its history below."""
        super().show_report(report)
        is_waiting = all(row.cells[3] is None for row in report.rows)
        self.pay_out_button.setVisible(self.may and is_waiting)
        for each in self.acts:
            each.setVisible(self.may and not is_waiting)
        clear(self.figures)
        add(self.figures, Text(report.title, "h2"))
        for label, value in report.facts:
            add(self.figures, column(Text(label, "small", "muted"), Text(written(value), "strong", wrap=True), gap=""))
