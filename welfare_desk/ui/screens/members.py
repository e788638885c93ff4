"""The register: the list, and the chosen member beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListView, QWidget

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.members.register import Member, Status, StatusChange
from welfare_desk.ui import theme
from welfare_desk.ui.screens.member_card import MemberCard
from welfare_desk.ui.screens.member_forms import FormDialog, member_form, member_from, merge_form, standing_form
from welfare_desk.ui.screens.member_privacy import ask_consents, erase, take_request
from welfare_desk.ui.screens.member_rows import MemberList, TwoLines
from welfare_desk.ui.screens.paper import show_reports_on_paper
from welfare_desk.ui.screens.screen import Screen
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, column, line, margins, row
from welfare_desk.ui.widgets.text import Text, empty_state

if TYPE_CHECKING:
    from welfare_desk.reports.model import Report
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory


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
        self._owns = facts.kind in MEMBER_OWNED
        self.card = MemberCard(self)
        self.card.edit.connect(self._edit)
        self.card.change_standing.connect(self._change_standing)
        self.card.merge.connect(self._merge)
        self.card.agree.connect(lambda member: ask_consents(self, member))
        self.card.request.connect(lambda member: take_request(self, member))
        self.card.erase.connect(lambda member: erase(self, member, self.refresh))
        self.card.print_passbook.connect(self.print_passbooks)
        self.card.take_money.connect(lambda member: self.go.emit("collect-one", {"member": member.number}))
        self.card.leave.connect(lambda member: self.go.emit("shares", {"leave": member.number}))
        self.card.change_class.connect(lambda member: self.go.emit("shares", {"class": member.number}))
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

        if not self._owns:
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

            return desk.ask(lambda tx: make_report(tx, name, {"member": member.number}, desk.today, self.facts.sees))

        if self._owns:
            self.ask(partial(work, "member-owned"), self.card.show_owned, "card")
        else:
            self.ask(partial(work, "passbook"), self.card.show_passbook, "card")
            self.ask(partial(work, "member-benefits"), partial(self._show_benefits, member.number), "benefits")
        self.ask(partial(work, "member-history"), self.card.history.show_report, "history")

    def _show_benefits(self, number: str, report: Report) -> None:
        self.card.benefits.show_report(report, number)

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
            several = _("{count} statements") if self._owns else _("{count} passbooks")
            title = chosen[0].name if len(chosen) == 1 else several.format(count=len(chosen))
            paper = "member-statement" if self._owns else "passbook"
            show_reports_on_paper(self, title, [(paper, {"member": each.number}) for each in chosen])

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
