"""Opening balances: what the older books say, written by hand or read from a file, and posted when both sides agree."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from welfare_desk.dates import long_day
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, natural
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import errors, theme
from welfare_desk.ui.screens.before_panel import BeforePanel
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import MoneyEdit
from welfare_desk.ui.widgets.layout import SPRING, Beside, add, clear, column, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Text, section

if TYPE_CHECKING:
    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.services.openings import OpeningSheet
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

_LEFT = {AccountType.ASSET: N_("What the fund has"), AccountType.EXPENSE: N_("Expenses so far")}
_RIGHT = {
    AccountType.LIABILITY: N_("What the fund owes"),
    AccountType.EQUITY: N_("The fund's own money"),
    AccountType.INCOME: N_("Income so far"),
}


class OpeningScreen(Screen):
    """A field for each account; both sides are added up as they are typed."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", N_("Go to the next field")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.sheet: OpeningSheet | None = None
        self.fields: dict[str, MoneyEdit] = {}
        self._accounts: dict[str, Account] = {}
        self._read: tuple[OpeningLine, ...] = ()
        self._waiting: dict[str, str] = {}
        self.sentence = Text("", "body", "text2", wrap=True)
        file = self.file_button = Button(_("Read a file…"), "secondary", "upload", "F2", act=self.choose_file)
        self.save_button = Button(_("Open the book with these"), "primary", "check", "Ctrl Enter", act=self.save)
        layout, _head = page(_("Opening balances"), self.sentence, file, self.save_button, rail=True)
        self._left, self._right = column(), column()
        self.before = BeforePanel(self)
        inner = QWidget()
        beside = Beside(self._left, self._right, (1, 1), theme.width("sheet"))
        inner.setLayout(margins(column(beside, "section", self.before, SPRING), "", "", "m", ""))
        layout.addWidget(scrolled(inner), 1)
        self.problems = Text("", "small", "stop", wrap=True)
        self.problems.hide()
        layout.addWidget(self.problems)
        layout.addWidget(line("line_strong"))
        layout.addWidget(self._foot())
        self.setLayout(layout)
        self.setFocusProxy(self.save_button)

    def _foot(self) -> QWidget:
        self._has, self._owes = Text("", "strong"), Text("", "strong")
        self._state = Chip("", "ok")
        self._rest = Button("", "secondary", "", act=self.put_the_rest)
        whole = QWidget()
        whole.setMinimumHeight(theme.height("accept_bar"))
        has, owes = Text(_("What the fund has"), "small", "muted"), Text(_("What it owes and owns"), "small", "muted")
        whole.setLayout(row(has, self._has, "l", owes, self._owes, SPRING, self._rest, self._state, gap="s"))
        return whole

    # What stands there

    def refresh(self) -> None:
        def work(desk: Desk) -> OpeningSheet:
            from welfare_desk.services.openings import opening_sheet  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(opening_sheet)

        self.ask(work, self._show)
        self.before.refresh()

    def _show(self, sheet: OpeningSheet) -> None:
        is_first = self.sheet is None
        self.sheet = sheet
        self._accounts = {each.code: each for each in sheet.accounts}
        day = long_day(sheet.first_day - timedelta(days=1))
        words = _("As the older books say at the end of {day}. Each amount on its usual side; empty is nothing.")
        if sheet.is_closed:
            words = _("The first month is closed; the opening balances stay as they are.")
        self.sentence.say(words.format(day=day))
        self.save_button.setEnabled(not sheet.is_closed)
        if is_first or not self.is_touched():
            self._lay_out()
            self._show_standing()
        if self._waiting:
            self.restore(self._waiting)
        self.tell()

    def _lay_out(self) -> None:
        self.fields = {}
        for side, kinds in ((self._left, _LEFT), (self._right, _RIGHT)):
            clear(side)
            for kind, words in kinds.items():
                mine = [each for each in self._accounts.values() if each.type is kind]
                if mine:
                    side.addLayout(section(_(words)))
                    side.addSpacing(theme.gap("s"))
                for account in mine:
                    side.addWidget(self._row(account))
                add(side, "section" if mine else None)
            side.addStretch(1)
        fields = list(self.fields.values())
        for field, following in zip(fields, [*fields[1:], fields[0]], strict=True):
            field.entered.connect(lambda following=following: following.setFocus(Qt.FocusReason.TabFocusReason))
        self.setFocusProxy(fields[0])

    def _row(self, account: Account) -> QWidget:
        field = MoneyEdit()
        field.make_quiet()
        field.setFixedWidth(theme.width("money"))
        field.setAccessibleName(f"{account.code} {account.name}")
        field.setEnabled(self.sheet is not None and not self.sheet.is_closed)
        field.changed.connect(self._typed)
        self.fields[account.code] = field
        parts = row(Text(account.code, "small", "muted"), gap="m")
        parts.addWidget(Text(account.name), 1)
        add(parts, field)
        whole = QWidget()
        whole.setLayout(margins(parts, "", "hair", "", "hair"))
        return whole

    def _show_standing(self) -> None:
        if self.sheet is not None:
            self._show_lines(self.sheet.standing)

    def _show_lines(self, lines: tuple[OpeningLine, ...]) -> None:
        sums: dict[str, Money] = {}
        for each in lines:
            sums[each.account] = sums.get(each.account, ZERO) + each.amount
        for code, field in self.fields.items():
            amount = natural(self._accounts[code], sums.get(code, ZERO))
            field.set_value(amount or None)
        self._shown = self.typed()

    # What is typed

    def _typed(self) -> None:
        self._read = ()
        self.tell()

    def typed(self) -> dict[str, str]:
        """Give what stands in each field that is not empty."""
        return {code: field.text() for code, field in self.fields.items() if field.text().strip()}

    def is_touched(self) -> bool:
        """Tell whether something stands there that is not posted."""
        return bool(self.fields) and (self.typed() != self._shown or bool(self._read))

    def unsaved(self) -> object | None:
        return self.typed() if self.is_touched() else None

    def restore(self, content: Any) -> None:
        if not self.fields:
            self._waiting = dict(content)
            return
        self._waiting = {}
        for code, field in self.fields.items():
            field.setText(content.get(code, ""))
        self.tell()

    def amounts(self) -> dict[str, Money]:
        """Read the fields, debit positive; those that cannot be read are marked and come as one `RuleError`."""
        found: dict[str, Money] = {}
        unread: list[Any] = []
        for code, field in self.fields.items():
            try:
                amount = field.value()
            except RuleError as error:
                field.mark(problem=True)
                unread += error.problems
                continue
            field.mark(problem=False)
            if amount:
                found[code] = natural(self._accounts[code], amount)
        if unread:
            raise RuleError(*unread)
        return found

    def lines(self) -> tuple[OpeningLine, ...]:
        """Give the lines to open with; a balance that stays as it is keeps its funds."""
        if self._read:
            return self._read
        standing = self.sheet.standing if self.sheet is not None else ()
        kept: list[OpeningLine] = []
        for code, amount in self.amounts().items():
            mine = [each for each in standing if each.account == code]
            same = mine and Money.sum(each.amount for each in mine) == amount
            kept += mine if same else [OpeningLine(code, amount)]
        return tuple(kept)

    def tell(self) -> None:
        """Add both sides up and say whether they agree."""
        try:
            amounts = self.amounts()
        except RuleError:
            return
        has = Money.sum(each for code, each in amounts.items() if self._accounts[code].type in _LEFT)
        owes = -Money.sum(each for code, each in amounts.items() if self._accounts[code].type in _RIGHT)
        self._has.say(written(has))
        self._owes.say(written(owes))
        is_closed = self.sheet is not None and self.sheet.is_closed
        self.file_button.setEnabled(not is_closed)
        self.save_button.setEnabled(not is_closed and bool(has or owes or self.is_touched()))
        difference = has - owes
        home = self._home()
        self._rest.setVisible(bool(difference) and home is not None)
        if difference:
            self._state.show_state(_("{amount} differ").format(amount=written(abs(difference))), "look")
        elif has or owes:
            self._state.show_state(_("Both sides agree"), "ok")
        else:
            self._state.show_state(_("Nothing entered yet"), "neutral")
        if home is not None:
            self._rest.say(_("Put the difference into {account}").format(account=home.name))

    def _home(self) -> Account | None:
        """Give the account of the fund's own money: the first of its kind."""
        return next((each for each in self._accounts.values() if each.type is AccountType.EQUITY), None)

    def put_the_rest(self) -> None:
        """Let the fund's own money be what the rest of the sheet says it is."""
        home = self._home()
        if home is None:
            return
        amounts = self.amounts()
        rest = -Money.sum(each for code, each in amounts.items() if code != home.code)
        self.fields[home.code].set_value(natural(home, rest))
        self._typed()

    # A file

    def choose_file(self) -> None:
        """Let the person choose a workbook or CSV file with account, debit and credit."""
        what = _("Workbooks and lists (*.xlsx *.xls *.ods *.csv)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Read a file…"), "", what)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Show what a file says; nothing is posted yet."""

        def work(desk: Desk) -> tuple[OpeningLine, ...]:
            from welfare_desk.exchange.openings import preview_opening  # noqa: PLC0415 - loaded with the first file
            from welfare_desk.services.accounts import open_funds  # noqa: PLC0415 - see above

            funds = {fund.code: fund for fund in desk.ask(open_funds)}
            return preview_opening(path, funds).accepted()

        self.ask(work, self._show_read, "file", failed=self._refuse)

    def _show_read(self, lines: tuple[OpeningLine, ...]) -> None:
        unknown = [each.account for each in lines if each.account not in self.fields]
        shown = self._shown
        self._show_lines(lines)
        self._shown = shown
        self._read = lines
        self._say_problems(
            [_("The chart has no account {account} that a book opens with.").format(account=each) for each in unknown]
        )
        self.tell()

    # Posting

    def save(self) -> None:
        """Open the book with what stands here; posted before, only the difference is posted."""
        try:
            lines = self.lines()
        except RuleError as error:
            self._refuse(error)
            return

        def work(desk: Desk) -> Posted | None:
            from welfare_desk.services.openings import open_balances, propose_opening  # noqa: PLC0415 - see above

            return open_balances(desk, desk.ask(lambda tx: propose_opening(tx, lines)))

        self.act(work, self._posted, failed=self._refuse)

    def _posted(self, posted: Posted | None) -> None:
        self._say_problems([])
        self._read = ()
        self._shown = self.typed()
        words = (
            _("Nothing had changed.") if posted is None else _("Posted as {voucher}.").format(voucher=posted.voucher)
        )
        errors.tell(self.window(), _("The opening balances are in the book."), [words])
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self._say_problems(errors.sentences(error))
        else:
            errors.show(error, self.window())

    def _say_problems(self, sentences: list[str]) -> None:
        self.problems.say(" ".join(sentences))
        self.problems.setVisible(bool(sentences))
