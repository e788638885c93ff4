"""Restore: choose a backup, see beside the book what it holds, and only then decide."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from welfare_desk.dates import moment
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.jobs import Cancelled, Job
from welfare_desk.ui.restoring import Back
from welfare_desk.ui.screens.backups import hide_words
from welfare_desk.ui.screens.before_upgrade import BeforeUpgrade
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, row
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.restores import Comparison, Restored
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SUFFIX = ".welfare"
_TONES = {  # how each relation of the book to the backup looks
    "same": ("circle-check", "ok"),
    "ahead": ("triangle-alert", "look"),
    "behind": ("info", "accent_text"),
    "apart": ("octagon-alert", "stop"),
    "other": ("octagon-alert", "stop"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison that was made, its sentences, and what the restore is given from outside."""

    found: Comparison
    said: tuple[str, ...]
    outside: Outside
    keys: Any


class RestoreScreen(Screen):
    """One backup beside the book; nothing is replaced before the person says so."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.file: Path | None = None
        self.compared: Compared | None = None
        self.sentence = Text("", "body", "text2")
        choose = Button(_("Choose a backup…"), "secondary", "folder-open", "F4", act=self.choose)
        back = Button(_("Back"), "secondary", "arrow-left", "Esc", act=lambda: self.go.emit("back", {}))
        self.before = BeforeUpgrade(self)
        layout, _head = page(_("Restore"), self.sentence, back, self.before, choose)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        layout.addWidget(self.bar)
        self.form = Form((Field("passphrase", _("Backup passphrase"), TextEdit()),))
        hide_words(self.form.editor("passphrase"))
        self.form.saved.connect(self.compare)
        self.form.hide()
        layout.addWidget(self.form)
        self._said = column()
        layout.addLayout(self._said)
        self.table = Table()
        layout.addWidget(self.table, 1)
        words = _("Choose the file of a backup. It is unpacked, opened and checked, and shown beside this book.")
        start = Button(_("Choose a backup…"), "secondary", "folder-open", act=self.choose)
        self.table.set_empty_state("upload", _("No backup was chosen yet"), words, start)
        self.table.show_report(Report("comparison", _("Beside one another"), (), ()))
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)
        self.replace = Button(_("Put it in the place of the book"), "danger", "upload", act=self.ask_replace)
        self.elsewhere = Button(_("Open as another book…"), "primary", "book-plus", "F2", act=self.open_elsewhere)
        self._acts = row(self.replace, self.elsewhere, SPRING)
        layout.addSpacing(theme.gap("m"))
        layout.addLayout(self._acts)
        layout.addSpacing(theme.gap("l"))
        self.setLayout(layout)
        self.setFocusProxy(choose)
        self._empty()

    def open(self, **params: str) -> None:
        """Compare a backup (`file`)."""
        if "file" in params:
            self.take(Path(params["file"]))

    def refresh(self) -> None:
        self.before.look()

    def choose(self) -> None:
        """Let the person choose the file of a backup."""
        what = _("Backups of Welfare Desk (*{suffix})").format(suffix=".welfare-backup")
        start = next(iter(self.settings.backup_folders), "")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a backup"), start, what)
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Look into a backup; the passphrase is asked where it is needed."""
        self.file = file
        self.form.set_values(passphrase="")
        self.form.hide()
        self.compare()

    # Compare

    def compare(self) -> None:
        """Check the backup and hold it against the book."""
        file = self.file
        if file is None:
            return
        self._empty()
        words = str(self.form.editor("passphrase").value())
        job = Job(_("Checking the backup"))
        job.stepped.connect(self._step)

        def work(desk: Desk) -> Compared:
            from welfare_desk.services.backups import keys_of  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.books import Outside  # noqa: PLC0415 - see above
            from welfare_desk.services.restores import compare_backup, said_of  # noqa: PLC0415 - see above

            found = compare_backup(desk, file, lambda: _given(words), job.step)
            outside = Outside(desk.today, desk.now, desk.random)
            return Compared(found, tuple(said_of(found)), outside, keys_of(desk.book))

        self.sentence.say(_("Checking {name}…").format(name=file.name))
        self.bar.setRange(0, 0)
        self.bar.show()
        self.ask(work, self._show, "compare", job, self._failed, aside=True)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _failed(self, error: Exception) -> None:
        self.bar.hide()
        self._empty()
        if isinstance(error, Cancelled):
            return
        needs_words = isinstance(error, RuleError) and error.problems[0].code.startswith("passphrase.")
        name = self.file.name if self.file is not None else ""
        if needs_words and isinstance(error, RuleError):
            self.sentence.say(_("{name} is encrypted.").format(name=name))
            self.form.show()
            self.form.show_problems(() if error.problems[0].code == "passphrase.needed" else error.problems)
            self.form.focus_first()
            return
        said = errors.sentences(error)
        if not said:
            self.fail(error)
            return
        self.sentence.say(name)
        for each in said:
            add(self._said, _line("octagon-alert", "stop", each))

    def _show(self, compared: Compared) -> None:
        self.bar.hide()
        self.form.hide()
        self.compared = compared
        found = compared.found
        words = _("{name} · backup of {at}")
        self.sentence.say(words.format(name=found.backup.name_th, at=moment(found.at)))
        icon, ink = _TONES[found.relation.value]
        headline, *rest = compared.said
        add(self._said, _line(icon, ink, headline))
        for each in rest[2:]:  # where both stand is in the table
            add(self._said, Text(each, "body", "text2", wrap=True))
        if found.verification.ok:
            add(self._said, _line("circle-check", "ok", _("The backup opens and passes every check.")))
        add(self._said, "l")
        self._said.addLayout(section(_("Beside one another")))
        self.table.show_report(_report(found))
        self._show_table(shown=True)
        self.replace.setVisible(found.relation.value != "other")
        self.elsewhere.show()
        self.elsewhere.setFocus()

    def _empty(self) -> None:
        self.compared = None
        clear(self._said)
        self._show_table(shown=self.file is None)
        self.replace.hide()
        self.elsewhere.hide()
        if self.file is None:
            words = _("A backup is checked and held against this book first. Nothing is replaced before you say so.")
            self.sentence.say(words)

    def _show_table(self, *, shown: bool) -> None:
        self.table.setVisible(shown)
        self._rest.setVisible(not shown)  # what takes the room in its place

    # Restore

    def ask_replace(self) -> None:
        """Replace the open book, if the person is sure."""
        said = _(
            "The book of the backup takes the place of this one. This one is kept beside it under another name; "
            "nothing is deleted."
        )
        if errors.ask(self.window(), _("Replace the book?"), said, _("Replace"), danger=True):
            self.replace_book()

    def replace_book(self) -> None:
        """Ask the window to let go of the book, restore, and open it again."""
        if self.compared is None or self.file is None:
            return
        seen, book = self.settings.seen, self.compared.found.book.book

        def let_go(actor: int) -> None:
            restore = self._restore(actor)

            def work(path: Path) -> Back:
                restored = restore(path)
                seen.pop(book, None)  # what it holds now was decided here, and is nothing strange
                kept = _("The book that was replaced is kept as {path}.").format(path=restored.kept)
                return Back(_("Restored"), [kept])

            self.leaves.emit(_("Restoring the book…"), work)

        def ask(desk: Desk) -> int:
            from welfare_desk.services.restores import allow_restore  # noqa: PLC0415 - SQL is loaded when asked

            return allow_restore(desk)

        self.act(ask, let_go)

    def open_elsewhere(self) -> None:
        """Restore under another name, and go on as before."""
        name = f"{self.facts.name_th}{SUFFIX}"
        what = _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Where shall the book lie?"), name, what)
        if chosen:
            path = Path(chosen)
            self.restore_to(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def restore_to(self, path: Path) -> None:
        """Restore the backup to a path, and tell where it lies."""
        restore = self._restore()
        job = Job(_("Restoring the book…"))

        def done(restored: Restored) -> None:
            said = _("The book lies at {path}. Open it from the start page (Ctrl+O).").format(path=restored.path)
            errors.tell(self.window(), _("Restored"), [said])

        self.ask(lambda _desk: restore(path), done, "restore", job, aside=True)

    def _restore(self, actor: int = 1) -> Callable[[Path], Restored]:
        compared, file = self.compared, self.file
        words = str(self.form.editor("passphrase").value())

        def restore(path: Path) -> Restored:
            from welfare_desk.services.restores import restore_book  # noqa: PLC0415 - SQL is loaded when asked

            assert compared is not None and file is not None  # noqa: S101, PT018 - told to the type checker
            return restore_book(file, path, compared.outside, lambda: _given(words), keys=compared.keys, actor=actor)

        return restore


def _given(words: str) -> str:
    if not words:
        raise RuleError(problem("passphrase.needed", N_("Write the backup passphrase."), "passphrase"))
    return words


def _line(icon: str, ink: str, words: str) -> Any:
    whole = row(Icon(icon, "button", ink), gap="m")
    whole.addWidget(Text(words, "medium", wrap=True), 1)
    return whole


def _report(found: Comparison) -> Report:
    book, backup = found.book, found.backup
    rows = (
        (_("Entries"), f"{book.heads.entries:,}", f"{backup.heads.entries:,}"),
        (_("of these in both"), f"{found.entries:,}", f"{found.entries:,}"),
        (_("Last voucher"), book.last_voucher, backup.last_voucher),
        (_("Acts in the trail"), f"{book.heads.acts:,}", f"{backup.heads.acts:,}"),
        (_("of these in both"), f"{found.acts:,}", f"{found.acts:,}"),
        (_("Last act"), moment(book.last_act), moment(backup.last_act)),
        (_("Members"), f"{book.members:,}", f"{backup.members:,}"),
    )
    columns = (
        Column("what", "", Kind.TEXT, 20),
        Column("book", _("This book"), Kind.CODE, 20),
        Column("backup", _("The backup"), Kind.CODE, 20),
    )
    return Report("comparison", _("Beside one another"), columns, tuple(Row(each) for each in rows))
