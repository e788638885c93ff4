"""The words of the notes to the statements and of the discussion: the draft, the fund's own words, the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from welfare_desk.dates import BE_OFFSET
from welfare_desk.i18n import _
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.model import Column, Report, Row
from welfare_desk.reports.note_words import DISCUSSION, OUTLOOK
from welfare_desk.ui import theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import LinesEdit
from welfare_desk.ui.widgets.layout import SPRING, column, hide_unless, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text, section

if TYPE_CHECKING:
    from welfare_desk.reports.note_editing import NoteSheet, NoteText
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_LINES = 6


class NotesScreen(Screen):
    """The notes of a year at the left, the chosen one in both languages, and at the right the paper with its figures.

    What is typed stays with its note until it is saved.
    """

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sheet: NoteSheet | None = None
        self.typed: dict[str, list[str]] = memory.pop("typed", {})  # by note: words in Thai and in English
        self.code = ""
        self._is_filled_in = False
        self.sentence = Text("", "body", "text2")
        paper = Button(_("Print"), "secondary", "printer", "F9", act=self.print_paper)
        self.back = Button(_("Back to the draft"), "secondary", "corner-down-right", act=self.take_draft)
        self.save_button = Button(_("Save"), "primary", "check", "Ctrl Enter", act=self.save)
        hide_unless(facts.may(Permission.RECORD), self.back, self.save_button)
        layout, _head = page(_("Words of the notes"), self.sentence, paper, self.back, self.save_button, rail=True)
        self.year = Pick(_("Fiscal year"))
        self.year.picked.connect(self._turn)
        layout.addLayout(row(self.year, SPRING))
        layout.addSpacing(theme.gap("m"))
        self.table = Table()
        self.table.row_chosen.connect(self._choose)
        self.table.setFixedWidth(theme.width("list_beside"))
        self.draft = Text("", "small", "text2", wrap=True)
        self.form = Form(
            (
                Field("th", _("In Thai, a line for each paragraph"), LinesEdit(lines=_LINES)),
                Field("en", _("In English; left empty, the Thai words stand"), LinesEdit(lines=_LINES)),
            )
        )
        self.form.setFixedWidth(theme.width("problem_panel"))
        self.form.changed.connect(self._take)
        self.form.saved.connect(self.save)
        inner = QWidget()
        inner.setLayout(margins(column(section(_("Draft")), "s", self.draft, "l", self.form, SPRING), "", "", "m", "m"))
        area = scrolled(inner)
        area.setFixedWidth(theme.width("problem_panel") + theme.gap("section"))
        self.figures = Table()
        self.figures.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        shown = column(section(_("As it stands on paper")), "s")
        shown.addWidget(self.figures, 1)
        body = row(self.table, area, gap="section")
        body.addLayout(shown, 1)
        layout.addLayout(body, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.table)

    # What stands there

    def refresh(self) -> None:
        chosen = self.memory.get("year")

        def work(desk: Desk) -> tuple[NoteSheet, list[tuple[int, str]]]:
            from welfare_desk.reports.budget import budget_years
            from welfare_desk.reports.note_editing import note_sheet

            years = desk.ask(lambda tx: budget_years(tx, desk.today))
            known = [each for each, _words in years]
            year = chosen if chosen in known else known[0]
            return desk.ask(lambda tx: note_sheet(tx, year, desk.today)), years

        self.ask(work, self._show)

    def _turn(self, year: object) -> None:
        self.memory["year"] = year
        self.refresh()

    def _show(self, found: tuple[NoteSheet, list[tuple[int, str]]]) -> None:
        self.sheet, years = found
        self.memory["year"] = self.sheet.year
        self.year.set_choices(years, self.sheet.year)
        words = _("Without words of the fund's own, the draft stands on paper. Figures come from the books.")
        if self.sheet.is_locked:
            words = _("The year {year} is locked for good; its notes stay.").format(year=self.sheet.year + BE_OFFSET)
        self.sentence.say(words)
        self.code = self.code or self.sheet.notes[0].code
        self._show_list()
        self._show_note()

    def _key(self) -> str:
        return f"{self.sheet.year if self.sheet is not None else 0} {self.code}"

    def note(self) -> NoteText | None:
        """Give the chosen note."""
        notes = self.sheet.notes if self.sheet is not None else ()
        return next((each for each in notes if each.code == self.code), None)

    def _show_list(self) -> None:
        if self.sheet is None:
            return
        year = self.sheet.year
        rows: list[Row] = []
        for each in self.sheet.notes:
            state = _("own words") if each.is_own else _("draft")
            if f"{year} {each.code}" in self.typed:
                state = _("not saved")
            rows.append(Row((each.title, state)))
        columns = (Column("title", _("Note"), width=24), Column("state", _("State"), width=10))
        self.table.show_report(Report("note-list", _("Words of the notes"), columns, tuple(rows)))

    def _choose(self, _row: object) -> None:
        at = self.table.current()
        if self.sheet is not None and 0 <= at < len(self.sheet.notes) and self.sheet.notes[at].code != self.code:
            self.code = self.sheet.notes[at].code
            self._show_note()

    def _show_note(self) -> None:
        note, sheet = self.note(), self.sheet
        if note is None or sheet is None:
            return
        nothing = _("There is no draft: write what the figures do not say by themselves.")
        self.draft.say(_shown(note.draft) or nothing)
        th, en = self.typed.get(self._key(), note.own)
        self._is_filled_in = True  # fields of several lines tell of words that nobody typed, too
        self.form.set_values(th=th, en=en)
        self._is_filled_in = False
        self._enable()
        report = "discussion" if note.code in {DISCUSSION, OUTLOOK} else "notes"
        day = sheet.day

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report

            return desk.ask(lambda tx: make_report(tx, report, {"on": day}, desk.today, self.facts.sees))

        self.ask(work, self.figures.show_report, "figures")

    def _enable(self) -> None:
        note, locked = self.note(), self.sheet is not None and self.sheet.is_locked
        self.save_button.setEnabled(self._key() in self.typed and not locked)
        self.back.setEnabled(note is not None and (note.is_own or self._key() in self.typed) and not locked)

    def _take(self) -> None:
        note = self.note()
        if note is None or self._is_filled_in:
            return
        values = self.form.typed()
        words = [str(values["th"]), str(values["en"])]
        if tuple(words) == note.own:
            self.typed.pop(self._key(), None)
        else:
            self.typed[self._key()] = words
        self._enable()
        self._show_list()

    # What is done

    def save(self) -> None:
        """Keep the chosen note in the fund's own words."""
        if self._key() in self.typed:
            self._write(*self.typed[self._key()])

    def take_draft(self) -> None:
        """Let the draft stand again in place of the fund's own words."""
        self._write("", "")

    def _write(self, th: str, en: str) -> None:
        sheet, code, key = self.sheet, self.code, self._key()
        if sheet is None:
            return

        def work(desk: Desk) -> None:
            from welfare_desk.services.note_texts import write_note

            write_note(desk, sheet.year, code, th, en)

        def done(_kept: None) -> None:
            self.typed.pop(key, None)
            self.refresh()

        self.act(work, done)

    def print_paper(self) -> None:
        """Show the notes, or the discussion, on paper."""
        if self.sheet is not None:
            is_talk = self.code in {DISCUSSION, OUTLOOK}
            title = _("What the figures of the year say") if is_talk else _("Notes to the statements")
            show_report_on_paper(self, title, "discussion" if is_talk else "notes", {"on": self.sheet.day})

    # What is typed stays

    def unsaved(self) -> object | None:
        return dict(self.typed) or None

    def restore(self, content: Any) -> None:
        self.typed = dict(content)
        self._show_list()
        self._show_note()

    def keep(self) -> None:
        self.memory["typed"] = self.typed


def _shown(words: tuple[str, str]) -> str:
    from welfare_desk.i18n import named

    return named(*words)
