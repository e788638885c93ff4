"""Back a book up: each backup is opened and proved before it is called good."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from welfare_desk import __version__
from welfare_desk.dates import THAI_TIME
from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import backup_files, backup_folders, ciphers, settings, trail
from welfare_desk.storage.backup_files import Head, WrappedKey
from welfare_desk.storage.backup_folders import UNSOUND, BackupFile, Rotation
from welfare_desk.storage.book import open_book
from welfare_desk.storage.checks import verify
from welfare_desk.storage.positions import Heads, Position, balances_of, continues, position_of
from welfare_desk.storage.schema import VERSION
from welfare_desk.storage.swaps import scratch
from welfare_desk.storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from welfare_desk.ledger.checks import Verification
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Book, Tx
    from welfare_desk.storage.ciphers import BookKey

    Step: TypeAlias = Callable[[int, int], None]

PARTS = 100  # of the progress that is told


@dataclass(frozen=True, slots=True)
class Backups:
    """What became of a backup: the files that were made, the folders that took none, and what the checks found.

    A book that does not pass its own checks is backed up all the same, but its backup is not called good.
    """

    made: tuple[BackupFile, ...]
    missed: tuple[Problem, ...]
    verification: Verification | None

    @property
    def is_good(self) -> bool:
        """Tell whether at least one good backup lies somewhere now."""
        return any(each.is_good for each in self.made)


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was unpacked and checked: its head, the book in it, where it stands, and what the checks found.

    `key` opens the book where it is encrypted.
    """

    head: Head
    book: Path
    key: BookKey | None
    position: Position
    verification: Verification


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens backups without asking anybody: the backup keys of a book at hand, and the key of its own file."""

    backup: Mapping[WrappedKey, bytes] = field(default_factory=dict[WrappedKey, bytes])
    book: BookKey | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the book was at the moment of the copy."""

    position: Position
    balances: list[tuple[str, str, int]]
    key: bytes | None
    wrapped: WrappedKey | None


