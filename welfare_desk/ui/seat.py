"""Who sits at the window: signing in, locking it when nobody works, and changing places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from welfare_desk.i18n import named
from welfare_desk.ui import errors
from welfare_desk.ui.first_look import read_doors
from welfare_desk.ui.screens.sign_in import Door, SignInScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWindow

    from welfare_desk.ledger.people import User
    from welfare_desk.reports.overview import BookFacts
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

    `lost` asks for the recovery sheet. `asks` tells that the page is to be shown that asks who is there: `screen`. A
    PIN is enough for those who gave their password since the book was opened here.
    """

    taken = Signal(int)
    left = Signal()
    lost = Signal()
    asks = Signal()

    def __init__(self, jobs: Jobs, settings: Settings, facts: BookFacts, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._settings, self._facts = jobs, settings, facts
        self._doors: Sequence[tuple[User, bool]] = ()
        self._gave_password: set[int] = set()
        self._watched: QDialog | None = None
        self._is_asking = False
        self.screen: SignInScreen | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._time_out)

    @property
    def is_asking(self) -> bool:
        """Tell whether nobody sits here yet, or the window is locked."""
        return self._is_asking

    def ask(self, doors: Sequence[tuple[User, bool]]) -> None:
        """Ask who is there; nothing of the book is shown meanwhile."""
        self._doors = doors
        self._idle.stop()
        while isinstance(over := QApplication.activePopupWidget() or QApplication.activeModalWidget(), QWidget):
            over.close()
            if over.isVisible():
                break
        self._is_asking = True
        self.asks.emit()

    def make_screen(self) -> SignInScreen:
        """Make the page that asks, anew for each frame that shows it."""
        shown = [Door(user.name, pin and user.id in self._gave_password) for user, pin in self._doors]
        name = named(self._facts.name_th, self._facts.name_en)
        self.screen = SignInScreen(name, shown, self._settings.last_person)
        self.screen.tried.connect(self._try)
        self.screen.left.connect(self.left)
        self.screen.lost.connect(self.lost)
        return self.screen

    def lock(self) -> None:
        """Ask again who is there."""
        if not self.is_asking:
            self._jobs.read(
                read_doors,
                lambda doors, _reads: None if self.is_asking else self.ask(doors),
                lambda error: errors.show(error, None),
            )

    def watch(self, handle: QWindow) -> None:
        """Begin to wait for nobody working at a window; each key and each move of the mouse there begins anew."""
        handle.removeEventFilter(self)
        handle.installEventFilter(self)
        self._wait()

    def _wait(self) -> None:
        if self._settings.lock_minutes:
            self._idle.start(self._settings.lock_minutes * MINUTE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WORKED and self._idle.isActive():
            self._wait()
        return super().eventFilter(watched, event)

    def _time_out(self) -> None:
        """Lock; a dialog is given its own time first, since its keys are not the window's."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog is not self._watched:
            self._watched = dialog
            dialog.windowHandle().installEventFilter(self)
            self._wait()
            return
        self._watched = None
        self.lock()

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
            self._is_asking, self.screen = False, None
            self.taken.emit(actor)

        def failed(error: Exception) -> None:
            if self.screen is not None:
                self.screen.refuse(error)

        self._jobs.write(work, done, failed)
