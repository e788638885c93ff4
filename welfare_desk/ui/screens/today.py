"""The day: the figures asked for most, and what waits to be done, each with its own action."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.dates import MONTHS_PER_YEAR, THAI_TIME, add_months, first_of_month, long_day, short_day
from welfare_desk.i18n import _, ngettext
from welfare_desk.ui import theme
from welfare_desk.ui.chart import ChartView
from welfare_desk.ui.places import find_page
from welfare_desk.ui.screens.coop_todos import coop_things
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.screens.today_figures import coop_said, fund_said
from welfare_desk.ui.screens.todos import ago, is_stale, things_to_do
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Beside, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Icon, Text, section
from welfare_desk.welfare.forecast import LONG_ENOUGH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QVBoxLayout

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.reports.today import ArrearsFacts, Overview
    from welfare_desk.reports.today_coop import CoopFigures, CoopWaits
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.sightings import Sight
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.ui.screens.today_figures import Said
    from welfare_desk.ui.screens.todos import Todo

_SAID_IN_YEARS = 4


def _arrears(desk: Desk) -> ArrearsFacts:
    from welfare_desk.reports.today import arrears_facts  # noqa: PLC0415 - SQL is loaded when asked

    return desk.ask(lambda tx: arrears_facts(tx, desk.today))


def _coop_waits(desk: Desk) -> CoopWaits:
    from welfare_desk.reports.today_coop import coop_waits  # noqa: PLC0415 - SQL is loaded when asked

    return desk.ask(lambda tx: coop_waits(tx, desk.today))


def _paid_out(seen: Overview, own: CoopFigures) -> QVBoxLayout:
    """Say how much of the members' savings the money in hand would pay out."""
    said = f"{seen.in_hand.satang * 100 // own.savings.satang:,}" if own.savings.satang > 0 else "-"
    note = _("of the members' savings could be paid out of the money in hand")
    figure = row(Text(said, "figure"), column(SPRING, Text("%", "small", "muted"), "xs"), SPRING, gap="pad")
    return column(Text(_("Money for savings"), "strong"), "xs", figure, Text(note, "small", "text2", wrap=True), SPRING)


