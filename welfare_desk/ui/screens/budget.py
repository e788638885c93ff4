"""The budget of a year: a field for each account in each fund, beside what last year and this one made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from welfare_desk.dates import BE_OFFSET, long_day
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.ledger.budgets import Budget, BudgetAmount, Spread
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.sums import read_amount
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, MoneyEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, hide_unless, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from welfare_desk.reports.budget import BudgetSheet
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for

_KINDS = {AccountType.INCOME: N_("Income"), AccountType.EXPENSE: N_("Expenses")}


class BudgetScreen(Screen):
    """What stands is the budget in force; adopted again, the later one counts."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Go to the next field")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sheet: BudgetSheet | None = None
        self.fields: dict[str, MoneyEdit] = {}
        self._typed: dict[tuple[str, str], str] = {}  # what differs from the budget in force, by account and fund
        self.sentence = Text("", "body", "text2", wrap=True)
        report = Button(_("Against the books"), "secondary", "chart-column", "F9", act=self.compare)
        adopt = self.adopt_button = Button(_("Adopt the budget"), "primary", "check", "Ctrl Enter", act=self.adopt)
        hide_unless(facts.may(Permission.RECORD), adopt)
        layout, _head = page(_("Budget"), self.sentence, report, adopt, rail=True)
        self.year = Pick(_("Year"))
        self.fund = Pick(_("Fund"))
        self.year.picked.connect(lambda _year: self.refresh())
        self.fund.picked.connect(lambda _fund: self._lay_out())
        layout.addLayout(row(self.year, self.fund, SPRING, gap="s"))
        layout.addSpacing(theme.gap("m"))
        self._body = column()
        inner = QWidget()
        inner.setLayout(margins(column(self._body, SPRING), "", "", "m", ""))
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(line("line_strong"))
        self._sums = {kind: Text("", "strong") for kind in _KINDS}
        parts = [
            part for kind, words in _KINDS.items() for part in (Text(_(words), "small", "muted"), self._sums[kind])
        ]
        self._differs = Text("", "strong")
        foot = QWidget()
        foot.setMinimumHeight(theme.height("accept_bar"))
        foot.setLayout(
            row(*parts, SPRING, Text(_("Income over (under) expenses"), "small", "muted"), self._differs, gap="s")
        )
        layout.addWidget(foot)
        self.setLayout(layout)
        self.setFocusProxy(adopt)

    # What stands there

    def refresh(self) -> None:
        chosen = self.year.value()

        def work(desk: Desk) -> tuple[BudgetSheet, list[tuple[int, str]]]:
            from welfare_desk.reports.budget import budget_sheet, budget_years

            years = desk.ask(lambda tx: budget_years(tx, desk.today))
            year = chosen if isinstance(chosen, int) else years[0][0]
            return desk.ask(lambda tx: budget_sheet(tx, year)), years

        self.ask(work, self._show)

    def _show(self, found: tuple[BudgetSheet, list[tuple[int, str]]]) -> None:
        sheet, years = found
        if self.sheet is not None and self.sheet.year != sheet.year:
            self._typed = {}
        self.sheet = sheet
        self.year.set_choices(years, sheet.year)
        fund = self.fund.value() or sheet.funds[0][0]
        self.fund.set_choices(sheet.funds, fund)
        words = _(
            "No budget is adopted for {year}. Write for the whole year what each account should make or may cost."
        )
        if sheet.standing is not None:
            words = _(
                "In force: {name}, adopted on {day}, resolution {resolution}. What is adopted later takes its place."
            )
            day = long_day(sheet.standing.day)
            words = words.format(name=sheet.standing.name, day=day, resolution=sheet.standing.resolution)
        self.sentence.say(words.format(year=sheet.year + BE_OFFSET) if sheet.standing is None else words)
        self._lay_out()

    def _lay_out(self) -> None:
        sheet, fund = self.sheet, str(self.fund.value())
        if sheet is None:
            return
        clear(self._body)
        self.fields = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap("l"))
        grid.setVerticalSpacing(theme.gap("pad"))
        grid.setColumnStretch(1, 1)
        titles = (None, None, _("Last year"), _("This year so far"), _("Budget of the year"))
        at = 0
        for kind, words in _KINDS.items():
            grid.addWidget(Text(_(words), "h2"), at, 0, 1, 2)
            for place, title in enumerate(titles):
                if title:
                    grid.addWidget(Text(title, "small", "muted"), at, place, Qt.AlignmentFlag.AlignRight)
            for account in (each for each in sheet.accounts if each.type is kind):
                at += 1
                self._add_row(grid, at, account.code, account.name, fund)
            at += 1
        whole = QWidget()
        whole.setLayout(grid)
        add(self._body, whole)
        fields = list(self.fields.values())
        for field, following in zip(fields, [*fields[1:], *fields[:1]], strict=True):
            field.entered.connect(lambda following=following: following.setFocus(Qt.FocusReason.TabFocusReason))
        self.tell()

    def _add_row(self, grid: QGridLayout, at: int, code: str, name: str, fund: str) -> None:
        assert self.sheet is not None  # noqa: S101 - it is laid out from it; told to the type checker
        key = (code, fund)
        standing = self.sheet.standing.amount(code, fund) if self.sheet.standing else ZERO
        field = MoneyEdit(standing or None)
        field.make_quiet()
        field.setFixedWidth(theme.width("money"))
        field.setAccessibleName(f"{code} {name}")
        if key in self._typed:
            field.setText(self._typed[key])
        field.changed.connect(lambda: self._note(key, field))
        self.fields[code] = field
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(Text(code, "small", "muted"), at, 0)
        grid.addWidget(Text(name), at, 1)
        for place, made in ((2, self.sheet.last_year), (3, self.sheet.this_year)):
            grid.addWidget(Text(written(made.get(key, ZERO)), "body", "text2"), at, place, right)
        grid.addWidget(field, at, 4, right)

    def _note(self, key: tuple[str, str], field: MoneyEdit) -> None:
        self._typed[key] = field.text()
        self.tell()

    # What is typed

    def amounts(self) -> list[BudgetAmount]:
        """Read all funds: what was typed, and what stands where nothing was; bad fields are one `RuleError`."""
        sheet = self.sheet
        if sheet is None:
            return []
        keys = {*self._typed, *(sheet.standing.keys() if sheet.standing else ())}
        found: list[BudgetAmount] = []
        wrong: list[Any] = []
        for account, fund in sorted(keys):
            typed = self._typed.get((account, fund))
            try:
                amount = read_amount(typed) if typed is not None else None
            except RuleError as error:
                wrong += error.problems
                continue
            if typed is None and sheet.standing is not None:
                months = tuple(sheet.standing.amount(account, fund, (month,)) for month in range(1, 13))
                found.append(BudgetAmount(account, fund, Money.sum(months), months))
            elif amount:
                found.append(BudgetAmount(account, fund, amount))
        if wrong:
            raise RuleError(*wrong)
        return found

    def tell(self) -> None:
        """Add up income and expenses of all funds."""
        if self.sheet is None:
            return
        try:
            amounts = self.amounts()
        except RuleError:
            return
        kinds = {each.code: each.type for each in self.sheet.accounts}
        sums = {
            kind: Money.sum(each.year for each in amounts if kinds.get(each.account) is kind) for kind in _KINDS
        }  # fmt: skip
        for kind, label in self._sums.items():
            label.say(written(sums[kind]))
        self._differs.say(written(sums[AccountType.INCOME] - sums[AccountType.EXPENSE]))
        self.adopt_button.setEnabled(bool(amounts))

    def unsaved(self) -> object | None:
        return [[*key, words] for key, words in self._typed.items()] or None

    def restore(self, content: Any) -> None:
        self._typed = {(account, fund): words for account, fund, words in content}
        self._lay_out()

    # Adopted

    def compare(self) -> None:
        """Hold the budget against the books."""
        self.go.emit("report", {"report": "budget"})

    def adopt(self) -> None:
        """Ask for the resolution, and keep the budget."""
        if self.sheet is None:
            return
        year = self.sheet.year
        try:
            amounts = self.amounts()
        except RuleError as error:
            errors.show(error, self.window())
            return
        spreads = [(Spread.EQUAL.value, _("equal parts")), (Spread.LAST_YEAR.value, _("as last year's months were"))]
        usual = _("Budget of {year}").format(year=year + BE_OFFSET)
        form = Form(
            (
                Field("name", _("Name of the budget"), TextEdit(usual)),
                Field("day", _("Adopted on"), DayEdit(day_reader(self.facts.today), self.facts.today)),
                Field("resolution", _("Resolution"), TextEdit(), _("Such as 3/2569, and of which meeting.")),
                Field("how", _("Spread over the months"), Pick("", spreads, Spread.EQUAL.value)),
            )
        )

        def work_of(values: dict[str, Any]) -> Callable[[Desk], object]:
            def work(desk: Desk) -> object:
                from welfare_desk.services.budgets import adopt_budget

                adopted = Budget(year, values["name"], values["day"] or desk.today, values["resolution"], {})
                return adopt_budget(desk, adopted, amounts, Spread(values["how"]))

            return work

        self.fill_in(_("Adopt the budget"), form, work_of, self._adopted)

    def _adopted(self, _kept: Budget) -> None:
        self._typed = {}
        self.refresh()