@needs(Permission.READ)
def make_backups(
    desk: Desk, folders: Sequence[Path], rotation: Rotation | None = None, step: Step | None = None
) -> Backups:
    """Put a backup into each folder that is there, beside a book that goes on being written.

    The book is copied once. In each folder the file is written under a rough name and unpacked again from there; the
    first is opened and checked whole (file, references, seals, statements, trail, balances), the others must give
    the same bytes. Only then it takes its name, and older ones that are no longer kept go.
    """
    at = desk.now()
    tell = step or _silent
    with scratch(desk.book.path) as rough:
        snapshot = rough / "book.welfare"
        taken = desk.book.copy_to(snapshot, _taken, _share(tell, 0, 10))
        sealed = desk.book.is_encrypted  # then its own key is enough
        head = _head(taken, snapshot, at.isoformat(timespec="milliseconds"), desk, is_sealed=sealed)
        run = _Run(rough, snapshot, head, taken, desk.book.key, backup_folders.file_stem(desk.book.path.stem, at))
        made: list[BackupFile] = []
        missed: list[Problem] = []
        for number, folder in enumerate(folders):
            begun, ended = (10 + 90 * each // len(folders) for each in (number, number + 1))
            try:
                made.append(run.put_into(folder, desk.book.path, _share(tell, begun, ended)))
                today = at.astimezone(THAI_TIME).date()  # a practice book's own day stands still
                backup_folders.rotate(made[-1], today, rotation or Rotation(), lambda head: _holds(desk, head))
            except BookError as error:
                missed.append(error.problem)
    return Backups(tuple(made), tuple(missed), run.verification)


@needs(Permission.READ)
def note_backups(desk: Desk, done: Backups) -> None:
    """Write down in the book when and under what name it was backed up; nothing where no backup was made."""
    if not done.made:
        return
    newest = done.made[0]
    failed = [] if done.verification is None else [each.id for each in done.verification.results if not each.ok]
    with desk.book.write() as tx:
        if done.is_good:
            settings.put(tx, settings.BACKED_UP, newest.head.at)
        copies = len(done.made)
        trail.add(tx, desk.made(), "book.backed_up", newest.path.name, copies=copies, failed=failed)


def has_passphrase(tx: Tx) -> bool:
    """Tell whether the book's backups are encrypted."""
    return settings.find(tx, settings.BACKUP_KEY) is not None


@needs(Permission.SET_UP)
def set_backup_passphrase(desk: Desk, passphrase: str) -> None:
    """Encrypt the backups from now on under a passphrase; an empty one leaves them open.

    Backups made before still open with the passphrase of their time.
    """
    with desk.book.write() as tx:
        made = desk.made()
        if passphrase:
            key = desk.random(backup_files.KEY_BYTES)
            wrapped = backup_files.wrap_key(key, passphrase, desk.random)
            settings.put(tx, settings.BACKUP_KEY, key.hex())
            settings.put(tx, settings.BACKUP_KEY_WRAPPED, json.dumps(asdict(wrapped)))
            trail.add(tx, made, "backup_key.made", book_id(tx))
        else:
            settings.drop(tx, settings.BACKUP_KEY)
            settings.drop(tx, settings.BACKUP_KEY_WRAPPED)
            trail.add(tx, made, "backup_key.dropped", book_id(tx))


def book_id(tx: Tx) -> str:
    """Read the id of a book, which its backups carry in their heads."""
    return settings.get(tx, "id")


def list_backups(folder: Path, book: str = "") -> list[BackupFile]:
    """List the backups in a folder, newest first; of one book, if its id is given."""
    return backup_folders.files_in(folder, book)


@contextmanager
def opened_backup(
    path: Path,
    passphrase: Callable[[], str],
    beside: Path | None = None,
    keys: Keys | None = None,
    step: Step | None = None,
) -> Generator[Opened]:
    """Unpack a backup into a passing folder and check the book in it anew; an older book is brought up to date there.

    The passphrase, of the backup or of the encrypted book in it, is only asked for where it is needed, and where
    `keys` (of the book at hand) do not open it.
    """
    tell, keys = step or _silent, keys or Keys()
    with scratch(beside) as rough:
        unpacked = rough / "book.welfare"
        head = _unpacked(path, unpacked, lambda kept: _key_of(kept, keys, passphrase), _share(tell, 0, 50))
        if head.schema > VERSION:
            text = N_("{path} was made by a newer Welfare Desk. Install the newer version.")
            raise BookError(problem("backup.newer", text, path=path))
        key = _book_key(unpacked, keys.book, passphrase)
        if head.schema < VERSION:
            upgrade(unpacked, key=key)
        with open_book(unpacked, writes=False, key=key) as copy, copy.read() as tx:
            position = position_of(tx)
            found = verify(tx, _share(tell, 50, PARTS))
        if (position.book, *asdict(position.heads).values()) != _said(head):
            raise _differs(path)
        yield Opened(head, unpacked, key, position, found)


def keys_of(book: Book) -> Keys:
    """Give what opens the backups of the book at hand."""
    with book.read() as tx:
        return Keys(backup_keys(tx), book.key)


def backup_keys(tx: Tx) -> dict[WrappedKey, bytes]:
    """Give the backup key that a book holds, by the way it stands in the heads of its backups."""
    key, wrapped = settings.find(tx, settings.BACKUP_KEY), settings.find(tx, settings.BACKUP_KEY_WRAPPED)
    return {WrappedKey(**json.loads(wrapped)): bytes.fromhex(key)} if key and wrapped else {}


@dataclass(slots=True)
class _Run:
    """One backup on its way into several folders."""

    rough: Path
    snapshot: Path
    head: Head
    taken: _Taken
    book_key: BookKey | None
    stem: str
    verification: Verification | None = None

    def put_into(self, folder: Path, book: Path, step: Step) -> BackupFile:
        """Write the backup into a folder, prove it, and give it its name."""
        part = backup_folders.rough_path(folder, self.stem)
        try:
            backup_folders.clean(folder, book.stem)
            key = None if self.head.key is None else self.taken.key
            with self.snapshot.open("rb") as source, part.open("wb") as target:
                backup_files.pack(source, target, self.head, key, _share(step, 0, 30))
                target.flush()
                os.fsync(target.fileno())
            found = self._prove(part, key, step)
            path = backup_folders.free_path(folder, self.stem, "" if found.ok else UNSOUND)
            part.rename(path)
            return BackupFile(path, self.head, path.stat().st_size, found.ok)
        except OSError as error:
            raise backup_folders.unreachable(folder, error) from error
        finally:
            with suppress(OSError):  # the drive may be gone
                part.unlink(missing_ok=True)

    def _prove(self, part: Path, key: bytes | None, step: Step) -> Verification:
        unpacked = self.rough / "unpacked.welfare"
        _unpacked(part, unpacked, lambda _kept: key or b"", _share(step, 30, 50))
        if _digest(unpacked) != _digest(self.snapshot):
            raise _differs(part)
        if self.verification is None:
            with open_book(unpacked, writes=False, key=self.book_key) as copy, copy.read() as tx:
                if (position_of(tx), balances_of(tx)) != (self.taken.position, self.taken.balances):
                    raise _differs(part)
                self.verification = verify(tx, _share(step, 50, PARTS))
        return self.verification


def _taken(tx: Tx) -> _Taken:
    wrapped, key = next(iter(backup_keys(tx).items()), (None, None))
    return _Taken(position_of(tx), balances_of(tx), key, wrapped)


def _head(taken: _Taken, snapshot: Path, at: str, desk: Desk, *, is_sealed: bool) -> Head:
    position = taken.position
    return Head(
        book=position.book,
        name=position.name_th,
        at=at,
        program=__version__,
        schema=desk.book.version,
        size=snapshot.stat().st_size,
        **asdict(position.heads),
        last_voucher=position.last_voucher,
        salt=desk.random(backup_files.SALT_BYTES).hex(),
        key=None if is_sealed else taken.wrapped,
        is_sealed=is_sealed,
    )


def _holds(desk: Desk, head: Head) -> bool:
    """Tell whether the book holds all that a backup does."""
    ends = Heads(head.entries, head.entry_seal, head.acts, head.act_seal)
    return desk.ask(lambda tx: continues(tx, ends))


def _unpacked(path: Path, target: Path, open_key: Callable[[WrappedKey], bytes], step: Step) -> Head:
    try:
        with path.open("rb") as source, target.open("wb") as unpacked:
            return backup_files.unpack(source, unpacked, path, open_key, step)
    except OSError as error:
        text = N_("Cannot read {path}: {reason}.")
        raise BookError(problem("backup.unreadable", text, path=path, reason=error.strerror)) from error


def _book_key(path: Path, known: BookKey | None, passphrase: Callable[[], str]) -> BookKey | None:
    salt = ciphers.salt_of(path)
    if salt is None:
        return None
    return known if known is not None and known.salt == salt else ciphers.derived(passphrase(), salt)


def _key_of(kept: WrappedKey, keys: Keys, passphrase: Callable[[], str]) -> bytes:
    known = keys.backup.get(kept)
    return backup_files.unwrap_key(kept, passphrase()) if known is None else known


def _said(head: Head) -> tuple[object, ...]:
    return (head.book, head.entries, head.entry_seal, head.acts, head.act_seal)


def _differs(path: Path) -> BookError:
    text = N_("The copy at {path} does not agree with the book. Try another drive.")
    return BookError(problem("backup.differs", text, path=path))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _silent(_done: int, _total: int) -> None:
    pass


def _share(step: Step, begun: int, ended: int) -> Step:
    """Tell the progress of a part of the work as a share of the whole."""
    return lambda done, total: step(begun + (ended - begun) * done // max(1, total), PARTS)


def rotation_of(numbers: Sequence[int]) -> Rotation:
    """Read how many days, weeks and months are kept, as this computer's settings hold it; else the usual."""
    return Rotation(*numbers) if len(numbers) == len(asdict(Rotation())) else Rotation()
