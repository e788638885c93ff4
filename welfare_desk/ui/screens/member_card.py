"""One member: who it is, how the dues stand, and what may be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from welfare_desk.coop.accounts import MEMBER_OWNED
from welfare_desk.dates import be_year, full_years, long_day, short_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.people import Permission
from welfare_desk.members.masks import hide_id, hide_numbers
from welfare_desk.members.register import ENDED, Member, Status
from welfare_desk.reports.consents import member_data_link
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Role
from welfare_desk.ui import theme
from welfare_desk.ui.documents import Documents
from welfare_desk.ui.screens.member_benefits import MemberBenefits
from welfare_desk.ui.screens.member_forms import NO_ID
from welfare_desk.ui.screens.photo import Photo
from welfare_desk.ui.table import Table
from welfare_desk.ui.tabs import Tabs
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Flow, add, clear, column, hide_unless, line, margins, row, scrolled
from welfare_desk.ui.widgets.text import Chip, Text, section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.model import Report, Value
    from welfare_desk.ui.screens.screen import Screen

TONES = {
    Status.ACTIVE: ("ok", "circle-check"),
    Status.ARREARS: ("look", "triangle-alert"),
    Status.SUSPENDED: ("look", "triangle-alert"),
    Status.LAPSED: ("stop", "octagon-alert"),
    Status.RESIGNED: ("neutral", "circle-minus"),
    Status.MERGED: ("neutral", "circle-minus"),
    Status.DEAD: ("neutral", "circle-minus"),
}


_FIGURES = 5  # of what a member of a cooperative owns and owes; more do not fit beside one another in large letters
TABS = (
    ("overview", N_("Overview")),
    ("passbook", N_("Contribution passbook")),
    ("household", N_("Household")),
    ("documents", N_("Documents")),
    ("history", N_("Changes")),
)


class MemberCard(QWidget):
    """The detail beside the list: who it is, and in tabs what is known."""

    edit = Signal(object)
    change_standing = Signal(object)
    merge = Signal(object)
    agree = Signal(object)
    request = Signal(object)
    erase = Signal(object)
    print_passbook = Signal()
    take_money = Signal(object)
    leave = Signal(object)
    change_class = Signal(object)
    opened = Signal(object)
    sought = Signal(str)
    tab_chosen = Signal(str)

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.member: Member | None = None
        self._today = screen.facts.today
        self._owns = screen.facts.kind in MEMBER_OWNED  # shares and savings in place of contributions and benefits
        self._records = screen.facts.may(Permission.RECORD)
        self._sees = screen.facts.sees
        self._registers = screen.facts.may(Permission.REGISTER)
        self._corrects = screen.facts.may(Permission.CORRECT)
        self.photo = Photo(screen)
        self._name, self._chip = Text("", "title", wrap=True), Chip("", "ok")
        self._line1, self._line2 = Text("", "body", "text2", wrap=True), Text("", "body", "text2", wrap=True)
        self.tabs = Tabs()
        self.tabs.chosen.connect(self.show_tab)
        self._figures = row(gap="xl")
        self.overview, self.passbook = PassbookTable(), PassbookTable()
        self.history = Table()
        words = _("What is changed in the register will be listed here.")
        self.history.set_empty_state("list-checks", _("Nothing was changed yet"), words)
        for table in (self.overview, self.passbook, self.history):
            table.opened.connect(self.opened)
        self.documents, self._few = Documents(screen, "member"), Documents(screen, "member")
        self.documents.changed.connect(self._few.refresh)
        self._few.changed.connect(self.documents.refresh)
        self._beside, self._home = column(), column()
        self.benefits = MemberBenefits()
        self.benefits.opened.connect(self.opened)
        hide_unless(not self._owns, self.benefits)
        self._pages = QStackedWidget()
        for part in (
            self._overview(),
            self.passbook,
            _leading(self._home),
            _leading(column(self.documents, SPRING)),
            self.history,
        ):
            self._pages.addWidget(part)
        layout = column(self._head(), "m", self._figures, "s", self.tabs, "m")
        layout.addWidget(self._pages, 1)
        self.setLayout(margins(layout, "section", "l", "section", "s"))
        self.show_tab(TABS[0][0])

    def _head(self) -> QHBoxLayout:
        edit = Button(_("Edit"), "secondary", "pencil", "F2", act=lambda: self.edit.emit(self.member))
        self._more = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer_more)
        self._eye = Button(kind="quiet", icon="eye", tip=_("Show or hide the ID number"), act=self._look_at_id)
        tip = _("Print the statement") if self._owns else _("Print passbook")
        printing = Button(kind="quiet", icon="printer", key="F9", tip=tip, act=self.print_passbook.emit)
        actions = Flow()
        if not self._owns:
            take = Button(_("Take money"), "primary", "hand-coins", "F3", act=lambda: self.take_money.emit(self.member))
            actions.add(take)
        for part in (edit, self._more, printing):
            actions.add(part)
        title = row(gap="m")
        title.addWidget(self._name, 1)
        add(title, column(self._chip, SPRING))
        second = row(gap="xs")
        second.addWidget(self._line2, 1)
        add(second, self._eye)
        words = column(title, self._line1, second, "xs", actions, SPRING)
        head = row(column(self.photo, SPRING), gap="l")
        head.addLayout(words, 1)
        return head

    def _overview(self) -> QWidget:
        whole, both = QWidget(), row(gap="page")
        paid = (_("Contribution passbook"), _("the latest first"))
        left = column(section(*((_("Shares, savings and loans"),) if self._owns else paid)), "s")
        left.addWidget(self.overview, 1)
        both.addLayout(left, 60)
        beside = QWidget()
        beside.setLayout(margins(column(self.benefits, self._beside, self._few, SPRING), "", "", "s", ""))
        both.addWidget(scrolled(beside), 40)
        whole.setLayout(margins(both))
        return whole

    def _offer_more(self) -> None:
        """Offer what is done more seldom."""
        if self.member is None:
            return
        menu = QMenu(self)
        menu.setFont(theme.font())
        several = _("Change the standing of {count} people").format(count=self._many)
        words = several if self._many > 1 else _("Change standing")
        menu.addAction(words).triggered.connect(lambda: self.change_standing.emit(self.member))
        if self.member.status_on(self._today) is not Status.MERGED:
            menu.addAction(_("Written twice")).triggered.connect(lambda: self.merge.emit(self.member))
        menu.addSeparator()
        if self._owns and self._records:
            menu.addAction(_("Class of a member…")).triggered.connect(lambda: self.change_class.emit(self.member))
            menu.addAction(_("Pay out on leaving…")).triggered.connect(lambda: self.leave.emit(self.member))
            menu.addSeparator()
        if self._registers:
            menu.addAction(_("Consents…")).triggered.connect(lambda: self.agree.emit(self.member))
            menu.addAction(_("Request about the own data…")).triggered.connect(lambda: self.request.emit(self.member))
        known = menu.addAction(_("What the book keeps of this person"))
        known.triggered.connect(lambda: self.opened.emit(member_data_link(self._number())))
        if self._corrects:
            menu.addAction(_("Erase data…")).triggered.connect(lambda: self.erase.emit(self.member))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _number(self) -> str:
        return self.member.number if self.member is not None else ""

    def tell_chosen(self, many: int) -> None:
        """Say how many members an act would concern."""
        self._many = many

    def show_tab(self, name: str) -> None:
        """Show one of the card's tabs."""
        names = [each for each, _words in TABS]
        shown = [(each, _(words)) for each, words in TABS if not (self._owns and each == "passbook")]
        name = name if name in dict(shown) else names[0]
        self.tabs.show_tabs(tuple(shown), name)
        self._pages.setCurrentIndex(names.index(name))
        self.tab_chosen.emit(name)

    # Who it is

    def show_member(self, member: Member) -> None:
        """Show who it is."""
        is_other = self.member is None or self.member.number != member.number
        self.member = member
        self._name.say(member.name)
        self._line1.say(" · ".join(part for part in _first_line(member, self._today) if part))
        self._shows_id = self._shows_id and not is_other
        self._show_id()
        self.photo.show_member(member.number)
        self.documents.show_subject(member.number)
        self._few.show_subject(member.number)

    def show_state(self, words: str, tone: str, icon: str) -> None:
        """Say beside the name how the member stands."""
        self._chip.show_state(words, tone, icon)

    _shows_id, _many = False, 1

    def _look_at_id(self) -> None:
        self._shows_id = not self._shows_id
        self._show_id()

    def _show_id(self) -> None:
        if self.member is not None:
            self._eye.setVisible(bool(self.member.national_id) and Permission.PERSONAL in self._sees)
            parts = _second_line(self.member, self._today, shows_id=self._shows_id)
            self._line2.say(" · ".join(part for part in parts if part))

    def show_owned(self, report: Report) -> None:
        """Show what a member of a cooperative owns, owes and stands for, with the sums over it."""
        self._show_figures(report.facts[:_FIGURES])  # how many loans she stands for is told by the lines
        self.overview.show_report(report)

    def show_passbook(self, report: Report) -> None:
        """Show what was paid, the latest first, and the facts over it."""
        self._show_figures(
            [fact for fact in report.facts if fact[0] not in {_("Village"), _("Status"), _("Day of entry")}]
        )
        self.overview.show_report(_latest_first(report))
        self.passbook.show_report(report)

    def _show_figures(self, shown: Sequence[tuple[str, Value]]) -> None:
        clear(self._figures)
        for number, (label, value) in enumerate(shown):
            if number:
                self._figures.addWidget(line(upright=True))
            words = Text(label, "small", "muted", wrap=self._owns), Text(written(value), "strong", wrap=self._owns)
            self._figures.addLayout(column(*words, *((SPRING,) if self._owns else ())), 1)

    def show_household(self, others: Sequence[Member]) -> None:
        """Show who lives in the same household, the beneficiaries, and how the standing came about."""
        if self.member is None:
            return
        clear(self._beside)
        clear(self._home)
        for side in (self._beside, self._home):
            self._show_people(side, self.member, others)
        self._show_standing(self._beside, self.member)
        self._home.addStretch(1)

    def _show_people(self, side: QVBoxLayout, member: Member, others: Sequence[Member]) -> None:
        side.addLayout(section(_("Household"), member.household))
        for each in others:
            said = f"{each.number} {each.name}"
            elided = theme.metrics().elidedText(said, Qt.TextElideMode.ElideRight, theme.width("filter"))
            open_ = Button(elided, "link", act=lambda each=each: self.sought.emit(each.number), role="body")
            open_.setAccessibleName(each.name)
            open_.setToolTip(each.name)
            words = _(STATUS_NAMES[each.status_on(self._today)])
            whole = QWidget()
            whole.setMinimumHeight(theme.height("row"))
            whole.setLayout(margins(row(open_, SPRING, Text(words, "small", "muted"))))
            side.addWidget(whole)
            side.addWidget(line())
        if not others:
            add(side, "s")
            add(side, Text(_("Nobody else of this household is in the register."), "small", "muted", wrap=True))
        add(side, "section")
        if member.beneficiaries:
            side.addLayout(section(_("Beneficiaries")))
            for one in member.beneficiaries:
                share = f"{one.share / 100:g} %" if one.share is not None else _("equal part")
                self._list_row(side, one.name, one.relation, share)
            add(side, "section")

    def _show_standing(self, side: QVBoxLayout, member: Member) -> None:
        side.addLayout(section(_("Standing over time")))
        for change in reversed(member.statuses):
            day = short_day(change.from_day) if change.from_day else _("day not known")
            reason = change.reason if Permission.HEALTH in self._sees else ""
            self._list_row(side, _(STATUS_NAMES[change.status]), reason, day)
        add(side, "section")
        if member.note:
            side.addLayout(section(_("Note")))
            add(side, "s")
            note = member.note if Permission.PERSONAL in self._sees else hide_numbers(member.note)
            add(side, Text(note, "body", "text2", wrap=True))
            add(side, "section")

    @staticmethod
    def _list_row(side: QVBoxLayout, words: str, note: str, right: str) -> None:
        whole = QWidget()
        whole.setMinimumHeight(theme.height("row"))
        parts = row(Text(words), Text(note, "small", "muted"), SPRING, Text(right, "small", "muted"))
        whole.setLayout(margins(parts))
        side.addWidget(whole)
        side.addWidget(line())


