"""The register of tax withheld: fees with their certificates, and what is still to be handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.screens.withholding import TaxForms
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class WithholdingsScreen(RegisterScreen):
    """Every certificate of the days; each is shown on paper by Enter or F9."""

    REPORT, RAIL = "withholdings", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        memory.setdefault("from", facts.today.replace(year=facts.today.year - 1, month=1, day=1))  # papers are few
        super().__init__(jobs, facts, memory)
        self.forms = TaxForms(self)
        paper = Button(_("Print the certificate"), "secondary", "printer", "F9", act=self.print_certificate)
        hand_in = Button(_("Hand the tax in…"), "secondary", "upload", "F8", act=self.forms.hand_in)
        new = Button(_("Pay a fee…"), "primary", "plus", "F2", act=self.forms.pay)
        hide_unless(facts.may(Permission.RECORD), hand_in, new)
        self.lay_out(_("Tax withheld"), paper, hand_in, new, needs_rows=(paper,))
        words = _("Where tax is kept back from a fee, the certificate is made here, and the tax is handed in later.")
        start = Button(_("Pay a fee…"), "secondary", "plus", act=self.forms.pay)
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("receipt-text", _("No tax was withheld in these days."), words, start)

    def show_report(self, report: Report) -> None:
        """Show the certificates, and say how much is still to be handed in."""
        super().show_report(report)
        self.sentence.say(" · ".join((report.subtitle, *report.notes)))

    def print_certificate(self) -> None:
        """Show the chosen certificate on paper."""
        for row in self.table.chosen()[:1]:
            if row.opens is not None:
                title = _("Certificate of tax withheld")
                show_report_on_paper(self, title, row.opens.report, dict(row.opens.params))
