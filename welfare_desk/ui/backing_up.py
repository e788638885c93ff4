"""Backups that nobody has to think of: once a day while a book is open, and when it is closed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar

from welfare_desk.dates import THAI_TIME
from welfare_desk.i18n import _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.jobs import Job
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, column, margins, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from welfare_desk.services.backups import Backups
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Settings

LOOK_MS = 600_000  # how often it is looked whether a day has passed


def back_up(
    jobs: Jobs, settings: Settings, done: Callable[[Backups], None], failed: Callable[[Exception], None]
) -> Job:
    """Make a backup in each of this computer's folders, aside, and note it in the book."""
    job = Job(_("Backing up"))
    folders = [Path(each) for each in settings.backup_folders]
    kept = list(settings.backups_kept)

    def work(desk: Desk) -> Backups:
        from welfare_desk.services.backups import make_backups, rotation_of  # noqa: PLC0415 - SQL is loaded late

        return make_backups(desk, folders, rotation_of(kept), job.step)

    def note(desk: Desk, made: Backups) -> None:
        from welfare_desk.services.backups import note_backups  # noqa: PLC0415 - see above

        note_backups(desk, made)

    def told(made: Backups, _reads: frozenset[str]) -> None:
        jobs.write(lambda desk: note(desk, made), lambda _none, _reads: done(made), failed)

    jobs.aside(work, told, failed, job)
    return job


class Backer(QObject):
    """Makes backups of an open book by itself; a practice book (`by_itself` false) needs none."""

    ended = Signal(object)

    def __init__(self, jobs: Jobs, settings: Settings, parent: QObject, *, by_itself: bool) -> None:
        super().__init__(parent)
        self._jobs, self._settings, self._by_itself = jobs, settings, by_itself
        self._seen: Sight | None = None
        self.job: Job | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_again)
        self._timer.start()

    def learn(self, seen: Sight) -> None:
        """Hear how the book stands now."""
        self._seen = seen

    def look_again(self) -> None:
        """Make the backup of the day, if it is due; what stands in the way is said on the page of backups."""

        def told(at: str, _reads: frozenset[str]) -> None:
            if self.is_due() and self._seen is not None and _day(self._seen.backed_up) != _day(at):
                self.start()

        self._jobs.aside(lambda desk: desk.made().at, told, lambda _error: None)

    def start(self) -> Job:
        """Begin a backup, or give the one that is on its way; `ended` tells what became of it."""
        if self.job is None:
            self.job = back_up(self._jobs, self._settings, self._end, self._end)
        return self.job

    def _end(self, outcome: object) -> None:
        self.job = None
        self.ended.emit(outcome)

    def is_due(self) -> bool:
        """Tell whether something was done that no backup holds yet."""
        return bool(self._by_itself and self._settings.backup_folders and self._seen and self._seen.has_changed)

    def finish(self, parent: QWidget) -> None:
        """Make the last backup before the book is closed, with a dialog that lets the person skip it."""
        if self.is_due():
            Leaving(self, parent).exec()


class Leaving(QDialog):
    """The last backup on its way; it closes by itself, and says what stood in the way."""

    def __init__(self, backer: Backer, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Backing the book up before it is closed")
        self.setWindowTitle(title)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(theme.width("dialog"))
        skip = Button(_("Close without a backup"), "secondary", "x", "Esc", act=self.reject)
        words = Text(_("Each backup is opened and checked; this may take a moment."), "body", "text2", wrap=True)
        body = column(Text(title, "strong"), words, self.bar, row(SPRING, skip), gap="m")
        self.setLayout(margins(body, "section", "xl", "section", "xl"))
        backer.ended.connect(self._end)
        self._job = backer.start()
        self._job.stepped.connect(self._step)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _end(self, outcome: Backups | Exception) -> None:
        self.accept()
        if isinstance(outcome, Exception):
            errors.show(outcome, self.parentWidget())
        elif not outcome.made:
            errors.tell(self.parentWidget(), _("No backup was made"), [each.sentence() for each in outcome.missed])

    def reject(self) -> None:
        """Leave without a backup; what was begun is cleared away."""
        self._job.cancel()
        super().reject()


def _day(at: str) -> object:
    return datetime.fromisoformat(at).astimezone(THAI_TIME).date() if at else None
