"""Take a picture of a page, without a screen: for the documentation, and to look at after every change."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from welfare_desk.ui.main_window import MainWindow, Opener

PATIENCE = 120.0
LOOK_MS = 200
STILL = 50  # so many looks in a row without work before the picture is taken: seconds would not do on a busy computer


@dataclass(slots=True)
class Looks:
    """How the picture is taken; the size is in logical pixels, `ratio` 2 gives a picture twice as fine."""

    language: str = "th"
    dark: bool = False
    text_size: int = 16
    slim: bool = False
    recent: list[str] = field(default_factory=list[str])
    columns: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    favourites: list[str] = field(default_factory=list[str])
    photo_folder: str = ""
    lock_minutes: int = 10
    last_person: str = ""
    backup_folders: list[str] = field(default_factory=list[str])
    backups_kept: list[int] = field(default_factory=list[int])
    seen: dict[str, Any] = field(default_factory=dict[str, Any])
    tours: list[str] = field(
        default_factory=lambda: ["closed", "coop-closed"]
    )  # a page is pictured without the tour under it
    first_steps: dict[str, Any] = field(default_factory=dict[str, Any])

    def save(self) -> None:
        """Keep nothing: a picture changes no settings."""


def shoot(
    book: Path | None, screen: str, out: Path, opener: Opener, looks: Looks, size: tuple[int, int] = (1366, 768)
) -> None:
    """Open a book, go to a page (`today`, `report:trial-balance`, …) and write its picture as PNG.

    Without a book it is the start page. An unknown page is a `KeyError`, a picture that never comes a `TimeoutError`.
    """
    name, params = _asked(screen)
    with photographer(book, opener, looks, size) as camera:
        camera.take(name if book is not None else "", params, out)


@contextmanager
def photographer(book: Path | None, opener: Opener, looks: Looks, size: tuple[int, int]) -> Generator[Camera]:
    """Open a window at a book, without a screen, for as many pictures as one likes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the platform is chosen first

    from welfare_desk import i18n  # noqa: PLC0415 - see above
    from welfare_desk.ui import theme  # noqa: PLC0415 - see above
    from welfare_desk.ui.main_window import MainWindow  # noqa: PLC0415 - see above
    from welfare_desk.ui.words import QtWords  # noqa: PLC0415 - see above

    app = QApplication.instance() or QApplication(["welfare-desk"])
    assert isinstance(app, QApplication)  # noqa: S101 - told to the type checker
    i18n.choose(looks.language)
    app.installTranslator(QtWords(app))
    theme.apply(app, dark=looks.dark, text_size=looks.text_size)
    window = MainWindow(looks, opener)
    window.resize(*size)
    window.show()
    hush = _Hush()
    try:
        if book is not None:
            window.open_book(book)
            _wait(app, lambda: window.facts is not None or hush.said)
            hush.tell()
        yield Camera(app, window, hush)
    finally:
        hush.stop()
        window.close()
        window.deleteLater()


@dataclass(frozen=True, slots=True)
class Camera:
    """A window that goes where it is told and keeps what it shows."""

    app: QApplication
    window: MainWindow
    hush: _Hush

    def take(self, page: str, params: dict[str, str], out: Path) -> None:
        """Go to a page (none: stay at the start page) and write its picture as PNG."""
        if page:
            self.window.go(page, **params)
        _rest(self.app, self.window)
        self.hush.tell()
        self.window.grab().save(str(out), "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue] - the stubs want bytes


class _Hush:
    """Closes what the window asks while nobody is there to answer, and says it as an error instead."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - the platform is chosen first

        self.said: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)
        self.stop = self._timer.stop

    def _look(self) -> None:
        from PySide6.QtWidgets import QApplication, QDialog  # noqa: PLC0415 - see above

        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.said.append(dialog.windowTitle())
            dialog.reject()

    def tell(self) -> None:
        """Raise what was said, if anything was."""
        from welfare_desk.errors import BookError, problem  # noqa: PLC0415 - see above

        if self.said:
            text = N_("No picture: the window says “{title}”.")
            raise BookError(problem("shot.dialog", text, title=self.said.pop()))


def _asked(screen: str) -> tuple[str, dict[str, str]]:
    name, _colon, report = screen.partition(":")
    params = dict(part.split("=", 1) for part in report.split(",") if "=" in part)
    first = report.split(",")[0]
    if first and "=" not in first:
        params["report"] = first
    return name, params


def _wait(app: QApplication, is_there: object) -> None:
    end = time.monotonic() + PATIENCE
    while not (callable(is_there) and is_there()):
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.005)


def _rest(app: QApplication, window: MainWindow) -> None:
    """Wait until nothing is asked any more and everything is laid out."""
    end, still = time.monotonic() + PATIENCE, 0
    while still < STILL and time.monotonic() < end:
        app.processEvents()
        is_busy = window.jobs is not None and window.jobs.is_busy()
        still = 0 if is_busy else still + 1
        time.sleep(0.005)
