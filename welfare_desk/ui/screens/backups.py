"""Backups: where they lie, how old the last good one is, and all that were found; made, encrypted and opened here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from welfare_desk.dates import moment
from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.ui import errors, theme
from welfare_desk.ui.backing_up import back_up
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.jobs import Cancelled
from welfare_desk.ui.screens.backups_panel import BackupsPanel, Found
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import add, clear, column, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.backups import BackupFile, Backups
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.ui.cells import Look
    from welfare_desk.ui.jobs import Job, Jobs
    from welfare_desk.ui.memory import Memory

_STATE = 3  # the place of its column


class BackupsScreen(Screen):
    """Everything about the backups of this book."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Compare the backup with the book")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text("", "body", "text2")
        self.make = Button(_("Back up now"), "primary", "download", "F8", act=self.back_up)
        restore = Button(_("Restore"), "secondary", "upload", "F2", act=self.go_restore)
        layout, _head = page(_("Backups"), self.sentence, restore, self.make, rail=True)
        self._warning = column()
        layout.addLayout(self._warning)
        self.table = Table()
        self.table.opened.connect(lambda link: self.go.emit(link.report, dict(link.params)))
        self.table.set_tone(_mark_state, frozenset({"at", "entries", "voucher", "key", "folder"}))
        words = _("Choose a folder, best on a flash drive, and make the first backup. Each one is opened and checked.")
        start = Button(_("Choose the folder…"), "secondary", "folder-open", act=self.choose_folder)
        self.table.set_empty_state("download", _("No backup of this book was found"), words, start)
        self._panel = BackupsPanel()
        self._panel.chooses.connect(self.choose_folder)
        self._panel.drops.connect(self.drop_folder)
        self._panel.asks_passphrase.connect(self.ask_passphrase)
        self._panel.drops_passphrase.connect(self.drop_passphrase)
        area = scrolled(self._panel)
        area.setFixedWidth(theme.width("problem_panel"))
        body = row(gap="section")
        body.addWidget(self.table, 1)
        body.addWidget(area)
        layout.addLayout(body, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.make)
        self.job: Job | None = None

    # What there is

    def refresh(self) -> None:
        seen, folders = dict(self.settings.seen), list(self.settings.backup_folders)

        def work(desk: Desk) -> Found:
            from welfare_desk.services.backups import has_passphrase  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.sightings import look  # noqa: PLC0415 - see above

            sight = look(desk, seen)
            lie = tuple((folder, _files_in(Path(folder), sight.book)) for folder in folders)
            return Found(sight, desk.ask(has_passphrase), desk.book.is_encrypted, desk.now(), lie)

        self.ask(work, self._show, aside=True)  # a drive may take its time

    def _show(self, found: Found) -> None:
        good = [each.moment for _folder, files in found.folders if not isinstance(files, str) for each in files]
        self._show_warning(found.sight)
        self._panel.show_found(found)
        self.table.show_report(_report(found))
        words = ngettext("{count} backup was found", "{count} backups were found", len(good))
        self.sentence.say(words.format(count=len(good)))

    def _show_warning(self, sight: Sight) -> None:
        clear(self._warning)
        if sight.strange is None:
            return
        words = Text(sight.strange.sentence(), "body", "text", wrap=True)
        is_right = Button(_("This is the right book"), "secondary", "check", act=partial(self.accept_book, sight))
        icon = Icon("info", "button", "look") if sight.is_restored else Icon("octagon-alert", "button", "stop")
        whole = row(icon, gap="m")
        whole.addWidget(words, 1)
        add(whole, is_right)
        add(self._warning, whole)
        add(self._warning, "l")

    def accept_book(self, sight: Sight) -> None:
        """Go on from this book: this computer takes it for the right one."""
        self.settings.seen[sight.book] = sight.kept
        self.settings.save()
        self.refresh()

    # What can be done

    def choose_folder(self) -> None:
        """Let the person say where backups shall lie."""
        folder = QFileDialog.getExistingDirectory(self, _("Where shall copies lie?"))
        if folder:
            self.keep_folder(folder)

    def keep_folder(self, folder: str) -> None:
        """Put backups into one more folder from now on."""
        if folder not in self.settings.backup_folders:
            self.settings.backup_folders = [*self.settings.backup_folders, folder]
            self.settings.save()
        self.refresh()

    def drop_folder(self, folder: str) -> None:
        """Put no more backups into a folder; those that lie there stay."""
        self.settings.backup_folders = [each for each in self.settings.backup_folders if each != folder]
        self.settings.save()
        self.refresh()

    def back_up(self) -> None:
        """Make a backup now."""
        if not self.settings.backup_folders:
            self.choose_folder()
        if self.settings.backup_folders and self.job is None:
            self.make.setEnabled(False)
            self.job = back_up(self.jobs, self.settings, self._if_alive(self._made), self._if_alive(self._broke))

    def _made(self, done: Backups) -> None:
        self._let_go()
        said = [each.sentence() for each in done.missed]
        if done.verification is not None and not done.verification.ok:
            said.append(_("The book does not pass every check; this backup is not counted as good:"))
            said += [each.sentence() for each in done.verification.results if not each.ok]
        if said:
            errors.tell(self.window(), _("Not every backup is good"), said)
        self.refresh()

    def _broke(self, error: Exception) -> None:
        self._let_go()
        if not isinstance(error, Cancelled):
            self.fail(error)

    def _let_go(self) -> None:
        self.job = None
        self.make.setEnabled(True)

    def go_restore(self) -> None:
        """Go to the restore, with the chosen backup if there is one."""
        chosen = self.table.chosen()[:1]
        opens = chosen[0].opens if chosen else None
        self.go.emit("restore", dict(opens.params) if opens is not None else {})

    def ask_passphrase(self) -> None:
        """Let the person choose a passphrase, typed twice."""
        fields = [
            Field(name, label, TextEdit(), note)
            for name, label, note in (
                (
                    "passphrase",
                    _("Backup passphrase"),
                    _("Write it down and keep it apart: nobody can open them without."),
                ),
                ("again", _("The same once more"), ""),
            )
        ]
        for each in fields:
            hide_words(each.editor)

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            if values["passphrase"] != values["again"]:
                text = N_("The passphrase and its repetition differ.")
                raise RuleError(problem("passphrase.differs", text, "again"))
            if not values["passphrase"]:
                raise RuleError(problem("passphrase.none", N_("Write a passphrase."), "passphrase"))
            self.act(_setting(values["passphrase"]), lambda _none: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("Backup passphrase"), Form(fields), send).exec()

    def drop_passphrase(self) -> None:
        """Leave backups open from now on, if the person is sure."""
        said = _("Backups made from now on can be read by whoever finds them. Older ones stay encrypted.")
        if errors.ask(self.window(), _("Leave backups open?"), said, _("Leave them open"), danger=True):
            self.act(_setting(""), lambda _none: self.refresh())


