"""Several books of one body in one statement: this one and others, what they owe each other taken out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _, named, ngettext
from welfare_desk.ui import errors, theme
from welfare_desk.ui.files import FORMS, drawn, write_file
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.screens.start import SUFFIX
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, PasswordEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import Flow, clear, column, row
from welfare_desk.ui.widgets.text import Text, empty_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.other_books import OtherBook, OwedBetween
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL and the drawers of papers are loaded when they are asked for

_ASKS = frozenset({"combined.sealed", "combined.who"})


class CombinedScreen(Screen):
    """The books that are put together, and their statement."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("F2", N_("Add a book")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        memory.setdefault("others", [])
        memory.setdefault("owed", [])
        self.report: Report | None = None
        purpose = _("Books of one body, such as a fund and its cooperative, in one statement. Nothing is written.")
        self.sentence = Text(purpose, "body", "text2")
        self.paper = Button(_("On paper"), "secondary", "printer", "F9", act=self.show_paper)
        self.export = Button(_("Export"), "secondary", "download", "F6", act=self.offer_forms)
        self.owe = Button(_("What they owe each other…"), "secondary", "hand-coins", "F8", act=self.ask_owed)
        add_book = Button(_("Add a book…"), "primary", "plus", "F2", act=self.choose)
        layout, _head = page(
            _("Several books in one statement"), self.sentence, self.paper, self.export, self.owe, add_book, rail=True
        )
        self.day = DayEdit(day_reader(facts.today), memory.get("on", facts.today))
        self.day.make_quiet()
        self.day.setFixedWidth(theme.width("status"))
        self.day.setAccessibleName(_("As of"))
        self.day.entered.connect(self._turn)
        on = QWidget()
        on.setLayout(row(Text(_("As of"), "small", "muted"), self.day, gap="pad"))
        flow = Flow()
        flow.add(on)
        layout.addLayout(flow)
        self._chips = column(gap="xs")
        layout.addSpacing(theme.gap("s"))
        layout.addLayout(self._chips)
        layout.addSpacing(theme.gap("m"))
        self.notes = Text("", "small", "text2", wrap=True)
        layout.addWidget(self.notes)
        layout.addSpacing(theme.gap("s"))
        self.table = Table()
        words = _("Add the other books. What one has in another, such as a deposit, is taken out on both sides.")
        start = Button(_("Add a book…"), "secondary", "folder-open", act=self.choose)
        self._empty = empty_state("book-open", _("One book alone"), words, start)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(add_book)
        self._show_books()

    # Which books

    def choose(self) -> None:
        """Let the person find another book."""
        what = _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX)
        path, _kind = QFileDialog.getOpenFileName(self, _("Add a book"), "", what)
        if path:
            self.add_book(Path(path))

    def add_book(self, path: Path) -> None:
        """Open another book to read; where it is shut, ask for what opens it."""
        from welfare_desk.services.other_books import OtherBook, name_other_book

        other = OtherBook(path)
        self.ask(
            lambda desk: name_other_book(desk, other),
            lambda name: self._taken((other, name)),
            "other",
            failed=partial(self._shut, other),
        )

    def _shut(self, other: OtherBook, error: Exception) -> None:
        codes = {each.code for each in error.problems} if isinstance(error, RuleError) else set[str]()
        if not codes & _ASKS:
            self.fail(error)
            return
        fields = [
            Field("person", _("Your name in that book"), TextEdit(), _("Empty where it does not ask who is there.")),
            Field("password", _("Password"), PasswordEdit()),
        ]
        if "combined.sealed" in codes:
            fields.insert(0, Field("passphrase", _("Passphrase"), PasswordEdit()))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> tuple[OtherBook, str]:
                from welfare_desk.services.other_books import name_other_book

                given = replace(other, **{name: value or "" for name, value in values.items()})
                return given, name_other_book(desk, given)

            return work

        self.fill_in(other.path.stem, Form(tuple(fields)), work_of, self._taken)

    def _taken(self, found: tuple[OtherBook, str]) -> None:
        self.memory["others"] = [*self.memory["others"], found]
        self.refresh()

    def remove(self, at: int) -> None:
        """Leave a book out again, and whatever was said of it."""
        self.memory["others"] = [each for place, each in enumerate(self.memory["others"]) if place != at]
        self.memory["owed"] = []
        self.refresh()

    def ask_owed(self) -> None:
        """Ask what one of the books has in another."""
        from welfare_desk.services.other_books import OwedBetween, combine_books

        books = list(enumerate(self._names()))
        place = _("An account, or account/number of a savings account: 21410/ORD-00001")
        form = Form(
            (
                Field("owner", _("This book has money"), Pick("", books, 0)),
                Field("owned_at", _("On its account"), TextEdit(), _("For example 11210, deposits elsewhere.")),
                Field("owes", _("In this book"), Pick("", books, 1 if len(books) > 1 else 0)),
                Field("owed_at", _("There it stands on"), TextEdit(), place),
            )
        )
        others, day = self._others(), self._day()

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> OwedBetween:
                owed = OwedBetween(
                    values["owner"], values["owned_at"].strip(), values["owes"], values["owed_at"].strip()
                )
                combine_books(desk, others, [owed], day)  # says what cannot be found
                return owed

            return work

        self.fill_in(_("What they owe each other"), form, work_of, self._owed)

    def _owed(self, owed: OwedBetween) -> None:
        self.memory["owed"] = [*self.memory["owed"], owed]
        self.refresh()

    def forget(self, at: int) -> None:
        """Take out no longer what one book has in another."""
        self.memory["owed"] = [each for place, each in enumerate(self.memory["owed"]) if place != at]
        self.refresh()

    def _names(self) -> list[str]:
        return [named(self.facts.name_th, self.facts.name_en), *(name for _other, name in self.memory["others"])]

    def _others(self) -> list[OtherBook]:
        return [other for other, _name in self.memory["others"]]

    def _day(self) -> Any:
        return self.memory.get("on", self.facts.today)

    def _turn(self) -> None:
        try:
            self.memory["on"] = self.day.value() or self.facts.today
        except RuleError as error:
            errors.show(error, self.window())
            return
        self.refresh()

    # The statement

    def refresh(self) -> None:
        self._show_books()
        others, owed, day = self._others(), list(self.memory["owed"]), self._day()
        if not others:
            return

        def work(desk: Desk) -> Report:
            from welfare_desk.services.other_books import combine_books

            return combine_books(desk, others, owed, day)

        self.ask(work, self._show)

    def _show_books(self) -> None:
        clear(self._chips)
        flow, names, has = Flow(), self._names(), bool(self.memory["others"])
        for at, name in enumerate(names[1:]):
            out = Button(name, "secondary", "x", act=partial(self.remove, at), size="option")
            out.setAccessibleName(_("Leave {book} out").format(book=name))
            flow.add(out)
        for at, each in enumerate(self.memory["owed"]):
            words = f"{names[each.owner]} {each.owned_at} = {names[each.owes]} {each.owed_at}"
            out = Button(words, "secondary", "x", act=partial(self.forget, at), size="option")
            flow.add(out)
        whole = QWidget()
        whole.setLayout(flow)
        self._chips.addWidget(whole)
        self._empty.setVisible(not has)
        for part in (self.table, self.notes, self.paper, self.export, self.owe):
            part.setVisible(has)

    def _show(self, report: Report) -> None:
        self.report = report
        self.table.show_report(report)
        many = len(self.memory["others"]) + 1
        books = ngettext("{count} book", "{count} books", many).format(count=many)
        self.sentence.say(f"{books} · {report.subtitle}")
        self.notes.set_colour("stop" if report.holds is False else "text2")
        self.notes.say(" · ".join(report.notes))

    def show_paper(self) -> None:
        """Show the statement as it will be on paper."""
        report = self.report
        if report is not None:
            self.ask(lambda _desk: drawn(report, "pdf"), lambda content: self.preview(report.title, content), "paper")

    def offer_forms(self) -> None:
        """Offer the forms in which the statement can be kept."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        for form, words in FORMS:
            menu.addAction(_(words)).triggered.connect(lambda _checked=False, form=form: self.save_as(form))
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def save_as(self, form: str) -> None:
        """Let the person choose a file, and write the statement into it."""
        if self.report is None:
            return
        path, _kind = QFileDialog.getSaveFileName(self, _("Export"), f"{self.report.title}.{form}", f"*.{form}")
        if path:
            self.write(Path(path), form)

    def write(self, path: Path, form: str) -> None:
        """Draw the statement and write it; the window stays alive meanwhile."""
        report = self.report
        if report is not None:
            said = _("Saved as {name}.").format(name=path.name)
            self.ask(lambda _desk: write_file(path, drawn(report, form)), lambda _size: self.sentence.say(said), "file")