class TodayScreen(Screen):
    """The first page of a book."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self._seen: tuple[Overview, datetime] | None = None
        self._arrears: ArrearsFacts | None = None
        self._waits: CoopWaits | None = None
        self._sight: Sight | None = None
        self._own: CoopFigures | None = None
        self.is_coop = facts.kind in MEMBER_OWNED
        self.sentence = Text(long_day(facts.today), "body", "text2")
        daily = (_("Savings accounts"), "savings") if self.is_coop else (_("Collect contributions"), "collect")
        collect = Button(daily[0], "primary", "hand-coins", "F4", act=lambda: self.go.emit(daily[1], {}))
        layout, _head = page(_("Today"), self.sentence, collect)
        layout.addSpacing(theme.gap("s"))
        self._figures = row(gap="xl")
        self._left, self._right = column(), column()
        inner = QWidget()
        columns = Beside(self._left, self._right, (52, 48), theme.width("sheet"))
        inner.setLayout(column(self._figures, "section", columns, SPRING))
        layout.addWidget(scrolled(inner), 1)
        self.setLayout(layout)
        self.setFocusProxy(collect)

    def refresh(self) -> None:
        seen = dict(self.settings.seen)

        is_coop = self.is_coop

        def work(desk: Desk) -> tuple[Overview, datetime, Sight, CoopFigures | None]:
            from welfare_desk.reports.today import overview  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.reports.today_coop import coop_figures  # noqa: PLC0415 - see above
            from welfare_desk.services.sightings import look  # noqa: PLC0415 - see above

            own = desk.ask(coop_figures) if is_coop else None
            return desk.ask(lambda tx: overview(tx, desk.today)), desk.now(), look(desk, seen), own

        self.ask(work, lambda answer: self._show(*answer))
        if is_coop:
            self.ask(_coop_waits, self._show_waits, "waits")
        else:
            self.ask(_arrears, self._show_arrears, "arrears")

    def _show_arrears(self, found: ArrearsFacts) -> None:
        self._arrears = found
        self._show_todos()

    def _show_waits(self, found: CoopWaits) -> None:
        self._waits = found
        self._show_todos()

    def showEvent(self, event: QShowEvent) -> None:
        if self._sight is not None and self._sight.strange is not None:  # it may be settled since
            self._stale = True
        super().showEvent(event)

    def _show(self, seen: Overview, now: datetime, sight: Sight, own: CoopFigures | None = None) -> None:
        self._seen = (seen, now)
        self._sight, self._own = sight, own
        self._show_figures(coop_said(seen, own) if own is not None else fund_said(seen))
        self._show_todos()
        clear(self._right)
        months = (
            first_of_month(self.facts.first_day),
            add_months(first_of_month(self.facts.today), 1 - MONTHS_PER_YEAR),
        )
        tables = [{"report": "income-expense", "from": month.isoformat()} for month in months]
        for place, (chart, params) in enumerate(zip(seen.charts, tables, strict=False)):
            act = partial(self.go.emit, "report", params)
            table = Button(_("As a table"), "link", act=act, size="button_small")
            table.setAccessibleName(f"{table.text()}: {chart.title}")
            add(self._right, "section" if place else None)
            self._right.addLayout(section(chart.title, chart.note, table))
            add(self._right, "xs")
            add(self._right, ChartView(chart))
        self._right.addStretch(1)

    def _show_todos(self) -> None:
        if self._seen is None:
            return
        seen, now = self._seen
        own = coop_things(self._waits)
        found = things_to_do(seen, self._arrears, now, self._sight, self.facts.today, own)
        todos = [each for each in found if find_page(each.page).is_open_to(self.facts)]
        waits = ngettext("{count} thing waits", "{count} things wait", len(todos)).format(count=len(todos))
        if not todos:
            waits = _("nothing waits")
        self.sentence.say(f"{long_day(self.facts.today)} · {waits}")
        clear(self._left)
        many = ngettext("{count} thing", "{count} things", len(todos)).format(count=len(todos))
        self._left.addLayout(section(_("To do"), many if todos else ""))
        for todo in todos:
            self._left.addWidget(self._todo(todo))
            self._left.addWidget(line())
        if not todos:
            self._left.addSpacing(theme.gap("m"))
            self._left.addLayout(row(Icon("circle-check", "button", "ok"), Text(_("Everything is done.")), SPRING))
        self._left.addStretch(1)
        self._left.addSpacing(theme.gap("section"))
        beside = row(gap="section")
        beside.addLayout(self._lasts(seen) if self._own is None else _paid_out(seen, self._own), 1)
        beside.addWidget(line(upright=True))
        beside.addLayout(self._backup(seen, now), 1)
        add(self._left, line())
        add(self._left, "m")
        self._left.addLayout(beside)

    @staticmethod
    def _lasts(seen: Overview) -> QVBoxLayout:
        months = seen.lasts or 0
        years = months // MONTHS_PER_YEAR
        many, unit = (months, _("months")) if years < _SAID_IN_YEARS else (years, _("years"))
        said = f"{many:,}"
        note = _("at what was spent in a month of the last year")
        if seen.lasts is None:
            said, unit, note = "-", "", _("known as soon as money has been paid out")
        elif years >= LONG_ENOUGH:
            said, unit = _("over {years}").format(years=LONG_ENOUGH), _("years")
        words = column(SPRING, Text(unit, "small", "muted"), "xs")
        figure = row(Text(said, "figure"), words, SPRING, gap="pad")
        return column(
            Text(_("The money lasts"), "strong"), "xs", figure, Text(note, "small", "text2", wrap=True), SPRING
        )

    @staticmethod
    def _backup(seen: Overview, now: datetime) -> QVBoxLayout:
        many, unit = ("-", "") if seen.backed_up is None else ago(now - seen.backed_up)
        chip = Chip("", "ok")
        if is_stale(seen.backed_up, now):
            chip.show_state(_("Make a copy"), "look", "triangle-alert")
        else:
            chip.show_state(_("Opens"), "ok", "circle-check")
        words = column(SPRING, Text(unit, "small", "muted"), "xs")
        figure = row(Text(many, "figure"), words, SPRING, chip, gap="pad")
        at = seen.backed_up.astimezone(THAI_TIME) if seen.backed_up else None
        note = _("No copy was made here yet.") if at is None else f"{short_day(at.date())} {at:%H:%M}"
        return column(
            Text(_("Copies of the book"), "strong"), "xs", figure, Text(note, "small", "text2", wrap=True), SPRING
        )

    def _show_figures(self, figures: Sequence[Said]) -> None:
        clear(self._figures)
        for number, (label, value, unit, note) in enumerate(figures):
            if number:
                self._figures.addWidget(line(upright=True))
            amount = row(Text(value, "figure"), column(SPRING, Text(unit, "small", "muted"), "xs"), SPRING, gap="pad")
            self._figures.addLayout(column(Text(label, "small", "muted"), amount, Text(note, "small", "text2")), 1)

    def _todo(self, todo: Todo) -> QWidget:
        whole = QWidget()
        whole.setMinimumHeight(theme.height("todo"))
        act = Button(todo.act, "link", after="arrow-right", act=lambda: self.go.emit(todo.page, dict(todo.params)))
        act.setAccessibleName(f"{todo.act}: {todo.what}")
        words = column(
            SPRING, Text(todo.what, "medium", wrap=True), Text(todo.facts, "small", "muted", wrap=True), SPRING
        )
        parts = row(Icon(todo.icon, "nav", todo.ink), gap="m")
        parts.addLayout(words, 1)
        add(parts, act)
        whole.setLayout(margins(parts, "", "pad", "", "pad"))
        return whole
