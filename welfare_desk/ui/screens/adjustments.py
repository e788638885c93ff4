"""The annual audit: entries that an auditor proposes are accepted or declined, and the opinion is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.dates import be_year, numeric_day
from welfare_desk.i18n import _
from welfare_desk.ledger.audits import Adjustment, OpinionKind
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.adjustments import OPINIONS
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.drafts import Draft
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class AdjustmentsScreen(RegisterScreen):
    """Every proposed entry with what became of it."""

    REPORT, RAIL = "adjustments", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_list)
        opinion = Button(_("Opinion…"), "secondary", "pencil", act=self.ask_opinion)
        decline = Button(_("Decline…"), "secondary", "x", act=self.decline)
        accept = Button(_("Accept"), "secondary", "check", act=self.accept)
        propose = Button(_("Propose…"), "primary", "plus", "F2", act=self.propose)
        self.lay_out(
            _("Audit of the year"),
            paper,
            opinion,
            decline,
            accept,
            propose,
            of_days=False,
            needs_rows=(decline, accept),
        )
        hide_unless(facts.may(Permission.RECORD), decline, accept, propose)
        hide_unless(facts.may(Permission.CLOSE), opinion)
        words = _("Keep an auditor's entry as a draft, propose it here, and accept or decline it with the committee.")
        start = Button(_("Write the entry"), "secondary", "pencil", act=lambda: self.go.emit("entry", {}))
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("pencil", _("No auditor proposed an entry."), words, start)

    def propose(self) -> None:
        """Choose a draft that an auditor wrote, and propose it."""

        def work(desk: Desk) -> list[Draft]:
            from welfare_desk.services.drafts import list_drafts

            return desk.ask(list_drafts)

        self.ask(work, self._ask_proposal, "drafts")

    def _ask_proposal(self, drafts: list[Draft]) -> None:
        if not drafts:
            said = _("Write the entry and keep it as a draft first; then propose it here.")
            errors.tell(self.window(), _("There is no draft."), [said], ("info", "text2"))
            return
        chosen = [(each.id, f"{each.reference} {numeric_day(each.entry.day)} {each.entry.memo}") for each in drafts]
        entries = {each.id: each.entry for each in drafts}
        form = Form(
            (
                Field("draft", _("Draft"), Pick("", chosen, chosen[0][0])),
                Field("proposed_by", _("Auditor"), TextEdit()),
                Field("reason", _("Reason"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            entry = entries[values["draft"]]

            def work(desk: Desk) -> object:
                from welfare_desk.services.audits import propose_adjustment, year_of

                year = desk.ask(lambda tx: year_of(tx, entry.day))
                proposed = Adjustment(year, desk.today, values["proposed_by"], values["reason"], entry)
                return propose_adjustment(desk, proposed, values["draft"])

            return work

        self.fill_in(_("Propose an entry"), form, work_of)

    def accept(self) -> None:
        """Post the chosen entry on its own day."""
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> Posted:
                from welfare_desk.services.audits import accept_adjustment

                return accept_adjustment(desk, number)

            def done(posted: Posted) -> None:
                said = _("Posted as {voucher}.").format(voucher=posted.voucher)
                errors.tell(self.window(), _("Accepted"), [said], ("circle-check", "ok"))

            self.act(work, done)

    def decline(self) -> None:
        """Decline the chosen entry with a reason."""
        for number in self.chosen()[:1]:
            form = Form((Field("reason", _("Reason"), TextEdit()),))

            def work_of(values: dict[str, Any], number: int = int(number)) -> Callable[[Desk], object]:
                def work(desk: Desk) -> None:
                    from welfare_desk.services.audits import decline_adjustment

                    decline_adjustment(desk, number, values["reason"])

                return work

            self.fill_in(_("Decline the proposed entry"), form, work_of)

    def ask_opinion(self) -> None:
        """Ask what the auditor said of a closed year."""

        def work(desk: Desk) -> list[int]:
            from welfare_desk.services.audits import years_to_audit

            return desk.ask(years_to_audit)

        self.ask(work, self._ask_opinion, "years")

    def _ask_opinion(self, years: list[int]) -> None:
        if not years:
            said = _("An auditor speaks of a closed year. Close the year first.")
            errors.tell(self.window(), _("No year is closed."), [said], ("info", "text2"))
            return
        named = [(each, str(be_year(self.facts.today.replace(year=each, day=1)))) for each in years]
        kinds = [(each.value, _(words)) for each, words in OPINIONS.items()]
        form = Form(
            (
                Field("year", _("Fiscal year"), Pick("", named, years[-1])),
                Field("auditor", _("Auditor"), TextEdit()),
                Field("opinion", _("Opinion"), Pick("", kinds, kinds[0][0])),
                Field("words", _("In the auditor's words"), TextEdit()),
                Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.audits import record_opinion

                day: date = values["day"] or desk.today
                kind = OpinionKind(values["opinion"])
                record_opinion(desk, values["year"], values["auditor"], kind, values["words"], day)

            return work

        self.fill_in(_("Opinion of the auditor"), form, work_of)

    def print_list(self) -> None:
        """Show the entries and opinions on paper."""
        show_report_on_paper(self, _("Entries proposed by auditors"), "adjustments", {})
