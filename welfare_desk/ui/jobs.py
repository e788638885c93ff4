"""Run work off the screen's thread, and tell the screens what changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from welfare_desk.services.desk import Desk

T = TypeVar("T")
IDLE_MS = 2_000


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """The person stopped this work; nothing of it was kept."""


class Job(QObject):
    """One piece of work that takes a while: it tells how far it is, and can be stopped.

    The work calls `step` from its own thread; the signals are heard on the screen's.
    """

    stepped = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.interrupt: Callable[[], None] | None = None
        self._stop = Event()

    @property
    def stopped(self) -> bool:
        """Tell whether the person asked for a stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; what it had written is undone."""
        self._stop.set()
        if self.interrupt is not None:
            self.interrupt()

    def step(self, done: int, total: int) -> None:
        """Say that `done` of `total` parts are finished; a stopped job ends here."""
        if self.stopped:
            raise Cancelled
        self.stepped.emit(done, total)


class _Worker:
    """One thread with its own connection, opened on it and used nowhere else."""

    def __init__(self, name: str, open_desk: Callable[[], Desk]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open_desk = open_desk
        self._desk: Desk | None = None
        self._actor: int | None = None

    def desk(self) -> Desk:
        """Open the book on the first call; an error is raised to each caller."""
        if self._desk is None:
            desk = self._open_desk()
            self._desk = desk if self._actor is None else replace(desk, actor=self._actor)
        return self._desk

    def seat(self, actor: int) -> None:
        """Let somebody else work at the desk, now or when it is first needed."""
        self._actor = actor
        if self._desk is not None:
            self._desk = replace(self._desk, actor=actor)

    def submit(self, work: Callable[..., None], *arguments: object) -> Future[None]:
        return self._pool.submit(work, self, *arguments)

    def close(self) -> None:
        self._pool.submit(self._close).result()
        self._pool.shutdown(wait=True)

    def _close(self) -> None:
        if self._desk is not None:
            self._desk.book.close()
            self._desk = None


@dataclass(frozen=True, slots=True)
class _Order:
    """What a screen handed over; it stays on the screen's thread, the worker only looks at it."""

    work: Callable[[Desk], Any]
    done: Callable[..., None]
    failed: Callable[[Exception], None]
    job: Job | None


class Jobs(QObject):
    """Three threads at one book: the writer, a reader for whatever may take long, and one aside for backups.

    `changed` names the tables that a finished write has touched. `busy` tells of long jobs as they start.
    """

    changed = Signal(frozenset)
    busy = Signal(Job)
    _settled = Signal(int, object, frozenset, frozenset)

    def __init__(self, open_desk: Callable[[bool], Desk], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = _Worker("writer", lambda: open_desk(False))  # noqa: FBT003 - "read only?" no
        self._reader = _Worker("reader", lambda: open_desk(True))  # noqa: FBT003 - "read only?" yes
        self._aside = _Worker("aside", lambda: open_desk(True))  # noqa: FBT003 - "read only?" yes
        self._orders: dict[int, _Order] = {}
        self._tickets = count()
        self._settled.connect(self._deliver)
        self._closed = False
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._tidy)

    def write(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T, frozenset[str]], None],
        failed: Callable[[Exception], None],
        job: Job | None = None,
    ) -> None:
        """Do the work on the writer; hear back, on the screen's thread, with the tables it read."""
        self._start(self._writer, _Order(work, done, failed, job))

    def read(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T, frozenset[str]], None],
        failed: Callable[[Exception], None],
        job: Job | None = None,
    ) -> None:
        """Do the work on the reader, which cannot write; hear back as from `write`."""
        self._start(self._reader, _Order(work, done, failed, job))

    def seat(self, actor: int) -> None:
        """Let a user of the book, who has proved it, work at every desk from now on."""
        for worker in (self._writer, self._reader, self._aside):
            worker.submit(_seat, actor)

    def aside(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T, frozenset[str]], None],
        failed: Callable[[Exception], None],
        job: Job | None = None,
    ) -> None:
        """Do work that may take minutes, or wait for a drive, where no page waits behind it; as `read` otherwise."""
        self._start(self._aside, _Order(work, done, failed, job))

    def is_busy(self) -> bool:
        """Tell whether an answer is still awaited."""
        return bool(self._orders)

    def close(self) -> None:
        """Finish what was started, then let go of the book."""
        if not self._closed:
            self._closed = True
            for worker in (self._aside, self._reader, self._writer):
                worker.close()
            self._orders.clear()

    def _start(self, worker: _Worker, order: _Order) -> None:
        if self._closed:
            return
        if order.job is not None:
            order.job.setParent(self)
            self.busy.emit(order.job)
        ticket = next(self._tickets)
        self._orders[ticket] = order
        worker.submit(self._at_desk, ticket)

    def _at_desk(self, worker: _Worker, ticket: int) -> None:
        wrote = read = frozenset[str]()
        try:
            desk = worker.desk()
            trail = desk.book.trail
            trail.read.clear()
            trail.wrote.clear()
            try:
                outcome = _run(desk, self._orders[ticket])
            finally:
                read, wrote = frozenset(trail.read), frozenset(trail.wrote)
        except Exception as error:  # noqa: BLE001 - the one place where work may fail; every error is shown
            outcome = _Failure(error)
        self._settled.emit(ticket, outcome, read, wrote)

    def _deliver(self, ticket: int, outcome: object, read: frozenset[str], wrote: frozenset[str]) -> None:
        if self._closed:
            return
        order = self._orders.pop(ticket)
        if order.job is not None:
            order.job.ended.emit()
            order.job.deleteLater()
        if not isinstance(outcome, _Failure):
            order.done(outcome, read)
        elif order.job is not None and order.job.stopped:
            order.failed(Cancelled())
        else:
            order.failed(outcome.error)
        if wrote:
            self._idle.start()
            self.changed.emit(wrote)

    def _tidy(self) -> None:
        """Fold the write-ahead log into the book while nobody waits, so that it never falls into a posting."""
        if self._closed:
            return
        if self.is_busy():
            self._idle.start()
        else:
            self._writer.submit(_fold)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


def _seat(worker: _Worker, actor: int) -> None:
    worker.seat(actor)


def _fold(worker: _Worker) -> None:
    worker.desk().book.fold_log()


def _run(desk: Desk, order: _Order) -> object:
    if order.job is None:
        return order.work(desk)
    if order.job.stopped:
        raise Cancelled
    order.job.interrupt = desk.book.interrupt
    try:
        return order.work(desk)
    finally:
        order.job.interrupt = None
