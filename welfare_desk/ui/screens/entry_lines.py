"""The lines of a journal entry as a grid of fields: each is typed, undone and read aloud like any other field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Posting
from welfare_desk.money import Money
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.fields import MoneyEdit
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from welfare_desk.errors import Problem
    from welfare_desk.exchange.pasted_lines import PastedLine

FEWEST = 3
NAMES = ("account", "fund", "member", "debit", "credit")
ZERO = Money(0)


@dataclass(frozen=True, slots=True)
class Offers:
    """What the fields of a line find: codes with their words; `home` is the fund of a new line."""

    accounts: Sequence[tuple[str, str]] = ()
    funds: Sequence[tuple[str, str]] = ()
    members: Sequence[tuple[str, str]] = ()
    home: str = ""


class _Cell:
    """Keys of the grid that work in each of its fields."""

    def __init__(self, lines: EntryLines, line: Line, name: str) -> None:
        self.lines, self.line, self.name = lines, line, name

    def takes(self, event: QKeyEvent) -> bool:
        """Do what the key asks of the grid; tell whether it was one."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts: dict[tuple[int, bool], Callable[[], object]] = {
            (Qt.Key.Key_D, True): lambda: self.lines.copy_above(self.line, self.name),
            (Qt.Key.Key_Delete, True): lambda: self.lines.remove(self.line),
            (Qt.Key.Key_Up, False): lambda: self.lines.step(self.line, self.name, -1),
            (Qt.Key.Key_Down, False): lambda: self.lines.step(self.line, self.name, 1),
        }
        act = acts.get((event.key(), control))
        if act is None and event.matches(QKeySequence.StandardKey.Paste):
            text = QApplication.clipboard().text()
            if "\t" in text or "\n" in text.strip():
                act = lambda: self.lines.paste(text)  # noqa: E731 - beside the others
        if act is None and event.text() == "=" and self.name in ("debit", "credit") and not self.line.typed(self.name):
            act = lambda: self.lines.fill_difference(self.line)  # noqa: E731 - beside the others
        if act is not None:
            act()
        return act is not None


class _Found(Finder):
    cell: _Cell

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self.completer().popup()
        if (popup is not None and popup.isVisible()) or not self.cell.takes(event):
            super().keyPressEvent(event)


class _Amount(MoneyEdit):
    cell: _Cell

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.cell.takes(event):
            super().keyPressEvent(event)


class Line:
    """One line: its five fields."""

    def __init__(self, lines: EntryLines, titles: Mapping[str, str]) -> None:
        self.account, self.fund, self.member = _Found(), _Found(), _Found()
        self.debit, self.credit = _Amount(), _Amount()
        for name in NAMES:
            field = self.field(name)
            field.cell = _Cell(lines, self, name)
            field.make_quiet()
            field.setFont(theme.font())
            field.setAccessibleName(titles[name])
            if name in ("debit", "credit"):
                field.setFixedWidth(theme.width("money"))
            field.textChanged.connect(lines.changed)
            field.returnPressed.connect(lambda name=name: lines.move_on(self, name))

    def field(self, name: str) -> Any:
        """Give a field by its name."""
        return getattr(self, name)

    def typed(self, name: str) -> str:
        """Give what stands in a field."""
        return self.field(name).text().strip()

    def is_empty(self) -> bool:
        """Tell whether nothing was typed; the fund stands there by itself."""
        return not any(self.typed(name) for name in ("account", "member", "debit", "credit"))

    def amount(self) -> Money:
        """Give the amount, debit positive; what cannot be read is a `RuleError`."""
        return (self.debit.value() or ZERO) - (self.credit.value() or ZERO)


