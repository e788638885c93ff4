"""The folders that backups lie in: what the files are called, which lie there, and which are kept."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage.backup_files import SUFFIX, Head, read_head

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from pathlib import Path

UNSOUND = "-unsound"  # of a book that does not pass its own checks
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # what Windows takes in no name
_LONGEST_STEM = 150  # bytes; the longest name a disk takes is 255, and a Thai letter is three


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many backups are kept of one book in one folder: the newest of so many days, weeks and months."""

    days: int = 7
    weeks: int = 4
    months: int = 12


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in a folder: its file, what its head says, how big the file is, and whether the book was in order."""

    path: Path
    head: Head
    size: int
    is_good: bool

    @property
    def moment(self) -> datetime:
        """Give the moment of the copy."""
        return datetime.fromisoformat(self.head.at)


def file_stem(name: str, at: datetime) -> str:
    """Name a backup after its book and its moment (`กองทุน-2026-11-27T18-05`), as every disk takes it."""
    return f"{_fit(name)}-{at.astimezone(THAI_TIME):%Y-%m-%dT%H-%M}"


def _fit(name: str) -> str:
    fit = _UNFIT.sub("_", name).strip(" .") or "book"
    return fit.encode()[:_LONGEST_STEM].decode(errors="ignore")


def free_path(folder: Path, stem: str, mark: str = "") -> Path:
    """Give the path of a new backup; a second one of the same minute is numbered."""
    path, number = folder / f"{stem}{mark}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{mark}{SUFFIX}"
    return path


def rough_path(folder: Path, stem: str) -> Path:
    """Give the path at which a backup is written until it is good."""
    return folder / f".{stem}{SUFFIX}.part"


def clean(folder: Path, name: str) -> None:
    """Take away what a crashed run for the book of this name left half written."""
    for path in folder.iterdir():
        if path.name.startswith(f".{_fit(name)}-") and path.name.endswith(f"{SUFFIX}.part"):
            with suppress(OSError):  # Windows keeps one that is being written
                path.unlink()


def files_in(folder: Path, book: str = "") -> list[BackupFile]:
    """List the backups in a folder, newest first; of one book, if its id is given. What is none is passed over."""
    found: list[BackupFile] = []
    try:
        for path in folder.iterdir():
            if path.suffix == SUFFIX and not path.name.startswith("."):
                with suppress(OSError, BookError), path.open("rb") as file:
                    head, _line = read_head(file, path)
                    if book in ("", head.book):
                        is_good = not path.stem.endswith(UNSOUND)
                        found.append(BackupFile(path, head, path.stat().st_size, is_good))
    except OSError as error:
        raise unreachable(folder, error) from error
    return sorted(found, key=lambda each: (each.moment, each.path.name), reverse=True)


def unreachable(folder: Path, error: OSError) -> BookError:
    """Say that a folder is not there, or takes nothing."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        text = N_("The folder {path} is not there. Plug the drive in, or choose another folder.")
        return BookError(problem("backup.no_folder", text, path=folder))
    text = N_("Nothing can be written in {path}: {reason}. Choose another folder.")
    return BookError(problem("backup.folder", text, path=folder, reason=error.strerror))


def rotate(newest: BackupFile, today: date, rotation: Rotation, is_held: Callable[[Head], bool]) -> list[Path]:
    """Delete the backups beside one that was just made which are of the same book and no longer kept; give their paths.

    `is_held` tells whether the book as it stands holds all that a backup does: one of a copy that went on elsewhere,
    or of work that a restore took back, is never deleted. The one just made stays, even where a clock that was set
    back makes it look older than others. Good ones and those of a book that did not pass its checks are counted apart,
    so that these never take the place of good ones. A file that cannot be deleted stays for the next time.
    """
    gone: list[Path] = []
    files = [each for each in files_in(newest.path.parent, newest.head.book) if is_held(each.head)]
    for is_good in (True, False):
        alike = [each for each in files if each.is_good == is_good]
        kept = to_keep([each.moment for each in alike], today, rotation)
        for each in alike:
            if each.moment not in kept and each.path != newest.path:
                with suppress(OSError):
                    each.path.unlink()
                    gone.append(each.path)
    return gone


def to_keep(moments: Collection[datetime], today: date, rotation: Rotation) -> set[datetime]:
    """Choose the moments to keep: the newest of each of the last days, weeks and months that have any.

    Days on which nothing was done do not count, so that a book that rests loses nothing. The newest moment is always
    kept; so is one that lies after today, whose clock was wrong.
    """
    ahead = {each for each in moments if _day(each) > today}
    past = sorted(set(moments) - ahead, reverse=True)
    kept = set(past[:1])
    for count, span in ((rotation.days, _day), (rotation.weeks, _week), (rotation.months, _month)):
        spans: dict[Hashable, datetime] = {}
        for each in past:
            spans.setdefault(span(each), each)
        kept |= set(list(spans.values())[: max(0, count)])
    return kept | ahead


def _day(moment: datetime) -> date:
    return moment.astimezone(THAI_TIME).date()


def _week(moment: datetime) -> tuple[int, int]:
    return _day(moment).isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, int]:
    return _day(moment).year, _day(moment).month
