"""Keep what is typed on the pages in the book, every two seconds, and bring it back after a crash."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from welfare_desk.i18n import N_, _
from welfare_desk.services.unfinished import Unfinished, keep_unfinished
from welfare_desk.ui import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.screens.screen import Screen

EVERY_MS = 2_000
OVERTAKEN = N_(
    "This was typed before the program was closed, and something was posted afterwards. "
    "Look into the journal whether it was saved already, so that nothing is entered twice."
)


class Keeper(QObject):
    """Watches the pages of one window; `pages` gives those that were built, by name."""

    def __init__(
        self, jobs: Jobs, kept: Iterable[Unfinished], pages: Callable[[], Mapping[str, Screen]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs, self._pages = jobs, pages
        self._kept = {each.page: each.content for each in kept}
        self._overtaken = {each.page for each in kept if each.overtaken}
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        jobs.changed.connect(lambda _tables: self.look())

    def look(self) -> None:
        """Keep what has changed on the pages since the last look."""
        for name, page in self._pages().items():
            content = page.unsaved()
            text = None if content is None else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            if text != self._kept.get(name):
                self._hand_over(name, text)

    def bring_back(self, name: str, page: Screen) -> None:
        """Put back on a new page what stood there."""
        text = self._kept.get(name)
        if text is None:
            return
        content: Any = json.loads(text)
        try:
            page.restore(content)
        except (KeyError, TypeError, ValueError) as error:  # written by another version of the page
            errors.log(error)
            return
        if name in self._overtaken:
            self._overtaken.discard(name)
            QTimer.singleShot(0, page, lambda: errors.tell(page.window(), _("Brought back"), [_(OVERTAKEN)]))

    def waiting(self) -> tuple[str, ...]:
        """Name the pages where something unfinished stands."""
        return tuple(self._kept)

    def _hand_over(self, name: str, text: str | None) -> None:
        if text is None:
            self._kept.pop(name, None)
        else:
            self._kept[name] = text
        self._jobs.write(lambda desk: keep_unfinished(desk, name, text), lambda _none, _reads: None, self._give_up)

    def _give_up(self, error: Exception) -> None:
        """Say once that typing is not kept on this book (a full disk, a book that may only be read)."""
        self._timer.stop()
        errors.show(error, None)