class PassbookTable(Table):
    """A member's payments."""

    def __init__(self) -> None:
        super().__init__()
        words = _("Payments will be listed here, the latest first.")
        self.set_empty_state("hand-coins", _("Nothing was paid here yet"), words)


def _leading(layout: QLayout) -> QWidget:
    """Let a list stand at the left of a wide page, and scroll."""
    inner, whole = QWidget(), row(gap="")
    inner.setLayout(margins(layout, "", "", "m", ""))
    inner.setMaximumWidth(theme.width("card"))
    whole.addWidget(inner, 1)
    add(whole, SPRING)
    outer = QWidget()
    outer.setLayout(margins(whole))
    return scrolled(outer)


_SHOWN = ("day", "covered", "receipt", "amount")


def _latest_first(report: Report) -> Report:
    """Keep the columns that fit beside the list, and turn the payments round."""
    at = [index for key in _SHOWN for index, each in enumerate(report.columns) if each.key == key]
    rows = [replace(row, cells=tuple(row.cells[index] for index in at)) for row in report.rows]
    items = [row for row in rows if row.role is not Role.TOTAL]
    totals = [replace(row, cells=(_("Total"), *row.cells[1:])) for row in rows if row.role is Role.TOTAL]
    columns = tuple(report.columns[index] for index in at)
    return replace(report, columns=columns, rows=(*reversed(items), *totals))


def _first_line(member: Member, today: date) -> list[str]:
    home = _("house {house}").format(house=member.house) if member.house else ""
    village = _("village {village}").format(village=member.village) if member.village else ""
    born = ""
    if member.birth_day is not None:
        years = full_years(member.birth_day, today)
        born = _("{years} years old, born {day}").format(years=years, day=long_day(member.birth_day))
    elif member.birth_year is not None:
        born = _("born in {year}").format(year=be_year(today.replace(day=1, year=member.birth_year)))
    return [_("Number {number}").format(number=member.number), " ".join(part for part in (home, village) if part), born]


def _second_line(member: Member, today: date, *, shows_id: bool) -> list[str]:
    since = member.member_since(today)
    entered = _("member since {day}").format(day=long_day(since)) if since else _("day of entry not known")
    years = member.full_years_of_membership(today)
    of_years = (
        ""
        if years is None or member.status_on(today) in ENDED
        else ngettext("{years} full year", "{years} full years", years).format(years=years)
    )
    card = (member.national_id or "") if shows_id else hide_id(member.national_id)
    if not card and member.no_id_reason is not None:
        card = _(NO_ID[member.no_id_reason])
    return [entered, of_years, _("card {card}").format(card=card) if card else _("no ID number")]
