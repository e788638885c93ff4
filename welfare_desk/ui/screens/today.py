"""The day: the figures asked for most, and what waits to be done, each with its own action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from welfare_desk.dates import long_day, month_and_year
from welfare_desk.i18n import _, named, ngettext
from welfare_desk.ui import theme
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from welfare_desk.money import Money
    from welfare_desk.reports.overview import BookFacts, Overview
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SOURCES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: how urgent, what, the facts, the word of its action and the page that does it."""

    icon: str
    ink: str
    what: str
    facts: str
    act: str
    page: str
    params: tuple[tuple[str, str], ...] = ()


class TodayScreen(Screen):
    """The first page of a book."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sentence = Text(long_day(facts.today), "body", "text2")
        collect = Button(
            _("Collect contributions"), "primary", "hand-coins", "F4", act=lambda: self.go.emit("collect", {})
        )
        layout, _head = page(_("Today"), self.sentence, collect)
        layout.addSpacing(theme.gap("s"))
        self._figures = row(gap="xl")
        layout.addLayout(self._figures)
        layout.addSpacing(theme.gap("section"))
        self._left, self._right = column(), column()
        columns = row(gap="column")
        columns.addLayout(self._left, 52)
        columns.addLayout(self._right, 48)
        layout.addLayout(columns)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setFocusProxy(collect)

    def refresh(self) -> None:
        def work(desk: Desk) -> Overview:
            from welfare_desk.reports.overview import overview  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: overview(tx, desk.today))

        self.ask(work, self._show)

    def _show(self, seen: Overview) -> None:
        todos = things_to_do(seen)
        waits = ngettext("{count} thing waits", "{count} things wait", len(todos)).format(count=len(todos))
        if not todos:
            waits = _("nothing waits")
        self.sentence.say(f"{long_day(self.facts.today)} · {waits}")
        self._show_figures(seen)
        clear(self._left)
        clear(self._right)
        self._left.addLayout(section(_("To do"), waits if todos else ""))
        for todo in todos:
            self._left.addWidget(self._todo(todo))
            self._left.addWidget(line())
        if not todos:
            self._left.addSpacing(theme.gap("m"))
            self._left.addLayout(row(Icon("circle-check", "button", "ok"), Text(_("Everything is done.")), SPRING))
        self._left.addStretch(1)
        self._show_sources(seen)

    def _show_figures(self, seen: Overview) -> None:
        clear(self._figures)
        baht, people = _("baht"), _("people")
        bank = seen.in_hand - seen.cash
        held = _("Bank {bank} · cash {cash}").format(bank=bank.text(), cash=seen.cash.text())
        fresh = ngettext("{count} new this month", "{count} new this month", seen.new_members)
        receipts = ngettext("{count} receipt", "{count} receipts", seen.receipts)
        payments = ngettext("{count} voucher", "{count} vouchers", seen.payments)
        figures = (
            (_("Fund money in hand"), seen.in_hand.text(), baht, held),
            (_("Members"), f"{seen.members:,}", people, fresh.format(count=seen.new_members)),
            (_("Money in this month"), seen.received.text(), baht, receipts.format(count=f"{seen.receipts:,}")),
            (_("Money out this month"), seen.paid.text(), baht, payments.format(count=f"{seen.payments:,}")),
        )
        for number, (label, value, unit, note) in enumerate(figures):
            if number:
                self._figures.addWidget(line(upright=True))
            amount = row(Text(value, "figure"), column(SPRING, Text(unit, "small", "muted"), "xs"), SPRING, gap="pad")
            self._figures.addLayout(column(Text(label, "small", "muted"), amount, Text(note, "small", "text2")), 1)

    def _todo(self, todo: Todo) -> QWidget:
        whole = QWidget()
        whole.setFixedHeight(theme.height("todo"))
        act = Button(todo.act, "link", after="arrow-right", act=lambda: self.go.emit(todo.page, dict(todo.params)))
        act.setAccessibleName(f"{todo.act}: {todo.what}")
        words = column(SPRING, Text(todo.what, "medium"), Text(todo.facts, "small", "muted"), SPRING)
        whole.setLayout(margins(row(Icon(todo.icon, "nav", todo.ink), words, SPRING, act, gap="m")))
        return whole

    def _show_sources(self, seen: Overview) -> None:
        if not seen.by_source:
            return
        table = Button(
            _("As a table"),
            "link",
            act=lambda: self.go.emit("report", {"report": "trial-balance", "by": "account"}),
            size="button_small",
        )
        self._right.addLayout(section(_("Money by source"), _("since the book began"), table))
        sources = [(named(name_th, name_en), amount) for name_th, name_en, amount in seen.by_source]
        self._right.addWidget(Bars(sources[:SOURCES_SHOWN], _rest(sources[SOURCES_SHOWN:])))
        self._right.addStretch(1)


def _rest(sources: Sequence[tuple[str, Money]]) -> Money | None:
    if not sources:
        return None
    total = sources[0][1]
    for _name, amount in sources[1:]:
        total += amount
    return total


def things_to_do(seen: Overview) -> list[Todo]:
    """Say what waits, worst first."""
    todos: list[Todo] = []
    if seen.open_months:
        first = seen.open_months[0]
        many = len(seen.open_months)
        facts = ngettext("{count} month has ended and is open", "{count} months have ended and are open", many)
        what = _("Close {month}").format(month=month_and_year(first))
        params = (("report", "trial-balance"),)
        todos.append(Todo("lock", "look", what, facts.format(count=many), _("See the balances"), "report", params))
    if seen.undecided_members:
        many = seen.undecided_members
        what = ngettext("{count} member has no standing", "{count} members have no standing", many).format(count=many)
        facts_ = _("Say whether they are members, and since when.")
        todos.append(Todo("triangle-alert", "look", what, facts_, _("Decide"), "members", (("show", "undecided"),)))
    if not seen.members:
        what, facts_ = _("Bring the members in"), _("From the list that the committee keeps in Excel.")
        todos.append(Todo("users", "text2", what, facts_, _("Import"), "import"))
    return todos


class Bars(QWidget):
    """Amounts by name as bars of one colour, each with its value and share; the total stands below."""

    def __init__(self, amounts: Sequence[tuple[str, Money]], rest: Money | None = None) -> None:
        super().__init__()
        self._rows = [*amounts, *([(_("Others"), rest)] if rest is not None else [])]
        self._tall = theme.height("row_small")
        self.setFixedHeight(self._tall * (len(self._rows) + 1) + theme.gap("s"))
        self.setAccessibleName("; ".join(f"{name} {amount.text()}" for name, amount in self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = min(self.width() // 3, max(theme.metrics().horizontalAdvance(name) for name, _amount in self._rows))
        names = max(names, theme.width("bar_source") // 2) + theme.gap("m")
        value, share = theme.width("money"), theme.width("pieces")
        room = self.width() - names - value - share
        total = sum(amount.satang for _name, amount in self._rows)
        most = max(amount.satang for _name, amount in self._rows)
        for number, (name, amount) in enumerate(self._rows):
            top = theme.gap("xs") + number * self._tall
            self._paint_words(painter, QRect(0, top, names - theme.gap("s"), self._tall), name)
            long = max(theme.RADIUS["bar"] * 2, round(room * amount.satang / most))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bar"))
            thick = theme.gap("m")
            bar = QRect(names, top + (self._tall - thick) // 2, long, thick)
            painter.drawRoundedRect(bar, theme.RADIUS["bar"], theme.RADIUS["bar"])
            at = QRect(names + room, top, value, self._tall)
            self._paint_words(painter, at, amount.text(), right=True)
            percent = round(100 * amount.satang / total)
            part = f"{percent} %" if percent else "< 1 %"
            self._paint_words(painter, QRect(names + room + value, top, share, self._tall), part, "small", right=True)
        top = theme.gap("xs") + len(self._rows) * self._tall
        painter.fillRect(0, top, self.width(), theme.HAIRLINE, theme.colour("line"))
        self._paint_words(painter, QRect(0, top, names, self._tall), _("Total"), "smallm")
        whole = type(self._rows[0][1])(total).text()
        self._paint_words(painter, QRect(names + room, top, value, self._tall), whole, "strong", right=True)
        painter.end()

    def _paint_words(
        self, painter: QPainter, place: QRect, words: str, role: str = "body", *, right: bool = False
    ) -> None:
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour("muted" if role == "small" else "text"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = theme.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
