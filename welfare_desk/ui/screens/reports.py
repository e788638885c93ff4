"""The catalogue of reports: each with the question that it answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.ui.screens.paper import show_reports_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from welfare_desk.reports.catalogue import ReportKind
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


class ReportsScreen(Screen):
    """Every report of the catalogue, one line each."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        layout, _head = page(
            _("Reports"), Text(_("Each can be printed, and saved as PDF, Excel, CSV, JSON or text."), "body", "text2")
        )
        from welfare_desk.reports.catalogue import groups_of  # noqa: PLC0415 - SQL is loaded after the first paint

        rows = column()
        self._favourites = column()
        rows.addLayout(self._favourites)
        self.links: dict[str, Button] = {}
        for title, kinds in groups_of(facts.kind):
            rows.addLayout(section(_(title)))
            for kind in kinds:
                if not any(each.is_required for each in kind.parameters):
                    add(rows, self._row(kind))
                    add(rows, line())
            add(rows, "section")
        rows.addLayout(section(_("Several books")))
        several = Button(_("Open"), "link", after="arrow-right", act=lambda: self.go.emit("combined", {}))
        asked = _("What do several books of one body hold together, what they owe each other taken out?")
        add(rows, self._line(_("Several books in one statement"), asked, "book-open", several))
        add(rows, line())
        add(rows, SPRING)
        inner = QWidget()
        inner.setLayout(rows)
        layout.addWidget(scrolled(inner), 1)
        self.setLayout(layout)
        self.setFocusProxy(next(iter(self.links.values())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_favourites()

    def _show_favourites(self) -> None:
        """Put the reports that were starred on top, each with what it was asked beside the days."""
        from welfare_desk.reports.catalogue import EVERY  # noqa: PLC0415 - SQL is loaded after the first paint

        clear(self._favourites)
        kinds = {kind.name: kind for kind in EVERY}
        asked = [(kinds[name], params) for name, params in map(favourite, self.settings.favourites) if name in kinds]
        if not asked:
            return
        papers = [(kind.name, params) for kind, params in asked]
        all_ = Button(_("Print all"), "secondary", "printer", "F9", act=lambda: self._print(papers))
        self._favourites.addLayout(section(_("Favourites"), "", all_))
        for kind, params in asked:
            words = " · ".join(_said(kind, name, value) for name, value in params.items()) or _(kind.question)
            open_ = partial(self.go.emit, "report", {"report": kind.name, **params})
            add(self._favourites, self._line(_(kind.title), words, "star-filled", Button(
                _("Open"), "link", after="arrow-right", act=open_,
            )))  # fmt: skip
            add(self._favourites, line())
        add(self._favourites, "section")

    def _print(self, papers: list[tuple[str, dict[str, str]]]) -> None:
        """Show the favourites on paper, one after another."""
        show_reports_on_paper(self, _("Favourites"), papers)

    def _row(self, kind: ReportKind) -> QWidget:
        link = Button(_("Open"), "link", after="arrow-right", act=lambda: self.go.emit("report", {"report": kind.name}))
        self.links[kind.name] = link
        return self._line(_(kind.title), _(kind.question), "file-text", link)

    @staticmethod
    def _line(title: str, words: str, icon: str, link: Button) -> QWidget:
        whole = QWidget()
        link.setAccessibleName(f"{link.text()} {title}")
        said = column(Text(title, "medium"), Text(words, "small", "muted") if words else None)
        whole.setLayout(margins(row(Icon(icon, "nav"), said, SPRING, link, gap="m"), "", "s", "", "s"))
        return whole


def favourite(kept: str) -> tuple[str, dict[str, str]]:
    """Read a favourite: the report's name, and what it is asked."""
    name, *params = kept.split("&")
    return name, {key: value for key, _equals, value in (each.partition("=") for each in params)}


def _said(kind: ReportKind, name: str, value: str) -> str:
    """Say one choice of a favourite; a code stands for itself."""
    parameter = next((each for each in kind.parameters if each.name == name), None)
    if parameter is None:
        return value
    words = dict(parameter.choices).get(value)
    return f"{_(parameter.title)} {_(words) if words else value}"
