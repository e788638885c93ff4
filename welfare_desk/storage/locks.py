"""Hold a book against every other writer, by a file beside it that dies with its process."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_


def take_lock(path: Path) -> FileLock:
    """Hold a book against every other writer, until `let_go`; one that is held already is a `BookError`."""
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        text = N_("{path} is open in another window or program. Close it there first.")
        raise BookError(problem("book.locked", text, path=path)) from None
    except OSError as error:
        text = N_("Cannot write beside {path}: {reason}. Choose another folder.")
        raise BookError(problem("book.folder", text, path=path, reason=error.strerror)) from error
    return lock


def let_go(lock: FileLock) -> None:
    """Let others write the book."""
    with suppress(OSError):  # Windows takes the file away itself; elsewhere it goes while it is still held
        Path(lock.lock_file).unlink()
    lock.release()