class EntryLines(QWidget):
    """All lines; there is always an empty one to type in."""

    changed = Signal()
    pasted = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.offers = Offers()
        self.lines: list[Line] = []
        self._titles = {
            "account": _("Account"), "fund": _("Fund"), "member": _("Member"),
            "debit": _("Debit"), "credit": _("Credit"),
        }  # fmt: skip
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.gap("xs"))
        self._grid.setVerticalSpacing(theme.gap("xs"))
        for at, (name, stretch) in enumerate(zip(NAMES, (5, 4, 3, 0, 0), strict=True)):
            title = Text(self._titles[name], "smallm", "muted")
            right = Qt.AlignmentFlag.AlignRight if name in ("debit", "credit") else Qt.AlignmentFlag.AlignLeft
            title.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(title, 0, at)
            self._grid.setColumnStretch(at, stretch)
            if not stretch:
                self._grid.setColumnMinimumWidth(at, theme.width("money"))
        self.setLayout(self._grid)
        self.fill([])

    def offer(self, offers: Offers) -> None:
        """Let the fields find these accounts, funds and members."""
        self.offers = offers
        for each in self.lines:
            self._offer_to(each)

    def _offer_to(self, line: Line) -> None:
        line.account.set_choices(self.offers.accounts)
        line.fund.set_choices(self.offers.funds)
        line.member.set_choices(self.offers.members)
        if not line.typed("fund"):
            line.fund.set_value(self.offers.home)

    # What stands there

    def typed(self) -> list[dict[str, str]]:
        """Give what was typed on every line that is not empty."""
        return [{name: line.typed(name) for name in NAMES} for line in self.lines if not line.is_empty()]

    def fill(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Show these lines and no others, with empty ones after them."""
        for line in self.lines:
            self._take_away(line)
        self.lines.clear()
        for row in rows:
            line = self._add()
            for name in NAMES:
                if name in row:
                    line.field(name).setText(row[name])
                line.field(name).setCursorPosition(0)
        while len(self.lines) < FEWEST or not self.lines[-1].is_empty():
            self._add()
        self.changed.emit()

    def fill_postings(self, postings: Iterable[Posting]) -> None:
        """Show the lines of an entry that is there already."""
        words = dict(self.offers.accounts), dict(self.offers.funds), dict(self.offers.members)
        self.fill(
            {
                "account": words[0].get(each.account, each.account),
                "fund": words[1].get(each.fund, each.fund),
                "member": words[2].get(each.member or "", each.member or ""),
                "debit": each.amount.text() if each.amount > ZERO else "",
                "credit": (-each.amount).text() if each.amount < ZERO else "",
            }
            for each in postings
        )

    def postings(self) -> tuple[Posting, ...]:
        """Read the lines; each thing that cannot be read is a problem that names its line."""
        found: list[Posting] = []
        problems: list[Problem] = []
        for number, line in enumerate(self.lines, start=1):
            if line.is_empty():
                continue
            try:
                amount = line.amount()
            except RuleError as error:
                problems += [_on_line(number, each.sentence()) for each in error.problems]
                continue
            account, fund, member = line.account.value(), line.fund.value(), line.member.value()
            for known, code, words in (
                (self.offers.accounts, account, N_("there is no account “{typed}”")),
                (self.offers.funds, fund, N_("there is no fund “{typed}”")),
                (self.offers.members, member, N_("there is no member “{typed}”")),
            ):
                if code and code not in dict(known):
                    problems.append(_on_line(number, _(words).format(typed=code)))
            if not account:
                problems.append(_on_line(number, _("choose an account")))
            found.append(Posting(account, fund, amount, member or None))
        if problems:
            raise RuleError(*problems)
        return tuple(found)

    def sums(self) -> tuple[Money, Money, dict[str, Money]]:
        """Add up what can be read: debits, credits, and by how much each fund differs."""
        debit, credit, by_fund = ZERO, ZERO, dict[str, Money]()
        for line in self.lines:
            try:
                amount = line.amount()
            except RuleError:
                continue
            debit, credit = (debit + amount, credit) if amount > ZERO else (debit, credit - amount)
            if amount:
                fund = line.fund.value()
                by_fund[fund] = by_fund.get(fund, ZERO) + amount
        return debit, credit, by_fund

    # What the keys do

    def move_on(self, line: Line, name: str) -> None:
        """Go to the next field; a new line comes after the last. A debit leaves the credit out."""
        at, field = self.lines.index(line), NAMES.index(name) + 1
        if name == "account" and line.typed("fund"):
            field = NAMES.index("debit")
        if name == "debit" and line.typed("debit"):
            field = len(NAMES)
        if field == len(NAMES):
            if at + 1 == len(self.lines):
                self._add()
            at, field = at + 1, 0
        self._go(self.lines[at], NAMES[field])

    def step(self, line: Line, name: str, by: int) -> None:
        """Go to the same field of the line above or below."""
        at = self.lines.index(line) + by
        if 0 <= at < len(self.lines):
            self._go(self.lines[at], name)

    def copy_above(self, line: Line, name: str) -> None:
        """Write what stands above."""
        at = self.lines.index(line)
        if at:
            _write(line.field(name), self.lines[at - 1].typed(name))

    def remove(self, line: Line) -> None:
        """Take a line out."""
        at = self.lines.index(line)
        self.fill([each for number, each in enumerate(self._all_typed()) if number != at])
        self._go(self.lines[min(at, len(self.lines) - 1)], "account")

    def fill_difference(self, line: Line) -> None:
        """Write into this line what makes debits and credits agree in its fund."""
        _debit, _credit, by_fund = self.sums()
        difference = by_fund.get(line.fund.value(), ZERO)
        if difference:
            name = "credit" if difference > ZERO else "debit"
            _write(line.field(name), abs(difference).text())
            self._go(line, name)

    def paste(self, text: str) -> None:
        """Take rows of a spreadsheet after the lines that are there."""
        from welfare_desk.exchange.pasted_lines import read_lines  # noqa: PLC0415 - loaded with the first paste

        names = {code: words.partition(" ")[2] for code, words in self.offers.accounts}
        members = {code for code, _words in self.offers.members}
        found, problems = read_lines(text, names, dict(self.offers.funds), members)
        self.fill([*self.typed(), *map(self._said, found)])
        self.pasted.emit(problems)

    def _said(self, line: PastedLine) -> dict[str, str]:
        accounts, funds, members = (
            dict(each) for each in (self.offers.accounts, self.offers.funds, self.offers.members)
        )
        return {
            "account": accounts.get(line.account, line.account),
            "fund": funds.get(line.fund or self.offers.home, line.fund),
            "member": members.get(line.member, line.member),
            "debit": line.debit,
            "credit": line.credit,
        }

    def focus_first(self) -> None:
        """Let the first line take the cursor."""
        self._go(self.lines[0], "account")

    def _all_typed(self) -> list[dict[str, str]]:
        return [{name: line.typed(name) for name in NAMES} for line in self.lines]

    def _go(self, line: Line, name: str) -> None:
        line.field(name).setFocus(Qt.FocusReason.TabFocusReason)
        line.field(name).selectAll()

    def _add(self) -> Line:
        line = Line(self, self._titles)
        self.lines.append(line)
        self._offer_to(line)
        for at, name in enumerate(NAMES):
            self._grid.addWidget(line.field(name), len(self.lines), at)
            line.field(name).setVisible(True)  # at once: the cursor may go there before the next event
        before = self.lines[-2].credit if len(self.lines) > 1 else None
        for name in NAMES:
            if before is not None:
                QWidget.setTabOrder(before, line.field(name))
            before = line.field(name)
        return line

    def _take_away(self, line: Line) -> None:
        for name in NAMES:
            field = line.field(name)
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()


def _write(field: QLineEdit, words: str) -> None:
    """Write so that undo takes it back."""
    field.selectAll()
    field.insert(words)


def _on_line(number: int, words: str) -> Problem:
    return problem("entry.line", N_("Line {line}: {words}"), "lines", line=number, words=words)
