"""Put the program together: the clock, this computer's settings, the window. Nothing else builds anything."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

from welfare_desk import i18n, settings
from welfare_desk.storage import rows
from welfare_desk.ui import errors, theme
from welfare_desk.ui.main_window import MainWindow
from welfare_desk.ui.opener import FromPack
from welfare_desk.ui.words import QtWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from welfare_desk.services.books import NewBook, Outside
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.ciphers import BookKey

LOG_AFTER_MS = 500  # what the log is made of takes longer to load than the window to paint
LOG_BYTES = 1_000_000
FIRST_SIZE = (1366, 768)


class Opener:
    """Open desks with this computer's clock; `day` fixes the day, `only_reads` leaves an open book alone.

    `actor` is who proved it already; without one the window asks. `key` opens an encrypted book without asking.
    """

    def __init__(
        self,
        day: date | None = None,
        *,
        only_reads: bool = False,
        actor: int | None = None,
        key: BookKey | None = None,
    ) -> None:
        self.actor = actor
        self._key = key
        self._day = day
        self._only_reads = only_reads

    def today(self) -> date:
        """Tell what day it is."""
        return self._day or datetime.now().astimezone().date()  # noqa: TID251 - here the clock is read, for all

    def outside(self) -> Outside:
        """Give the day, the clock and random bytes."""
        from welfare_desk.services.books import Outside  # noqa: PLC0415 - SQL is loaded after the first paint

        return Outside(self.today(), lambda: datetime.now(UTC), os.urandom)  # noqa: TID251 - the clock

    def __call__(self, path: Path, new: NewBook | FromPack | None, passphrase: str = "") -> Callable[[bool], Desk]:
        """Give what opens a desk at a book; the first call makes a new one where it is told how.

        The key of an encrypted book is derived once and stays with what is given.
        """
        waiting = [new] if new is not None else []
        keys: list[BookKey | None] = [] if self._key is None else [self._key]

        def open_desk(read_only: bool) -> Desk:  # noqa: FBT001 - the one question
            from welfare_desk.services import books  # noqa: PLC0415 - SQL is loaded after the first paint

            outside = self.outside()
            if waiting and not read_only:
                made = _made(path, waiting.pop(), outside)
                keys.append(made.book.key)
                return made
            if not keys:
                from welfare_desk.services.passphrases import key_of  # noqa: PLC0415 - see above

                keys.append(key_of(path, passphrase) if passphrase else None)
            desk = books.sit_down(path, outside, writes=not (read_only or self._only_reads), key=keys[0])
            desk = desk if self.actor is None else replace(desk, actor=self.actor)
            practice_day = desk.ask(books.practice_day)
            return desk if self._day or practice_day is None else replace(desk, today=practice_day)

        return open_desk


def _made(path: Path, wanted: NewBook | FromPack, outside: Outside) -> Desk:
    """Make what was asked for, once: a new book, the practice book, or a copy from an audit pack."""
    from welfare_desk.services import books  # noqa: PLC0415 - SQL is loaded after the first paint

    if isinstance(wanted, FromPack):
        _open_for_auditor(path, wanted, outside)
        return books.sit_down(path, outside)
    if wanted.is_practice:
        from welfare_desk.services.practice_books import make_practice  # noqa: PLC0415 - made once

        return make_practice(path, wanted.kind)
    return books.create(path, wanted, outside)


def _open_for_auditor(path: Path, wanted: FromPack, outside: Outside) -> None:
    """Make a copy from an audit pack, or a book of another program's ledger."""
    if wanted.is_pack:
        from welfare_desk.exchange.audit_pack_checks import open_audit_pack  # noqa: PLC0415 - for auditors alone

        open_audit_pack(wanted.pack, path)
        return
    from welfare_desk.exchange.foreign_files import read_foreign  # noqa: PLC0415 - for auditors alone
    from welfare_desk.services.foreign_books import ForeignSource, open_ledger  # noqa: PLC0415 - likewise

    ledger, sha256 = read_foreign(wanted.pack, outside.today)
    open_ledger(path, ledger, ForeignSource(wanted.pack.name, sha256, "", None, None), outside)


def main(book: Path | None = None, day: date | None = None, *, until_seen: bool = False) -> int:
    """Show the window until it is closed, or only until it is seen; give the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - told to the type checker
    kept = settings.Settings.load(settings.folder() / settings.FILE)
    sys.excepthook = _own_up
    rows.expect_many()
    i18n.choose(kept.language if kept.language in i18n.LANGUAGES else "th")
    words = QtWords(app)
    app.installTranslator(words)
    app.setApplicationName(settings.NAME)
    app.setDesktopFileName("welfare-desk")  # the name of the menu entry on Linux: its icon is the window's
    app.setWindowIcon(theme.program_icon())
    theme.apply(app, dark=kept.dark, text_size=kept.text_size)
    window = MainWindow(kept, Opener(day), awaits_book=book is not None)
    _place(window, kept.window)
    if until_seen:
        from welfare_desk.ui.first_paint import FirstPaint  # noqa: PLC0415 - only to measure

        FirstPaint(app, window)
    window.show()
    QTimer.singleShot(LOG_AFTER_MS, _write_log)
    if book is not None:
        window.open_soon(book)
    code = app.exec()
    kept.window = [window.x(), window.y(), window.width(), window.height()]
    kept.save()
    return code


def _place(window: MainWindow, kept: list[int]) -> None:
    """Put the window where it stood, if that is still on a screen."""
    screen = window.screen().availableGeometry()
    if len(kept) == 4 and screen.contains(kept[0], kept[1]):  # noqa: PLR2004 - x, y, width, height
        window.setGeometry(*kept)
    else:
        window.resize(QSize(*FIRST_SIZE).boundedTo(screen.size()))


def _write_log() -> None:
    """Write the program's own faults to a file that people can send on."""
    import logging  # noqa: PLC0415 - loaded after the first paint
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

    try:
        settings.log_folder().mkdir(parents=True, exist_ok=True)
        path = settings.log_folder() / "welfare-desk.log"
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("welfare_desk").addHandler(handler)


def _own_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a fault that nobody caught."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    errors.crash(error)
