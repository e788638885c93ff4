"""Count the cash by notes and coins, and hold it against the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from welfare_desk.i18n import _
from welfare_desk.ledger.cash_counts import PIECES
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.draw.write import written
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, column, line, margins, row
from welfare_desk.ui.widgets.text import Icon, Text, section

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence


class CashCount(Ground):
    """How many of each note and coin, held against a sheet or the book; `pieces` outlives the page."""

    changed = Signal()

    def __init__(self, pieces: MutableMapping[int, int], *, by_book: bool = False) -> None:
        super().__init__(colour="sidebar", sides="l")
        self._pieces = pieces
        self.fields: dict[int, TextEdit] = {}
        self._amounts: dict[int, Text] = {}
        self._counted, self._sheet = Text("", "strong"), Text("", "strong")
        self._difference, self._why = Text("", "strong", "look"), Text("", "small", "text2", wrap=True)
        head = row(
            Icon("triangle-alert", "button", "look"), Text(_("Difference"), "strong", "look"), SPRING, self._difference
        )
        self._hint = Ground(margins(column(head, self._why), "m", "s", "m", "s"), "look_soft", radius="control")
        against = _("By the book") if by_book else _("On the sheet")
        agrees = _("The cash agrees with the book.") if by_book else _("The cash agrees with the sheet.")
        agreed = row(Icon("circle-check", "button", "ok"), Text(agrees, "small", "ok"), SPRING)
        self._agreed = QWidget()
        self._agreed.setLayout(agreed)
        layout = column(
            section(_("Count the cash")), "s", self._grid(), "s", line(), "s",
            row(Text(_("Counted"), "body", "text2"), SPRING, self._counted),
            row(Text(against, "body", "text2"), SPRING, self._sheet), "s", self._hint, self._agreed, SPRING,
        )  # fmt: skip
        self.setLayout(margins(layout, "xl", "l", "xl", "l"))
        self.setFixedWidth(theme.width("cash_panel"))
        self._hint.hide()  # nothing is compared before something was counted
        self._agreed.hide()
        self._show_amounts()

    def _grid(self) -> QWidget:
        whole, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.gap("s"))
        grid.setVerticalSpacing(theme.gap("hair"))
        for at, piece in enumerate(PIECES):
            field = TextEdit(str(self._pieces.get(piece.satang, "")), "0", quiet=True)
            field.setFixedWidth(theme.width("count"))
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setAccessibleName(_("How many of {piece} baht").format(piece=piece.text()))
            field.textEdited.connect(lambda _typed, satang=piece.satang: self._count(satang))
            field.entered.connect(lambda at=at: self._move_on(at))
            self.fields[piece.satang] = field
            self._amounts[piece.satang] = Text("", "body", "text")
            value = Text(piece.text().removesuffix(".00"))
            for column_at, part in enumerate((value, Text("×", "small", "muted"), field, self._amounts[piece.satang])):
                side = Qt.AlignmentFlag.AlignRight if column_at in (0, 3) else Qt.AlignmentFlag.AlignHCenter
                grid.addWidget(part, at, column_at, side | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(3, 1)
        grid.setColumnMinimumWidth(0, theme.width("pieces"))
        whole.setLayout(grid)
        return whole

    def _count(self, satang: int) -> None:
        typed = self.fields[satang].text().strip()
        is_number = typed.isdecimal()
        self.fields[satang].mark(problem=bool(typed) and not is_number)
        if is_number and int(typed):
            self._pieces[satang] = int(typed)
        else:
            self._pieces.pop(satang, None)
        self._show_amounts()
        self.changed.emit()

    def _move_on(self, at: int) -> None:
        following = PIECES[(at + 1) % len(PIECES)]
        self.fields[following.satang].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_amounts(self) -> None:
        for satang, words in self._amounts.items():
            amount = Money(satang) * self._pieces.get(satang, 0)
            words.say(written(amount))
            words.set_colour("text" if amount else "muted")

    def counted(self) -> Money | None:
        """Give what was counted; nothing counted is None."""
        return Money.sum(Money(satang) * many for satang, many in self._pieces.items()) if self._pieces else None

    def show_pieces(self, pieces: Mapping[int, int]) -> None:
        """Show a count that was begun before."""
        self._pieces.clear()
        self._pieces.update(pieces)
        for satang, field in self.fields.items():
            field.setText(str(pieces.get(satang, "")))
        self._show_amounts()

    def forget(self) -> None:
        """Begin a new count."""
        self.show_pieces({})

    def compare(self, sheet: Money, amounts: Sequence[tuple[str, Money]]) -> None:
        """Hold the count against the sheet; a difference is explained by a row where one fits."""
        counted = self.counted()
        self._counted.say(written(counted or ZERO))
        self._sheet.say(written(sheet))
        difference = (counted or ZERO) - sheet
        self._hint.setVisible(counted is not None and bool(difference))
        self._agreed.setVisible(counted is not None and not difference)
        self._difference.say(written(difference))
        self._why.say(explained(difference, amounts))


def explained(difference: Money, amounts: Sequence[tuple[str, Money]]) -> str:
    """Say which row a difference between cash and sheet most likely comes from."""
    same = [number for number, amount in amounts if amount == abs(difference)]
    if len(same) == 1:
        return _("It equals the amount of number {number}.").format(number=same[0])
    if difference.satang % 900 == 0 and difference:
        return _("It is divisible by nine; two digits may be swapped.")
    return _("There is more cash than on the sheet.") if difference > ZERO else _("Cash is missing.")
