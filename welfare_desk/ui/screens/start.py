"""Choose a book or make one: the page before there is anything to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from welfare_desk.dates import MONTHS_PER_YEAR, fiscal_year, fiscal_year_start, month_name
from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _, language
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, add, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, page_head, section

if TYPE_CHECKING:
    from datetime import date

SUFFIX = ".welfare"
DEFAULT_MONTH = 10
KINDS = (
    ("welfare-fund", N_("Community welfare fund")),
    ("cooperative", N_("Cooperative")),
    ("savings-group", N_("Savings group")),
    ("village-fund", N_("Village fund")),
)


class StartScreen(QWidget):
    """The books used last, and the three ways to begin. `chosen` gives a path and, for a new book, what it is told."""

    chosen = Signal(object, object)

    def __init__(self, recent: list[str], today: date) -> None:
        super().__init__()
        self._today = today
        self._pages = QStackedLayout()
        self._pages.addWidget(scrolled(self._welcome(recent)))
        self.setLayout(self._pages)

    # The first page

    def _welcome(self, recent: list[str]) -> QWidget:
        sentence = Text(_("The books of a community welfare fund, kept so that they cannot be wrong."), "body", "text2")
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
                "book-plus",
                _("Make a new book"),
                _("For a fund that begins here or brings balances from paper."),
                Button(_("Make…"), "secondary", "plus", act=self.show_new),
            ),
        )
        for icon, title, words, button in ways:
            body.addLayout(_way(icon, title, words, button))
            body.addWidget(line())
        words = _("An invented fund with 1,139 members. Try everything; nothing can be broken.")
        button = Button(_("Practise…"), "secondary", "graduation-cap", act=self.open_practice)
        body.addLayout(_way("graduation-cap", _("Open the practice book"), words, button))
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

    def open_practice(self, folder: Path | None = None) -> None:
        """Open the practice book in the documents folder; it is made the first time, which takes about a minute."""
        from welfare_desk.services.books import NewBook  # noqa: PLC0415 - SQL is loaded when it is needed

        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = (folder or Path(place)) / f"{_('Practice book')}{SUFFIX}"
        new = None if path.exists() else NewBook(_("Practice book"), self._today, is_practice=True)
        self.chosen.emit(path, new)

    # A new book

    def _new_book_form(self) -> Form:
        start = fiscal_year_start(fiscal_year(self._today, DEFAULT_MONTH), DEFAULT_MONTH)
        months = [(month, month_name(month)) for month in range(1, MONTHS_PER_YEAR + 1)]
        kinds = [(key, _(words)) for key, words in KINDS]
        form = Form(
            (
                Field("name", _("Name of the fund"), TextEdit(), _("As on its seal and receipts.")),
                Field("name_en", _("Name in English (may be left empty)"), TextEdit()),
                Field("kind", _("What the book is kept for"), Pick("", kinds, "welfare-fund")),
                Field("fiscal_year_start", _("First month of the fiscal year"), Pick("", months, DEFAULT_MONTH)),
                Field(
                    "first_day",
                    _("First day of the book"),
                    DayEdit(day_reader(self._today), start),
                    _("Usually the first day of the fiscal year. Older figures come in as opening balances."),
                ),
            )
        )
        form.saved.connect(self.make)
        form.left.connect(self.show_welcome)
        return form

    def _new_book(self) -> QWidget:
        sentence = Text(_("Five answers; the chart of accounts comes with the kind of book."), "body", "text2")
        make = Button(_("Make the book"), "primary", "check", "Ctrl Enter", act=self.make)
        back = Button(_("Back"), "secondary", "arrow-left", "Esc", act=self.show_welcome)
        body = column(
            page_head(_("Make a new book"), sentence), "section", self.form, "section", row(make, back, SPRING)
        )
        return _centred(body)

    def show_new(self) -> None:
        """Show the form for a new book."""
        if self._pages.count() == 1:
            self.form = self._new_book_form()
            self._pages.addWidget(scrolled(self._new_book()))
        self._pages.setCurrentIndex(1)
        self.form.editor("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def show_welcome(self) -> None:
        """Show the first page again."""
        self._pages.setCurrentIndex(0)

    def make(self) -> None:
        """Ask where the book shall lie, then hand it over to be made."""
        try:
            values = self.form.values()
            self._check(values)
        except RuleError as error:
            self.form.show_problems(error.problems)
            return
        self.form.show_problems(())
        path = self.ask_path(values["name"])
        if path is not None:
            self.hand_over(path, values)

    def _check(self, values: dict[str, Any]) -> None:
        if not values["name"]:
            raise RuleError(problem("book.no_name", N_("Write the name of the fund."), "name"))
        if values["first_day"] is None:
            raise RuleError(problem("book.no_first_day", N_("Write the first day of the book."), "first_day"))

    def ask_path(self, name: str) -> Path | None:
        """Let the person say where the book shall lie."""
        what = _("Books of Welfare Desk (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Where shall the book lie?"), f"{name}{SUFFIX}", what)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def hand_over(self, path: Path, values: dict[str, Any]) -> None:
        """Give the window what the new book is told."""
        from welfare_desk.services.books import BookKind, NewBook  # noqa: PLC0415 - SQL is loaded when it is needed

        if path.exists():
            error = BookError(problem("book.exists", N_("There is already a file at {path}."), path=path))
            errors.show(error, self)
            return
        new = NewBook(
            values["name"],
            values["first_day"],
            BookKind(values["kind"]),
            values["name_en"],
            values["fiscal_year_start"],
            language=language(),
        )
        self.chosen.emit(path, new)


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
