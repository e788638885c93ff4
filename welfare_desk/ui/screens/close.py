"""Closing the books: a checklist for the next month, one button, and the months and years that were closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QWidget

from welfare_desk.coop.month_work import MONTH_WORK
from welfare_desk.dates import be_year, last_of_month, month_and_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.checklist import CheckState
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import CLOSING_NUMBER, PeriodStatus, period_from_id
from welfare_desk.reports.model import without_columns
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.places import PAGES
from welfare_desk.ui.screens.close_rules import ask_close_rules
from welfare_desk.ui.screens.paper import show_report_on_paper
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, PasswordEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import Flow, add, clear, column, hide_unless, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.ledger.checklist import CheckLine
    from welfare_desk.reports.close_checklist import Looked
    from welfare_desk.reports.closing_preview import Carried
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL and cryptography are loaded when they are asked for

_LOOKS = {
    CheckState.OK: ("circle-check", "ok"),
    CheckState.LOOK: ("triangle-alert", "look"),
    CheckState.STOPS: ("octagon-alert", "stop"),
}
_HIDDEN = ("period", "entries", "debit", "closed_at", "closed_by", "hash")


class Stands(NamedTuple):
    """How the close stands: the next month looked at, a year that is due, what it carries, and all periods."""

    looked: Looked
    is_over: bool
    year: int | None
    carried: tuple[Carried, ...]
    to_lock: tuple[int, ...]
    periods: Report
    statuses: dict[int, PeriodStatus]
    has_key: bool


class CloseScreen(Screen):
    """The next month with its checklist at the left, the months and years at the right."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Show what was signed")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.stands: Stands | None = None
        self.sentence = Text("", "body", "text2")
        self.paper = Button(_("Print the checklist"), "secondary", "printer", "F9", act=self.print_checklist)
        self.close_it = Button(_("Close"), "primary", "lock", "F2", act=self.ask_close)
        layout, _head = page(_("Close the books"), self.sentence, self.paper, self.close_it)
        self.table = Table()
        self.table.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        self.statement = Button(_("Print what was signed"), "secondary", "printer", act=self.print_statement)
        self.reopen = Button(_("Reopen…"), "secondary", "pencil", act=self.ask_reopen)
        self.meeting = Button(_("Record the annual meeting…"), "secondary", "users", act=self.ask_meeting)
        self.table.needs_rows(self.statement)
        acts = Flow()
        rules = Button(_("How strict…"), "secondary", "settings", act=lambda: ask_close_rules(self))
        hide_unless(facts.may(Permission.SET_UP), rules)
        for each in (self.statement, self.reopen, self.meeting, rules):
            acts.add(each)
        self._list = column()
        inner = QWidget()
        inner.setLayout(margins(self._list, "", "", "m", ""))
        left = scrolled(inner)
        side = QWidget()
        months = column(section(_("Months and years")), "s")
        months.addWidget(self.table, 1)
        add(months, "m")
        months.addLayout(acts)
        side.setLayout(months)
        side.setFixedWidth(theme.width("dialog"))
        body = row(gap="section")
        body.addWidget(left, 1)
        body.addWidget(side)
        layout.addLayout(body, 1)
        layout.addSpacing(theme.gap("m"))
        self.setLayout(layout)
        self.setFocusProxy(self.close_it)

    def refresh(self) -> None:
        def work(desk: Desk) -> Stands:
            from welfare_desk.reports import closed_periods, closing_preview
            from welfare_desk.reports.close_checklist import look_at, next_to_close

            def read(tx: Any) -> Stands:
                month = next_to_close(tx)
                lines = closed_periods.period_lines(tx)
                year = closing_preview.year_to_close(tx)
                return Stands(
                    look_at(tx, month),
                    last_of_month(month) < desk.today,
                    year,
                    tuple(closing_preview.carried(tx, year)) if year is not None else (),
                    tuple(closing_preview.years_to_lock(tx)),
                    closed_periods.lay_out(lines[::-1]),
                    {each.period.id: each.status for each in lines},
                    any(each.signed for each in lines),
                )

            return desk.ask(read)

        self.ask(work, self._show)

    def _show(self, stands: Stands) -> None:
        self.stands = stands
        may = self.facts.may(Permission.CLOSE)
        month = month_and_year(stands.looked.month)
        self.table.show_report(without_columns(stands.periods, _HIDDEN))
        clear(self._list)
        if stands.year is not None:
            self._show_year(stands)
            self.close_it.say(_("Close the year {year}…").format(year=_year_words(stands.year)))
            self.close_it.setEnabled(may)
        else:
            self.close_it.say(_("Close {month}…").format(month=month))
            self.close_it.setEnabled(may and stands.is_over and not stands.looked.stops)
        self.sentence.say(_sentence(stands, month))
        chip = Chip(_("Ready"), "ok") if not stands.looked.stops else Chip(_("Not yet"), "stop")
        title = _("Before {month} is closed").format(month=month)
        self._list.addLayout(section(title, "", chip))
        for each in sorted(stands.looked.lines, key=lambda each: list(_LOOKS)[::-1].index(each.state)):
            self._list.addWidget(self._line(each))
            self._list.addWidget(line())
        self._list.addStretch(1)
        self.reopen.setEnabled(may and PeriodStatus.CLOSED in stands.statuses.values())
        self.meeting.setEnabled(may and bool(stands.to_lock))

    def _show_year(self, stands: Stands) -> None:
        """Show what closing the year carries to which fund balance."""
        title = _("The year {year} is over").format(year=_year_words(stands.year or 0))
        self._list.addLayout(section(title, _("closing carries its result to the fund balances")))
        for each in stands.carried:
            words = Text(f"{each.account} {each.name} · {each.fund}", "body")
            said = row(words, gap="m")
            said.addStretch(1)
            said.addWidget(Text(each.amount.text(), "body"))
            add(self._list, margins(said, "", "s", "", "s"))
            self._list.addWidget(line())
        if not stands.carried:
            add(self._list, Text(_("There is no income and no expense to carry."), "body", "text2"))
        self._list.addSpacing(theme.gap("section"))

    def _line(self, found: CheckLine) -> QWidget:
        """Show one line of the checklist, with the button to where it is mended."""
        whole = QWidget()
        inside = row(Icon(_LOOKS[found.state][0], "button", _LOOKS[found.state][1]), gap="m")
        ink = "text" if found.state is CheckState.OK else _LOOKS[found.state][1]
        inside.addWidget(Text(found.text(), "body", "text2" if found.state is CheckState.OK else ink, wrap=True), 1)
        if found.code == "releases" and found.state is not CheckState.OK:
            inside.addWidget(Button(_("Release"), "link", "check", act=self.release))
        elif found.code in MONTH_WORK and found.state is not CheckState.OK:
            inside.addWidget(Button(_("Do it now"), "link", "check", act=self.do_month_work))
        elif found.page in PAGES and found.page != "close":
            params = dict(found.asked)
            inside.addWidget(Button(_("Go there"), "link", "arrow-right", act=lambda: self.go.emit(found.page, params)))
        whole.setLayout(margins(inside, "", "s", "", "s"))
        return whole

    # The acts

    def release(self) -> None:
        """Turn contributions in advance that are due into income, on the last day of the month."""
        if self.stands is None:
            return
        day = last_of_month(self.stands.looked.month)

        def work(desk: Desk) -> object:
            from welfare_desk.services.dues import release_deferred

            return release_deferred(desk, day)

        self.act(work, lambda _posted: self.refresh())

    def do_month_work(self) -> None:
        """Book the month's interest and judge the loans, all in one go."""
        if self.stands is None:
            return
        month = self.stands.looked.month

        def work(desk: Desk) -> object:
            from welfare_desk.services.coop_month import do_month_work

            return do_month_work(desk, month)

        self.act(work, lambda _posted: self.refresh())

    def ask_close(self) -> None:
        """Ask for the PIN, close the month or year, and show what was signed."""
        if self.stands is None:
            return
        stands = self.stands
        month, year = stands.looked.month, stands.year

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            if "again" in values and values["pin"] != values["again"]:
                raise RuleError(problem("secret.differs", N_("The two are not the same."), "again"))

            def work(desk: Desk) -> object:
                from welfare_desk.services.periods import close_month, close_year

                return (
                    close_month(desk, month, values["pin"]) if year is None else close_year(desk, year, values["pin"])
                )

            return work

        self.fill_in(self.close_it.text().rstrip("…"), Form(_pin_fields(has_key=stands.has_key)), work_of, self._closed)

    def _closed(self, _digest: object) -> None:
        title, said = _("Closed and signed"), _("It is closed and signed. Print the statement, sign it and keep it.")
        errors.tell(self.window(), title, [said], ("circle-check", "ok"))
        show_report_on_paper(self, _("Signed statement of a closed period"), "period-statement", {})

    def ask_reopen(self) -> None:
        """Ask why the last closed month or year is reopened, and for the PIN."""
        if self.stands is None:
            return
        key = max(key for key, status in self.stands.statuses.items() if status is not PeriodStatus.OPEN)
        period = period_from_id(key)
        note = _("Stays in the trail, and on the next statement of the period.")
        form = Form((Field("reason", _("Reason"), TextEdit(), note), *_pin_fields(has_key=True)))
        is_year = period.number == CLOSING_NUMBER
        named = next(str(each.cells[1]) for each in self.stands.periods.rows if each.cells[0] == str(key))

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.periods import day_of_period, reopen_month, reopen_year

                if is_year:
                    return reopen_year(desk, period.fiscal_year, values["reason"], values["pin"])
                return reopen_month(
                    desk, desk.ask(lambda tx: day_of_period(tx, period)), values["reason"], values["pin"]
                )

            return work

        self.fill_in(_("Reopen {period}").format(period=named), form, work_of)

    def ask_meeting(self) -> None:
        """Ask for the day and resolution of the annual meeting that accepted a year, and lock it."""
        if self.stands is None or not self.stands.to_lock:
            return
        years = [(each, _year_words(each)) for each in self.stands.to_lock]
        note = _("A locked year never opens again.")
        form = Form(
            (
                Field("year", _("Fiscal year"), Pick("", years, years[0][0]), note),
                Field("day", _("Day of the meeting"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("resolution", _("Resolution"), TextEdit("", "1/2569")),
                *_pin_fields(has_key=True),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.periods import lock_year

                day: date = values["day"] or desk.today
                return lock_year(desk, values["year"], day, values["resolution"], values["pin"])

            return work

        self.fill_in(_("Annual meeting"), form, work_of)

    def print_checklist(self) -> None:
        """Show the checklist on paper."""
        if self.stands is not None:
            month = self.stands.looked.month
            show_report_on_paper(self, _("Before a month is closed"), "close-checklist", {"month": month})

    def print_statement(self) -> None:
        """Show on paper what was signed of the chosen period."""
        for each in [each for each in self.table.chosen() if each.opens is not None][:1]:
            if each.opens is not None:
                title = _("Signed statement of a closed period")
                show_report_on_paper(self, title, each.opens.report, dict(each.opens.params))


def _year_words(year: int) -> str:
    return str(be_year(date(year, 1, 1)))


def _sentence(stands: Stands, month: str) -> str:
    if stands.year is not None:
        return _("All months of the year are closed. Close the year next.")
    if not stands.is_over:
        return _("{month} is not over yet; it can be looked at already.").format(month=month)
    if stands.looked.stops:
        return _("Mend what stops the close of {month}, then come back.").format(month=month)
    return _("Look at the lines below, then close {month}.").format(month=month)


def _pin_fields(*, has_key: bool) -> tuple[Field, ...]:
    if has_key:
        note = _("The one you close months with, not the password.")
        return (Field("pin", _("My PIN of the key"), PasswordEdit(), note),)
    note = _("This first close makes the key that signs what is closed. Choose its PIN: at least 6 characters.")
    return (
        Field("pin", _("New PIN"), PasswordEdit(), note),
        Field("again", _("The same once more"), PasswordEdit()),
    )