def hide_words(editor: QWidget) -> None:
    """Show dots in place of what is typed."""
    if isinstance(editor, QLineEdit):
        editor.setEchoMode(QLineEdit.EchoMode.Password)


def _mark_state(row: Row, column: int, look: Look) -> Look:
    """Let the state of a backup be seen from afar."""
    if column != _STATE:
        return look
    is_good = row.cells[_STATE] == _("good")
    icon, ink = ("circle-check", "ok") if is_good else ("triangle-alert", "look")
    return replace(look, icon=icon, icon_ink=ink, ink=ink)


def _setting(passphrase: str) -> Any:
    def work(desk: Desk) -> None:
        from welfare_desk.services.backups import set_backup_passphrase  # noqa: PLC0415 - SQL is loaded when asked

        set_backup_passphrase(desk, passphrase)

    return work


def _files_in(folder: Path, book: str) -> Sequence[BackupFile] | str:
    from welfare_desk.services.backups import list_backups  # noqa: PLC0415 - SQL is loaded when asked

    try:
        return list_backups(folder, book)
    except BookError as error:
        return error.problem.sentence()


def _report(found: Found) -> Report:
    files = [each for _folder, files in found.folders if not isinstance(files, str) for each in files]
    rows = [
        Row(
            (
                moment(each.head.at),
                each.head.entries,
                each.head.last_voucher,
                _("good") if each.is_good else _("of a book that did not pass every check"),
                _("encrypted") if each.head.key is not None or each.head.is_sealed else _("not encrypted"),
                each.path.parent.name or str(each.path.parent),
            ),
            opens=Link("restore", (("file", str(each.path)),)),
        )
        for each in sorted(files, key=lambda each: each.moment, reverse=True)
    ]
    columns = (
        Column("at", _("Made"), Kind.CODE, 20),
        Column("entries", _("Entries"), Kind.NUMBER, 8),
        Column("voucher", _("Last voucher"), Kind.CODE, 14),
        Column("state", _("State"), Kind.TEXT, 14),
        Column("key", _("Kept"), Kind.CODE, 12),
        Column("folder", _("Folder"), Kind.TEXT, 24),
    )
    return Report("backups", _("Backups"), columns, tuple(rows))
