"""What a collection sheet shows: its members by month, what is due, what was typed, and how each cell looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from welfare_desk.dates import short_month_name
from welfare_desk.errors import RuleError
from welfare_desk.i18n import _, ngettext
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui.cells import PLAIN, Look
from welfare_desk.ui.sums import read_amount
from welfare_desk.welfare.sheets import MonthState, SheetRow, entered

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

_Index = QModelIndex | QPersistentModelIndex
NUMBER, NAME, FIRST_MONTH = 0, 1, 2
MONTHS = 12
DUE, RECEIVED, STATE = FIRST_MONTH + MONTHS, FIRST_MONTH + MONTHS + 1, FIRST_MONTH + MONTHS + 2
COLUMNS = STATE + 1
_MARKS = {
    MonthState.PAID: ("check", "ok", "status"),
    MonthState.PART: ("circle-dot-dashed", "look", "status"),
    MonthState.UNPAID: ("circle", "look", "small"),
    MonthState.EXEMPT: ("minus", "muted", "small"),
}
LATE_MONTHS = 3  # so many unpaid months and more are shown as stop, fewer as look here
_CARET = "▏"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a member's cell: the words, the amount they mean, and what is wrong with them."""

    words: str
    amount: Money | None = None
    problem: str = ""


def understood(words: str) -> Typed:
    """Read what was typed; nothing and nil are no payment, a negative amount is a problem."""
    try:
        amount = read_amount(words)
    except RuleError as error:
        return Typed(words, None, error.problems[0].sentence())
    if amount is not None and amount < ZERO:
        return Typed(words, None, _("An amount received cannot be negative."))
    return Typed(words, amount or None)


