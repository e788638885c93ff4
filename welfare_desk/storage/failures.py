"""What SQLite could not do with a file, in plain words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from welfare_desk.storage.book import Book


@contextmanager
def plain_words(book: Book) -> Generator[None]:
    """Say in plain words, as a `BookError`, what SQLite could not do; what has no words goes through."""
    try:
        yield
    except DatabaseError as error:
        name = "_".join(getattr(error.orig, "sqlite_errorname", "").split("_")[:2])  # without the extended part
        if not name and "Could not decode" in str(error.orig):  # the driver's own word, which has no code
            name = "SQLITE_CORRUPT"
        said = {**_SAID, "SQLITE_NOTADB": _UNOPENED} if book.is_encrypted else _SAID
        if book.is_copy:
            said = {**said, "SQLITE_READONLY": _ONLY_READ}
        if name not in said:
            raise
        code, text = said[name]
        raise BookError(problem(code, text, path=book.path)) from error
    except UnicodeDecodeError as error:  # a name or a text of the file is no text any more
        code, text = _SAID["SQLITE_CORRUPT"]
        raise BookError(problem(code, text, path=book.path)) from error


_SAID = {
    "SQLITE_FULL": ("book.disk_full", N_("The disk is full. Nothing was saved; make room and try again.")),
    "SQLITE_BUSY": ("book.busy", N_("{path} is being written by another program. Try again in a moment.")),
    "SQLITE_LOCKED": ("book.busy", N_("{path} is being written by another program. Try again in a moment.")),
    "SQLITE_READONLY": ("book.read_only", N_("{path} cannot be written. Check the folder's permissions.")),
    "SQLITE_CANTOPEN": ("book.read_only", N_("{path} cannot be written. Check the folder's permissions.")),
    "SQLITE_PERM": ("book.read_only", N_("{path} cannot be written. Check the folder's permissions.")),
    "SQLITE_NOTADB": ("book.foreign", N_("{path} is not a book of Welfare Desk.")),
    "SQLITE_CORRUPT": ("book.damaged", N_("{path} is damaged. Open the last backup, and keep this file.")),
    "SQLITE_IOERR": ("book.io", N_("The disk does not answer. Check the drive that holds {path}.")),
    "SQLITE_INTERRUPT": ("book.cancelled", N_("The work was cancelled. Nothing was saved.")),
}

_ONLY_READ = ("book.copy", N_("{path} was made from an audit pack: it is read, and nobody writes into it."))


def only_read(path: Path) -> BookError:
    """Say that nobody writes into a copy from an audit pack."""
    code, text = _ONLY_READ
    return BookError(problem(code, text, path=path))


_UNOPENED = (
    "book.passphrase",
    N_(
        "The passphrase does not open this book. See which language the keyboard writes, and try again. If it is "
        "surely right, the file is damaged: restore the last backup."
    ),
)
