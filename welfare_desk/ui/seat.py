"""Who sits at the window: signing in, locking it when nobody works, and changing places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from welfare_desk.ui.screens.sign_in import Door, SignInScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStackedWidget

    from welfare_desk.ledger.people import User
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Settings

WORKED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
MINUTE_MS = 60_000


class Seat(QObject):
    """The place at one book. `taken` tells that somebody proved who he or she is; `left` that another book is wanted.

    A PIN is enough for those who gave their password since the book was opened here.
    """

    taken = Signal(int)
    left = Signal()
    timed_out = Signal()

    def __init__(self, jobs: Jobs, settings: Settings, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._settings, self._stack = jobs, settings, stack
        self._gave_password: set[int] = set()
        self._watched: QDialog | None = None
        self.screen: SignInScreen | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._time_out)

    def ask(self, name: str, doors: Sequence[tuple[User, bool]], stack: QStackedWidget) -> None:
        """Show the page that asks who is there, in a book called `name`."""
        self._stack = stack
        self._idle.stop()
        self.leave_page()
        shown = [Door(user.name, pin and user.id in self._gave_password) for user, pin in doors]
        self.screen = SignInScreen(name, shown, self._settings.last_person)
        self.screen.tried.connect(self._try)
        self.screen.left.connect(self.left)
        self._stack.addWidget(self.screen)
        self._stack.setCurrentWidget(self.screen)
        self.screen.setFocus()

    @property
    def is_asking(self) -> bool:
        """Tell whether nobody sits here yet, or the window is locked."""
        return self.screen is not None

    def leave_page(self) -> None:
        """Take the page away that asks who is there."""
        if self.screen is not None:
            self._stack.removeWidget(self.screen)
            self.screen.deleteLater()
            self.screen = None

    def watch(self) -> None:
        """Begin to wait for nobody working; each key and each move of the mouse begins anew."""
        if self._settings.lock_minutes:
            self._idle.start(self._settings.lock_minutes * MINUTE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORKED and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def _time_out(self) -> None:
        """Lock; a dialog is given its own time first, since its keys are not the window's."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog is not self._watched:
            self._watched = dialog
            dialog.windowHandle().installEventFilter(self)
            self.watch()
            return
        if isinstance(dialog, QDialog):
            dialog.reject()
        self._watched = None
        self.timed_out.emit()

    def _try(self, name: str, typed: str, is_pin: bool) -> None:  # noqa: FBT001 - a signal's argument
        def work(desk: Desk) -> int:
            from welfare_desk.services.people import PASSWORD, PIN, sign_in  # noqa: PLC0415 - SQL is loaded when asked

            return sign_in(desk, name, typed, PIN if is_pin else PASSWORD).actor

        def done(actor: int, _reads: frozenset[str]) -> None:
            self._settings.last_person = name
            self._settings.save()
            if not is_pin:
                self._gave_password.add(actor)
            self._jobs.seat(actor)
            self.leave_page()
            self.taken.emit(actor)

        def failed(error: Exception) -> None:
            if self.screen is not None:
                self.screen.refuse(error)

        self._jobs.write(work, done, failed)
