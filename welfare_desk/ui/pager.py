"""The pages of one open book: made when first asked for, shown one at a time, with the way back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from welfare_desk.ledger.people import Permission
from welfare_desk.ui.memory import Memory
from welfare_desk.ui.pages import screen
from welfare_desk.ui.trail import Trail
from welfare_desk.ui.unfinished import Keeper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.unfinished import Unfinished
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.screens.screen import Screen


class Pager(QStackedWidget):
    """All pages of a book and the trail through them; `shown` tells which page came forward."""

    shown = Signal(str, dict)
    looks_changed = Signal()
    leaves = Signal(str, object)

    def __init__(self, jobs: Jobs, facts: BookFacts, settings: Settings, kept: Iterable[Unfinished]) -> None:
        super().__init__()
        self._jobs, self._facts, self._settings = jobs, facts, settings
        self.memories: dict[str, Memory] = {}
        self.trail = Trail()
        self.pages: dict[str, Screen] = {}
        self.keeper = Keeper(jobs, kept, self._kept_pages, self)

    def go(self, name: str, params: dict[str, str]) -> None:
        """Show a page; the page before stays one step back."""
        if name == "back":
            self.back()
            return
        self._show(name, params)
        self.trail.step(name, params)
        self.shown.emit(name, params)

    def back(self) -> None:
        """Show the page before."""
        self._retrace(self.trail.back())

    def forward(self) -> None:
        """Show again the page that was left by going back."""
        self._retrace(self.trail.forward())

    def page(self) -> Screen | None:
        """Give the page that is shown."""
        return self.pages.get(self.trail.here.page) if self.trail.here else None

    def learn(self, facts: BookFacts) -> None:
        """Give pages made from now on the newest facts of the book."""
        self._facts = facts

    def build_anew(self) -> None:
        """Make every page new, in other words or another light; what was not saved stays."""
        self.keeper.look()
        for page in self.pages.values():
            page.keep()
            self.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self._retrace(self.trail.here)

    def _kept_pages(self) -> Mapping[str, Screen]:
        """Give the pages whose unfinished work the book keeps: none of somebody who only looks."""
        return self.pages if self._facts.may(Permission.RECORD) else {}

    def loss(self) -> str:
        """Say what would be lost by leaving now; nothing if nothing would."""
        return next(filter(None, (page.would_lose() for page in self.pages.values())), "")

    def _retrace(self, step: tuple[str, dict[str, str]] | None) -> None:
        if step is not None:
            self._show(*step)
            self.shown.emit(*step)

    def _show(self, name: str, params: dict[str, str]) -> None:
        page = self._made(name)
        page.open(**params)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, name: str) -> Screen:
        page = self.pages.get(name)
        if page is None:
            page = screen(name)(self._jobs, self._facts, self.memories.setdefault(name, Memory(self._settings)))
            page.go.connect(self.go)
            page.leaves.connect(self.leaves, Qt.ConnectionType.QueuedConnection)
            page.looks_changed.connect(self.looks_changed, Qt.ConnectionType.QueuedConnection)
            self.pages[name] = page
            self.addWidget(page)
            self.keeper.bring_back(name, page)
        return page
