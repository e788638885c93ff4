"""The profile of the fund: what only the committee can tell, changed section by section."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, LinesEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.fund_profile import YES, FactKind, of_section
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.fund_profile import ProfileFact

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

PARTS = ((("1", "2"), N_("The fund and its founding")), (("3.1", "3.4", "4.1", "11", "12"), N_("Tambon and support")))


class FundProfileScreen(RegisterScreen):
    """The facts as they stand; two forms change them."""

    REPORT, RAIL = "fund-profile", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_it)
        second = Button(_("Tambon and support"), "secondary", "pencil", "F7", act=lambda: self.change(1))
        first = Button(_("The fund and its founding"), "primary", "pencil", "F2", act=lambda: self.change(0))
        hide_unless(facts.may(Permission.SET_UP), second, first)
        self.lay_out(_("Profile of the fund"), paper, second, first, of_days=False)

    def print_it(self) -> None:
        """Show the profile on paper."""
        show_report_on_paper(self, _("Profile of the fund"), "fund-profile", {})

    def change(self, part: int) -> None:
        """Ask for the facts of some sections."""
        sections, title = PARTS[part]

        def work(desk: Desk) -> dict[str, str]:
            from welfare_desk.reports.fund_profile import told_facts

            return desk.ask(told_facts)

        self.ask(work, lambda told: self._ask_facts(_(title), of_section(sections), told), "profile")

    def _ask_facts(self, title: str, facts: Sequence[ProfileFact], told: Mapping[str, str]) -> None:
        form = Form(tuple(Field(each.key, _(each.words), self._editor(each, told[each.key])) for each in facts))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            given = {name: _written(value) for name, value in values.items()}

            def work(desk: Desk) -> None:
                from welfare_desk.services.certification import keep_profile

                keep_profile(desk, given)

            return work

        self.fill_in(title, form, work_of)

    def _editor(self, fact: ProfileFact, value: str) -> QWidget:
        match fact.kind:
            case FactKind.DAY:
                return DayEdit(day_reader(self.facts.today), date.fromisoformat(value) if value else None)
            case FactKind.YES:
                return Pick("", (("", _("no")), (YES, _("yes"))), value)
            case FactKind.LINES:
                editor = LinesEdit("", 3)
                editor.set_value(value)
                return editor
            case _:
                return TextEdit(value)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "")
    digits = arabic_digits(text).replace(",", "").strip()
    return digits if digits.isdecimal() else text
