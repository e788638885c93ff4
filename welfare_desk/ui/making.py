"""What a page shows while it makes a large file: how far it is, a way to stop it, and where it lies afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar

from welfare_desk.i18n import _
from welfare_desk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from welfare_desk.ui.jobs import Job


class Making:
    """One file at a time: `shut` cannot be used meanwhile; `job` is nothing while none is made."""

    def __init__(self) -> None:
        self.job: Job | None = None
        self.path: Path | None = None
        self.stop = Button(_("Stop"), "secondary", "x", "Esc", act=self.cancel)
        self.folder = Button(_("Open the folder"), "secondary", "folder-open", act=self.open_folder)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.shut: Sequence[QWidget] = ()
        for each in (self.stop, self.folder, self.bar):
            each.hide()

    def begin(self, job: Job) -> None:
        """Show that a file is being made."""
        self.job = job
        job.stepped.connect(self._step)
        self._show(running=True)

    def end(self, path: Path | None = None) -> None:
        """Show that it is finished, and where it lies; nothing: it was not made."""
        self.job = None
        self._show(running=False)
        if path is not None:
            self.path = path
            self.folder.show()

    def cancel(self) -> None:
        """Stop what is being made."""
        if self.job is not None:
            self.job.cancel()

    def open_folder(self) -> None:
        """Show the folder in which the file lies."""
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    def _show(self, *, running: bool) -> None:
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.stop.setVisible(running)
        for each in self.shut:
            each.setEnabled(not running)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
