"""What the fund says of itself: boxes of section 9, and items of its own for five virtues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.self_assessment import VIRTUES
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import LinesEdit
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.assessments import ITEMS, TICKS, Virtue, read_virtue_items, written_items

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.reports.self_assessment import Said
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class SelfAssessmentScreen(RegisterScreen):
    """The last self-assessments; each is made anew as a whole."""

    REPORT, RAIL = "self-assessment", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_it)
        virtue = Button(_("Virtues"), "secondary", "star", "F7", act=self.assess_virtues)
        tick = Button(_("Tick section 9"), "primary", "list-checks", "F2", act=self.tick)
        hide_unless(facts.may(Permission.REGISTER), virtue, tick)
        self.lay_out(_("Self-assessment"), paper, virtue, tick, of_days=False)

    def print_it(self) -> None:
        """Show the self-assessment on paper."""
        show_report_on_paper(self, _("Self-assessment"), "self-assessment", {})

    def tick(self) -> None:
        """Ask for the boxes of section 9, as they were ticked last or as the book tells."""
        self._ask_said(self._ask_ticks)

    def assess_virtues(self) -> None:
        """Ask for the fund's own items of each virtue."""
        self._ask_said(self._ask_items)

    def _ask_said(self, then: Callable[[Said], object]) -> None:
        def work(desk: Desk) -> Said:
            from welfare_desk.reports.self_assessment import said

            return desk.ask(lambda tx: said(tx, desk.today))

        self.ask(work, then, "said")

    def _ask_ticks(self, said: Said) -> None:
        ticked = said.by_book if said.ticked is None else said.ticked
        choices = ((False, _("no")), (True, _("yes")))
        fields = tuple(
            Field(each.key, f"{_(ITEMS[each.item])}: {_(each.words)}", Pick("", choices, each.key in ticked))
            for each in TICKS
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            chosen = [key for key, value in values.items() if value]

            def work(desk: Desk) -> int:
                from welfare_desk.services.certification import assess_management

                return assess_management(desk, desk.today, chosen)

            return work

        self.fill_in(_("Tick section 9"), Form(fields), work_of)

    def _ask_items(self, said: Said) -> None:
        fields: list[Field] = []
        for virtue, words in VIRTUES.items():
            editor = LinesEdit(_("such as: accounts are read out every month 8/10"), 3)
            editor.set_value(written_items(said.virtues, virtue))
            fields.append(Field(virtue.value, _(words), editor))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            items = [each for name, text in values.items() for each in read_virtue_items(Virtue(name), text)]

            def work(desk: Desk) -> int:
                from welfare_desk.services.certification import assess_virtue

                return assess_virtue(desk, desk.today, items)

            return work

        self.fill_in(_("Virtues: one item a line, its points at the end"), Form(tuple(fields)), work_of)
