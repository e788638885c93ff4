"""The window: sidebar, top bar and the pages of one book; or, before a book is open, the start page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from welfare_desk import i18n
from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.frame import PLACES, Sidebar, TopBar
from welfare_desk.ui.screens.start import StartScreen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import add, clear, column, row
from welfare_desk.ui.widgets.text import Text, empty_state

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.books import NewBook
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Job, Jobs
    from welfare_desk.ui.screens.screen import Screen

FIRST_PAGE = "today"
BESIDE_RAIL = frozenset({place.name for place in PLACES if place.rail} | {"import", "import-collections"})
PARENTS = {"import": "members", "import-collections": "collect", "report": "reports"}
KEYS = (
    ("F5", N_("Read the book again")),
    ("F11", N_("Fold the sidebar")),
    ("Ctrl+O", N_("Choose another book")),
    ("Alt+Left", N_("Go back")),
    ("Ctrl+1 … 6", N_("Go to a page of the sidebar")),
)


class Settings(Protocol):
    """What this computer remembers; whoever makes the window says how it is kept."""

    language: str
    dark: bool
    text_size: int
    slim: bool
    recent: list[str]

    def save(self) -> None:
        """Keep the settings."""
        ...


class Opener(Protocol):
    """How the window comes to a desk; whoever makes the window holds the clock."""

    def today(self) -> date:
        """Tell what day it is."""
        ...

    def __call__(self, path: Path, new: NewBook | None) -> Callable[[bool], Desk]:
        """Give what opens a desk at a book, to write or (true) only to read, on the thread that calls it."""
        ...


class MainWindow(QWidget):
    """One window, one book."""

    def __init__(self, settings: Settings, opener: Opener) -> None:
        super().__init__()
        self.settings = settings
        self.jobs: Jobs | None = None
        self.facts: BookFacts | None = None
        self._opener = opener
        self._path: Path | None = None
        self._memories: dict[str, dict[str, Any]] = {}
        self._trail: list[tuple[str, dict[str, str]]] = []
        self._layout = row(gap="")
        self.setLayout(self._layout)
        self.setWindowTitle("Welfare Desk")
        self.setMinimumSize(*theme.LEAST_WINDOW)
        self.resize(*theme.FIRST_WINDOW)
        self._build()
        for keys, act in (
            ("F5", self._refresh), ("Alt+Left", self.go_back), ("?", self.show_keys), ("Ctrl+O", self.leave_book),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for number, place in enumerate(PLACES, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda name=place.name: self.go(name))

    # The frame

    def _build(self) -> None:
        clear(self._layout)
        self._pages: dict[str, Screen] = {}
        self.stack = QStackedWidget()
        self.top_bar = TopBar()
        self.top_bar.language_clicked.connect(self._switch_language)
        self.top_bar.light_clicked.connect(self._switch_light)
        self.top_bar.book_clicked.connect(self.leave_book)
        self.sidebars: tuple[Sidebar, ...] = ()
        if self.facts is not None:
            self.sidebars = (Sidebar(slim=False), Sidebar(slim=True))
            for sidebar in self.sidebars:
                sidebar.chosen.connect(self.go)
                sidebar.folded.connect(self._fold)
                self._layout.addWidget(sidebar)
        body = column(self.top_bar)
        add(body, self.stack, 1)
        self._layout.addLayout(body, 1)
        if self.facts is None:
            self._show_start()
        else:
            self._show_facts(self.facts)

    def _show_start(self) -> None:
        self.top_bar.show_book("", "")
        start = StartScreen(self.settings.recent, self._opener.today())
        start.chosen.connect(self.open_book)
        self.stack.addWidget(start)
        self.stack.setCurrentWidget(start)
        start.setFocus()

    def _switch_language(self) -> None:
        self.settings.language = "en" if i18n.language() == "th" else "th"
        i18n.choose(self.settings.language)
        self._dress_again()

    def _switch_light(self) -> None:
        self.settings.dark = not self.settings.dark
        self._dress_again()

    def _fold(self, slim: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.settings.slim = slim
        self.settings.save()
        self._show_sidebar(self._trail[-1][0] if self._trail else FIRST_PAGE)

    def _show_sidebar(self, name: str) -> None:
        """Show the sidebar, or the rail beside a page that needs the room."""
        place = next((each for each in PLACES if each.name == name), None)
        slim = self.settings.slim or name in BESIDE_RAIL
        for sidebar, wanted in zip(self.sidebars, (not slim, slim), strict=False):
            sidebar.setVisible(wanted)
            sidebar.show_place(place.name if place else PARENTS.get(name, ""))

    def _dress_again(self) -> None:
        """Build everything anew in the chosen words and looks; what was not saved stays in the memories."""
        self.settings.save()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, dark=self.settings.dark, text_size=self.settings.text_size)
        for page in self._pages.values():
            page.keep()
        self._build()
        if self._trail:
            name, params = self._trail.pop()
            self.go(name, **params)

    # The book

    def open_book(self, path: Path, new: NewBook | None = None) -> None:
        """Open a book, or make one; the window stays alive meanwhile."""
        from welfare_desk.ui.jobs import Jobs  # noqa: PLC0415 - threads are loaded with the first book

        self._close_book()
        self._path = path
        self.jobs = Jobs(self._opener(path, new), self)
        self.jobs.changed.connect(lambda _tables: self._ask_facts())
        self.jobs.busy.connect(self._follow)
        is_made = new is not None and new.is_practice
        title = _("Making the practice book; this takes about a minute…") if is_made else _("Opening the book…")
        waiting = empty_state("book-open", title, str(path.name))
        self.stack.addWidget(waiting)
        self.stack.setCurrentWidget(waiting)

        def opened(facts: BookFacts, _reads: object) -> None:
            self.facts = facts
            recent = [each for each in self.settings.recent if each != str(path)]
            self.settings.recent = [str(path), *recent][:8]
            self.settings.save()
            self._build()
            self.go(FIRST_PAGE)

        self.jobs.write(_facts, opened, self._could_not_open)

    def _could_not_open(self, error: Exception) -> None:
        self._close_book()
        self._build()
        errors.show(error, self)

    def leave_book(self) -> None:
        """Go back to the start page, to choose another book."""
        if self.facts is not None and self._may_leave():
            self._close_book()
            self._build()

    def _close_book(self) -> None:
        if self.jobs is not None:
            self.jobs.close()
            self.jobs.deleteLater()
        self.jobs = self.facts = self._path = None
        self._memories.clear()
        self._trail.clear()

    def _ask_facts(self) -> None:
        if self.jobs is not None:
            self.jobs.read(
                _facts, lambda facts, _reads: self._show_facts(facts), lambda error: errors.show(error, self)
            )

    def _show_error(self, error: Exception) -> None:
        errors.show(error, self)

    def _show_facts(self, facts: BookFacts) -> None:
        self.facts = facts
        name = i18n.named(facts.name_th, facts.name_en)
        self.setWindowTitle(f"{name} – Welfare Desk")
        self.top_bar.show_book(name, facts.period_words(), "accent" if facts.is_open else "neutral")

    def _follow(self, job: Job) -> None:
        """Show running work in the top bar."""
        self.top_bar.show_work(job.title)
        job.stepped.connect(lambda done, total: self.top_bar.show_work(f"{job.title} {100 * done // max(1, total)} %"))
        job.ended.connect(lambda: self.top_bar.show_work(""))

    # The pages

    def go(self, name: str, **params: str) -> None:
        """Show a page; the page before stays one step back."""
        if self.jobs is None or self.facts is None:
            return
        if name == "back":
            self.go_back()
            return
        page = self._pages.get(name)
        if page is None:
            page = _screen(name)(self.jobs, self.facts, self._memories.setdefault(name, {}))
            page.go.connect(lambda to, params: self.go(to, **params))
            self._pages[name] = page
            self.stack.addWidget(page)
        if not self._trail or self._trail[-1] != (name, params):
            self._trail.append((name, params))
        self._show_sidebar(name)
        page.open(**params)
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Show the page before."""
        if len(self._trail) > 1:
            self._trail.pop()
            name, params = self._trail.pop()
            self.go(name, **params)

    def page(self) -> Screen | None:
        """Give the page that is shown."""
        return self._pages.get(self._trail[-1][0]) if self._trail else None

    def _refresh(self) -> None:
        page = self.page()
        if page is not None:
            page.refresh()

    def show_keys(self) -> None:
        """Show the keys of this page: those on its buttons, its own, and the window's."""
        page = self.page()
        buttons = page.findChildren(Button) if page is not None else []
        keys = [(each.key, each.accessibleName()) for each in buttons if each.key and each.isVisible()]
        keys += [(key, _(words)) for key, words in (*(page.KEYS if page is not None else ()), *KEYS)]
        dialog = errors.Dialog(self, ("info", "accent_text"), _("The keys of this page"), [])
        for key, words in keys:
            dialog.body.addLayout(row(Text(key, "smalls"), Text(words, "body", "text2"), "spring", gap="m"))
        dialog.offer(_("Close"), errors.QDialog.DialogCode.Accepted, "primary")
        dialog.exec()

    # Leaving

    def _may_leave(self) -> bool:
        for page in self._pages.values():
            loss = page.would_lose()
            if loss and not errors.ask(self, _("Leave without saving?"), loss, _("Leave"), danger=True):
                return False
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self._close_book()
        self.settings.save()
        event.accept()

    def open_soon(self, path: Path) -> None:
        """Open a book as soon as the window has been painted."""
        QTimer.singleShot(0, lambda: self.open_book(path))


