"""The window: sidebar, top bar and the pages of one book; or, before a book is open, the start page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from welfare_desk import i18n
from welfare_desk.i18n import _
from welfare_desk.ui import errors, keys, theme
from welfare_desk.ui.places import PAGES, doors, find_page
from welfare_desk.ui.screens.start import StartScreen
from welfare_desk.ui.sitting import Sitting
from welfare_desk.ui.widgets.layout import clear, row
from welfare_desk.ui.widgets.text import empty_state
from welfare_desk.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import NewBook
    from welfare_desk.ui.frame import TopBar
    from welfare_desk.ui.jobs import Job, Jobs
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.opener import FromPack, Opener
    from welfare_desk.ui.pager import Pager
    from welfare_desk.ui.screens.screen import Screen


class MainWindow(QWidget):
    """One window, one book; with `awaits_book` the start page is left out, since a book is opened at once."""

    def __init__(self, settings: Settings, opener: Opener, *, awaits_book: bool = False) -> None:
        super().__init__()
        self._awaits_book = awaits_book
        self.settings = settings
        self._opener = opener
        self.sitting = Sitting(settings, opener, self)
        self._layout = row(gap="")
        self.setLayout(self._layout)
        self.setWindowTitle("Welfare Desk")
        self.setMinimumSize(*theme.LEAST_WINDOW)
        self.resize(*theme.FIRST_WINDOW)
        self._build()
        self._listen()

    def _listen(self) -> None:
        """Hear what becomes of the book, and the keys that do the same on every page."""
        self.sitting.changed.connect(self._build)
        self.sitting.began.connect(self._take_pages)
        self.sitting.waits.connect(self._show_waiting)
        self.sitting.learnt.connect(self._show_facts)
        self.sitting.works.connect(self._follow)
        self.sitting.goes.connect(self.go)
        self.sitting.returned.connect(self._mark_here)
        for key, act in (
            ("F1", self._help), ("F5", self._refresh), ("?", self.show_keys), ("Ctrl+O", self.leave_book),
            ("Ctrl+Q", self.close), ("Ctrl+L", self.lock),
            ("Alt+Left", self.go_back), ("Alt+Right", self.go_forward),
            ("Ctrl+PgDown", partial(self._turn, 1)), ("Ctrl+PgUp", partial(self._turn, -1)),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for at in range(9):  # there are no more keys
            QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self).activated.connect(partial(self._go_to_place, at))

    # The frame

    def _build(self) -> None:
        """Build the frame in the chosen words and looks; an open book's pages move into it."""
        if self.pager is not None:
            self.pager.setParent(None)
        for over in self.findChildren(QFrame, "palette"):
            over.setParent(None)
            over.deleteLater()
        clear(self._layout)
        seat, unlocking = self.sitting.seat, self.sitting.unlocking
        self.frame = WindowFrame(self.settings, None if self.sitting.is_locked else self.facts)
        self.frame.goes.connect(self.go)
        self.frame.folded.connect(self._mark_here)
        self._hear_top_bar(self.frame.top_bar)
        self._layout.addWidget(self.frame)
        self.frame.show()
        if self._awaits_book:
            self._awaits_book = False
        elif seat is not None and seat.is_asking:
            self._show_question(seat.make_screen())
        elif unlocking is not None:
            self._show_question(unlocking.make_screen())
        elif self.facts is None or self.pager is None:
            self._show_start()
        else:
            self.frame.stack.addWidget(self.pager)
            self._show_facts(self.facts)

    def _hear_top_bar(self, bar: TopBar) -> None:
        bar.language_clicked.connect(self._switch_language)
        bar.light_clicked.connect(self._switch_light)
        bar.book_clicked.connect(self.leave_book)
        bar.search.clicked.connect(self.search)
        bar.person_clicked.connect(self.lock)

    def _show_question(self, screen: QWidget) -> None:
        """Show nothing of the book but the page that asks who is there, or for what opens it."""
        self.setWindowTitle("Welfare Desk")
        self.frame.top_bar.show_book("", "")
        self.frame.show_screen(screen)
        screen.setFocus()

    def _show_start(self) -> None:
        self.frame.top_bar.show_book("", "")
        start = StartScreen(self.settings, self._opener.today())
        start.chosen.connect(self.open_book)
        start.language_chosen.connect(self._speak)
        start.left.connect(self._build)
        self.frame.show_screen(start)
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

    def _mark(self, name: str, _params: object = None) -> None:
        self.frame.mark(name, self.facts)

    def _mark_here(self) -> None:
        if self.pager is not None and self.pager.trail.here is not None and not self.sitting.is_locked:
            self._mark(self.pager.trail.here.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark_here()

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

    def open_book(self, path: Path, new: NewBook | FromPack | None = None, passphrase: str = "") -> None:
        """Open a book, or make one; the window stays alive meanwhile."""
        self.sitting.open(path, new, passphrase)

    def leave_book(self) -> None:
        """Go back to the start page, to choose another book."""
        self.sitting.leave()

    def lock(self) -> None:
        """Ask again who is there; what is typed stays where it is."""
        self.sitting.lock()

    @property
    def jobs(self) -> Jobs | None:
        """Give what works on the open book."""
        return self.sitting.jobs

    @property
    def facts(self) -> BookFacts | None:
        """Give what is known of the open book."""
        return self.sitting.facts

    @property
    def pager(self) -> Pager | None:
        """Give the pages of the open book."""
        return self.sitting.pager

    def _take_pages(self) -> None:
        if self.pager is not None:
            self.pager.shown.connect(self._mark)
            self.pager.looks_changed.connect(self.dress_again)
        self._build()

    def _show_waiting(self, title: str, path: Path) -> None:
        self.frame.show_screen(empty_state("book-open", title, str(path.name)))

    def _show_facts(self, facts: BookFacts) -> None:
        self.setWindowTitle(f"{i18n.named(facts.name_th, facts.name_en)} – Welfare Desk")
        self.frame.show_facts(facts)

    def _follow(self, job: Job) -> None:
        """Show running work in the top bar."""
        self.frame.top_bar.show_work(job.title)
        job.stepped.connect(
            lambda done, total: self.frame.top_bar.show_work(f"{job.title} {100 * done // max(1, total)} %")
        )
        job.ended.connect(lambda: self.frame.top_bar.show_work(""))

    # The pages

    def go(self, name: str, **params: str) -> None:
        """Show a page; the page before stays one step back."""
        if self.pager is None or self.sitting.is_locked:
            return
        if self.facts is not None and name in PAGES and not find_page(name).is_for(self.facts.kind):
            errors.tell(self, _("Not in this book"), [_("Books of this kind do not have this page.")])
            return
        if self.facts is not None and name in PAGES and not find_page(name).may_be_used(self.facts):
            said = _("Your role only looks at this book. What this page does takes another role.")
            errors.tell(self, _("Not for your role"), [said])
            return
        self.pager.go(name, params)

    def _go_to_place(self, at: int) -> None:
        for page in list(doors(self.facts).values())[at : at + 1] if self.facts is not None else ():
            self.go(page)

    def go_back(self) -> None:
        """Show the page before."""
        if self.pager is not None and not self.sitting.is_locked:
            self.pager.back()

    def go_forward(self) -> None:
        """Show again the page that was left by going back."""
        if self.pager is not None and not self.sitting.is_locked:
            self.pager.forward()

    def search(self) -> None:
        """Open the search over the page."""
        from welfare_desk.ui.palette import Palette  # noqa: PLC0415 - loaded with the first search

        if self.jobs is None or self.facts is None or self.sitting.is_locked:
            return
        palette = self.findChild(Palette)
        if palette is None:
            palette = Palette(self.jobs, self.facts, self)
            palette.chosen.connect(lambda page, params: self.go(page, **params))
        palette.open()

    def page(self) -> Screen | None:
        """Give the page that is shown."""
        return self.pager.page() if self.pager is not None else None

    def _turn(self, by: int) -> None:
        page = self.page()
        if page is not None and not page.turn(by):
            self.frame.tabs.turn(by)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.sitting.may_leave():
            event.ignore()
            return
        self.sitting.end()
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
