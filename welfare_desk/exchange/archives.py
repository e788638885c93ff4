"""A ZIP while it is written: each file is hashed as it goes in, and the same files give the same bytes everywhere."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import zipfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of each file in an archive, so that it tells nothing and changes nothing
_UNIX, _RW = 3, 0o644 << 16  # the same on every computer
BROKEN = (  # what a damaged archive, or one that somebody made by hand, may do
    *(zipfile.BadZipFile, zlib.error, EOFError, LookupError, TypeError, ValueError, RuntimeError, csv.Error),
    NotImplementedError,
)


class Watched(io.RawIOBase):
    """Reads or writes through, and hashes and counts all that passes."""

    def __init__(self, inner: Any) -> None:
        super().__init__()
        self._inner, self.seen, self.bytes = inner, hashlib.sha256(), 0

    def readable(self) -> bool:
        """Say that it may be read."""
        return True

    def writable(self) -> bool:
        """Say that it may be written."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes."""
        piece = self._inner.read(len(buffer))
        self.seen.update(piece)
        self.bytes += len(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def write(self, piece: Any) -> int:
        """Write some bytes."""
        self.seen.update(piece)
        self.bytes += len(piece)
        return self._inner.write(piece)


@contextmanager
def whole_file(path: Path) -> Generator[io.BufferedRandom]:
    """Write a file under another name that takes its own when all of it is there; an error or a stop leaves nothing.

    One that cannot be written is a `BookError`.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        text = N_("Cannot write {path}: {reason}. Close it in other programs, or choose another folder.")
        raise BookError(problem("file.unwritable", text, path=path, reason=error.strerror)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@dataclass(slots=True)
class HashedFiles:
    """An archive that is being written, and what its list says of each file.

    `begins` hears how many files there are before each new one, and may raise to break off.
    """

    zip: zipfile.ZipFile
    moment: tuple[int, int, int, int, int, int] = EPOCH
    begins: Callable[[int], None] | None = None
    files: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def add(self, name: str, content: bytes, **told: object) -> None:
        """Put a file in, and on the list with whatever else is told of it."""
        self.put(name, content)
        digest = hashlib.sha256(content).hexdigest()
        self.files.append({"name": name, "bytes": len(content), "sha256": digest, **told})

    def put(self, name: str, content: bytes) -> None:
        """Put a file in that the list does not name."""
        self.zip.writestr(self._info(name), content)

    @contextmanager
    def stream(self, name: str, told: dict[str, Any]) -> Generator[BinaryIO]:
        """Write a file piece by piece; when it is whole it stands on the list, with what was `told` by then."""
        with self._opened(name) as member:
            watched = Watched(member)
            out = io.BufferedWriter(watched, 1 << 16)
            yield out
            out.flush()
            out.detach()
        self.files.append({"name": name, "bytes": watched.bytes, "sha256": watched.seen.hexdigest(), **told})

    def add_table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], **told: object) -> None:
        """Write rows as CSV: UTF-8 with a mark, a line of titles first; the list says how many rows there are."""
        about: dict[str, Any] = {**told, "rows": 0}
        with self.stream(name, about) as out:
            out.write(codecs.BOM_UTF8)  # not "utf-8-sig", which encodes in Python
            text = io.TextIOWrapper(out, encoding="utf-8", newline="")
            writer = csv.writer(text)
            writer.writerow(columns)
            writer.writerows(_counted(rows, about))
            text.flush()
            text.detach()

    def _opened(self, name: str) -> Any:
        return self.zip.open(self._info(name), "w", force_zip64=True)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if self.begins is not None:
            self.begins(len(self.files))
        info = zipfile.ZipInfo(name, self.moment)
        info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _RW
        return info


def _counted(rows: Iterable[Sequence[object]], about: dict[str, Any]) -> Iterator[Sequence[object]]:
    at = 0
    for at, row in enumerate(rows, 1):  # noqa: B007 - the last number is how many
        yield row
    about["rows"] = at


class OnlyHashed(HashedFiles):
    """Files that are written nowhere: what the list says of them is all that is wanted."""

    def __init__(self) -> None:
        super().__init__(zipfile.ZipFile(io.BytesIO(), "w"))

    def put(self, name: str, content: bytes) -> None:
        """Let a file go."""

    def _opened(self, name: str) -> Any:  # noqa: ARG002 - nothing is opened
        return _Nowhere()


class _Nowhere(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        return len(piece)
