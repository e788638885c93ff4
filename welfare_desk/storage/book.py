"""An open book: one SQLite file, one connection, one thread."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_
from welfare_desk.storage import ciphers, rows
from welfare_desk.storage.failures import plain_words
from welfare_desk.storage.guards import trigger_statements
from welfare_desk.storage.locks import let_go, take_lock
from welfare_desk.storage.schema import APPLICATION_ID, COPY_ID, VERSION, metadata
from welfare_desk.storage.table_notes import TableNotes

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from filelock import FileLock

    from welfare_desk.storage.ciphers import BookKey
    from welfare_desk.storage.masking import Lens

Tx: TypeAlias = Connection
Answer = TypeVar("Answer")

SUFFIX = ".welfare"
_TO_WRITE = "BEGIN IMMEDIATE"
_FULL = "PRAGMA synchronous = FULL"
_CACHE_KIB = 65_536
_COPIED_PAGES = 4_096


class Book:
    """The file everything is kept in. Make one with `create_book` or `open_book`, and close it."""

    def __init__(
        self,
        path: Path,
        *,
        writes: bool,
        lock: FileLock | None = None,
        is_new: bool = False,
        key: BookKey | None = None,
        lens: Lens | None = None,
    ) -> None:
        self.path = path
        self.writable = {APPLICATION_ID}  # files that are written where that is asked
        self.writes = writes
        self.is_copy = False  # made from an audit pack: nobody writes into it
        self._lens = lens
        self.key = key  # nothing where the file is not encrypted
        self._is_new = is_new
        self.version = VERSION  # of the program that last wrote it
        self._notes = TableNotes()
        self.trail = self._notes.trail
        self._lock = lock
        self._raw: sqlite3.Connection | None = None
        self._writing: Tx | None = None
        self._driver = ciphers.driver(key)
        self._engine = create_engine(
            "sqlite://",
            module=self._driver,
            poolclass=StaticPool,
            creator=self._connect,
            hide_parameters=True,  # an error that is printed somewhere names nobody
            execution_options={"book": self},
        )
        event.listen(self._engine, "begin", self._begin)
        event.listen(self._engine, "before_cursor_execute", self._before)
        event.listen(self._engine, "after_cursor_execute", lambda *_: self._notes.follow())

    @contextmanager
    def read(self) -> Generator[Tx]:
        """See the book as it stands, all questions at one moment; inside a change, as the change has made it."""
        if self._writing is not None:
            yield self._writing
            return
        with plain_words(self), self._engine.connect() as tx:
            yield tx

    @contextmanager
    def write(self) -> Generator[Tx]:
        """Change the book: all of it, or nothing; a change inside another is part of that one."""
        if self._writing is not None:
            yield self._writing
            return
        with plain_words(self), self._engine.connect().execution_options(begin=_TO_WRITE) as tx, tx.begin():
            self._writing = tx
            try:
                yield tx
            finally:
                self._writing = None

    @contextmanager
    def trial(self) -> Generator[Tx]:
        """Change the book to see what would come of it, and undo everything."""
        with plain_words(self), self._engine.connect().execution_options(begin=_TO_WRITE) as tx:
            self._writing = tx
            try:
                yield tx
            finally:
                self._writing = None
                tx.rollback()

    def run(self, statement: str, values: Sequence[Any] = (), *, many: bool = False) -> list[Any]:
        """Put a statement of what is under way straight to SQLite, once or for each of many rows; give what it finds.

        It is noted, and fails, as through SQLAlchemy. `storage/rows.py` says when.
        """
        self._notes.listen(statement)
        try:
            raw = self._raw or self._connect()
            found = (raw.executemany if many else raw.execute)(statement, values).fetchall()
        except self._driver.Error as error:
            raise DBAPIError.instance(statement, (), error, self._driver.Error, hide_parameters=True) from error
        self._notes.follow()
        return found

    def begin_as(self, blank: bytes) -> None:
        """Let a new file hold what is in this image of one, all of it or nothing."""
        with plain_words(self), closing(sqlite3.connect(":memory:")) as image, self._engine.connect():
            image.deserialize(blank)
            if self._raw is not None:
                image.backup(self._raw)

    @property
    def is_writing(self) -> bool:
        """Tell whether a change is under way."""
        return self._writing is not None

    @property
    def is_partial(self) -> bool:
        """Tell whether personal data and secrets of the book are left out of what is seen here."""
        return self.is_copy or self._lens is not None

    @property
    def is_encrypted(self) -> bool:
        """Tell whether the file itself can only be read with a key."""
        return self.key is not None

    def copy_to(
        self,
        path: Path,
        question: Callable[[Tx], Answer],
        step: Callable[[int, int], None] | None = None,
        key: BookKey | None = None,
    ) -> Answer:
        """Copy the book as it stands into a new file, also while it is being written.

        An encrypted book is copied under its own key or another, never without one. Gives the answer to a question
        put at the very moment that is copied; `step(done, total)` hears of its pages, and may raise to break off.
        """

        def tell(_status: int, left: int, total: int) -> None:
            if step is not None:
                step(total - left, total)

        try:
            with self.read() as tx, closing(ciphers.connect(path, key or self.key)) as copy:
                answer = question(tx)
                if self._raw is not None:
                    self._raw.backup(copy, pages=_COPIED_PAGES, progress=tell)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever reads it
        except self._driver.OperationalError as error:
            text = N_("Cannot write {path}: {reason}.")
            raise BookError(problem("book.copy", text, path=path, reason=error)) from error
        return answer

    def fold_log(self) -> None:
        """Fold the write-ahead log into the book; a reader in the way only leaves the rest for the next time."""
        if self._raw is not None and self.writes:
            self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def interrupt(self) -> None:
        """Stop the question under way; may be called from another thread."""
        if self._raw is not None:
            self._raw.interrupt()

    def watch(self, tick: Callable[[], bool] | None, every: int = 10_000) -> None:
        """Call `tick` while SQLite works; when it says true the work is broken off."""
        if self._raw is not None:
            self._raw.set_progress_handler(tick, every)

    def close(self) -> None:
        """Let go of the file; a closed book is one file."""
        if self._raw is not None and self.writes:
            with suppress(self._driver.OperationalError):  # what stays in the log is taken in at the next opening
                self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._engine.dispose()
        self._raw = None
        if self._lock is not None:
            let_go(self._lock)

    def leave_alone(self) -> None:
        """Only read from now on, and let others in."""
        self.writes = False
        if self._lock is not None:
            let_go(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            self._raw = self._opened(str(self.path))
        except self._driver.OperationalError as error:
            if self.writes or not _is_unwritable(error) or self.path.with_name(f"{self.path.name}-wal").exists():
                raise
            # On a disc or in a folder where nothing may be written, nobody else writes the book either.
            self._raw = self._opened(f"{self.path.absolute().as_uri()}?immutable=1", uri=True)
        return self._raw

    def _opened(self, name: str, *, uri: bool = False) -> sqlite3.Connection:
        raw = ciphers.connect(
            name, self.key, isolation_level=None, check_same_thread=True, cached_statements=512, uri=uri
        )
        try:
            self._prepare(raw)
        except BaseException:
            raw.close()
            raise
        return raw

    def _prepare(self, raw: sqlite3.Connection) -> None:
        raw.set_authorizer(self._notes.authorize)
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "secure_delete = ON"):  # erased is overwritten
            raw.execute(f"PRAGMA {pragma}")
        if self.key is None:
            raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        (application,) = raw.execute("PRAGMA application_id").fetchone()
        if self.writes and (self._is_new or application in self.writable):
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute(_FULL)
            raw.execute("PRAGMA wal_autocheckpoint = 0")  # a checkpoint never falls into a posting
        else:  # what is not a book is looked at, never touched
            if self._lens is not None:
                self._lens(raw)
            raw.execute("PRAGMA query_only = ON")

    def _begin(self, tx: Tx) -> None:
        self.run(tx.get_execution_options().get("begin", "BEGIN"))

    def _before(self, _tx: Tx, _cursor: object, statement: str, *_: object) -> None:
        self._notes.listen(statement)


def _is_unwritable(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def create_book(path: Path, key: BookKey | None = None) -> Book:
    """Make an empty book at a path where nothing lies yet, with its tables and guards, open to write.

    With a key the file is encrypted from its first byte on.
    """
    if path.exists():
        raise BookError(problem("book.exists", N_("There is already a file at {path}."), path=path))
    book = Book(path, writes=True, lock=take_lock(path), is_new=True, key=key)
    try:
        if key is None:
            book.begin_as(_blank())
        else:
            with book.write() as tx:
                for statement in _statements():
                    rows.write(tx, statement)
    except BaseException:
        book.close()
        path.unlink(missing_ok=True)
        raise
    return book


@cache
def _blank() -> bytes:
    """Give an empty book that is not encrypted; SQLite is let through its hundreds of statements once a process."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        for statement in ("BEGIN", *_statements(), "COMMIT"):
            raw.execute(statement)
        return raw.serialize()


