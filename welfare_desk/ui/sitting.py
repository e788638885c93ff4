"""A sitting at one book: opening it, asking who is there, hearing what is written, and letting it go."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from welfare_desk.errors import BookError
from welfare_desk.i18n import _, speak_of
from welfare_desk.ui import errors
from welfare_desk.ui.first_look import first_look, leave, look_again
from welfare_desk.ui.opener import FromPack
from welfare_desk.ui.places import AUDITORS_PAGE, FIRST_PAGE, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import NewBook
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.ui.backing_up import Backer
    from welfare_desk.ui.first_look import FirstLook
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.opener import Opener
    from welfare_desk.ui.pager import Pager
    from welfare_desk.ui.restoring import Back
    from welfare_desk.ui.seat import Seat
    from welfare_desk.ui.unlocking import Unlocking

# ruff: noqa: PLC0415 - what only an open book needs is loaded with the first one

_SHUT = frozenset({"book.sealed", "book.passphrase"})  # what an encrypted book answers


class Sitting(QObject):
    """What stands between the window and its book; between two books everything here is nothing.

    `changed` tells that the frame is to be built anew, `began` that the pages are there, `waits` (a title and a file)
    that nothing is to be seen yet; `learnt` gives the facts of the book after a write, `works` a job that has begun.
    `goes` asks for a page, and `returned` tells that the person of before is back at the page of before.
    """

    changed = Signal()
    began = Signal()
    waits = Signal(str, object)
    learnt = Signal(object)
    works = Signal(QObject)
    goes = Signal(str)
    returned = Signal()

    def __init__(self, settings: Settings, opener: Opener, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._opener, self._window = settings, opener, window
        self.jobs: Jobs | None = None
        self.facts: BookFacts | None = None
        self.pager: Pager | None = None
        self.seat: Seat | None = None
        self.backer: Backer | None = None
        self.unlocking: Unlocking | None = None
        self._path = Path()
        self._open_desk: Callable[[bool], Desk] | None = None

    # The book

    def open(
        self,
        path: Path,
        new: NewBook | FromPack | None,
        passphrase: str = "",
        open_desk: Callable[[bool], Desk] | None = None,
    ) -> None:
        """Open a book, or make one; the window stays alive meanwhile. `open_desk` opened it before."""
        from welfare_desk.ui.jobs import Jobs

        self.close()
        self._open_desk = open_desk or self._opener(path, new, passphrase)
        self.jobs = Jobs(self._open_desk, self)
        self.jobs.changed.connect(self._hear)
        self.jobs.busy.connect(self.works)
        title, is_new = _("Opening the book…"), new is not None
        if isinstance(new, FromPack):
            title, is_new = _("Making a book of the file and counting everything anew…"), False
        elif new is not None and new.is_practice:
            lasts = _("Making the practice book; this takes about a minute…")
            is_fund = new.is_welfare_fund
            title, is_new = lasts if is_fund else _("Making the practice cooperative; this takes some seconds…"), False
        if self.unlocking is None:
            self.waits.emit(title, path)
        opened = partial(self._opened, path, is_new=is_new)
        work = partial(first_look, seen=dict(self._settings.seen))
        self.jobs.write(work, lambda found, _reads: opened(found), partial(self._could_not_open, path, passphrase))

    def _opened(self, path: Path, found: FirstLook, *, is_new: bool) -> None:
        """Show the book, or ask first who is there."""
        if self.jobs is None:
            return
        recent = [each for each in self._settings.recent if each != str(path)]
        self._settings.recent = [str(path), *recent][:8]
        self._settings.save()
        self._path, self.unlocking = path, None
        seat = self._take_seat(found.facts)
        if seat is None:
            self._begin(path, found, is_new=is_new)
        else:
            seat.ask(found.doors)

    def _begin(self, path: Path, found: FirstLook, *, is_new: bool) -> None:
        from welfare_desk.ui.backing_up import Backer
        from welfare_desk.ui.pager import Pager

        if self.jobs is None:
            return
        facts, unfinished = found.facts, found.unfinished
        self.facts = facts
        speak_of(facts.kind)
        self.backer = Backer(self.jobs, self._settings, self.jobs, by_itself=not facts.is_practice)
        self._learn(found.sight)
        self.pager = Pager(self.jobs, facts, self._settings, unfinished)
        self.pager.leaves.connect(partial(self._leave_for, path))
        self.began.emit()
        self.goes.emit(AUDITORS_PAGE if facts.is_audited else FIRST_PAGE)
        if is_new:
            brings = self._settings.first_steps.get("typed", {}).get("opening", {}).get("brings_balances")
            self._settings.first_steps = {}
            self._settings.save()
            if brings:
                self.goes.emit("opening")
        if unfinished and unfinished[0].page in PAGES:  # the person was in the middle of something
            self.goes.emit(unfinished[0].page)

    def _could_not_open(self, path: Path, passphrase: str, error: Exception) -> None:
        self.close()
        if isinstance(error, BookError) and error.problem.code in _SHUT:
            if self.unlocking is not None:
                self.unlocking.refuse(error)
            else:
                self._unlock(path, is_encrypted=True)
            return
        self.unlocking = None
        self.changed.emit()
        if isinstance(error, BookError) and error.problem.code == "book.damaged":
            from welfare_desk.ui.damaged import Rescue

            Rescue(self._window, path, self._opener.outside, self.open, passphrase).offer(error)
        else:
            errors.show(error, self._window)

    def _unlock(self, path: Path, *, is_encrypted: bool) -> None:
        """Ask for what opens a book."""
        from welfare_desk.ui.unlocking import Unlocking

        self.unlocking = Unlocking(path, self._opener.outside, self, is_encrypted=is_encrypted)
        self.unlocking.opens.connect(lambda passphrase: self.open(path, None, passphrase))
        self.unlocking.left.connect(self.leave)
        self.unlocking.shows.connect(self.changed)
        self.changed.emit()

    # Who sits here

    def _take_seat(self, facts: BookFacts) -> Seat | None:
        """Give the place at a book that asks who is there."""
        from welfare_desk.ui.seat import Seat

        if self.seat is None and self.jobs is not None and facts.asks and self._opener.actor is None:
            self.seat = Seat(self.jobs, self._settings, facts, self)
            self.seat.taken.connect(lambda _actor: self._look())
            self.seat.left.connect(self.leave)
            self.seat.lost.connect(self._take_sheet)
            self.seat.asks.connect(self.changed)
        return self.seat

    def _look(self) -> None:
        if self.jobs is not None:
            work = partial(first_look, seen=dict(self._settings.seen))
            self.jobs.write(work, lambda found, _reads: self._greet(found), self._tell)

    def _greet(self, found: FirstLook) -> None:
        """Show the book to whoever sits down; another person finds only what the own role allows."""
        if self.pager is None:
            self._begin(self._path, found, is_new=False)
        else:
            is_other = self.facts is None or self.facts.person != found.facts.person
            self.facts = found.facts
            self.pager.learn(found.facts)
            self.changed.emit()
            if is_other:
                self.pager.build_anew()
                self.goes.emit(FIRST_PAGE)
            else:
                self.returned.emit()
        self._watch()

    def _watch(self) -> None:
        """Lock the window when nobody works in a book that asks who is there."""
        if self.facts is not None and (seat := self._take_seat(self.facts)) is not None:
            seat.watch(self._window.windowHandle())

    def lock(self) -> None:
        """Ask again who is there; what is typed stays where it is."""
        if self.facts is not None and self.pager is not None and (seat := self._take_seat(self.facts)) is not None:
            self.pager.keeper.look()
            seat.lock()

    @property
    def is_locked(self) -> bool:
        """Tell whether the window asks who is there."""
        return self.seat is not None and self.seat.is_asking

    # What is written

    def _hear(self, tables: frozenset[str]) -> None:
        """Read the book's facts again after a write; keeping what is typed changes none of them."""
        if self.jobs is not None and tables - {"unfinished"}:
            work = partial(look_again, seen=dict(self._settings.seen))
            self.jobs.read(work, lambda found, _reads: self._take_in(*found), self._tell)

    def _take_in(self, facts: BookFacts, sight: Sight) -> None:
        self._learn(sight)
        if self.is_locked:
            return
        began_to_ask = self.facts is not None and facts.asks and not self.facts.asks
        self.facts = facts
        if self.pager is not None:
            self.pager.learn(facts)
        self.learnt.emit(facts)
        if began_to_ask and self.pager is not None:
            self._watch()
            QTimer.singleShot(0, self.pager.build_anew)  # pages know who may do what

    def _learn(self, sight: Sight) -> None:
        """Remember where the book stands, unless it is strange and nobody has said yet that it is the right one."""
        if sight.strange is None:
            self._settings.seen[sight.book] = sight.kept
        if self.backer is not None:
            self.backer.learn(sight)

    def _tell(self, error: Exception) -> None:
        errors.show(error, self._window)

    # Leaving

    def may_leave(self) -> bool:
        """Ask whether what is typed may be lost, where it would be."""
        loss = self.pager.loss() if self.pager is not None else ""
        return not loss or errors.ask(self._window, _("Leave without saving?"), loss, _("Leave"), danger=True)

    def leave(self) -> None:
        """Let go of the book and of what asks before one, unless the person stays."""
        shut = self.is_locked or self.unlocking is not None
        if (self.facts is not None or shut) and self.may_leave():
            self.end()
            self.unlocking = None
            self.changed.emit()

    def _leave_for(self, path: Path, title: str, work: Callable[[Path], Back]) -> None:
        """Let go of the book, do some work with its file, and open it again; it is as before where that fails."""
        from welfare_desk.ui.restoring import Wait

        if not self.may_leave():
            return
        open_desk = self._open_desk
        self.close()
        self.changed.emit()
        self.waits.emit(title, path)

        def failed(error: Exception) -> None:
            self.open(path, None, open_desk=open_desk)
            self._tell(error)

        def done(back: Back) -> None:
            if not back.opens:
                self.changed.emit()
                errors.tell(self._window, back.title, back.said)
                return
            self.open(path, None, back.passphrase, None if back.passphrase else open_desk)
            errors.tell(self._window, back.title, back.said)

        Wait(partial(work, path), done, failed, self._window)

    def _take_sheet(self) -> None:
        """Let go of a book whose password is lost, and take the pieces of its sheet."""
        from welfare_desk.services.passphrases import is_encrypted

        self.close()
        self._unlock(self._path, is_encrypted=is_encrypted(self._path))

    def end(self) -> None:
        """Back up what was written, and let go of the book."""
        if self.backer is not None:
            self.backer.finish(self._window)
        self.close()

    def close(self) -> None:
        """Let go of the book; what is typed is kept in it."""
        if self.jobs is not None and self.facts is not None and self.facts.asks:
            self.jobs.write(leave, lambda _none, _reads: None, lambda _error: None)
        if self.pager is not None:
            self.pager.keeper.look()
            self.pager.setParent(None)
            self.pager.deleteLater()
        if self.jobs is not None:
            self.jobs.close()
            self.jobs.deleteLater()
        self.jobs = self.facts = self.pager = self.seat = self.backer = None
        speak_of("")
