"""Tell when the window can be seen for the first time, and end: what a start takes on this computer."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Listens to a window until it has painted, says the moment of the system's clock in seconds, and ends."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._moment = 0.0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the first paint."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._moment = monotonic()
            QTimer.singleShot(0, self._tell)  # after the paint that is heard of here
        return False

    def _tell(self) -> None:
        if sys.stdout is not None:  # a program with a window has none on Windows
            sys.stdout.write(f"{self._moment}\n")
            sys.stdout.flush()
        self._app.quit()
