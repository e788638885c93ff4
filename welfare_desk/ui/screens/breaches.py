"""Breaches: personal data that got into wrong hands or was lost, and who was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.members.privacy import Breach, Risk
from welfare_desk.reports.breaches import RISKS
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class BreachesScreen(RegisterScreen):
    """Every breach that was written down, and what still has to be done about it."""

    REPORT = "breaches"

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        more = Button(_("Told, done"), "secondary", "check-check", "F7", act=self.follow)
        new = Button(_("Write down a breach"), "primary", "triangle-alert", "F2", act=self.note)
        self.lay_out(_("Breaches of personal data"), more, new, of_days=False, needs_rows=(more,))
        words = _("If a computer, a drive or a list of members is lost or read by others, write it down here at once.")
        start = Button(_("Write down a breach"), "secondary", "triangle-alert", act=self.note)
        self.teach("shield-check", _("Nothing was lost so far"), words, start)

    def _day(self, *, empty: bool = False) -> DayEdit:
        return DayEdit(day_reader(self.facts.today), None if empty else self.facts.today)

    def note(self) -> None:
        """Write a new breach down."""
        within = _("The office is told within 72 hours of this.")
        form = Form(
            (
                Field("day", _("Found on"), self._day()),
                Field("clock", _("At what time"), TextEdit("", "14:30"), within),
                Field("what", _("What happened"), TextEdit()),
                Field("whose", _("Whose data"), TextEdit("", _("all members of village 3, about 120 people"))),
                Field("risk", _("Danger for them"), _risks()),
                Field("measures", _("What was done"), TextEdit()),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            found = _moment(values, "day", "clock")
            if found is None:
                raise RuleError(problem("breach.found", N_("Write when it was found."), "day"))
            breach = Breach(0, found, values["what"], values["whose"], Risk(values["risk"]), values["measures"])
            return lambda desk: _write_down(desk, breach)

        self.fill_in(_("Write down a breach"), form, work_of)

    def follow(self) -> None:
        """Write down who was told of the chosen breach, and what was done."""
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: str = number) -> Breach | None:
                from welfare_desk.services.privacy import list_breaches  # noqa: PLC0415 - SQL is loaded when asked

                return next((each for each in desk.ask(list_breaches) if str(each.id) == number), None)

            self.ask(work, self._ask_more, "breach")

    def _ask_more(self, breach: Breach | None) -> None:
        if breach is None:
            return
        told = [
            (name, words)
            for name, words, at in (
                ("office", _("Office told on"), breach.office_told_at),
                ("people", _("People told on"), breach.people_told_at),
            )
            if at is None
        ]
        moments = [
            field
            for name, words in told
            for field in (
                Field(name, words, self._day(empty=True)),
                Field(f"{name}_clock", _("At what time"), TextEdit("", "14:30")),
            )
        ]
        form = Form(
            (
                *moments,
                Field("risk", _("Danger for them"), _risks(breach.risk)),
                Field("measures", _("What was done"), TextEdit(breach.measures)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            moments = {f"{name}_told_at": _moment(values, name, f"{name}_clock") for name, _words in told}
            kept = replace(breach, risk=Risk(values["risk"]), measures=values["measures"], **moments)
            return lambda desk: _write_down(desk, kept)

        self.fill_in(_("Breach {number}").format(number=breach.id), form, work_of)


def _write_down(desk: Desk, breach: Breach) -> Breach:
    from welfare_desk.services.privacy import write_down_breach  # noqa: PLC0415 - SQL comes late

    return write_down_breach(desk, breach)


def _risks(chosen: Risk = Risk.SOME) -> Pick:
    return Pick("", [(each.value, _(words)) for each, words in RISKS.items()], chosen.value)


def _moment(values: dict[str, Any], day: str, clock: str) -> datetime | None:
    """Read a moment by the clock of Thailand; none where no day is written."""
    if values[day] is None:
        return None
    try:
        typed = arabic_digits(values[clock]).replace(".", ":") or "00:00"
        at = datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007 - a clock alone has no zone yet
    except ValueError:
        raise RuleError(problem("clock.unread", N_("Write the time as 14:30."), clock)) from None
    return datetime.combine(values[day], at, THAI_TIME)