@cache
def _statements() -> tuple[str, ...]:
    found: list[str] = []
    for table in metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda each: str(each.name))  # the same file each time
        elements = (CreateTable(table), *map(CreateIndex, indexes))
        found += [str(each.compile(dialect=sqlite.dialect())) for each in elements]
    marks = (f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION}")
    return (*found, *trigger_statements(), *marks)


def open_book(
    path: Path,
    *,
    writes: bool = True,
    newest: int = VERSION,
    key: BookKey | None = None,
    lens: Lens | None = None,
    upgrades: bool = False,
) -> Book:
    """Open a book, to write (one at a time) or only to read (any number beside the writer).

    A `lens` decides what a reader sees of it. A book of a version above `newest` is refused, and so is an encrypted
    one (`book.sealed`) without its key. A copy from an audit pack is only read, whatever was asked,
    but by what `upgrades` it.
    """
    if not path.is_file():
        raise BookError(problem("book.missing", N_("There is no book at {path}."), path=path))
    if key is None and ciphers.salt_of(path) is not None:
        text = N_("{path} is encrypted. It opens with its passphrase.")
        raise BookError(problem("book.sealed", text, path=path))
    book = Book(path, writes=writes, lock=take_lock(path) if writes else None, key=key, lens=lens)
    if upgrades:
        book.writable |= {COPY_ID}
    try:
        _judge(book, newest)
    except BaseException:
        book.close()
        raise
    if book.is_copy and not upgrades:
        book.leave_alone()
    return book


