"""Choose a book or make one: the page before there is anything to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.opener import PACK_SUFFIX, FromPack
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, page_head, section

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.services.books import BookKind
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.screens.first_run import FirstRun

SUFFIX = ".welfare"
_LEDGERS = "*.xml *.gnucash *.journal *.hledger *.ledger *.dat *.beancount *.csv *.txt *.xlsx"


class StartScreen(QWidget):
    """The books used last, and the three ways to begin. `chosen` gives a path and, for a new book, what it is told."""

    chosen = Signal(object, object)
    language_chosen = Signal(str)
    left = Signal()

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__()
        self._settings, self._today = settings, today
        self.first_run: FirstRun | None = None
        self._pages = QStackedLayout()
        self._pages.addWidget(scrolled(self._welcome(settings.recent)))
        self.setLayout(self._pages)

    # The first page

    def _welcome(self, recent: list[str]) -> QWidget:
        words = _("The books of a community welfare fund or a cooperative, kept so that they cannot be wrong.")
        sentence = Text(words, "body", "text2")
        body = column(page_head(_("Choose a book"), sentence), "section", gap="")
        self._open_button = Button(_("Open…"), "primary", "folder-open", act=self.open_file)
        self.setFocusProxy(self._open_button)
        ways = (
            (
                "folder-open",
                _("Open a book"),
                _("A book that lies on this computer or a flash drive."),
                self._open_button,
            ),
            (
                "search",
                _("Audit a book"),
                _("An audit pack, or a ledger of another program: SAF-T, GnuCash, hledger, Excel, CSV."),
                Button(_("Open a pack…"), "secondary", "folder-open", act=self.open_pack),
            ),
            (
                "book-plus",
                _("Make a new book"),
                _("What you answered is kept; go on where you left.")
                if self._settings.first_steps
                else _("For a fund or a cooperative that begins here or brings balances from paper."),
                Button(
                    _("Go on…") if self._settings.first_steps else _("Make…"), "secondary", "plus", act=self.show_new
                ),
            ),
        )
        for icon, title, words, button in ways:
            body.addLayout(_way(icon, title, words, button))
            body.addWidget(line())
        words = _("An invented fund with 1,139 members. Try everything; nothing can be broken.")
        button = Button(_("Practise…"), "secondary", "graduation-cap", act=self.open_practice)
        body.addLayout(_way("graduation-cap", _("Open the practice book"), words, button))
        body.addWidget(line())
        words = _("An invented savings cooperative with 62 members: shares, savings, loans and a shared surplus.")
        button = Button(_("Practise…"), "secondary", "graduation-cap", act=self.open_practice_coop)
        title = _("Open the practice cooperative")
        button.setAccessibleName(title)
        body.addLayout(_way("banknote", title, words, button))
        body.addWidget(line())
        body.addSpacing(theme.gap("section"))
        body.addLayout(section(_("Used last")))
        here = [Path(each) for each in recent if Path(each).is_file()]
        for path in here:
            body.addWidget(self._recent(path))
            body.addWidget(line())
        if not here:
            body.addSpacing(theme.gap("s"))
            body.addWidget(Text(_("Books you open will be listed here."), "body", "muted"))
        return _centred(body)

    def _recent(self, path: Path) -> QWidget:
        whole = QWidget()
        names = column(Text(path.stem, "medium"), Text(str(path.parent), "small", "muted"))
        link = Button(_("Open"), "link", after="arrow-right", act=lambda: self.chosen.emit(path, None))
        link.setAccessibleName(f"{_('Open')} {path.stem}")
        whole.setLayout(margins(row(Icon("book-open", "nav"), names, SPRING, link, gap="m"), "", "s", "", "s"))
        return whole

    def open_file(self) -> None:
        """Let the person find a book."""
        what = _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX)
        path, _kind = QFileDialog.getOpenFileName(self, _("Open a book"), "", what)
        if path:
            self.chosen.emit(Path(path), None)

    def open_pack(self) -> None:
        """Let the auditor find a pack or a ledger, and say where the book that is made from it shall lie."""
        packs = _("Audit packs (*{suffix})").format(suffix=PACK_SUFFIX)
        others = _("Ledgers of other programs ({patterns})").format(patterns=_LEDGERS)
        pack, _kind = QFileDialog.getOpenFileName(self, _("Audit a book"), "", f"{packs};;{others}")
        if not pack:
            return
        path, _kind = QFileDialog.getSaveFileName(
            self,
            _("Where shall the copy lie?"),
            str(Path(pack).with_suffix(SUFFIX)),
            _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX),
        )
        if path:
            self.chosen.emit(Path(path), FromPack(Path(pack)))

    def open_practice(self, folder: Path | None = None) -> None:
        """Open the practice book in the documents folder; it is made the first time, which takes about a minute."""
        from welfare_desk.services.books import BookKind  # noqa: PLC0415 - SQL is loaded when needed

        self._practise(_("Practice book"), BookKind.WELFARE_FUND, folder)

    def open_practice_coop(self, folder: Path | None = None) -> None:
        """Open the practice cooperative in the documents folder; it is made the first time, in some seconds."""
        from welfare_desk.services.books import BookKind  # noqa: PLC0415 - SQL is loaded when needed

        self._practise(_("Practice cooperative"), BookKind.COOPERATIVE, folder)

    def _practise(self, name: str, kind: BookKind, folder: Path | None) -> None:
        from welfare_desk.services.books import NewBook, usual_folder  # noqa: PLC0415 - SQL is loaded when needed

        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = (folder or usual_folder(Path(place), Path.home())) / f"{name}{SUFFIX}"
        new = None if path.exists() else NewBook(name, self._today, kind, is_practice=True)
        self.chosen.emit(path, new)

    # A new book

    def show_new(self) -> None:
        """Show the way to a new book, where it was left."""
        if self.first_run is None:
            from welfare_desk.ui.screens.first_run import FirstRun  # noqa: PLC0415 - loaded for a new book

            self.first_run = FirstRun(self._settings, self._today)
            self.first_run.made.connect(self.chosen)
            self.first_run.left.connect(self.left)
            self.first_run.language_chosen.connect(self.language_chosen)
            self._pages.addWidget(self.first_run)
        self._pages.setCurrentWidget(self.first_run)


def _way(icon: str, title: str, words: str, button: Button) -> Any:
    said = Text(words, "small", "muted", wrap=True)
    whole = row(Icon(icon, "nav", "accent_text"), gap="m")
    text = column(Text(title, "strong"), said)
    whole.addLayout(text, 1)
    whole.addWidget(button)
    return margins(whole, "", "m", "", "m")


def _centred(body: Any) -> QWidget:
    """Put a narrow column in the middle of a wide page."""
    inner = QWidget()
    inner.setLayout(body)
    inner.setFixedWidth(theme.width("card"))
    outer = QWidget()
    whole = column("column", row(SPRING, inner, SPRING))
    add(whole, SPRING)
    outer.setLayout(whole)
    return outer
