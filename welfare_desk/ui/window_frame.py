"""What stands around the pages: the sidebar, the top bar, the tabs and, in the practice book, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from welfare_desk import i18n
from welfare_desk.ui import theme
from welfare_desk.ui.frame import Sidebar, TopBar
from welfare_desk.ui.places import find_page, place_of
from welfare_desk.ui.tabs import TabStrip
from welfare_desk.ui.widgets.layout import add, column, row

if TYPE_CHECKING:
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.memory import Settings
    from welfare_desk.ui.tour import Tour

_SIDEBARS_WIDE = 4  # a narrower window has the rail


class WindowFrame(QWidget):
    """The frame in the words and looks of the moment; without `facts` it shows nothing of a book.

    `goes` asks for a page, `folded` tells that the sidebar became a rail, or was opened out again.
    """

    goes = Signal(str)
    folded = Signal()

    def __init__(self, settings: Settings, facts: BookFacts | None) -> None:
        super().__init__()
        self._settings = settings
        self.top_bar = TopBar()
        self.tabs = TabStrip()
        self.tabs.chosen.connect(self.goes)
        self.tabs.hide()
        self.sidebars: tuple[Sidebar, ...] = ()
        self.tour: Tour | None = None
        layout = row(gap="")
        self.setLayout(layout)
        if facts is not None:
            self.sidebars = (Sidebar(slim=False), Sidebar(slim=True))
            for sidebar in self.sidebars:
                sidebar.hide_closed(facts)
                sidebar.chosen.connect(self.goes)
                sidebar.folded.connect(self.fold)
                layout.addWidget(sidebar)
        self.stack = QStackedWidget()
        body = column(self.top_bar, self.tabs)
        add(body, self.stack, 1)
        if facts is not None and facts.is_practice:
            self.tour = self._begin_tour(facts.kind)
            add(body, self.tour)
        layout.addLayout(body, 1)

    def _begin_tour(self, kind: str) -> Tour:
        from welfare_desk.ui.tour import Tour  # noqa: PLC0415 - only the practice book has one

        tour = Tour(self._settings, kind)
        tour.go.connect(self.goes)
        tour.setVisible(not tour.is_over())
        return tour

    def show_screen(self, screen: QWidget) -> None:
        """Show something that is no page of a book."""
        self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)

    def fold(self, slim: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Make the sidebar a rail, or open it out again, here and at the next start."""
        self._settings.slim = slim
        self._settings.save()
        self.folded.emit()

    def mark(self, name: str, facts: BookFacts | None) -> None:
        """Mark the place and the tab of a page; a page that needs the room stands beside the rail."""
        place = place_of(name)
        slim = self._settings.slim or find_page(name).rail or self._is_narrow()
        for sidebar, wanted in zip(self.sidebars, (not slim, slim), strict=False):
            sidebar.setVisible(wanted)
            sidebar.show_place(place)
        self.top_bar.stand_beside(rail=find_page(name).rail)
        self.tabs.stand_beside(rail=find_page(name).rail)
        self.tabs.show_place(place, name, facts)
        if self.tour is not None:
            self.tour.visit(name)

    def _is_narrow(self) -> bool:
        """Tell whether the words of the sidebar would take the room of the page."""
        return self.window().width() < _SIDEBARS_WIDE * theme.width("sidebar")

    def show_facts(self, facts: BookFacts) -> None:
        """Show the book's name, its month, who sits here, and what waits."""
        name = i18n.named(facts.name_th, facts.name_en)
        self.top_bar.show_book(name, facts.period_words(), "accent" if facts.is_open else "neutral")
        self.top_bar.show_person(facts.person.name if facts.asks and facts.person is not None else "")
        self.top_bar.search.show()
        if self.tour is not None:
            self.tour.learn(facts.practised)
        for sidebar in self.sidebars:
            sidebar.show_counts({"ledger": facts.drafts + facts.pending, "members": facts.undecided_members})
