"""Meetings: written down with minutes and resolutions, who came, and the signed minutes attached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QWidget

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.committee import POSTS
from welfare_desk.reports.meeting import PRESENCES
from welfare_desk.reports.meetings import KINDS
from welfare_desk.ui import errors, theme
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.register import RegisterScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, LinesEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, column, hide_unless, margins
from welfare_desk.ui.widgets.text import Text
from welfare_desk.welfare.meetings import Meeting, MeetingKind, Presence, read_resolutions
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from welfare_desk.reports.model import Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.committee import Officer

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


class Held(NamedTuple):
    """A meeting, and who held a post on its day."""

    meeting: Meeting
    sitting: Sequence[Officer]


class MeetingsScreen(RegisterScreen):
    """The register of meetings; the papers of the chosen one stand beside it."""

    REPORT, RAIL = "meetings", True
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Open the minutes as a report")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        memory.setdefault("from", date(facts.today.year - 1, facts.today.month, 1))  # as a proposal counts them
        paper = Button(_("Print the minutes"), "secondary", "printer", "F9", act=self.print_it)
        came = Button(_("Who came"), "secondary", "list-checks", "F8", act=self.call_the_roll)
        correct = Button(_("Correct"), "secondary", "pencil", "F7", act=self.correct)
        new = Button(_("Write down"), "primary", "plus", "F2", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), came, correct, new)
        self.documents = Documents(self, "meeting")
        self.documents.changed.connect(self.refresh)
        self._of = Text("", "strong", wrap=True)
        self._side = QWidget()
        self._side.setLayout(margins(column(self._of, "s", self.documents, SPRING)))
        self._side.setFixedWidth(theme.width("list_beside"))
        needs = (paper, came, correct)
        self.lay_out(_("Meetings"), paper, correct, came, new, needs_rows=needs, beside=self._side)
        self.table.row_chosen.connect(self._show_files)
        self._side.hide()
        words = _("Write down each meeting of the committee and of the members, with what was resolved.")
        start = Button(_("Write down"), "secondary", "plus", act=self.begin)
        hide_unless(facts.may(Permission.REGISTER), start)
        self.teach("users", _("No meeting was written down in these days."), words, start)

    def _show_files(self, row: Row) -> None:
        number = row.cells[0]
        self._side.setVisible(number is not None)
        if number is not None:
            self._of.say(_("Meeting {name}").format(name=row.cells[3]))
            self.documents.show_subject(str(number))

    def print_it(self) -> None:
        """Show the minutes of the chosen meeting on paper."""
        for number in self.chosen()[:1]:
            show_report_on_paper(self, _("Minutes of a meeting"), "meeting", {"number": number})

    def begin(self) -> None:
        """Ask for a meeting."""
        new = Meeting(0, MeetingKind.COMMITTEE, self.facts.today, "")
        self.fill_in(_("Write a meeting down"), self._form(new), lambda values: _keep(new, values))

    def correct(self) -> None:
        """Ask for the chosen meeting anew."""
        self._of_chosen(
            lambda held: self.fill_in(
                _("Correct meeting {name}").format(name=held.meeting.name),
                self._form(held.meeting),
                lambda values: _keep(held.meeting, values),
            )
        )

    def call_the_roll(self) -> None:
        """Ask who of the committee came to the chosen meeting."""
        self._of_chosen(self._ask_roll)

    def _ask_roll(self, held: Held) -> None:
        if not held.sitting:
            text = _("Write the committee down first, with the day its term began.")
            errors.tell(self.window(), _("Nobody held a post on the day of this meeting."), [text])
            return
        kept = held.meeting.attendance or {}
        choices = [(each.value, _(words)) for each, words in PRESENCES.items()]
        fields = tuple(
            Field(
                str(each.number),
                f"{each.name} · {_(POSTS[each.post])}",
                Pick("", choices, kept.get(each.number, Presence.PRESENT).value),
            )
            for each in held.sitting
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            came = {int(number): Presence(value) for number, value in values.items()}

            def work(desk: Desk) -> int:
                from welfare_desk.services.meetings import keep_meeting

                return keep_meeting(desk, replace(held.meeting, attendance=came))

            return work

        self.fill_in(_("Who came to meeting {name}").format(name=held.meeting.name), Form(fields), work_of)

    def _of_chosen(self, act: Callable[[Held], object]) -> None:
        for number in self.chosen()[:1]:

            def work(desk: Desk, number: int = int(number)) -> Held:
                from welfare_desk.services.committee import sitting_on
                from welfare_desk.services.meetings import meeting_by

                found = desk.ask(lambda tx: meeting_by(tx, number))
                return Held(found, desk.ask(lambda tx: sitting_on(tx, found.day)))

            self.ask(work, act, "meeting")

    def _form(self, of: Meeting) -> Form:
        kinds = [(each.value, _(words)) for each, words in KINDS.items()]
        said, minutes = LinesEdit(_("one resolution a line"), 5), LinesEdit("", 5)
        said.set_value("\n".join(each.words for each in of.resolutions))
        minutes.set_value(of.minutes)
        people = TextEdit(str(of.people or ""))
        return Form(
            (
                Field("kind", _("Kind"), Pick("", kinds, of.kind.value)),
                Field("day", _("Day"), DayEdit(day_reader(self.facts.today), of.day)),
                Field("name", _("Which meeting"), TextEdit(of.name, _("such as 1/2569"))),
                Field("place", _("Place"), TextEdit(of.place)),
                Field("people", _("How many people took part"), people, _("Left empty if nobody counted.")),
                Field("minutes", _("Minutes"), minutes),
                Field("resolutions", _("Resolutions"), said, _("They are numbered in their turn.")),
            )
        )


def _keep(of: Meeting, values: Mapping[str, Any]) -> Callable[[Desk], object]:
    plain = arabic_digits(values["people"]).strip()
    if plain and not plain.isdecimal():
        raise RuleError(problem("match.no_number", N_("Write a whole number."), "people"))
    told = replace(
        of,
        kind=MeetingKind(values["kind"]),
        day=values["day"] or of.day,
        name=values["name"],
        place=values["place"],
        people=int(plain or 0),
        minutes=values["minutes"],
        resolutions=read_resolutions(values["resolutions"], of.resolutions),
    )

    def work(desk: Desk) -> int:
        from welfare_desk.services.meetings import keep_meeting

        return keep_meeting(desk, told)

    return work
