"""One member: who it is, how the dues stand, and what may be done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.dates import be_year, full_years, long_day, short_day
from welfare_desk.i18n import _
from welfare_desk.members.register import ENDED, Member, Status
from welfare_desk.reports.draw.write import written
from welfare_desk.reports.member_list import STATUS_NAMES
from welfare_desk.reports.model import Role
from welfare_desk.ui import theme
from welfare_desk.ui.screens.member_forms import NO_ID
from welfare_desk.ui.table import Table
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, Flow, add, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Chip, Text, section

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.reports.model import Report

TONES = {
    Status.ACTIVE: ("ok", "circle-check"),
    Status.ARREARS: ("look", "triangle-alert"),
    Status.SUSPENDED: ("look", "triangle-alert"),
    Status.LAPSED: ("stop", "octagon-alert"),
    Status.RESIGNED: ("neutral", "circle-minus"),
    Status.DEAD: ("neutral", "circle-minus"),
}


def hidden_id(digits: str | None) -> str:
    """Write an ID number with all but its last three digits hidden: x-xxxx-xxxxx-69-1."""
    if digits is None or len(digits) < 3:  # noqa: PLR2004 - the digits that are shown
        return digits or ""
    return f"x-xxxx-xxxxx-{digits[-3:-1]}-{digits[-1]}"


class MemberCard(QWidget):
    """The detail beside the list."""

    edit = Signal(object)
    change_standing = Signal(object)
    take_money = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.member: Member | None = None
        self._name, self._chip = Text("", "title", wrap=True), Chip("", "ok")
        self._line1, self._line2 = Text("", "body", "text2", wrap=True), Text("", "body", "text2", wrap=True)
        take = Button(_("Take money"), "primary", "hand-coins", "F3", act=lambda: self.take_money.emit(self.member))
        edit = Button(_("Edit"), "secondary", "pencil", "F2", act=lambda: self.edit.emit(self.member))
        standing = Button(_("Change standing"), "secondary", "", act=lambda: self.change_standing.emit(self.member))
        actions = Flow()
        for part in (take, edit, standing):
            actions.add(part)
        title = row(gap="m")
        title.addWidget(self._name, 1)
        add(title, column(self._chip, SPRING))
        head = column(title, self._line1, self._line2, "s", actions)
        self._figures = row(gap="xl")
        self._passbook = Table()
        self._passbook.opened.connect(self.opened)
        words = _("Payments will be listed here, the latest first.")
        self._passbook.set_empty_state("hand-coins", _("Nothing was paid here yet"), words)
        self._beside = column()
        left = column(section(_("Contribution passbook")), "s")
        left.addWidget(self._passbook, 1)
        both = row(gap="page")
        both.addLayout(left, 60)
        both.addLayout(self._beside, 40)
        layout = column(head, "l", self._figures, "l")
        layout.addLayout(both, 1)
        self.setLayout(margins(layout, "section", "l", "section", "s"))

    def show_member(self, member: Member, today: date) -> None:
        """Show who it is."""
        self.member = member
        status = member.status_on(today)
        tone, icon = TONES[status]
        self._name.say(member.name)
        self._chip.show_state(_(STATUS_NAMES[status]) if member.statuses else _("standing not known"), tone, icon)
        self._line1.say(" · ".join(part for part in _first_line(member, today) if part))
        self._line2.say(" · ".join(part for part in _second_line(member, today) if part))
        self._show_beside(member)

    def show_passbook(self, report: Report) -> None:
        """Show what was paid, the latest first, and the facts over it."""
        clear(self._figures)
        shown = [fact for fact in report.facts if fact[0] not in {_("Village"), _("Status"), _("Day of entry")}]
        for number, (label, value) in enumerate(shown):
            if number:
                self._figures.addWidget(line(upright=True))
            self._figures.addLayout(column(Text(label, "small", "muted"), Text(written(value), "strong")), 1)
        self._passbook.show_report(_latest_first(report))

    def _show_beside(self, member: Member) -> None:
        clear(self._beside)
        if member.beneficiaries:
            self._beside.addLayout(section(_("Beneficiaries")))
            for each in member.beneficiaries:
                share = f"{each.share / 100:g} %" if each.share is not None else _("equal part")
                self._list_row(each.name, each.relation, share)
            add(self._beside, "section")
        self._beside.addLayout(section(_("Standing over time")))
        for change in reversed(member.statuses):
            day = short_day(change.from_day) if change.from_day else _("day not known")
            self._list_row(_(STATUS_NAMES[change.status]), change.reason, day)
        if member.note:
            add(self._beside, "section")
            self._beside.addLayout(section(_("Note")))
            add(self._beside, "s")
            add(self._beside, Text(member.note, "body", "text2", wrap=True))
        self._beside.addStretch(1)

    def _list_row(self, words: str, note: str, right: str) -> None:
        whole = QWidget()
        whole.setMinimumHeight(theme.height("row"))
        parts = row(Text(words), Text(note, "small", "muted"), SPRING, Text(right, "small", "muted"))
        whole.setLayout(parts)
        self._beside.addWidget(whole)
        self._beside.addWidget(line())


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


def _second_line(member: Member, today: date) -> list[str]:
    since = member.member_since(today)
    entered = _("member since {day}").format(day=long_day(since)) if since else _("day of entry not known")
    years = member.full_years_of_membership(today)
    of_years = "" if years is None or member.status_on(today) in ENDED else _("{years} full years").format(years=years)
    card = hidden_id(member.national_id)
    if not card and member.no_id_reason is not None:
        card = _(NO_ID[member.no_id_reason])
    return [entered, of_years, _("card {card}").format(card=card) if card else _("no ID number")]
