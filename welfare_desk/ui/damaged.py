"""What can be done about a book that is damaged: nothing of it is changed by any of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import errors
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.restoring import Wait
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.widgets.fields import PasswordEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.services.books import Outside
    from welfare_desk.services.restores import Restored
    from welfare_desk.services.salvage import Salvaged

# ruff: noqa: PLC0415 - SQL is loaded when it is needed

SALVAGE, RESTORE = 2, 3


class Rescue:
    """Offers, for one damaged file, to restore a backup in its place or to save what can be read of it."""

    def __init__(
        self,
        window: QWidget,
        path: Path,
        outside: Callable[[], Outside],
        opened: Callable[[Path, None, str], None],
        passphrase: str = "",
    ) -> None:
        self._window, self._path, self._outside, self._opened = window, path, outside, opened
        self._passphrase = passphrase  # of the damaged file, if it is encrypted

    def offer(self, error: Exception) -> None:
        """Say what is wrong, and let the person choose."""
        said = [*errors.sentences(error), _("The file stays as it is, whatever you choose here.")]
        dialog = errors.Dialog(self._window, ("octagon-alert", "stop"), _("The book is damaged"), said)
        dialog.offer(_("Close"), QDialog.DialogCode.Rejected)
        for words, code, kind in (
            (_("Save what can be read…"), SALVAGE, "secondary"),
            (_("Restore a backup…"), RESTORE, "primary"),
        ):
            dialog.offer(words, code, kind)  # pyright: ignore[reportArgumentType] - Qt takes any number
        chosen = dialog.exec()
        if chosen == SALVAGE:
            self.ask_folder()
        elif chosen == RESTORE:
            self.ask_backup()

    # What can be read

    def ask_folder(self) -> None:
        """Let the person say where the tables shall lie."""
        folder = QFileDialog.getExistingDirectory(self._window, _("Save what can be read…"))
        if folder:
            self.salvage(Path(folder))

    def salvage(self, folder: Path) -> None:
        """Save what can be read, and say what."""
        now = self._outside().now()

        def work() -> Salvaged:
            from welfare_desk.services.passphrases import key_of
            from welfare_desk.services.salvage import salvage_book

            key = key_of(self._path, self._passphrase) if self._passphrase else None
            return salvage_book(self._path, folder, now, key)

        def done(saved: Salvaged) -> None:
            said = [_("What can be read lies in {folder}.").format(folder=saved.folder)]
            if saved.torn:
                said.append(_("Something is missing of: {tables}.").format(tables=", ".join(saved.torn)))
            errors.tell(self._window, _("Saved what can be read"), said)

        Wait(work, done, self._failed, self._window)

    # A backup in its place

    def ask_backup(self) -> None:
        """Let the person choose a backup, and type its passphrase if it has one."""
        what = _("Backups of Welfare Desk (*.welfare-backup)")
        chosen, _kind = QFileDialog.getOpenFileName(self._window, _("Restore a backup…"), "", what)
        if not chosen:
            return
        note = _("Left empty where the backup is not encrypted.")
        form = Form((Field("passphrase", _("Passphrase of the backup"), PasswordEdit(), note),))

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            dialog.accept()
            self.restore(Path(chosen), values["passphrase"])

        FormDialog(self._window, _("Restore a backup…"), form, send).exec()

    def restore(self, file: Path, passphrase: str) -> None:
        """Put the backup in the place of the damaged book, which is kept beside it, and open it."""
        outside = self._outside()

        def work() -> Restored:
            from welfare_desk.services.backups import Keys
            from welfare_desk.services.passphrases import key_of
            from welfare_desk.services.restores import restore_book

            keys = Keys(book=key_of(self._path, self._passphrase) if self._passphrase else None)
            return restore_book(file, self._path, outside, lambda: passphrase, keys=keys)

        def done(restored: Restored) -> None:
            self._opened(restored.path, None, self._passphrase)
            kept = _("The book that was replaced is kept as {path}.").format(path=restored.kept)
            errors.tell(self._window, _("Restored"), [kept])

        Wait(work, done, self._failed, self._window)

    def _failed(self, error: Exception) -> None:
        errors.show(error, self._window)
