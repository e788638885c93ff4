"""Any report of the catalogue: what it is asked, its table, and its five forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from welfare_desk.dates import first_of_month, last_of_month, shifted_days
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.masks import masked
from welfare_desk.reports.model import Kind, Report, Role, subtitle_of, without_columns
from welfare_desk.ui import errors, theme
from welfare_desk.ui.accounting_words import meaning
from welfare_desk.ui.chart import ChartView
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.files import FORMS, drawn, write_file
from welfare_desk.ui.made_of import MadeOf, parts_of, side_of
from welfare_desk.ui.screens.report_filters import Filters
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Flow, clear, column, margins, row
from welfare_desk.ui.widgets.text import Icon, KeyCap, Text, section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from welfare_desk.reports.model import Link, Row
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

T = TypeVar("T")
ON_SCREEN = "500"  # entries on a page of the screen; what is printed and exported is whole


class ReportScreen(Screen):
    """One report at a time; a row opens what it is made of, Backspace goes back."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", N_("Open what the row is made of")),
        ("Space", N_("Show what the figure is made of, here")),
        ("Backspace", N_("Go back")),
        ("Ctrl+C", N_("Copy the chosen rows")),
        ("Ctrl+F", N_("Filter")),
    )

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.name = ""
        self.report: Report | None = None
        self._given: dict[str, str] = {}
        self.is_whole = False
        self._days: Mapping[str, date] = {}
        self.sentence = Text("", "body", "text2")
        self.export = Button(_("Export"), "secondary", "download", after="chevron-down", act=self._offer_forms)
        self._print = Button(_("Print"), "secondary", "printer", "F9", act=self._preview)
        layout, head = page("", self.sentence, *self._tools(), self._print, self.export)
        self._title = head.findChildren(Text)[0]
        self.filters = Filters(facts.today, self.ask)
        self.filters.given.connect(self._give)
        self.filters.sought.connect(self._sift)
        self.filters.refused.connect(self.fail)
        layout.addWidget(self.filters)
        layout.addSpacing(theme.gap("m"))
        self._facts = Flow()
        layout.addLayout(self._facts)
        self._under_facts = QWidget()
        self._under_facts.setFixedHeight(theme.gap("m"))
        layout.addWidget(self._under_facts)
        self.table = Table()
        self._charts = row(gap="column")
        layout.addLayout(self._charts)
        self.documents = Documents(self, "voucher")
        self.documents.setFixedWidth(theme.width("list_beside"))
        both = row(gap="section")
        both.addWidget(self.table, 1)
        both.addLayout(column(self.documents, SPRING))
        layout.addLayout(both, 1)
        layout.addWidget(self._foot())
        self.setLayout(layout)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self._open_link)
        self.table.asked.connect(self.show_parts)
        self.table.back.connect(lambda: self.go.emit("back", {}))
        self.table.counted.connect(self._count)

    def _tools(self) -> tuple[Button, ...]:
        """Make the small buttons beside the title."""

        def tool(icon: str, key: str, tip: str, act: Callable[[], object]) -> Button:
            return Button(kind="quiet", icon=icon, key=key, tip=tip, act=act)

        self._periods = (
            tool("chevron-left", "Alt+PgUp", _("The period before"), lambda: self.shift(-1)),
            tool("chevron-right", "Alt+PgDown", _("The period after"), lambda: self.shift(1)),
        )
        self.star = tool("star", "Ctrl+D", _("Keep among the favourites, or take away"), self.switch_favourite)
        self._drawing = tool("chart-column", "F6", _("Show or hide the charts"), self._switch_charts)
        self._columns = tool("columns-3", "F7", _("Choose the columns"), self._offer_columns)
        copy = tool("copy", "", _("Copy the chosen rows"), self._copy)
        return (*self._periods, self.star, self._drawing, self._columns, copy)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(theme.height("key_bar"))
        self._info = Icon("info", "status", "muted")
        self._note, self._counted = Text("", "small", "text2"), Text("", "small", "muted")
        keys = [
            part
            for key, words in (("Space", _("what it is made of")), ("Enter", _("open")), ("Backspace", _("back")))
            for part in (KeyCap(key), Text(words, "small", "text2"))
        ]
        self._more = Button(_("Next page"), "link", after="arrow-right", key="Alt+Down", act=self._open_more)
        foot.setLayout(row(self._info, self._note, self._counted, self._more, SPRING, *keys))
        return foot

    # What is asked

    def open(self, **params: str) -> None:
        """Show the report of this name with these parameters."""
        name = params.pop("report", self.name)
        if (name, params) != (self.name, self._given) or self.report is None:
            self.name, self._given, self.is_whole = name, dict(params), False
            self.report = None
            self._title.say(self.filters.show_parameters(name, self._given))
            self.refresh()

    def refresh(self) -> None:
        if not self.name:
            return
        name, given = self.name, {key: value for key, value in self._given.items() if value}

        def work(desk: Desk) -> tuple[Report, Mapping[str, date]]:
            from welfare_desk.reports.catalogue import find, make_report  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.parameters import read_parameters  # noqa: PLC0415 - see above

            def question(tx: Any) -> tuple[Report, Mapping[str, date]]:
                declared = find(name).parameters
                paged = {"rows": ON_SCREEN} if any(each.name == "rows" for each in declared) else {}
                asked = read_parameters(tx, declared, given, desk.today)
                return make_report(tx, name, {**paged, **given}, desk.today, self.facts.sees), asked.days

            return desk.ask(question)

        self.ask(work, lambda answer: self._show(*answer))

    def fail(self, error: Exception) -> None:
        """Say beside the title what the report cannot be asked for."""
        if isinstance(error, RuleError):
            if self.report is None:  # nothing was shown yet, so nothing is claimed either
                self.table.set_empty_state("chart-column", _("Nothing to show"), "")
                self.table.show_report(Report(self.name, "", (), ()))
            self.sentence.set_colour("stop")
            self.sentence.say(" ".join(errors.sentences(error)))
        else:
            super().fail(error)

    def _show(self, report: Report, days: Mapping[str, date]) -> None:
        self.report = report
        self._days = days
        for button in self._periods:
            button.setVisible(bool(days))
        self._show_star()
        self.filters.show_days(days)
        self._title.say(report.title)
        self.sentence.set_colour("text2")
        self.sentence.say(subtitle_of(report))
        self._note.say(" · ".join(report.notes))
        self._show_verdict(report)
        self._more.setVisible(self._next_page(report) is not None)
        clear(self._facts)
        self._under_facts.setVisible(bool(report.facts))
        for label, value in report.facts:
            fact = QWidget()
            said = row(Text(label, "small", "muted"), Text(written(value), "medium"), "m", gap="s")
            fact.setToolTip(meaning(label))
            fact.setLayout(margins(said))
            self._facts.add(fact)
        self.documents.setVisible(self.name == "entry")
        if self.name == "entry":
            self.documents.show_subject(self._given.get("voucher", ""))
        self._drawing.setVisible(bool(report.charts))
        self._show_charts(report)
        self._show_table()

    def _show_verdict(self, report: Report) -> None:
        """Put the sign of what the report proves before its notes: it holds, it does not, or it is only a remark."""
        signs = {True: ("circle-check", "ok"), False: ("octagon-alert", "stop"), None: ("info", "muted")}
        self._info.show_icon(*signs[report.holds])
        self._info.setVisible(bool(report.notes) and bool(report.rows))
        self._note.setVisible(bool(report.rows))

    @staticmethod
    def _next_page(report: Report) -> Link | None:
        """Give what the last row leads on to, where a long report is shown page by page."""
        last = report.rows[-1] if report.rows else None
        return last.opens if last is not None and last.role is Role.TOTAL else None

    def _open_more(self) -> None:
        link = self._next_page(self.report) if self.report is not None else None
        if link is not None:
            self._open_link(link)

    def _show_table(self) -> None:
        if self.report is not None:
            self.table.set_empty_state("chart-column", self.report.nothing or _("Nothing to show"), "")
            self.table.show_report(without_columns(self.report, self.settings.columns.get(self.name, ())))

    def _offer_columns(self) -> None:
        """Let the person choose the columns of this report; this computer remembers them."""
        if self.report is None:
            return
        menu = QMenu(self)
        menu.setFont(theme.font())
        hidden = self.settings.columns.get(self.name, [])
        for each in self.report.columns:
            words = f"{each.group} {each.title}".strip() if each.group else each.title
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(each.key not in hidden)
            action.toggled.connect(lambda shown, key=each.key: self.show_column(key, shown=shown))
        menu.popup(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show a column of this report or leave it out, on this computer."""
        hidden = [each for each in self.settings.columns.get(self.name, []) if each != key]
        self.settings.columns = {**self.settings.columns, self.name: hidden if shown else [*hidden, key]}
        self.settings.save()
        self._show_table()

    def _show_charts(self, report: Report) -> None:
        """Draw the report's charts beside one another over its table, unless they were put away."""
        clear(self._charts)
        if self.memory.get("charts", "shown") == "hidden":
            return
        for chart in report.charts:
            self._charts.addLayout(column(section(chart.title, chart.note), "xs", ChartView(chart), SPRING, "m"), 1)

    def _switch_charts(self) -> None:
        self.memory["charts"] = "hidden" if self.memory.get("charts", "shown") == "shown" else "shown"
        if self.report is not None:
            self._show_charts(self.report)

    def shift(self, by: int) -> None:
        """Show the same report of the period before (-1) or after (1)."""
        days = dict(self._days)
        if "from" in days and "to" in days:
            last = days["to"] if self.filters.asks_days("to") else last_of_month(days["to"])
            days["from"], days["to"] = shifted_days(days["from"], last, by)
        else:
            days = {name: shifted_days(first_of_month(day), last_of_month(day), by)[1] for name, day in days.items()}
        given = {**self._given, **{name: day.isoformat() for name, day in days.items()}}
        self.go.emit("report", {"report": self.name, **{name: each for name, each in given.items() if each}})

    def favourite(self) -> str:
        """Name what is shown as a favourite: the report and its choices without the days, which go on."""
        kept = sorted((name, value) for name, value in self._given.items() if value and name not in self._days)
        return "&".join([self.name, *(f"{name}={value}" for name, value in kept)])

    def switch_favourite(self) -> None:
        """Keep this report among the favourites, or take it away."""
        mine = self.favourite()
        kept = self.settings.favourites
        self.settings.favourites = [each for each in kept if each != mine] if mine in kept else [*kept, mine]
        self.settings.save()
        self._show_star()

    def _show_star(self) -> None:
        is_kept = self.favourite() in self.settings.favourites
        self.star.show_icon("star-filled" if is_kept else "star")
        self.star.setAccessibleName(_("Take from the favourites") if is_kept else _("Keep among the favourites"))

    def _sift(self, words: str) -> None:
        self.table.seek(words)

    def _count(self, shown: int, _all: int) -> None:
        self._counted.say(ngettext("{count} row", "{count} rows", shown).format(count=f"{shown:,}") if shown else "")

    def _give(self, name: str, value: str) -> None:
        given = {**self._given, name: value}
        self.go.emit("report", {"report": self.name, **{key: each for key, each in given.items() if each}})

    # What is done with it

    def _open_link(self, link: Link) -> None:
        self.go.emit("report", {"report": link.report, **dict(link.params)})

    def show_parts(self, row: Row, at: int) -> None:
        """Show over a figure what it is made of: the first rows of the report that its row opens."""
        link, report = row.opens, self.table.model.report
        if link is None:
            return
        figure, head = row.cells[at], report.columns[at]
        number = next((written(cell) for cell in row.cells if cell), "")
        words = f"{head.group} {head.title} {number}".strip() if head.kind is Kind.MONEY else ""

        def work(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import find, make_report  # noqa: PLC0415 - SQL is loaded when asked

            paged = {"rows": ON_SCREEN} if any(each.name == "rows" for each in find(link.report).parameters) else {}
            return desk.ask(
                lambda tx: make_report(tx, link.report, {**paged, **dict(link.params)}, desk.today, self.facts.sees)
            )

        def show(made: Report) -> None:
            parts = parts_of(made, side_of(report, at))
            card = MadeOf(written(figure) or made.title, words, parts, self, goes_on=self._next_page(made) is not None)
            card.opened.connect(lambda: self._open_link(link))
            grid = self.table.grid
            place = grid.visualRect(grid.currentIndex())
            card.show_under(*(grid.viewport().mapToGlobal(each) for each in (place.bottomRight(), place.topRight())))

        self.ask(work, show, "parts")

    def _copy(self) -> None:
        self.table.copy()

    def _offer_forms(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        for form, words in FORMS:
            menu.addAction(_(words)).triggered.connect(lambda _checked=False, form=form: self.save_as(form))
        if self.report is not None and self.facts.may(Permission.PERSONAL) and masked(self.report) != self.report:
            menu.addSeparator()
            whole = menu.addAction(_("With whole ID and telephone numbers"))
            whole.setCheckable(True)
            whole.setChecked(self.is_whole)
            whole.toggled.connect(self.let_out_whole)
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def let_out_whole(self, whole: bool) -> None:  # noqa: FBT001 - Qt's signal gives it
        """Let what is exported and printed of this report hold whole numbers, or hide them again."""
        self.is_whole = whole
        said = _("What you export or print now holds whole numbers; the trail keeps that.")
        self.sentence.say(said if whole or self.report is None else subtitle_of(self.report))

    def save_as(self, form: str) -> None:
        """Let the person choose a file, and write the report into it."""
        if self.report is None:
            return
        suggested = f"{self.report.title}.{form}"
        path, _kind = QFileDialog.getSaveFileName(self, _("Export"), suggested, f"*.{form}")
        if path:
            self.write(Path(path), form)

    def write(self, path: Path, form: str) -> None:
        """Draw the report and write it; the window stays alive meanwhile."""
        if self.report is None:
            return
        make = self._all_pages()
        self._draw(lambda desk: write_file(path, drawn(make(desk), form)), lambda _size: self._saved(path))

    def _draw(self, work: Callable[[Desk], T], done: Callable[[T], object]) -> None:
        """Draw beside the work; what leaves with whole numbers is written into the trail, so it is an act."""
        if self.is_whole:
            self.act(work, done)
        else:
            self.ask(work, done, "file")

    def _all_pages(self) -> Callable[[Desk], Report]:
        """Give what makes the report that is shown, all pages of it, for others to see."""
        name, given = self.name, {key: value for key, value in self._given.items() if value}
        is_whole = self.is_whole

        def make(desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.privacy import whole_report  # noqa: PLC0415 - see above

            if is_whole:
                return whole_report(desk, name, given)
            return desk.ask(lambda tx: make_report(tx, name, given, desk.today))

        return make

    def _saved(self, path: Path) -> None:
        self.sentence.say(_("Saved as {name}.").format(name=path.name))

    def _preview(self) -> None:
        report = self.report
        if report is not None:
            make = self._all_pages()
            self._draw(lambda desk: drawn(make(desk), "pdf"), lambda content: self.preview(report.title, content))
