"""Copy a book, and prove that the copy opens and is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import book, settings, trail
from welfare_desk.storage.entries import heads

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.services.desk import Desk


@needs(Permission.READ)
def back_up(desk: Desk, target: Path) -> int:
    """Copy the book to `target`, in place of an earlier copy there; give the copy's size in bytes.

    The copy is written beside the target, opened and compared (all of SQLite's own checks, both chain heads),
    and only then takes its name: an interrupted backup leaves the earlier one. A desk that may write then notes in
    the book when and under what name it was copied.
    """
    if target.exists() and target.samefile(desk.book.path):
        raise BookError(problem("backup.same", N_("Choose another file than the book itself.")))
    rough = target.with_name(f".{target.name}.part")
    rough.unlink(missing_ok=True)
    try:
        desk.book.copy_to(rough)
        with book.open_book(rough, writes=False) as copy, copy.read() as tx:
            if not book.is_whole(tx) or heads(tx) != desk.ask(heads):
                text = N_("The copy at {path} does not agree with the book. Try another drive.")
                raise BookError(problem("backup.differs", text, path=target))
        rough.replace(target)
    except OSError as error:
        text = N_("Cannot write {path}: {reason}.")
        raise BookError(problem("backup.unwritable", text, path=target, reason=error.strerror)) from error
    finally:
        rough.unlink(missing_ok=True)
    if desk.book.writes:
        with desk.book.write() as tx:
            made = desk.made()
            settings.put(tx, settings.BACKED_UP, made.at)
            trail.add(tx, made, "book.backed_up", target.name)
    return target.stat().st_size
