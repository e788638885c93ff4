"""Deductions from pay: sheets for employers, and what came back of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QFileDialog

from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.coop_forms import CoopRegister, till_field
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.coop.payroll import Deducted, PayrollDifference
    from welfare_desk.reports.coop_choices import CoopChoices
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.payroll import PayrollPosted
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

MOST_TOLD = 12


class PayrollScreen(CoopRegister):
    """The payroll sheets, the newest first."""

    REPORT = "payroll-sheets"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the sheet")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        paper = Button(_("On paper"), "secondary", "printer", "F9", act=self.show_sheet)
        keep = Button(_("Excel file"), "secondary", "download", "F7", act=self.ask_where)
        back = Button(_("What came back"), "secondary", "upload", "F8", act=self.ask_file)
        new = Button(_("New sheet"), "primary", "plus", "F2", act=lambda: self.with_choices(self.ask_sheet))
        hide_unless(facts.may(Permission.RECORD), back, new)
        self.lay_out(_("Payroll deductions"), paper, keep, back, new, of_days=False, needs_rows=(paper, keep, back))
        words = _(
            "Say at each member which unit she works for; the sheet then gathers shares, savings and instalments."
        )
        start = Button(_("New sheet"), "secondary", "plus", act=lambda: self.with_choices(self.ask_sheet))
        hide_unless(facts.may(Permission.RECORD), start)
        self.teach("list-checks", _("No sheets yet"), words, start)

    def ask_sheet(self, found: CoopChoices) -> None:
        """Ask for which employer and month a sheet is made."""
        if not found.employers:
            said = [_("Say at each member which unit she works for; it stands in the field “Centre”.")]
            errors.tell(self.window(), _("No employer is known"), said)
            return
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        employer = Pick("", found.employers, found.employers[0][0])
        note = _("What is due by the end of its month.")
        form = Form((Field("employer", _("Employer"), employer), Field("day", _("A day of the month"), day, note)))
        self.fill(_("New sheet"), form, _make)

    def show_sheet(self) -> None:
        """Show the chosen sheet on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Deductions from pay"), "payroll-sheet", {"number": number})

    # To the employer and back

    def ask_where(self) -> None:
        """Ask where the workbook for the employer goes."""
        for number in self.chosen()[:1]:
            name = _("Deductions {number}").format(number=number)
            path, _kind = QFileDialog.getSaveFileName(self, _("Save as Excel"), f"{name}.xlsx", "*.xlsx")
            if path:
                self.keep_sheet(number, Path(path))

    def keep_sheet(self, number: str, path: Path) -> None:
        """Write a sheet as a workbook for its employer."""

        def work(desk: Desk) -> bytes:
            from welfare_desk.reports.catalogue import make_report
            from welfare_desk.ui.files import drawn

            report = desk.ask(lambda tx: make_report(tx, "payroll-sheet", {"number": number}, desk.today))
            return drawn(report, "xlsx")

        def kept(content: bytes) -> None:
            from welfare_desk.ui.files import keep_file

            keep_file(self.window(), path, content)

        self.ask(work, kept, "workbook")

    def ask_file(self) -> None:
        """Ask for the workbook that came back."""
        for number in self.chosen()[:1]:
            path, _kind = QFileDialog.getOpenFileName(self, _("What came back"), "", "*.xlsx *.xls *.csv")
            if path:
                self.read_file(int(number), Path(path))

    def read_file(self, number: int, path: Path) -> None:
        """Read what came back, and say how it differs before it is posted."""

        def work(desk: Desk) -> tuple[list[Deducted], list[PayrollDifference], CoopChoices]:
            from welfare_desk.exchange.payroll import read_deducted
            from welfare_desk.reports.coop_choices import coop_choices
            from welfare_desk.services.payroll import compare_payroll, member_numbers

            deducted = read_deducted(path, desk.ask(member_numbers))
            found = desk.ask(lambda tx: compare_payroll(tx, number, deducted))
            return deducted, found, desk.ask(lambda tx: coop_choices(tx, desk.today))

        self.ask(work, lambda answer: self._ask_posting(number, *answer), "deducted")

    def _ask_posting(
        self, number: int, deducted: list[Deducted], found: list[PayrollDifference], choices: CoopChoices
    ) -> None:
        said = [_difference(each) for each in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            said.append(_("and {count} more").format(count=len(found) - MOST_TOLD))
        note = "\n".join(said) or _("What was kept back is what is due.")
        form = Form(
            (
                Field("day", _("Day on which the money came"), self.day_field().editor, note),
                till_field(choices, _("Into")),
            )
        )

        def send(desk: Desk, values: Mapping[str, Any]) -> PayrollPosted:
            from welfare_desk.services.payroll import post_payroll

            return post_payroll(desk, number, deducted, values["day"] or desk.today, values["account"])

        self.fill(_("Post what was kept back"), form, send)


def _difference(each: PayrollDifference) -> str:
    from welfare_desk.coop.payroll import DIFFERENCE_NAMES

    text = _("{member} {name}: {words} (due {due}, kept back {deducted})")
    return text.format(
        member=each.member, name=each.name, words=_(DIFFERENCE_NAMES[each.kind]), due=each.due.text(),
        deducted=each.deducted.text(),
    )  # fmt: skip


def _make(desk: Desk, values: Mapping[str, Any]) -> object:
    from welfare_desk.services.payroll import make_payroll_sheet

    return make_payroll_sheet(desk, values["employer"], values["day"] or desk.today)
