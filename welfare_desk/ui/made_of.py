"""What a figure is made of, shown over it without leaving the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from welfare_desk.i18n import _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.model import Kind, Role
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.layout import SPRING, column, line, margins, row
from welfare_desk.ui.widgets.text import KeyCap, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from welfare_desk.reports.model import Report, Row

SHOWN = 6
_RUNNING = frozenset({"balance"})  # a column that runs on is no part of a figure


class Part(NamedTuple):
    """One thing that a figure is made of: its number, its words, its amount."""

    code: str
    words: str
    amount: Money


def parts_of(report: Report, side: str) -> list[Part]:
    """Read the parts of a figure from the report that it opens: those on its side (`debit`, `credit`), else all."""
    found: list[Part] = []
    keys = [each.key for each in report.columns]
    sums = [at for at, each in enumerate(report.columns) if each.kind is Kind.MONEY and each.key not in _RUNNING]
    wanted = [at for at in sums if keys[at] == side] or sums
    for each in report.rows:
        amounts = [cell for at in wanted if isinstance(cell := each.cells[at], Money) and cell]
        if each.role is Role.ITEM and amounts:
            found.append(Part(_first(report, each, Kind.CODE), _first(report, each, Kind.TEXT), amounts[-1]))
    return found


def side_of(report: Report, at: int) -> str:
    """Tell which side of an account a column shows, by its key; nothing for a balance that both sides made."""
    key = report.columns[at].key
    if any(each.key == f"moved_{key}" for each in report.columns):
        return ""
    return next((side for side in ("debit", "credit") if key.endswith(side)), "")


def _first(report: Report, row: Row, kind: Kind) -> str:
    """Give the first cell of this kind that holds something."""
    cells = zip(report.columns, row.cells, strict=True)
    return next((str(cell) for column, cell in cells if column.kind is kind and cell), "")


class MadeOf(QFrame):
    """The card: the figure, its parts, and the key that opens them all. `opened` tells that it was pressed."""

    opened = Signal()

    def __init__(self, figure: str, words: str, parts: Sequence[Part], parent: QWidget, *, goes_on: bool) -> None:
        """Take the parts, or (`goes_on`) the first of more than were read."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAccessibleName(" ".join([figure, words, *(f"{each.code} {written(each.amount)}" for each in parts)]))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap("m"))
        grid.setVerticalSpacing(theme.gap("s"))
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, each in enumerate(parts[:SHOWN]):
            said = theme.metrics("body").elidedText(each.words, Qt.TextElideMode.ElideRight, theme.width("filter"))
            grid.addWidget(Text(each.code, "body", "accent_text"), at, 0)
            grid.addWidget(Text(said), at, 1)
            grid.addWidget(Text(written(each.amount)), at, 2, right)
        more = len(parts) - SHOWN
        counted = ngettext("and {count} more", "and {count} more", more).format(count=f"{more:,}") if more > 0 else ""
        rest = _("and many more") if goes_on else counted
        keys = row(KeyCap("Enter"), Text(_("open all of it"), "small", "text2"), KeyCap("Esc"),
                   Text(_("back"), "small", "text2"), SPRING, gap="s")  # fmt: skip
        body = column(
            row(Text(figure, "strong"), Text(words, "small", "muted"), SPRING, gap="s"),
            line(),
            grid,
            Text(rest, "small", "muted") if rest else None,
            keys,
            gap="s",
        )
        self.setLayout(margins(body, "l", "m", "l", "m"))
        self.setMinimumWidth(theme.width("dialog") - theme.gap("page"))

    def show_under(self, place: QPoint, above: QPoint) -> None:
        """Show the card with its right edge at a place on the screen; over it where the screen ends below."""
        self.adjustSize()
        left = place.x() - self.width()
        room = self.screen().availableGeometry()
        top = place.y() if place.y() + self.height() <= room.bottom() else above.y() - self.height()
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            self.close()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            self.close()
        else:
            super().keyPressEvent(event)