def _judge(book: Book, newest: int) -> None:
    with book.read() as tx:
        application = tx.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = tx.exec_driver_sql("PRAGMA user_version").scalar_one()
    book.version, book.is_copy = version, application == COPY_ID
    if application not in {APPLICATION_ID, COPY_ID}:
        raise BookError(problem("book.foreign", N_("{path} is not a book of Welfare Desk."), path=book.path))
    if version > newest:
        text = N_("{path} was written by a newer Welfare Desk. Install the newer version to open it.")
        raise BookError(problem("book.newer", text, path=book.path))


def is_partial(tx: Tx) -> bool:
    """Tell whether personal data and secrets are left out of what a question sees: see `Book.is_partial`."""
    return tx.get_execution_options()["book"].is_partial


def mark_as_copy(tx: Tx) -> None:
    """Let a book be only read from its next opening on, as what was made from an audit pack."""
    tx.exec_driver_sql(f"PRAGMA application_id = {COPY_ID}")


def is_copy(tx: Tx) -> bool:
    """Tell whether the book was made from an audit pack, to be read and never written."""
    return tx.get_execution_options()["book"].is_copy


def is_whole(tx: Tx) -> bool:
    """Tell whether SQLite finds the file sound, with every reference in place."""
    sound = tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    return sound and tx.exec_driver_sql("PRAGMA foreign_key_check").first() is None
