"""A new book, step by step: every step can be left and taken up again, also on another day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.dates import long_day, month_name
from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.i18n import N_, _, language, speak_of
from welfare_desk.ledger.accounts import read_chart
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.resource import resource
from welfare_desk.services.first_steps import (
    OWN_PLAN,
    Answers,
    Step,
    new_book,
    path,
    problems_of,
    step_after,
    step_before,
    take_up,
)
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.first_run_forms import KINDS, SHARES, WORDS, forms, read
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import PasswordEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, section
from welfare_desk.welfare.plans import READY_PLANS

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from welfare_desk.ui.memory import Settings

SUFFIX = ".welfare"


class FirstRun(QWidget):
    """The way to a new book. `made` gives its path and what it is told, `left` goes back to the first page.

    What was typed is kept in the settings of this computer from step to step.
    """

    made = Signal(object, object)
    left = Signal()
    language_chosen = Signal(str)

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__()
        self._settings, self._today = settings, today
        self.answers = Answers(language=language())
        self.forms = forms(self.answers, today)
        self._recall()
        self._steps = QVBoxLayout()
        self._title, self._why = Text("", "title", wrap=True), Text("", "body", "text2", wrap=True)
        self._pages = QStackedWidget()
        self._places = {step: self._pages.addWidget(scrolled(self._page(step))) for step in Step}
        self._back = Button(_("Back"), "secondary", "arrow-left", act=self.go_back)
        self._on = Button(_("Continue"), "primary", "arrow-right", "Ctrl Enter", act=self.go_on)
        later = Button(_("Finish later"), "link", act=self.leave)
        whole = column(self._title, "xs", self._why, "section")
        whole.addWidget(self._pages, 1)
        add(whole, "m")
        add(whole, row(self._back, self._on, SPRING, later))
        inner = QWidget()
        inner.setLayout(margins(whole, "page", "page", "page", "section"))
        listed = column(Text(_("Make a new book"), "h2"), "l", self._steps, SPRING)
        side = Ground(margins(listed, "l", "page", "l", "l"), "sidebar", "r")
        side.setFixedWidth(theme.width("list_beside"))
        both = row(side, gap="")
        both.addWidget(inner, 1)
        self.setLayout(margins(both))
        for form in self.forms.values():
            form.saved.connect(self.go_on)
            form.left.connect(self.leave)
        self.forms[Step.LANGUAGE].editor("language").picked.connect(self._choose_language)
        self._take_up()

    # Where we are

    def _recall(self) -> None:
        kept: dict[str, Any] = self._settings.first_steps
        self._seen = {Step(each) for each in kept.get("seen", ())}
        self.folder = str(kept.get("folder", "")) or next(iter(self._settings.backup_folders), "")
        for step, typed in kept.get("typed", {}).items():
            self.forms[Step(step)].retype(typed)
        self.forms[Step.LANGUAGE].set_values(language=language())
        for step in self.forms:
            self._read(step, quietly=True)

    def _take_up(self) -> None:
        at = self._settings.first_steps.get("at")
        self.show_step(Step(at) if at else take_up(self.answers, self._seen, self._today))

    def keep(self) -> None:
        """Keep what was typed so far on this computer."""
        self._settings.first_steps = {
            "at": self.step.value,
            "seen": [each.value for each in self._seen],
            "typed": {step.value: form.typed() for step, form in self.forms.items()},
            "folder": self.folder,
        }
        self._settings.save()

    def show_step(self, step: Step) -> None:
        """Show a step of the way."""
        steps = path(self.answers)
        self.step = step if step in steps else Step.MAKE
        speak_of(self.answers.kind.value)
        _short, asks, why = WORDS[self.step]
        self._title.say(_(asks))
        self._why.say(_(why))
        self._show_list(steps)
        if self.step is Step.CHART:
            self._show_chart()
        if self.step is Step.MAKE:
            self._show_answers()
        self._pages.setCurrentIndex(self._places[self.step])
        self._back.setEnabled(self.step is not steps[0])
        self._on.say(_("Make the book") if self.step is Step.MAKE else _("Continue"))
        if self.step in self.forms:
            self.forms[self.step].focus_first()
        else:
            self._on.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep()

    def _show_list(self, steps: tuple[Step, ...]) -> None:
        clear(self._steps)
        for step in steps:
            is_done = step in self._seen and not problems_of(step, self.answers, self._today)
            is_here = step is self.step
            icon = Icon("circle-check" if is_done else "circle", "status", "ok" if is_done else "muted")
            link = Button(
                _(WORDS[step][0]), "link", act=lambda step=step: self.jump(step), role="strong" if is_here else ""
            )
            link.setEnabled(is_here or step in self._seen)
            self._steps.addLayout(row(icon, link, SPRING, gap="xs"))

    # Going on and back

    def _read(self, step: Step, *, quietly: bool = False) -> bool:
        """Take the answers of a step; tell whether they can stay."""
        form = self.forms.get(step)
        try:
            self.answers = replace(read(self.forms, self.answers, step), backup_folder=self.folder)
            found = problems_of(step, self.answers, self._today)
        except RuleError as error:
            found = list(error.problems)
        if not quietly:
            if form is not None:
                form.show_problems(found)
            elif found:
                errors.tell(self.window(), _("Something is missing"), [each.sentence() for each in found])
        return not found

    def go_on(self) -> None:
        """Take the answers of this step and go to the next; after the last one, make the book."""
        if not self._read(self.step):
            return
        self._seen.add(self.step)
        if self.step is Step.MAKE:
            unread = next((step for step in path(self.answers) if not self._read(step, quietly=True)), None)
            if unread is None:
                self.make()
            else:  # it was left by the list with something that cannot be read
                self.show_step(unread)
                self._read(unread)
        else:
            self.show_step(step_after(self.step, self.answers))

    def go_back(self) -> None:
        """Go to the step before; what stands in this one stays typed."""
        self._read(self.step, quietly=True)
        self.show_step(step_before(self.step, self.answers))

    def jump(self, step: Step) -> None:
        """Go to a step that was seen already."""
        self._read(self.step, quietly=True)
        self.show_step(step)

    def leave(self) -> None:
        """Go back to the first page; the way is taken up here again."""
        self.keep()
        speak_of("")
        self.left.emit()

    def _choose_language(self, chosen: object) -> None:
        self._seen.add(Step.LANGUAGE)
        self.keep()
        self.language_chosen.emit(str(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    # The pages

    def _page(self, step: Step) -> QWidget:
        whole = QWidget()
        if step in self.forms:
            layout = column(self.forms[step])
        elif step is Step.CHART:
            self.chart = Table()
            layout = column()
            layout.addWidget(self.chart, 1)
            whole.setLayout(margins(layout))
            return whole
        elif step is Step.BACKUP:
            self._folder = Text(self.folder or _("No folder was chosen yet."), "body", "text2", wrap=True)
            choose = Button(_("Choose the folder…"), "secondary", "folder-open", act=self._choose_folder)
            layout = column(self._folder, "s", row(choose, SPRING))
        else:
            self._summary = QVBoxLayout()
            note = _("Left empty, whoever copies the file can read it. A passphrase can be set later too.")
            fields = (
                Field("passphrase", _("Passphrase of the book"), PasswordEdit(), note),
                Field("again", _("The same once more"), PasswordEdit()),
            )
            self.secret = Form(fields)  # never kept with the other answers
            self.secret.saved.connect(self.go_on)
            self.secret.left.connect(self.leave)
            layout = column(self._summary, "l", section(_("Passphrase")), "m", self.secret)
        add(layout, SPRING)
        whole.setLayout(margins(layout))
        return whole

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Where shall copies lie?"), self.folder)
        if folder:
            self.choose_folder(folder)

    def choose_folder(self, folder: str) -> None:
        """Take the folder where copies shall lie."""
        self.folder = folder
        self._folder.say(folder)
        self._read(Step.BACKUP, quietly=True)

    def _show_chart(self) -> None:
        file = resource("charts", f"{self.answers.kind.value.replace('-', '_')}.tsv")
        accounts = read_chart(file.read_text(encoding="utf-8"))
        rows = tuple(Row((each.code, each.name), Role.HEADING if each.is_header else Role.ITEM) for each in accounts)
        columns = (Column("account", _("Number"), Kind.CODE, 8), Column("name", _("Account"), width=40))
        self.chart.show_report(Report("chart", "", columns, rows))

    def _show_answers(self) -> None:
        clear(self._summary)
        answers = self.answers
        for step, value in (
            (Step.FUND, " · ".join(filter(None, (answers.name_th, answers.address)))),
            (Step.KIND, _(dict(KINDS)[answers.kind.value])),
            (Step.YEAR, _year_words(answers)),
            (Step.PLAN, _plan_words(answers)),
            (Step.SPLIT, " · ".join(f"{_(SHARES[fund])} {share} %" for fund, share in answers.weights)),
            (Step.OPENING, _("with balances") if answers.brings_balances else _("empty")),
            (Step.PAPERS, " · ".join(filter(None, (answers.head, answers.treasurer))) or "-"),
            (Step.BACKUP, answers.backup_folder or "-"),
        ):
            if step not in path(answers):
                continue
            label = Text(_(WORDS[step][0]), "small", "muted")
            label.setFixedWidth(theme.width("name"))
            parts = row(label, gap="m")
            parts.addWidget(Text(value, "medium", wrap=True), 1)
            link = Button(_("Change"), "link", act=lambda step=step: self.jump(step))
            link.setAccessibleName(f"{link.text()}: {_(WORDS[step][0])}")
            add(parts, link)
            self._summary.addLayout(margins(parts, "", "xs", "", "xs"))
            self._summary.addWidget(line())

    # The end of the way

    def make(self) -> None:
        """Ask where the book shall lie, then hand it over to be made."""
        wanted = None if self._chosen_passphrase() is None else self.ask_path(self.answers.name_th)
        if wanted is not None:
            self.hand_over(wanted)

    def ask_path(self, name: str) -> Path | None:
        """Let the person say where the book shall lie."""
        what = _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Where shall the book lie?"), f"{name}{SUFFIX}", what)
        if not chosen:
            return None
        wanted = Path(chosen)
        return wanted if wanted.suffix == SUFFIX else wanted.with_name(wanted.name + SUFFIX)

    def hand_over(self, wanted: Path) -> None:
        """Give the window what the new book is told; the way is forgotten."""
        if wanted.exists():
            error = BookError(problem("book.exists", N_("There is already a file at {path}."), path=wanted))
            errors.show(error, self)
            return
        passphrase = self._chosen_passphrase()
        if passphrase is None:
            return
        if self.folder:
            others = [each for each in self._settings.backup_folders if each != self.folder]
            self._settings.backup_folders = [self.folder, *others]
        self.made.emit(wanted, replace(new_book(self.answers), passphrase=passphrase))

    def _chosen_passphrase(self) -> str | None:
        """Read the passphrase, empty for none; one that will not do is said at its field."""
        from welfare_desk.services.passphrases import see_that_it_is_good  # noqa: PLC0415 - cryptography is loaded here

        given = self.secret.values()
        found: list[Problem] = []
        try:
            if given["passphrase"]:
                see_that_it_is_good(given["passphrase"])
        except RuleError as error:
            found += error.problems
        if given["passphrase"] != given["again"]:
            found.append(problem("secret.differs", N_("The two are not the same."), "again"))
        self.secret.show_problems(found)
        if found:
            return None
        return given["passphrase"]


def _year_words(answers: Answers) -> str:
    day = long_day(answers.first_day) if answers.first_day else "-"
    return _("from {month}; the book begins on {day}").format(month=month_name(answers.fiscal_year_start), day=day)


def _plan_words(answers: Answers) -> str:
    if answers.plan == OWN_PLAN and answers.own_plan is not None:
        return _("{amount} baht").format(amount=answers.own_plan.amount.text())
    return next((plan.name for plan in READY_PLANS if plan.code == answers.plan), "")
