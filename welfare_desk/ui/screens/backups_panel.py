"""What stands beside the backups of a book: the last good one, the folders, and the passphrase they open with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.dates import moment
from welfare_desk.i18n import _, ngettext
from welfare_desk.ui.screens.todos import ago, is_stale
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Chip, Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.services.backups import BackupFile
    from welfare_desk.services.sightings import Sight


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the book as it is seen now, whether backups are encrypted, and what lies in each folder.

    The backups of an encrypted book (`is_sealed`) are encrypted as it is.
    """

    sight: Sight
    is_encrypted: bool
    is_sealed: bool
    now: datetime
    folders: tuple[tuple[str, Sequence[BackupFile] | str], ...]


class BackupsPanel(QWidget):
    """How backups stand, and what can be changed of that; the signals say what the person wants."""

    chooses = Signal()
    drops = Signal(str)
    asks_passphrase = Signal()
    drops_passphrase = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._last, self._folders, self._key = column(), column(), column()
        parts = column(self._last, "section", self._folders, "section", self._key, SPRING)
        self.setLayout(margins(parts, "", "", "m", "l"))

    def show_found(self, found: Found) -> None:
        """Show what was found."""
        self._show_last(found)
        self._show_folders(found)
        if found.is_sealed:
            self._show_sealed()
        else:
            self._show_key(is_encrypted=found.is_encrypted)

    def _show_last(self, found: Found) -> None:
        clear(self._last)
        at = datetime.fromisoformat(found.sight.backed_up) if found.sight.backed_up else None
        chip = Chip("", "ok")
        if is_stale(at, found.now):
            chip.show_state(_("Make a copy"), "look")
        elif found.sight.has_changed:
            chip.show_state(_("The book went on since"), "neutral")
        else:
            chip.show_state(_("Holds everything"), "ok")
        many, unit = ("-", "") if at is None else ago(found.now - at)
        self._last.addLayout(section(_("Last good backup")))
        add(self._last, "m")
        add(
            self._last, row(Text(many, "figure"), column(SPRING, Text(unit, "small", "muted"), "xs"), SPRING, gap="pad")
        )
        note = _("None was noted in this book yet.") if at is None else moment(found.sight.backed_up)
        add(self._last, Text(note, "small", "text2", wrap=True))
        add(self._last, "s")
        add(self._last, row(chip, SPRING))

    def _show_folders(self, found: Found) -> None:
        clear(self._folders)
        self._folders.addLayout(section(_("Where backups lie")))
        for folder, files in found.folders:
            is_away = isinstance(files, str)
            icon = Icon("triangle-alert", "button", "look") if is_away else Icon("folder-open", "button", "text2")
            drop = Button(_("Remove"), "link", act=partial(self.drops.emit, folder), size="button_small")
            drop.setAccessibleName(f"{drop.text()}: {folder}")
            said = files if isinstance(files, str) else _newest(files)
            words = column(
                Text(folder, "medium", wrap=True), Text(said, "small", "look" if is_away else "muted", wrap=True)
            )
            whole = row(icon, gap="m")
            whole.addLayout(words, 1)
            add(whole, drop)
            add(self._folders, margins(whole, "", "s", "", "s"))
            add(self._folders, line())
        if not found.folders:
            words = _("Best on a flash drive, apart from this computer. Each copy is opened and compared.")
            add(self._folders, "s")
            add(self._folders, Text(words, "small", "muted", wrap=True))
        add(self._folders, "s")
        choose = Button(_("Add a folder…"), "secondary", "folder-open", act=self.chooses.emit)
        add(self._folders, row(choose, SPRING))
        words = _("Backups are made by themselves once a day and when the book is closed.")
        add(self._folders, "s")
        add(self._folders, Text(words, "small", "muted", wrap=True))

    def _show_sealed(self) -> None:
        clear(self._key)
        self._key.addLayout(section(_("Passphrase of the book")))
        said = row(Icon("lock", "button", "ok"), gap="m")
        words = _("The book is encrypted, and so are its backups: each opens with the passphrase of its day.")
        said.addWidget(Text(words, "body", "text2", wrap=True), 1)
        add(self._key, "m")
        add(self._key, said)

    def _show_key(self, *, is_encrypted: bool) -> None:
        clear(self._key)
        self._key.addLayout(section(_("Backup passphrase")))
        words = _("Backups are encrypted. On another computer they open with the passphrase alone.")
        if not is_encrypted:
            words = _("Backups are not encrypted: whoever finds one can read the members' names and money.")
        state = Icon("lock", "button", "ok") if is_encrypted else Icon("info", "button", "look")
        said = row(state, gap="m")
        said.addWidget(Text(words, "body", "text2", wrap=True), 1)
        add(self._key, "m")
        add(self._key, said)
        add(self._key, "s")
        label = _("Change the passphrase…") if is_encrypted else _("Set a passphrase…")
        buttons = row(Button(label, "secondary", "key-round", act=self.asks_passphrase.emit))
        if is_encrypted:
            add(buttons, Button(_("Leave them open"), "link", act=self.drops_passphrase.emit))
        add(buttons, SPRING)
        add(self._key, buttons)


def _newest(files: Sequence[BackupFile]) -> str:
    if not files:
        return _("No backup of this book lies here yet.")
    words = ngettext("{count} backup, the newest of {at}", "{count} backups, the newest of {at}", len(files))
    return words.format(count=len(files), at=moment(files[0].head.at))
