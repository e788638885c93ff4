"""The rows of the register: who is sought, and how each is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from welfare_desk.i18n import _, ngettext
from welfare_desk.members.register import ENDED, Member, Status
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.ui import theme
from welfare_desk.ui.screens.member_card import TONES
from welfare_desk.words import loosely

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter

_Index = QModelIndex | QPersistentModelIndex
_INKS = {"ok": "ok", "look": "look", "stop": "stop", "neutral": "muted"}


class MemberList(QAbstractListModel):
    """The members that are sought; each with its standing today."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._all: list[tuple[Member, Status, str]] = []
        self._shown: list[tuple[Member, Status, str]] = []
        self.behind: dict[str, int] = {}

    def show_behind(self, months: dict[str, int]) -> None:
        """Take how many months each member who owes something is behind."""
        self.behind = months
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def state(self, member: Member, status: Status) -> tuple[str, str, str]:
        """Say how a member stands, in words, a tone and an icon: being behind comes before being active."""
        months = self.behind.get(member.number, 0)
        if months and status is Status.ACTIVE:
            words = ngettext("{count} month behind", "{count} months behind", months).format(count=months)
            return words, "look", "triangle-alert"
        return (_(STATUS_NAMES[status]) if member.statuses else _("standing not known"), *TONES[status])

    def show_members(self, members: list[Member]) -> None:
        """Take the whole register."""
        self._all = [(each, each.status_on(self._today), loosely(f"{each.number} {each.name}")) for each in members]

    def seek(self, words: str, village: str, which: str) -> int:
        """Show those of a village and standing whose number or name holds all of these words; count them."""
        parts = loosely(words).split()
        self.beginResetModel()
        self._shown = [
            each
            for each in self._all
            if (not village or each[0].village == village)
            and _is_wanted(each[0], each[1], which)
            and all(part in each[2] for part in parts)
        ]
        self.endResetModel()
        return len(self._shown)

    def everyone(self) -> list[Member]:
        """Give the whole register."""
        return [each[0] for each in self._all]

    def member(self, row: int) -> Member:
        """Give the member on a line of the list."""
        return self._shown[row][0]

    def place(self, number: str) -> int:
        """Find a member's line; -1 where the member is not shown."""
        return next((at for at, each in enumerate(self._shown) if each[0].number == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        member, status, _loose = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return member.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{member.name}, {member.number}, {self.state(member, status)[0]}"
        if role == Qt.ItemDataRole.UserRole:
            return (member, self.state(member, status))
        return None


def _is_wanted(member: Member, status: Status, which: str) -> bool:
    match which:
        case "members":
            return status not in ENDED
        case "ended":
            return status in ENDED
        case "undecided":
            return not member.statuses
        case _:
            return True


class TwoLines(QStyledItemDelegate):
    """Name above, number and standing below; the chosen one has a bar at its left."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        member, (said, tone, icon) = index.data(Qt.ItemDataRole.UserRole)
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave rect out
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - the stubs leave state out
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, theme.colour("selected" if chosen else "hover"))
        painter.fillRect(place.left(), place.bottom(), place.width(), theme.HAIRLINE, theme.colour("line"))
        if chosen:
            painter.fillRect(place.left(), place.top(), theme.SELECTION_BAR, place.height(), theme.colour("accent"))
        inner = place.adjusted(theme.gap("l"), theme.gap("xs"), -theme.gap("s"), -theme.gap("xs"))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = upper.translated(0, inner.height() // 2)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        role = "strong" if chosen else "body"
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour("accent_text" if chosen else "text"))
        name = theme.metrics(role).elidedText(member.name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, left, name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(lower, left, f"{member.number} · ")
        used = theme.metrics("small").horizontalAdvance(f"{member.number} · ")
        side = theme.icon_size("small")
        picture = theme.icon(icon, "small", _INKS[tone])
        painter.drawPixmap(lower.left() + used, lower.center().y() - side // 2, picture)
        painter.setPen(theme.colour("text2"))
        words = lower.adjusted(used + side + theme.gap("xs"), 0, 0, 0)
        painter.drawText(words, left, said)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(theme.width("list_beside"), theme.height("row_two"))
