"""The fund at a glance: a few big figures for the chair, and two pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.chart import ChartView
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Beside, add, clear, column, line, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Text, section
from welfare_desk.welfare.forecast import LONG_ENOUGH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from welfare_desk.reports.fund import Glance
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_THIN = 1_00  # years of benefits, in hundredths: less is said to be thin


class FundScreen(Screen):
    """What a chair understands in ten seconds."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text(long_day(facts.today), "body", "text2")
        table = Button(_("As a table"), "secondary", "printer", act=partial(self._open, "fund"))
        layout, _head = page(_("The fund at a glance"), self.sentence, table)
        layout.addSpacing(theme.gap("s"))
        self._figures = row(gap="xl")
        self._left, self._right = column(), column()
        inner = QWidget()
        columns = Beside(self._left, self._right, (48, 52), theme.width("sheet"))
        inner.setLayout(column(self._figures, "section", columns, SPRING))
        layout.addWidget(scrolled(inner), 1)
        self.setLayout(layout)
        self.setFocusProxy(table)

    def _open(self, report: str) -> None:
        self.go.emit("report", {"report": report})

    def refresh(self) -> None:
        def work(desk: Desk) -> Glance:
            from welfare_desk.reports.fund import glance  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: glance(tx, desk.today))

        self.ask(work, self._show)

    def _show(self, seen: Glance) -> None:
        from welfare_desk.reports.fund import people_words, waiting_words  # noqa: PLC0415 - SQL is loaded when asked

        year = _("Fiscal year {year}").format(year=seen.year + BE_OFFSET)
        self.sentence.say(f"{long_day(seen.day)} · {year}")
        clear(self._figures)
        baht, fresh = _("baht"), _("{count} new this fiscal year").format(count=f"{seen.new_members:,}")
        gathered = _("of {amount} that ever came in").format(amount=seen.gathered.text())
        figures = (
            (_("Members"), f"{seen.members:,}", _("people"), fresh),
            (_("Money left"), seen.health.left.text(), baht, gathered),
            (_("Benefits paid this fiscal year"), seen.paid.text(), baht, people_words(seen)),
            (_("Claims that wait"), f"{sum(seen.waiting.values()):,}", _("claims"), waiting_words(seen)),
        )
        for number, (label, value, unit, note) in enumerate(figures):
            if number:
                self._figures.addWidget(line(upright=True))
            amount = row(Text(value, "figure"), column(SPRING, Text(unit, "small", "muted"), "xs"), SPRING, gap="pad")
            words = column(Text(label, "small", "muted"), amount, Text(note, "small", "text2", wrap=True), SPRING)
            self._figures.addLayout(words, 1)
        self._show_left(seen)
        self._show_right(seen)

    def _show_left(self, seen: Glance) -> None:
        clear(self._left)
        self._left.addLayout(
            section(
                _("Money in this fiscal year"),
                seen.came_in.text(),
                self._link("money-by-source", _("Money in this fiscal year")),
            )
        )
        add(self._left, "xs")
        if seen.sources:
            add(self._left, ChartView(seen.sources))
        else:
            add(self._left, Text(_("No money came in yet."), "body", "muted"))
        add(self._left, "section")
        add(self._left, line())
        add(self._left, "m")
        beside = row(gap="section")
        beside.addLayout(self._covered(seen), 1)
        beside.addWidget(line(upright=True))
        beside.addLayout(self._administration(seen), 1)
        self._left.addLayout(beside)
        self._left.addStretch(1)

    def _show_right(self, seen: Glance) -> None:
        clear(self._right)
        note = _("12 months · baht")
        self._right.addLayout(
            section(_("Benefits by kind"), note, self._link("benefits-by-month", _("Benefits by kind")))
        )
        add(self._right, "xs")
        if seen.kinds:
            add(self._right, ChartView(seen.kinds))
        else:
            add(self._right, Text(_("No benefit was paid this fiscal year."), "body", "muted"))
        self._right.addStretch(1)

    def _link(self, report: str, about: str) -> Button:
        table = Button(_("As a table"), "link", act=partial(self._open, report), size="button_small")
        table.setAccessibleName(f"{table.text()}: {about}")
        return table

    def _covered(self, seen: Glance) -> QVBoxLayout:
        from welfare_desk.reports.fund_health import hundredths, pace_words  # noqa: PLC0415 - SQL is loaded when asked

        chip = Chip("", "ok")
        if seen.health.covered is None:
            chip.hide()
        elif seen.health.covered < _THIN:
            chip.show_state(_("Thin"), "look", "triangle-alert")
        else:
            chip.show_state(_("Enough"), "ok", "circle-check")
        words = column(SPRING, Text(_("years"), "small", "muted"), "xs")
        said = hundredths(seen.health.covered)
        if seen.health.covered is not None and seen.health.covered >= LONG_ENOUGH * 100:
            said = _("over {years}").format(years=LONG_ENOUGH)
        figure = row(Text(said, "figure"), words, SPRING, chip, gap="pad")
        if seen.health.covered is None:
            note = _("known as soon as a benefit has been paid")
        else:
            yearly = seen.health.pace.yearly.text()
            note = _("{amount} baht of benefits a year, {basis}").format(
                amount=yearly, basis=pace_words(seen.health.pace)
            )
        return column(
            row(Text(_("The money covers"), "strong"), SPRING, self._link("fund-health", _("The money covers"))),
            figure, Text(note, "small", "text2", wrap=True), SPRING,
        )  # fmt: skip

    def _administration(self, seen: Glance) -> QVBoxLayout:
        from welfare_desk.reports.fund import most_words  # noqa: PLC0415 - SQL is loaded when asked
        from welfare_desk.reports.fund_health import hundredths  # noqa: PLC0415 - see above

        chip = Chip("", "ok")
        if seen.health.share is None:
            chip.hide()
        elif seen.health.is_over:
            chip.show_state(_("Too much"), "look", "triangle-alert")
        else:
            chip.show_state(_("Within the limit"), "ok", "circle-check")
        words = column(SPRING, Text("%", "small", "muted"), "xs")
        figure = row(Text(hundredths(seen.health.share), "figure"), words, SPRING, chip, gap="pad")
        note = _("of all spending of the last twelve months, {most}").format(most=most_words(seen.health))
        return column(
            row(Text(_("Administration"), "strong"), SPRING, self._link("income-expense", _("Administration"))),
            figure,
            Text(note, "small", "text2", wrap=True),
            SPRING,
        )
