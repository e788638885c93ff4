"""Settings: how the program looks, what stands on the fund's papers, plans and the split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from welfare_desk import __version__
from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.updating import choose_update
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, clear, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text, section

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.reports.setup import Setup
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

SIZES = (14, 16, 18, 22)
LOCKS = (5, 10, 30)
PERIODS = (("day", N_("each day")), ("month", N_("each month")), ("year", N_("each year")))


class SettingsScreen(Screen):
    """Everything that can be set, each section with its own button."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        sentence = Text(_("Looks are kept on this computer, everything else in the book."), "body", "text2")
        layout, _head = page(_("Settings"), sentence)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._contributes = facts.kind not in MEMBER_OWNED  # members of cooperatives pay no contributions
        for part in (self._looks(), self._papers(), *((self._about(),) if self._contributes else ())):
            left.addLayout(part)
            left.addSpacing(theme.gap("section"))
        for part in (self._plan(), self._allocation()) if self._contributes else (self._about(),):
            right.addLayout(part)
            right.addSpacing(theme.gap("section"))
        for side in (left, right):
            side.addStretch(1)
        inner, both = QWidget(), QHBoxLayout()
        both.setSpacing(theme.gap("l"))
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        inner.setLayout(margins(both, "", "", "m", "l"))
        layout.addWidget(scrolled(inner), 1)
        self.setLayout(layout)
        self.setFocusProxy(self.language)

    # How the program looks

    def _looks(self) -> QVBoxLayout:
        self.language = Pick("", (("th", "ไทย"), ("en", "English")), self.settings.language)
        self.light = Pick("", ((False, _("light")), (True, _("dark"))), self.settings.dark)
        sizes = tuple((size, _("{size} pixels").format(size=size)) for size in SIZES)
        self.letters = Pick("", sizes, self.settings.text_size)
        self.language.picked.connect(lambda value: self._dress("language", value))
        self.light.picked.connect(lambda value: self._dress("dark", value))
        self.letters.picked.connect(lambda value: self._dress("text_size", value))
        minutes = [
            (each, ngettext("after {count} minute", "after {count} minutes", each).format(count=each)) for each in LOCKS
        ]
        self.locks = Pick("", (*minutes, (0, _("never"))), self.settings.lock_minutes)
        self.locks.picked.connect(self._lock_after)
        note = _("Only where the book asks who is there.")
        form = Form(
            (
                Field("language", _("Language"), self.language),
                Field("light", _("Colours"), self.light),
                Field("size", _("Size of letters"), self.letters),
                Field("lock", _("Lock the window without work"), self.locks, note),
            )
        )
        return column(section(_("How the program looks")), "m", form)

    def _lock_after(self, minutes: object) -> None:
        if isinstance(minutes, int):
            self.settings.lock_minutes = minutes
            self.settings.save()

    def _dress(self, name: str, value: object) -> None:
        setattr(self.settings, name, value)
        self.looks_changed.emit()

    # What stands on the fund's papers

    def _papers(self) -> QVBoxLayout:
        self.papers = Form(
            (
                Field("name_th", _("Name of the fund"), TextEdit()),
                Field("name_en", _("Name in English"), TextEdit()),
                Field("address", _("Address"), TextEdit()),
                Field("head", _("Head of the committee"), TextEdit()),
                Field("treasurer", _("Treasurer"), TextEdit()),
            )
        )
        self.papers.saved.connect(self.save_papers)
        keep = Button(_("Save what stands on the papers"), "secondary", "check", act=self.save_papers)
        return column(section(_("On the fund's papers")), "m", self.papers, "m", row(keep, SPRING))

    def save_papers(self) -> None:
        """Keep the names that stand on receipts and reports."""
        values = self.papers.values()

        def work(desk: Desk) -> None:
            from welfare_desk.services.books import change_fund  # noqa: PLC0415 - SQL is loaded when asked

            change_fund(desk, values)

        self._keep(work, self.papers)

    # What members contribute

    def _plan(self) -> QVBoxLayout:
        self.plan = Pick("")
        self.usual = Form(
            (
                Field("plan", _("Usual plan"), self.plan, _("A member may have another; see the member's card.")),
                Field("first_day", _("From"), DayEdit(day_reader(self.facts.today), self.facts.today)),
            )
        )
        choose = Button(_("Use this plan"), "secondary", "check", act=self.choose_plan)
        fresh = Button(_("New plan"), "secondary", "plus", act=self.new_plan)
        return column(section(_("Contributions")), "m", self.usual, "m", row(choose, fresh, SPRING))

    def choose_plan(self) -> None:
        """Make the chosen plan the fund's usual one from a day on."""
        try:
            values = self.usual.values()
        except RuleError as error:
            self.usual.show_problems(error.problems)
            return

        def work(desk: Desk) -> None:
            from welfare_desk.services.dues import choose_plan  # noqa: PLC0415 - SQL is loaded when asked

            choose_plan(desk, values["plan"], values["first_day"])

        self._keep(work, self.usual)

    def new_plan(self) -> None:
        """Ask for a plan of the fund's own."""
        periods = [(key, _(words)) for key, words in PERIODS]
        form = Form(
            (
                Field("code", _("Short name"), TextEdit(), _("Letters or digits, such as baht-a-day.")),
                Field("name_th", _("Name in Thai"), TextEdit()),
                Field("name_en", _("Name in English"), TextEdit()),
                Field("amount", _("Amount (baht)"), MoneyEdit()),
                Field("period", _("To be paid"), Pick("", periods, "month")),
                Field("entrance_fee", _("Entrance fee (baht)"), MoneyEdit()),
                Field("passbook_fee", _("Passbook fee (baht)"), MoneyEdit()),
            )
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            from welfare_desk.money import Money  # noqa: PLC0415 - loaded with the first plan
            from welfare_desk.welfare.plans import Period, Plan  # noqa: PLC0415 - see above

            nil = Money(0)
            plan = Plan(
                values["code"], values["name_th"], values["name_en"], Period(values["period"]),
                values["amount"] or nil, values["entrance_fee"] or nil, values["passbook_fee"] or nil,
            )  # fmt: skip

            def work(desk: Desk) -> None:
                from welfare_desk.services.dues import keep_plan  # noqa: PLC0415 - SQL is loaded when asked

                keep_plan(desk, plan)

            self.act(work, lambda _done: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("New plan"), form, send).exec()

    # How contributions are split

    def _allocation(self) -> QVBoxLayout:
        self._weights = QVBoxLayout()
        keep = Button(_("Split like this"), "secondary", "check", act=self.set_policy)
        return column(section(_("Split of contributions")), "m", self._weights, "m", row(keep, SPRING))

    def _show_split(self, found: Setup) -> None:
        clear(self._weights)
        weights = dict(found.policy.weights)
        fields = [
            Field(fund.code, _("{fund} (per cent)").format(fund=fund.name), TextEdit(str(weights.get(fund.code, 0))))
            for fund in found.funds
        ]
        day = DayEdit(day_reader(self.facts.today), self.facts.today)
        self.split = Form((*fields, Field("from", _("From"), day)))
        self._weights.addWidget(self.split)

    def set_policy(self) -> None:
        """Split contributions in a new way from a day on."""
        try:
            values = self.split.values()
            first_day = values.pop("from") or self.facts.today
            weights = tuple((code, _percent(code, words)) for code, words in values.items())
        except RuleError as error:
            self.split.show_problems(error.problems)
            return
        kept = tuple((code, part) for code, part in weights if part)

        def work(desk: Desk) -> list[Any]:
            from welfare_desk.services.accounts import set_policy  # noqa: PLC0415 - SQL is loaded when asked

            return list(set_policy(desk, first_day, kept))

        def done(notes: list[Any]) -> None:
            if notes:
                errors.tell(self.window(), _("Saved"), [each.sentence() for each in notes])

        self.act(work, done, form=self.split)

    def _about(self) -> QVBoxLayout:
        from welfare_desk.exchange.updates import update_key  # noqa: PLC0415 - only this page asks for it

        words = Text(f"Welfare Desk {__version__} · GPL-3.0-or-later", "body", "text2")
        key = update_key()
        if key is None:
            off = Text(_("Updates from a file are switched off in this build: a newer setup takes its place."), "body",
                       "text2", wrap=True)  # fmt: skip
            return column(section(_("This program")), "m", words, "s", off)
        update = Button(_("Update from a file…"), "secondary", "download", act=lambda: choose_update(self, key))
        return column(section(_("This program")), "m", words, "m", row(update, SPRING))

    # What is set now

    def refresh(self) -> None:
        def work(desk: Desk) -> Setup:
            from welfare_desk.reports.setup import setup  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: setup(tx, desk.today))

        self.ask(work, self._show)

    def _show(self, found: Setup) -> None:
        if not self.papers.is_touched():
            self.papers.set_values(**found.papers)
        if not self._contributes:
            return
        self.plan.set_choices([(each.code, f"{each.name} · {each.amount.text()}") for each in found.plans], found.usual)
        self._show_split(found)

    def _keep(self, work: Callable[[Desk], None], form: Form) -> None:
        form.show_problems(())
        self.act(work, lambda _done: form.set_values(), form=form)


def _percent(code: str, words: str) -> int:
    if not words.isdecimal():
        raise RuleError(problem("policy.no_number", N_("Write a whole number of per cent."), code))
    return int(words)
