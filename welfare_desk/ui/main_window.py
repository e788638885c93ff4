"""The window: sidebar, top bar and the pages of one book; or, before a book is open, the start page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from welfare_desk import i18n
from welfare_desk.errors import BookError
from welfare_desk.i18n import _
from welfare_desk.ui import errors, keys, theme
from welfare_desk.ui.first_look import first_look, leave, look_again
from welfare_desk.ui.frame import Sidebar, TopBar
from welfare_desk.ui.places import FIRST_PAGE, PAGES, WORK, find_page, place_of
from welfare_desk.ui.screens.start import StartScreen
from welfare_desk.ui.tabs import TabStrip
from welfare_desk.ui.widgets.layout import add, clear, column, row
from welfare_desk.ui.widgets.text import empty_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import NewBook
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.ui.backing_up import Backer
    from welfare_desk.ui.first_look import FirstLook
    from welfare_desk.ui.jobs import Job, Jobs
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.opener import Opener
    from welfare_desk.ui.pager import Pager
    from welfare_desk.ui.restoring import Back
    from welfare_desk.ui.screens.screen import Screen
    from welfare_desk.ui.seat import Seat
    from welfare_desk.ui.tour import Tour
    from welfare_desk.ui.unlocking import Unlocking

_SHUT = frozenset({"book.sealed", "book.passphrase"})  # what an encrypted book answers
_SIDEBARS_WIDE = 4  # a narrower window has the rail


class MainWindow(QWidget):
    """One window, one book; with `awaits_book` the start page is left out, since a book is opened at once."""

    def __init__(self, settings: Settings, opener: Opener, *, awaits_book: bool = False) -> None:
        super().__init__()
        self._awaits_book = awaits_book
        self.settings = settings
        self.jobs: Jobs | None = None
        self.facts: BookFacts | None = None
        self.pager: Pager | None = None
        self.seat: Seat | None = None
        self.unlocking: Unlocking | None = None
        self._path = Path()
        self._open_desk: Callable[[bool], Desk] | None = None
        self.backer: Backer | None = None
        self._opener = opener
        self._layout = row(gap="")
        self.setLayout(self._layout)
        self.setWindowTitle("Welfare Desk")
        self.setMinimumSize(*theme.LEAST_WINDOW)
        self.resize(*theme.FIRST_WINDOW)
        self._build()
        self._listen()

    def _listen(self) -> None:
        """Hear the keys that do the same on every page."""
        for key, act in (
            ("F1", self._help), ("F5", self._refresh), ("?", self.show_keys), ("Ctrl+O", self.leave_book),
            ("Ctrl+Q", self.close), ("Ctrl+L", self.lock),
            ("Alt+Left", self.go_back), ("Alt+Right", self.go_forward),
            ("Ctrl+PgDown", partial(self._turn, 1)), ("Ctrl+PgUp", partial(self._turn, -1)),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for number, place in enumerate(WORK, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self.go, place.pages[0].name))

    # The frame

    def _build(self) -> None:
        """Build the frame in the chosen words and looks; an open book's pages move into it."""
        if self.pager is not None:
            self.pager.setParent(None)
        for over in self.findChildren(QFrame, "palette"):
            over.setParent(None)
            over.deleteLater()
        clear(self._layout)
        self.top_bar = self._make_top_bar()
        self.tabs = TabStrip()
        self.tabs.chosen.connect(self.go)
        self.tabs.hide()
        self.sidebars: tuple[Sidebar, ...] = ()
        locked = self._is_locked()
        if self.facts is not None and not locked:
            self.sidebars = (Sidebar(slim=False), Sidebar(slim=True))
            for sidebar in self.sidebars:
                sidebar.hide_closed(self.facts)
                sidebar.chosen.connect(self.go)
                sidebar.folded.connect(self._fold)
                self._layout.addWidget(sidebar)
        self.stack = QStackedWidget()
        body = column(self.top_bar, self.tabs)
        add(body, self.stack, 1)
        self.tour: Tour | None = None
        if self.facts is not None and self.facts.is_practice and not locked:
            self.tour = self._begin_tour()
            add(body, self.tour)
        self._layout.addLayout(body, 1)
        if self._awaits_book:
            self._awaits_book = False
        elif locked and self.seat is not None:
            self._show_question(self.seat.make_screen())
        elif self.unlocking is not None:
            self._show_question(self.unlocking.make_screen())
        elif self.facts is None or self.pager is None:
            self._show_start()
        else:
            self.stack.addWidget(self.pager)
            self._show_facts(self.facts)

    def _make_top_bar(self) -> TopBar:
        bar = TopBar()
        bar.language_clicked.connect(self._switch_language)
        bar.light_clicked.connect(self._switch_light)
        bar.book_clicked.connect(self.leave_book)
        bar.search.clicked.connect(self.search)
        bar.person_clicked.connect(self.lock)
        return bar

    def _show_question(self, screen: QWidget) -> None:
        """Show nothing of the book but the page that asks who is there, or for what opens it."""
        self.setWindowTitle("Welfare Desk")
        self.top_bar.show_book("", "")
        self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        screen.setFocus()

    def _begin_tour(self) -> Tour:
        from welfare_desk.ui.tour import Tour  # noqa: PLC0415 - only the practice book has one

        tour = Tour(self.settings)
        tour.go.connect(self.go)
        tour.setVisible(not tour.is_over())
        return tour

    def _show_start(self) -> None:
        self.top_bar.show_book("", "")
        start = StartScreen(self.settings, self._opener.today())
        start.chosen.connect(self.open_book)
        start.language_chosen.connect(self._speak)
        start.left.connect(self._build)
        self.stack.addWidget(start)
        self.stack.setCurrentWidget(start)
        start.setFocus()
        self.start = start

    def _speak(self, language: str) -> None:
        """Go on with a new book in the language that was chosen for it."""
        self.settings.language = language
        self.dress_again()
        self.start.show_new()

    def _switch_language(self) -> None:
        self.settings.language = "en" if i18n.language() == "th" else "th"
        self.dress_again()

    def _switch_light(self) -> None:
        self.settings.dark = not self.settings.dark
        self.dress_again()

    def _fold(self, slim: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.settings.slim = slim
        self.settings.save()
        if self.pager is not None and self.pager.trail.here is not None:
            self._mark(self.pager.trail.here.page)

    def _mark(self, name: str, _params: object = None) -> None:
        """Mark the place and the tab of a page; a page that needs the room stands beside the rail."""
        place = place_of(name)
        slim = self.settings.slim or find_page(name).rail or self._is_narrow()
        for sidebar, wanted in zip(self.sidebars, (not slim, slim), strict=False):
            sidebar.setVisible(wanted)
            sidebar.show_place(place)
        self.top_bar.stand_beside(rail=find_page(name).rail)
        self.tabs.stand_beside(rail=find_page(name).rail)
        self.tabs.show_place(place, name, self.facts)
        if self.tour is not None:
            self.tour.visit(name)

    def _is_narrow(self) -> bool:
        """Tell whether the words of the sidebar would take the room of the page."""
        return self.width() < _SIDEBARS_WIDE * theme.width("sidebar")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.pager is not None and self.pager.trail.here is not None:
            self._mark(self.pager.trail.here.page)

    def dress_again(self) -> None:
        """Build everything anew in the words and looks of the settings; what was not saved stays."""
        self.settings.save()
        i18n.choose(self.settings.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, dark=self.settings.dark, text_size=self.settings.text_size)
        self._build()
        if self.pager is not None:
            self.pager.build_anew()

    # The book

    def open_book(
        self,
        path: Path,
        new: NewBook | None = None,
        passphrase: str = "",
        open_desk: Callable[[bool], Desk] | None = None,
    ) -> None:
        """Open a book, or make one; the window stays alive meanwhile. `open_desk` opened it before."""
        from welfare_desk.ui.jobs import Jobs  # noqa: PLC0415 - threads are loaded with the first book

        self._close_book()
        self._open_desk = open_desk or self._opener(path, new, passphrase)
        self.jobs = Jobs(self._open_desk, self)
        self.jobs.changed.connect(self._hear)
        self.jobs.busy.connect(self._follow)
        is_made = new is not None and new.is_practice
        title = _("Making the practice book; this takes about a minute…") if is_made else _("Opening the book…")
        if self.unlocking is None:
            self._show_waiting(title, path)
        opened = partial(self._opened, path, is_new=new is not None and not is_made)
        work = partial(first_look, seen=dict(self.settings.seen))
        self.jobs.write(work, lambda found, _reads: opened(found), partial(self._could_not_open, path, passphrase))

    def _opened(self, path: Path, found: FirstLook, *, is_new: bool) -> None:
        """Show the book, or ask first who is there."""
        if self.jobs is None:
            return
        recent = [each for each in self.settings.recent if each != str(path)]
        self.settings.recent = [str(path), *recent][:8]
        self.settings.save()
        self._path, self.unlocking = path, None
        seat = self._take_seat(found.facts)
        if seat is None:
            self._begin(path, found, is_new=is_new)
        else:
            seat.ask(found.doors)

    def _begin(self, path: Path, found: FirstLook, *, is_new: bool) -> None:
        from welfare_desk.ui.backing_up import Backer  # noqa: PLC0415 - see below
        from welfare_desk.ui.pager import Pager  # noqa: PLC0415 - pages are loaded with the first book

        if self.jobs is None:
            return
        facts, unfinished = found.facts, found.unfinished
        self.facts = facts
        self.backer = Backer(self.jobs, self.settings, self.jobs, by_itself=not facts.is_practice)
        self._learn(found.sight)
        self.pager = Pager(self.jobs, facts, self.settings, unfinished)
        self.pager.shown.connect(self._mark)
        self.pager.leaves.connect(partial(self._leave_for, path))
        self.pager.looks_changed.connect(self.dress_again)
        self._build()
        self.go(FIRST_PAGE)
        if is_new:
            brings = self.settings.first_steps.get("typed", {}).get("opening", {}).get("brings_balances")
            self.settings.first_steps = {}
            self.settings.save()
            if brings:
                self.go("opening")
        if unfinished and unfinished[0].page in PAGES:  # the person was in the middle of something
            self.go(unfinished[0].page)

    # Who sits here

    def _take_seat(self, facts: BookFacts) -> Seat | None:
        """Give the place at a book that asks who is there."""
        from welfare_desk.ui.seat import Seat  # noqa: PLC0415 - loaded for a book that asks

        if self.seat is None and self.jobs is not None and facts.asks and self._opener.actor is None:
            self.seat = Seat(self.jobs, self.settings, facts, self)
            self.seat.taken.connect(lambda _actor: self._look(self._greet))
            self.seat.left.connect(self.leave_book)
            self.seat.lost.connect(self._take_sheet)
            self.seat.asks.connect(self._build)
        return self.seat

    def _look(self, told: Callable[[FirstLook], None]) -> None:
        if self.jobs is not None:
            work = partial(first_look, seen=dict(self.settings.seen))
            self.jobs.write(work, lambda found, _reads: told(found), lambda error: errors.show(error, self))

    def _greet(self, found: FirstLook) -> None:
        """Show the book to whoever sits down; another person finds only what the own role allows."""
        if self.pager is None:
            self._begin(self._path, found, is_new=False)
        else:
            is_other = self.facts is None or self.facts.person != found.facts.person
            self.facts = found.facts
            self.pager.learn(found.facts)
            self._build()
            if is_other:
                self.pager.build_anew()
                self.go(FIRST_PAGE)
            elif self.pager.trail.here is not None:
                self._mark(self.pager.trail.here.page)
        self._watch()

    def _watch(self) -> None:
        """Lock the window when nobody works in a book that asks who is there."""
        if self.facts is not None and (seat := self._take_seat(self.facts)) is not None:
            seat.watch(self.windowHandle())

    def lock(self) -> None:
        """Ask again who is there; what is typed stays where it is."""
        if self.facts is not None and self.pager is not None and (seat := self._take_seat(self.facts)) is not None:
            self.pager.keeper.look()
            seat.lock()

    def _is_locked(self) -> bool:
        return self.seat is not None and self.seat.is_asking

    def _show_waiting(self, title: str, path: Path) -> None:
        waiting = empty_state("book-open", title, str(path.name))
        self.stack.addWidget(waiting)
        self.stack.setCurrentWidget(waiting)

    def _learn(self, sight: Sight) -> None:
        """Remember where the book stands, unless it is strange and nobody has said yet that it is the right one."""
        if sight.strange is None:
            self.settings.seen[sight.book] = sight.kept
        if self.backer is not None:
            self.backer.learn(sight)

    def _could_not_open(self, path: Path, passphrase: str, error: Exception) -> None:
        self._close_book()
        if isinstance(error, BookError) and error.problem.code in _SHUT:
            if self.unlocking is not None:
                self.unlocking.refuse(error)
            else:
                self._unlock(path, is_encrypted=True)
            return
        self.unlocking = None
        self._build()
        if isinstance(error, BookError) and error.problem.code == "book.damaged":
            from welfare_desk.ui.damaged import Rescue  # noqa: PLC0415 - only for a damaged book

            Rescue(self, path, self._opener.outside, self.open_book, passphrase).offer(error)
        else:
            errors.show(error, self)

    def _unlock(self, path: Path, *, is_encrypted: bool) -> None:
        """Ask for what opens a book."""
        from welfare_desk.ui.unlocking import Unlocking  # noqa: PLC0415 - loaded for a book that is shut

        self.unlocking = Unlocking(path, self._opener.outside, self, is_encrypted=is_encrypted)
        self.unlocking.opens.connect(lambda passphrase: self.open_book(path, None, passphrase))
        self.unlocking.left.connect(self.leave_book)
        self.unlocking.shows.connect(self._build)
        self._build()

    def _take_sheet(self) -> None:
        """Let go of a book whose password is lost, and take the pieces of its sheet."""
        from welfare_desk.services.passphrases import is_encrypted  # noqa: PLC0415 - SQL is loaded by now

        self._close_book()
        self._unlock(self._path, is_encrypted=is_encrypted(self._path))

    def leave_book(self) -> None:
        """Go back to the start page, to choose another book."""
        shut = self._is_locked() or self.unlocking is not None
        if (self.facts is not None or shut) and self._may_leave():
            self._back_up()
            self._close_book()
            self.unlocking = None
            self._build()

    def _leave_for(self, path: Path, title: str, work: Callable[[Path], Back]) -> None:
        """Let go of the book, do some work with its file, and open it again; it is as before where that fails."""
        from welfare_desk.ui.restoring import Wait  # noqa: PLC0415 - seldom needed

        if not self._may_leave():
            return
        open_desk = self._open_desk
        self._close_book()
        self._build()
        self._show_waiting(title, path)

        def failed(error: Exception) -> None:
            self.open_book(path, open_desk=open_desk)
            errors.show(error, self)

        def done(back: Back) -> None:
            self.open_book(path, None, back.passphrase, None if back.passphrase else open_desk)
            errors.tell(self, back.title, back.said)

        Wait(partial(work, path), done, failed, self)

    def _back_up(self) -> None:
        if self.backer is not None:
            self.backer.finish(self)

    def _close_book(self) -> None:
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

    def _hear(self, tables: frozenset[str]) -> None:
        """Read the book's facts again after a write; keeping what is typed changes none of them."""
        if self.jobs is not None and tables - {"unfinished"}:
            work = partial(look_again, seen=dict(self.settings.seen))
            self.jobs.read(work, lambda found, _reads: self._show_look(*found), lambda error: errors.show(error, self))

    def _show_look(self, facts: BookFacts, sight: Sight) -> None:
        self._learn(sight)
        self._show_facts(facts)

    def _show_facts(self, facts: BookFacts) -> None:
        if self._is_locked():
            return
        began_to_ask = self.facts is not None and facts.asks and not self.facts.asks
        self.facts = facts
        if self.pager is not None:
            self.pager.learn(facts)
        name = i18n.named(facts.name_th, facts.name_en)
        self.setWindowTitle(f"{name} – Welfare Desk")
        self.top_bar.show_book(name, facts.period_words(), "accent" if facts.is_open else "neutral")
        self.top_bar.show_person(facts.person.name if facts.asks and facts.person is not None else "")
        self.top_bar.search.show()
        if began_to_ask and self.pager is not None:
            self._watch()
            QTimer.singleShot(0, self.pager.build_anew)  # pages know who may do what
        if self.tour is not None:
            self.tour.learn(facts.practised)
        for sidebar in self.sidebars:
            sidebar.show_counts({"ledger": facts.drafts + facts.pending, "members": facts.undecided_members})

    def _follow(self, job: Job) -> None:
        """Show running work in the top bar."""
        self.top_bar.show_work(job.title)
        job.stepped.connect(lambda done, total: self.top_bar.show_work(f"{job.title} {100 * done // max(1, total)} %"))
        job.ended.connect(lambda: self.top_bar.show_work(""))

    # The pages

    def go(self, name: str, **params: str) -> None:
        """Show a page; the page before stays one step back."""
        if self.pager is None or self._is_locked():
            return
        if self.facts is not None and name in PAGES and not find_page(name).is_open_to(self.facts):
            said = _("Your role only looks at this book. What this page does takes another role.")
            errors.tell(self, _("Not for your role"), [said])
            return
        self.pager.go(name, params)

    def go_back(self) -> None:
        """Show the page before."""
        if self.pager is not None and not self._is_locked():
            self.pager.back()

    def go_forward(self) -> None:
        """Show again the page that was left by going back."""
        if self.pager is not None and not self._is_locked():
            self.pager.forward()

    def search(self) -> None:
        """Open the search over the page."""
        from welfare_desk.ui.palette import Palette  # noqa: PLC0415 - loaded with the first search

        if self.jobs is None or self.facts is None or self._is_locked():
            return
        palette = self.findChild(Palette)
        if palette is None:
            palette = Palette(self.jobs, self.facts.today, self)
            palette.chosen.connect(lambda page, params: self.go(page, **params))
        palette.open()

    def page(self) -> Screen | None:
        """Give the page that is shown."""
        return self.pager.page() if self.pager is not None else None

    def _turn(self, by: int) -> None:
        page = self.page()
        if page is not None and not page.turn(by):
            self.tabs.turn(by)

    def _help(self) -> None:
        here = self.pager.trail.here if self.pager is not None else None
        if here is not None and "help" in PAGES and here.page != "help":
            self.go("help", page=here.page)

    def _refresh(self) -> None:
        page = self.page()
        if page is not None:
            page.refresh()

    def show_keys(self) -> None:
        """Show the keys of this page: those on its buttons, its own, and the window's."""
        keys.show(self, self.page())

    # Leaving

    def _may_leave(self) -> bool:
        loss = self.pager.loss() if self.pager is not None else ""
        return not loss or errors.ask(self, _("Leave without saving?"), loss, _("Leave"), danger=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self._back_up()
        self._close_book()
        self.settings.save()
        event.accept()

    def open_soon(self, path: Path) -> None:
        """Open a book as soon as the window has been painted."""
        QTimer.singleShot(0, lambda: self.open_book(path))

    # The mouse's own keys for back and forward

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        handle.removeEventFilter(self)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            act = {Qt.MouseButton.BackButton: self.go_back, Qt.MouseButton.ForwardButton: self.go_forward}.get(
                event.button()
            )
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)
