"""Work with the file of the open book: the window lets go of it, waits, and opens it again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

EVERY_MS = 50


class Back(NamedTuple):
    """What the window goes on with: what is told, and the passphrase that opens the book now, where it changed.

    A book that `opens` no more, such as one for an older program, is left closed.
    """

    title: str
    said: list[str]
    passphrase: str = ""
    opens: bool = True


class Wait(QObject):
    """Does work on a thread of its own, with no book open; then calls `done` or `failed` on the screen's thread."""

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._done, self._failed = done, failed
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="restore")
        self._future: Future[Any] = self._pool.submit(work)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._future.done():
            return
        self._timer.stop()
        self._pool.shutdown()
        error = self._future.exception()
        if isinstance(error, Exception):
            self._failed(error)
        else:
            self._done(self._future.result())
        self.deleteLater()
