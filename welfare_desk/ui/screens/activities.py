"""Welfare that is no money, and meetings of before the register of meetings: written down, taken out by mistake."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import hide_unless
from welfare_desk.welfare.activities import Activity, ActivityKind
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class ActivitiesScreen(RegisterScreen):
    """The register of what a fund does besides paying money."""

    REPORT, RAIL = "activities", True

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        memory.setdefault("from", date(facts.today.year - 1, facts.today.month, 1))  # as a proposal counts them
        remove = Button(_("Take out"), "secondary", "ban", "F8", act=self.remove)
        add = Button(_("Write down"), "primary", "plus", "F2", act=self.add)
        hide_unless(facts.may(Permission.REGISTER), remove, add)
        meetings = Button(_("Meetings"), "secondary", "users", act=lambda: self.go.emit("meetings", {}))
        self.lay_out(_("Meetings and activities"), remove, meetings, add, needs_rows=(remove,))
        words = _("Meetings and welfare that is no money count when matching money is proposed.")
        start = Button(_("Write down"), "secondary", "plus", act=self.add)
        hide_unless(facts.may(Permission.REGISTER), start)
        self.teach("users", _("Nothing was written down in these days."), words, start)

    def add(self) -> None:
        """Ask for welfare that is no money; meetings have a register of their own."""
        form = Form(
            (
                Field("day", _("Day"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("name", _("What it was"), TextEdit("", _("visits to the bedridden, a community kitchen …"))),
                Field("people", _("How many people took part"), TextEdit(), _("Left empty if nobody counted.")),
                Field("note", _("Note"), TextEdit(), _("Such as where pictures of it are.")),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            people = _people(values["people"])

            def work(desk: Desk) -> int:
                from welfare_desk.services.activities import add_activity

                kind, day = ActivityKind.WELFARE, values["day"] or desk.today
                return add_activity(desk, Activity(0, kind, day, values["name"], people, values["note"]))

            return work

        self.fill_in(_("Write down"), form, work_of)

    def remove(self) -> None:
        """Take out the chosen row, which was a mistake."""
        for number in self.chosen()[:1]:
            form = Form((Field("reason", _("Reason"), TextEdit()),))

            def work_of(values: dict[str, Any], number: int = int(number)) -> Callable[[Desk], object]:
                def work(desk: Desk) -> None:
                    from welfare_desk.services.activities import remove_activity

                    remove_activity(desk, number, values["reason"])

                return work

            self.fill_in(_("Take number {number} out").format(number=number), form, work_of)


def _people(words: str) -> int:
    plain = arabic_digits(words).strip()
    if plain and not plain.isdecimal():
        raise RuleError(problem("match.no_number", N_("Write a whole number."), "people"))
    return int(plain or 0)