class SheetModel(QAbstractTableModel):
    """The members of a sheet, what is due, and what was typed today; `typed` outlives the page."""

    changed = Signal()

    def __init__(self, typed: MutableMapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = typed
        self.rows: tuple[SheetRow, ...] = ()
        self.months: tuple[date, ...] = ()
        self.month: date | None = None
        self.day: date | None = None
        self.editing = -1
        self._shown: list[int] = []
        self._covered: dict[tuple[str, str], Any] = {}

    def show_rows(self, rows: tuple[SheetRow, ...], months: tuple[date, ...], month: date, day: date) -> None:
        """Show a sheet; what was typed before stays with its member."""
        self.beginResetModel()
        self.rows, self.months, self.month, self.day = rows, months, month, day
        self._shown = list(range(len(rows)))
        self._covered.clear()
        self.endResetModel()
        self.changed.emit()

    def seek(self, words: str) -> None:
        """Show only the members whose number or name holds all of these words."""
        parts = words.casefold().split()
        self.beginResetModel()
        self._shown = [
            at
            for at, row in enumerate(self.rows)
            if all(part in f"{row.number} {row.name}".casefold() for part in parts)
        ]
        self.endResetModel()

    def member(self, row: int) -> SheetRow:
        """Give the member on a line of the screen."""
        return self.rows[self._shown[row]]

    def typed(self, member: SheetRow) -> Typed:
        """Give what was typed for a member."""
        return understood(self._typed.get(member.number, ""))

    def type(self, row: int, words: str) -> None:
        """Put words into a member's cell."""
        number = self.member(row).number
        if words:
            self._typed[number] = words
        else:
            self._typed.pop(number, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, COLUMNS - 1))
        self.changed.emit()

    def fill_in(self, row: int, amount: Money) -> None:
        """Put an amount into a member's cell; nil empties it."""
        self.type(row, amount.text() if amount else "")

    def payments(self) -> list[tuple[SheetRow, Money]]:
        """List who pays how much, in the order of the sheet."""
        found = ((row, self.typed(row).amount) for row in self.rows)
        return [(row, amount) for row, amount in found if amount]

    def problems(self) -> list[SheetRow]:
        """List the members whose cell cannot be read."""
        return [row for row in self.rows if self.typed(row).problem]

    def covered(self, member: SheetRow) -> Any:
        """Tell what the amount typed for a member covers, or nothing."""
        typed = self.typed(member)
        if not typed.amount or self.day is None:
            return None
        key = (member.number, typed.words)
        if key not in self._covered:
            self._covered[key] = entered(member, typed.amount, self.day)
        return self._covered[key]

    # Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.look(index.row(), index.column()).words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(self.member(index.row()), index.column())
        return None

    def _spoken(self, member: SheetRow, at: int) -> str:
        if FIRST_MONTH <= at < DUE:
            words = {
                MonthState.PAID: _("paid"), MonthState.PART: _("paid in part"), MonthState.UNPAID: _("not paid"),
                MonthState.EXEMPT: _("exempt"), MonthState.COMING: _("not due yet"), MonthState.OUTSIDE: _("no member"),
            }  # fmt: skip
            return f"{short_month_name(self.months[at - FIRST_MONTH].month)} {words[member.states[at - FIRST_MONTH]]}"
        names = {NUMBER: _("Number"), NAME: _("Name"), DUE: _("Due"), RECEIVED: _("Received"), STATE: _("State")}
        said = self._look(member, at).words or _("nothing")
        return f"{names[at]}: {said}"

    def look(self, row: int, at: int) -> Look:
        """Tell how a cell looks."""
        member = self.member(row)
        look = self._look(member, at, editing=row == self.editing)
        if self.typed(member).problem:
            return replace(look, row_ground="stop_soft")
        return replace(look, row_ground="selected") if row == self.editing else look

    def _look(self, member: SheetRow, at: int, *, editing: bool = False) -> Look:
        if at == NUMBER:
            return Look(member.number, ink="muted")
        if at == NAME:
            return Look(member.name)
        if at < DUE:
            return self._month_look(member, at - FIRST_MONTH)
        if at == DUE:
            return Look(written(member.due), align="r", hang=True)
        if at == RECEIVED:
            return self._received_look(member, editing=editing)
        return self._state_look(member, editing=editing)

    def _month_look(self, member: SheetRow, at: int) -> Look:
        month, state = self.months[at], member.states[at]
        ground = "sunken" if month == self.month else ""
        covered = self.covered(member)
        if covered is not None and month in covered.months and state is not MonthState.PAID:
            return Look(_baht(member, month), "smalls", "accent_text", "c", ground=ground)
        if state in _MARKS:
            icon, ink, kind = _MARKS[state]
            if state is MonthState.UNPAID and member.states.count(MonthState.UNPAID) >= LATE_MONTHS:
                ink = "stop"
            return Look(align="c", icon=icon, icon_ink=ink, icon_kind=kind, ground=ground)
        return Look("·" if state is MonthState.COMING else "", ink="muted", align="c", ground=ground)

    def _received_look(self, member: SheetRow, *, editing: bool) -> Look:
        typed = self.typed(member)
        if editing:
            return Look(typed.words + _CARET, "medium", align="r", edge="accent")
        if typed.problem:
            return Look(typed.words, "medium", align="r", edge="stop")
        return Look(typed.amount.text() if typed.amount else "", "medium", align="r", hang=True)

    def _state_look(self, member: SheetRow, *, editing: bool) -> Look:
        typed = self.typed(member)
        if typed.problem:
            return Look(_("mend it"), "small", "stop", icon="octagon-alert", icon_ink="stop")
        if editing and typed.words:
            return Look(_("typing"), "small", "accent_text", icon="pencil", icon_ink="accent_text")
        return self._paid_look(member) if typed.amount else _standing_look(member)

    def _paid_look(self, member: SheetRow) -> Look:
        covered, amount = self.covered(member), self.typed(member).amount
        if covered is not None and covered.advance:
            words = _("{amount} ahead").format(amount=covered.advance.text())
            return Look(words, "small", "look", icon="triangle-alert", icon_ink="look")
        if amount is not None and amount < member.due:
            return Look(_("in part"), "small", "look", icon="circle-dot-dashed", icon_ink="look")
        words = _("whole year") if amount is not None and amount >= member.year else _("paid")
        return Look(words, "small", icon="circle-check", icon_ink="ok")

    def totals(self) -> list[Look]:
        """Add up the sheet: people, paid months, what is due and what was received."""
        people = len(self.rows)
        counted = Counter(at for row in self.rows for at, state in enumerate(row.states) if state is MonthState.PAID)
        for row in self.rows:
            covered = self.covered(row)
            for month in covered.months if covered is not None else ():
                if month in self.months and row.states[self.months.index(month)] is not MonthState.PAID:
                    counted[self.months.index(month)] += 1
        payments = self.payments()
        words = ngettext("Total of {count} person", "Total of {count} people", people).format(count=f"{people:,}")
        months = [Look(str(counted[at]), "smallm", "text2", "c", line="") for at in range(MONTHS)]
        due = Money.sum(row.due for row in self.rows)
        received = Money.sum(amount for _row, amount in payments)
        paid = ngettext("{count} person", "{count} people", len(payments)).format(count=len(payments))
        return [
            Look(words, "strong", columns=2, line=""),
            PLAIN,
            *months,
            Look(written(due), "strong", align="r", hang=True, line=""),
            Look(written(received), "strong", align="r", hang=True, line=""),
            Look(paid, "small", "text2", line=""),
        ]


def _standing_look(member: SheetRow) -> Look:
    """Say how a member stands for whom nothing was typed."""
    unpaid = member.states.count(MonthState.UNPAID) + member.states.count(MonthState.PART)
    if not member.due:
        if MonthState.PAID not in member.states and MonthState.EXEMPT in member.states:
            return Look(_("exempt"), "small", "text2", icon="circle-minus", icon_ink="muted")
        words = _("whole year") if not member.year else _("paid")
        return Look(words, "small", icon="circle-check", icon_ink="ok")
    if unpaid >= LATE_MONTHS:
        words = ngettext("{count} month due", "{count} months due", unpaid).format(count=unpaid)
        return Look(words, "small", "stop", icon="octagon-alert", icon_ink="stop")
    return Look(_("not paid"), "small", "text2", icon="circle", icon_ink="look")


def _baht(member: SheetRow, month: date) -> str:
    """Write what a month costs in whole baht, for the narrow month cell."""
    from welfare_desk.welfare.plans import year_from  # noqa: PLC0415 - only for cells that were typed today

    price = next((each.least for each in year_from(month, member.terms).months), ZERO)
    return f"{price.satang // 100}"
