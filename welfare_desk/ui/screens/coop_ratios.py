"""Ratios of a cooperative over closed years or months, its type, and the grades of strength that others gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from welfare_desk.coop.ratios import COOP_TYPE_NAMES, CoopType
from welfare_desk.coop.strength import GRADE_WORDS, CreditStrength, Grade
from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

YEARS, MONTHS = "years", "months"


class CoopRatiosScreen(RegisterScreen):
    """The ratios by the letters of CAMELS."""

    REPORT, RAIL = "coop-ratios", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("Print with the picture"), "secondary", "printer", "F9", act=self.show_paper)
        kind = Button(_("Type of cooperative…"), "secondary", "settings", act=self.say_type)
        grades = Button(_("Grades"), "secondary", "star", "F8", act=lambda: self._show("credit-strength"))
        grade = Button(_("Write a grade down…"), "primary", "plus", "F2", act=self.write_grade)
        hide_unless(facts.may(Permission.SET_UP), kind)
        hide_unless(facts.may(Permission.RECORD), grade)
        over = ((YEARS, _("closed years")), (MONTHS, _("closed months")))
        self.over = Pick(_("Over"), over, memory.get("over", YEARS))
        self.over.picked.connect(self._turn)
        self.lay_out(_("Ratios"), paper, kind, grades, grade, of_days=False, filters=(self.over,))
        words = _("Close a month or a year: ratios rest on books that no longer change.")
        self.teach("chart-column", _("Nothing is closed yet"), words)

    def _turn(self, over: object) -> None:
        self.memory["over"] = over
        self.refresh()

    def asked(self) -> Mapping[str, Any]:
        """Ask over closed years or months."""
        return {"by": self.over.value() or YEARS}

    def show_report(self, report: Report) -> None:
        """Show the ratios, and under the title which band is known."""
        super().show_report(report)
        self.sentence.say(report.notes[-1] if report.rows else report.subtitle)

    def _show(self, report: str) -> None:
        self.go.emit("report", {"report": report})

    def show_paper(self) -> None:
        """Show the ratios on paper, with the picture of what they are made of."""
        show_report_on_paper(self, _("Ratios"), self.REPORT, dict(self.asked()))

    def say_type(self) -> None:
        """Ask which type of cooperative the book is of."""
        types = [(each.value, _(words)) for each, words in COOP_TYPE_NAMES.items()]
        note = _("The published band of reserve to assets differs by type.")
        form = Form((Field("type", _("Type of cooperative"), Pick("", types, CoopType.SAVINGS.value), note),))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.credit_strength import set_coop_type

                set_coop_type(desk, CoopType(values["type"]))

            return work

        self.fill_in(_("Type of cooperative"), form, work_of)

    def write_grade(self) -> None:
        """Ask for a grade as somebody gave it."""
        grades = [(each.value, f"{each.value}: {_(words)}") for each, words in GRADE_WORDS.items()]
        note = _("As it was given. How grades are worked out is published nowhere, and the program does not.")
        form = Form(
            (
                Field("grade", _("Grade"), Pick("", grades, Grade.B.value), note),
                Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("by", _("Graded by"), TextEdit()),
                Field("words", _("What was said"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> None:
                from welfare_desk.services.credit_strength import keep_strength

                day = values["day"] or desk.today
                keep_strength(desk, CreditStrength(day, Grade(values["grade"]), values["by"], values["words"]))

            return work

        self.fill_in(_("Write a grade down"), form, work_of, lambda _done: self._show("credit-strength"))
