"""The register: the list, and the chosen member beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.register import ENDED, Member, Status, StatusChange
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.ui import theme
from welfare_desk.ui.screens.member_card import TONES, MemberCard
from welfare_desk.ui.screens.member_forms import FormDialog, member_form, member_from, merge_form, standing_form
from welfare_desk.ui.screens.paper import show_reports_on_paper
from welfare_desk.ui.screens.screen import Screen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, column, line, margins, row
from welfare_desk.ui.widgets.text import Text, empty_state
from welfare_desk.words import loosely

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter

    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory

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


class MembersScreen(Screen):
    """The list beside the card; typing seeks, the arrow keys move."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Ctrl+A", N_("Choose all members of the list")),)

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.list = MemberList(facts.today, self)
        self.view = QListView()
        self.view.setModel(self.list)
        self.view.setItemDelegate(TwoLines(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(_("Members"))
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(lambda *_ranges: self.card.tell_chosen(len(self.chosen())))
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self._choose(now.row()))
        self.card = MemberCard(self)
        self.card.edit.connect(self._edit)
        self.card.change_standing.connect(self._change_standing)
        self.card.merge.connect(self._merge)
        self.card.print_passbook.connect(self.print_passbooks)
        self.card.take_money.connect(lambda member: self.go.emit("collect-one", {"member": member.number}))
        self.card.sought.connect(self._seek_member)
        self.card.tab_chosen.connect(lambda name: self.memory.__setitem__("tab", name))
        self.card.show_tab(self.memory.get("tab", "overview"))
        self.card.opened.connect(lambda link: self.go.emit("report", {"report": link.report, **dict(link.params)}))
        bring = Button(_("Import members"), "primary", "upload", act=lambda: self.go.emit("import", {}))
        words = _("Bring the list that the committee keeps in Excel, or write the first member in.")
        start = Button(_("Add a member"), "secondary", "plus", act=self._add)
        self._empty = empty_state("users", _("There are no members yet"), words, bring, start)
        self._empty.hide()
        layout = row(gap="")
        layout.addWidget(self._side())
        layout.addWidget(self.card, 1)
        layout.addWidget(self._empty, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.seek)

    def _side(self) -> QWidget:
        self._count = Text("", "small", "muted")
        self.seek = TextEdit("", _("Name or number"))
        self.seek.setAccessibleName(_("Name or number"))
        self.seek.textChanged.connect(lambda _typed: self._sift())
        self.seek.entered.connect(self.view.setFocus)
        self.village = Pick(_("Village"), [("", _("all"))], "")
        self.village.picked.connect(lambda _value: self._sift())
        which = [
            ("members", _("members")), ("all", _("all")), ("ended", _("ended")), ("undecided", _("standing not known")),
        ]  # fmt: skip
        self.which = Pick("", which, self.memory.get("show", "members"))
        self.which.picked.connect(lambda _value: self._sift())
        bring = Button(kind="quiet", icon="upload", tip=_("Import members"), act=lambda: self.go.emit("import", {}))
        new = Button(kind="quiet", icon="plus", key="F4", tip=_("Add a member"), act=self._add)
        head = row(Text(_("Members"), "h2"), self._count, SPRING, bring, new)
        top = QWidget()
        top.setLayout(
            margins(column(head, "s", self.seek, "s", row(self.village, self.which, SPRING)), "l", "m", "l", "m")
        )
        layout = column(top, line())
        add(layout, self.view, 1)
        side = Ground(margins(layout, "", "", "hair", ""), "sidebar", "r")
        side.setFixedWidth(theme.width("list_beside"))
        return side

    # The list

    def open(self, **params: str) -> None:
        if "show" in params:
            self.memory["show"] = params["show"]
            self.which.set_value(params["show"])
            self._sift()
        if "member" in params:
            self.memory["member"] = params["member"]
            self._sift()

    def refresh(self) -> None:
        def work(desk: Desk) -> tuple[list[Member], list[tuple[str, str]]]:
            from welfare_desk.reports.choices import villages  # noqa: PLC0415 - SQL is loaded when asked
            from welfare_desk.services.members import register  # noqa: PLC0415 - see above

            return desk.ask(lambda tx: (register(tx), villages(tx)))

        self.ask(work, lambda answer: self._show(*answer))

        def behind(desk: Desk) -> dict[str, int]:
            from welfare_desk.reports.arrears import months_behind  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: months_behind(tx, desk.today))

        self.ask(behind, self._show_behind, "behind")

    def _show_behind(self, months: dict[str, int]) -> None:
        self.list.show_behind(months)
        self._tell_state()

    def _tell_state(self) -> None:
        if self.card.member is not None:
            member = self.card.member
            self.card.show_state(*self.list.state(member, member.status_on(self.facts.today)))

    def _show(self, members: list[Member], villages: list[tuple[str, str]]) -> None:
        self.list.show_members(members)
        self.village.set_choices([("", _("all")), *villages], self.village.value() or "")
        self._empty.setVisible(not members)
        self.card.setVisible(bool(members))
        self._sift()

    def _sift(self) -> None:
        many = self.list.seek(self.seek.text(), str(self.village.value() or ""), str(self.which.value()))
        said = ngettext("{count} person", "{count} people", many).format(count=f"{many:,}")
        self._count.say(f"{many:,}")
        self._count.setToolTip(said)
        self._count.setAccessibleName(said)
        at = max(0, self.list.place(self.memory.get("member", "")))
        if many:
            self.view.setCurrentIndex(self.list.index(at))

    def _choose(self, at: int) -> None:
        if not 0 <= at < self.list.rowCount():
            return
        member = self.list.member(at)
        self.memory["member"] = member.number
        self.card.show_member(member)
        self._tell_state()
        everyone = self.list.everyone()
        others = [each for each in everyone if each.household == member.household and each.number != member.number]
        self.card.show_household(others if member.household else ())

        def work(name: str, desk: Desk) -> Report:
            from welfare_desk.reports.catalogue import make_report  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: make_report(tx, name, {"member": member.number}, desk.today))

        self.ask(partial(work, "passbook"), self.card.show_passbook, "card")
        self.ask(partial(work, "member-history"), self.card.history.show_report, "history")

    def _seek_member(self, number: str) -> None:
        """Go to another member of the register, whatever the list is sifted to."""
        self.memory["member"] = number
        self.seek.clear()
        self.which.set_value("all")
        self.memory["show"] = "all"
        self.village.set_value("")
        self._sift()

    def turn(self, by: int) -> bool:
        self.card.tabs.turn(by)
        return True

    # What is done

    def _add(self) -> None:
        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            member = member_from(values, self.facts, None)

            def work(desk: Desk) -> None:
                from welfare_desk.services.members import add_member  # noqa: PLC0415 - SQL is loaded when asked

                add_member(desk, member)

            self.memory["member"] = member.number
            self.act(work, lambda _none: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("Add a member"), member_form(self.facts, None), send).open()

    def _edit(self, member: Member) -> None:
        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            changed = member_from(values, self.facts, member)

            def work(desk: Desk) -> None:
                from welfare_desk.services.members import change_member  # noqa: PLC0415 - SQL is loaded when asked

                change_member(desk, changed)

            self.act(work, lambda _none: dialog.accept(), failed=dialog.refused)

        FormDialog(self.window(), _("Edit"), member_form(self.facts, member), send).open()

    def chosen(self) -> list[Member]:
        """Give the members that are chosen in the list, in its order; several with Shift, Ctrl or Ctrl+A."""
        return [self.list.member(row) for row in sorted(index.row() for index in self.view.selectedIndexes())]

    def print_passbooks(self) -> None:
        """Show the passbooks of those who are chosen on paper."""
        chosen = self.chosen()
        if chosen:
            title = chosen[0].name if len(chosen) == 1 else _("{count} passbooks").format(count=len(chosen))
            show_reports_on_paper(self, title, [("passbook", {"member": each.number}) for each in chosen])

    def _change_standing(self, member: Member) -> None:
        chosen = self.chosen()
        numbers = [each.number for each in chosen] if len(chosen) > 1 else [member.number]

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            change = StatusChange(values["day"], Status(values["status"]), values["reason"])

            def work(desk: Desk) -> None:
                from welfare_desk.services.members import record_status_of_all  # noqa: PLC0415 - SQL, when asked

                record_status_of_all(desk, numbers, change)

            self.act(work, lambda _none: dialog.accept(), failed=dialog.refused)

        title = _("Change standing")
        if len(numbers) > 1:
            title = _("Change the standing of {count} people").format(count=len(numbers))
        FormDialog(self.window(), title, standing_form(self.facts, member), send).open()

    def _merge(self, member: Member) -> None:
        """Merge this number into another one; into the second of two that are chosen, unless she says otherwise."""
        others = [each for each in self.chosen() if each.number != member.number]
        may_stay = [
            each
            for each in self.list.everyone()
            if each.number != member.number and each.status_on(self.facts.today) is not Status.MERGED
        ]

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            def work(desk: Desk) -> None:
                from welfare_desk.services.members import merge_members  # noqa: PLC0415 - SQL, when asked

                merge_members(desk, member.number, values["into"], values["reason"])

            def done(_none: None) -> None:
                dialog.accept()
                self._seek_member(values["into"])

            self.act(work, done, failed=dialog.refused)

        title = _("{number} {name} was written twice").format(number=member.number, name=member.name)
        FormDialog(self.window(), title, merge_form(may_stay, others[0] if len(others) == 1 else None), send).open()
