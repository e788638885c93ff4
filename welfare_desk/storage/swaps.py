"""Room for files that are not finished, and the moment at which one takes a book's place."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import ciphers
from welfare_desk.storage.locks import let_go, take_lock

if TYPE_CHECKING:
    from collections.abc import Generator

    from welfare_desk.storage.ciphers import BookKey

_MOST_ROOMS = 100


@contextmanager
def scratch(book: Path | None = None) -> Generator[Path]:
    """Give a folder for unfinished files, beside a book or among the computer's own; one piece of work at a time.

    Beside the book, since what is written there is as open as the book itself: never in a folder of backups. What a
    killed program left in it is taken away first.
    """
    folder, lock = _beside(book) if book is not None else (None, None)
    if folder is None or lock is None:
        folder, lock = _elsewhere()
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        let_go(lock)


def _beside(book: Path) -> tuple[Path | None, FileLock | None]:
    """Hold the room beside a book; nothing where nothing may be written there."""
    folder = book.with_name(f".{book.name}.scratch")
    try:
        return folder, _held(folder)
    except Timeout:
        text = N_("A backup is being made or read just now. Try again when it is done.")
        raise BookError(problem("backup.busy", text)) from None
    except OSError:
        return None, None


def _elsewhere() -> tuple[Path, FileLock]:
    """Hold a room among the computer's passing files that no other program or person holds."""
    for number in count(1):
        folder = Path(tempfile.gettempdir()) / f"welfare-desk-{number}"
        try:
            return folder, _held(folder)
        except OSError as error:  # a timeout is one
            if number == _MOST_ROOMS:
                raise unwritable(folder, error) from error
    raise AssertionError  # the count has no end


def _held(folder: Path) -> FileLock:
    lock = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=0)
    lock.acquire()
    return lock


def flush(path: Path) -> None:
    """See that a file lies on the disk before it takes another's place."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def place(path: Path, fresh: Path) -> None:
    """Let a finished book take a name that nothing has yet."""
    for taken in (path, _log_of(path)):
        if taken.exists():
            raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=taken))
    try:
        flush(fresh)
        fresh.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error


def swap(path: Path, fresh: Path, kept: Path, key: BookKey | None = None) -> None:
    """Let a finished book take the place of one that nobody uses, which is kept under another name.

    The old book is copied before, so that at every moment a whole book lies at `path`. One that is damaged, or not
    opened by `key`, is kept byte for byte, with its write-ahead log.
    """
    lock = take_lock(path)
    try:
        log = _log_of(path)
        is_folded = fold(path, key)
        try:
            rough = fresh.with_name("replaced.welfare")  # beside it, where a killed program's rest is cleared away
            _copy(path, rough, kept)
            if not is_folded and log.exists():
                _copy(log, rough, _log_of(kept))
                log.unlink()  # else it would be read into the fresh book
            flush(fresh)
            fresh.replace(path)
        except OSError as error:
            if is_folded:  # the old book still lies whole at its place
                kept.unlink(missing_ok=True)
            raise unwritable(path, error) from error
    finally:
        let_go(lock)


def unwritable(path: Path, error: OSError) -> BookError:
    """Say that a file cannot be written."""
    text = N_("Cannot write {path}: {reason}. Close it in other programs, or choose another folder.")
    return BookError(problem("file.unwritable", text, path=path, reason=error.strerror))


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def fold(path: Path, key: BookKey | None) -> bool:
    """Fold the book's log into it, which only works while nobody reads it; false for a file that does not open."""
    driver = ciphers.driver(key)
    try:
        with closing(ciphers.connect(path, key, timeout=0)) as raw:
            (mode,) = raw.execute("PRAGMA journal_mode = DELETE").fetchone()
            return mode == "delete"
    except driver.OperationalError as error:
        if error.sqlite_errorname not in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
            return False
        text = N_("{path} is open in another window or program. Close it there first.")
        raise BookError(problem("book.locked", text, path=path)) from error
    except driver.DatabaseError:
        return False


def _copy(source: Path, rough: Path, target: Path) -> None:
    shutil.copyfile(source, rough)
    flush(rough)
    rough.replace(target)