def _facts(desk: Desk) -> BookFacts:
    from welfare_desk.reports.overview import book_facts  # noqa: PLC0415 - SQL is loaded after the first paint

    return desk.ask(lambda tx: book_facts(tx, desk.today))


def _screen(name: str) -> type[Screen]:
    """Load a page when it is first asked for; the window itself starts without them."""
    match name:
        case "today":
            from welfare_desk.ui.screens.today import TodayScreen as Found  # noqa: PLC0415 - see above
        case "members":
            from welfare_desk.ui.screens.members import MembersScreen as Found  # noqa: PLC0415 - see above
        case "import":
            from welfare_desk.ui.screens.member_import import MemberImport as Found  # noqa: PLC0415 - see above
        case "import-collections":
            from welfare_desk.ui.screens.collection_import import CollectionImport as Found  # noqa: PLC0415 - see above
        case "collect":
            from welfare_desk.ui.screens.collect import CollectScreen as Found  # noqa: PLC0415 - see above
        case "receipts":
            from welfare_desk.ui.screens.receipts import ReceiptsScreen as Found  # noqa: PLC0415 - see above
        case "report":
            from welfare_desk.ui.screens.report import ReportScreen as Found  # noqa: PLC0415 - see above
        case "reports":
            from welfare_desk.ui.screens.reports import ReportsScreen as Found  # noqa: PLC0415 - see above
        case "integrity":
            from welfare_desk.ui.screens.integrity import IntegrityScreen as Found  # noqa: PLC0415 - see above
        case _:
            raise KeyError(name)
    return Found
