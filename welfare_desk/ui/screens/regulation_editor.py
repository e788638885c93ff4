"""Write a new version of the regulation: the benefits at the left, the rules of the chosen one at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QWidget

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.benefit_panel import BenefitPanel
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.screens.rule_cards import MARKS
from welfare_desk.ui.screens.screen import Screen, page
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, margins, row, scrolled
from welfare_desk.ui.widgets.text import Icon, Text
from welfare_desk.welfare.benefit_defaults import READY_TYPES
from welfare_desk.welfare.regulations import Change, mark_of_type
from welfare_desk.welfare.rule_forms import read_types, written_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.jobs import Jobs
    from welfare_desk.ui.memory import Memory
    from welfare_desk.welfare.benefits import BenefitType

# ruff: noqa: PLC0415 - SQL is loaded when it is asked for


@dataclass(frozen=True, slots=True)
class Basis:
    """What a new version begins from: the benefits before, the accounts and funds of the book, its fiscal year."""

    before: tuple[BenefitType, ...]
    name: str
    accounts: Sequence[tuple[str, str]]
    funds: Sequence[tuple[str, str]]
    first_month: int


class RegulationEditor(Screen):
    """The benefits as forms that people change; nothing is kept before the version is adopted."""

    def __init__(self, jobs: Jobs, facts: BookFacts, memory: Memory) -> None:
        super().__init__(jobs, facts, memory)
        self.forms: list[dict[str, Any]] | None = memory.pop("benefits", None)
        self.stands: Basis | None = None
        self.types: tuple[BenefitType, ...] = ()
        self.problems: Sequence[Problem] = ()
        self.panel: BenefitPanel | None = None
        self.sentence = Text("", "body", "text2")
        self._more = Button(_("More"), "secondary", "", after="chevron-down", act=self._offer)
        tries = Button(_("Try it…"), "secondary", "circle-help", "F6", act=self.try_it)
        layout, _head = page(_("New version of the regulation"), self.sentence, self._more, tries, rail=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Benefits"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFont(theme.font())
        self.list.setIconSize(QSize(theme.icon_size("status"), theme.icon_size("status")))
        self.list.currentRowChanged.connect(self._show)
        add_one = Button(_("Add a benefit"), "link", "plus", "F4", act=self.add_benefit)
        side = QWidget()
        parts = column(gap="s")
        parts.addWidget(self.list, 1)
        add(parts, row(add_one, SPRING))
        side.setLayout(margins(parts, "", "", "", "m"))
        side.setFixedWidth(theme.width("list_beside"))
        self._place = column()
        body = row(side, gap="section")
        body.addLayout(self._place, 1)
        layout.addLayout(body, 1)
        layout.addWidget(self._foot())
        self.setLayout(layout)
        self.setFocusProxy(self.list)

    def _foot(self) -> QWidget:
        self._icon, self._words = Icon("info", "status", "muted"), Text("", "small", "text2", wrap=True)
        self.adopts = Button(_("Adopt…"), "primary", "check", "Ctrl Enter", act=self.adopt)
        line = row(self._icon, gap="s")
        add(line, self._words, 1)
        add(line, self.adopts)
        bar = Ground(margins(line), "page", "t")
        bar.setFixedHeight(theme.height("accept_bar"))
        return bar

    # What it stands on

    def refresh(self) -> None:
        def work(desk: Desk) -> Basis:
            from welfare_desk.services import regulations as rules

            return desk.ask(
                lambda tx: Basis(
                    rules.begun_from(tx, desk.today),
                    rules.name_on(tx, desk.today),
                    rules.accounts_for_benefits(tx),
                    rules.funds_of(tx),
                    rules.fiscal_month(tx),
                )
            )

        self.ask(work, self._begin)

    def _begin(self, stands: Basis) -> None:
        at = self.memory.pop("at", 0) if self.stands is None else max(self.list.currentRow(), 0)
        is_fresh = self.forms is None or (self.stands is not None and self.unsaved() is None)
        is_same = self.stands == stands
        self.stands = stands
        if is_fresh and not is_same:
            self.forms = [written_type(each) for each in stands.before]
        begun = _("begun from “{name}”").format(name=stands.name) if stands.name else _("begun from the ready rules")
        nothing = _("nothing changes before it is adopted")
        self.sentence.say(" · ".join((_("A rule is a sentence; change the numbers in it"), begun, nothing)))
        if is_same:
            self.judge()
        else:
            self._fill(at)

    def begin_from(self, types: Sequence[BenefitType]) -> None:
        """Begin again from these benefits; what was changed is gone."""
        self.forms = [written_type(each) for each in types]
        self._fill(0)

    def _fill(self, at: int) -> None:
        """Show the benefits, and the rules of one."""
        forms = self.forms or []
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for _each in forms:
            item = QListWidgetItem("")
            item.setSizeHint(QSize(0, theme.height("row")))
            self.list.addItem(item)
        self.list.setCurrentRow(min(at, len(forms) - 1))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._show(self.list.currentRow())

    def _show(self, at: int) -> None:
        self.panel = None  # before it goes: a field that loses the cursor tells of its last change
        clear(self._place)
        forms = self.forms or []
        if self.stands is not None and 0 <= at < len(forms):
            self.panel = BenefitPanel(forms[at], self.stands.accounts, self.stands.funds)
            self.panel.changed.connect(self.judge)
            self.panel.removed.connect(self.remove_benefit)
            area = scrolled(self.panel)
            self._place.addWidget(area)
            area.setVisible(True)  # at once: the cursor may go there before the next event
        self.judge()

    # How it stands

    def judge(self) -> None:
        """Read everything, and show what differs from the version before and what must be put right."""
        stands = self.stands
        if stands is None or self.forms is None:
            return
        self.types, self.problems = read_types(self.forms, dict(stands.accounts), dict(stands.funds))
        before = {each.code: each for each in stands.before}
        marks = [mark_of_type(each, before) for each in self.types]
        for at, (kind, mark) in enumerate(zip(self.types, marks, strict=True)):
            self._say_item(at, kind, mark, is_wrong=any(_of(each, at) for each in self.problems))
        at = self.list.currentRow()
        if self.panel is not None and 0 <= at < len(self.types):
            found = [_without(each, at) for each in self.problems if _of(each, at)]
            self.panel.show_state(self.types[at], before.get(self.types[at].code), marks[at], found)
        self._say_foot(marks, len(set(before) - {each.code for each in self.types}))

    def _say_item(self, at: int, kind: BenefitType, mark: Change, *, is_wrong: bool) -> None:
        item = self.list.item(at)
        icon, ink, words = ("octagon-alert", "stop", _("to be put right")) if is_wrong else ("", "", "")
        if not is_wrong and mark is not Change.SAME:
            said, tone, icon = MARKS[mark]
            ink, words = ("accent_text" if tone == "accent" else tone), _(said)
        name = kind.name or kind.code or _("A new benefit")
        item.setText(name)
        item.setToolTip(name)
        item.setIcon(QIcon(theme.icon(icon, "status", ink)) if icon else QIcon())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (name, words))))

    def _say_foot(self, marks: Sequence[Change], gone: int) -> None:
        changed, new = marks.count(Change.CHANGED), marks.count(Change.NEW)
        said = [
            text.format(count=count)
            for count, text in (
                (changed, ngettext("{count} benefit changed", "{count} benefits changed", changed)),
                (new, ngettext("{count} benefit new", "{count} benefits new", new)),
                (gone, ngettext("{count} benefit left out", "{count} benefits left out", gone)),
            )
            if count
        ]
        wrong = len(self.problems)
        if wrong:
            text = ngettext("{count} thing to be put right first", "{count} things to be put right first", wrong)
            said.insert(0, text.format(count=wrong))
        self._icon.show_icon("octagon-alert" if wrong else "info", "stop" if wrong else "muted")
        self._words.set_colour("stop" if wrong else "text2")
        self._words.say(" · ".join(said) or _("As the version before; nothing is changed."))

    # What is done

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font())
        stands = self.stands
        if stands is not None:
            menu.addAction(_("Begin again from the version in force")).triggered.connect(
                lambda _checked=False: self._begin_again(stands.before)
            )
        menu.addAction(_("Begin again from the ready rules")).triggered.connect(
            lambda _checked=False: self._begin_again(READY_TYPES)
        )
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _begin_again(self, types: Sequence[BenefitType]) -> None:
        said = _("What was changed here and not adopted is lost.")
        if self.unsaved() is None or errors.ask(self.window(), _("Begin again?"), said, _("Begin again"), danger=True):
            self.begin_from(types)

    def add_benefit(self) -> None:
        """Add an empty benefit at the end, on the fund's first own line."""
        if self.forms is None:
            return
        own = max((each.line for each in self.types), default=0) + 1
        empty = {
            "code": "", "line": max(own, 14), "name_th": "", "name_en": "", "account": "", "fund": None,
            "for": "member", "documents": [], "rules": [],
        }  # fmt: skip
        self.forms.append(empty)
        self._fill(len(self.forms) - 1)
        if self.panel is not None:
            self.panel.head.focus_first()

    def remove_benefit(self) -> None:
        """Take the chosen benefit out of this version."""
        at = self.list.currentRow()
        if self.forms and 0 <= at < len(self.forms):
            del self.forms[at]
            self._fill(at)

    def try_it(self) -> None:
        """Try the benefits as they stand here on a made-up member."""
        from welfare_desk.ui.screens.try_it import TryDialog

        if self.stands is not None and self.types:
            at = max(self.list.currentRow(), 0)
            TryDialog(self.window(), self.facts, self.types, self.stands.first_month, self.types[at].code).open()

    def adopt(self) -> None:
        """Ask for the meeting and adopt this version; what must be put right comes first."""
        if self.problems:
            self._go_to(self.problems[0])
            return
        types = self.types
        day = day_reader(self.facts.today)
        never = _("The version before stays in force up to the day before, and is never changed.")
        form = Form(
            (
                Field("name", _("Name of the regulation"), TextEdit()),
                Field("from_day", _("In force from"), DayEdit(day), never),
                Field("adopted", _("Day of the meeting"), DayEdit(day, self.facts.today)),
                Field("resolution", _("Resolution"), TextEdit(), _("The meeting, and the number of its resolution.")),
            )
        )

        def send(values: dict[str, Any], dialog: FormDialog) -> None:
            if values["from_day"] is None:  # it decides which events it rules: never taken for granted
                raise RuleError(problem("regulation.no_day", N_("Write from which day it is in force."), "from_day"))

            def work(desk: Desk) -> int:
                from welfare_desk.services.regulations import adopt_regulation

                days = (values["from_day"], values["adopted"] or desk.today)
                return adopt_regulation(desk, values["name"], *days, values["resolution"], types)

            self.act(work, lambda _number: self._adopted(dialog), failed=dialog.refused)

        FormDialog(self.window(), _("Adopt the regulation"), form, send).open()

    def _adopted(self, dialog: FormDialog) -> None:
        dialog.accept()
        self.forms = self.stands = None
        self.refresh()
        self.go.emit("regulations", {})

    def _go_to(self, one: Problem) -> None:
        """Show the benefit and the field of a problem."""
        place = (one.field or "").split(".")
        if not place[0].isdecimal():
            return
        self.list.setCurrentRow(int(place[0]))
        if self.panel is None:
            return
        if len(place) > 2 and place[1] == "rules":  # noqa: PLR2004 - benefit, rules, number of the rule
            self.panel.cards[int(place[2])].focus_first()
        elif len(place) > 1 and place[1] != "rules":
            self.panel.head.focus_on(place[1])

    # What is typed stays

    def unsaved(self) -> object | None:
        if self.forms is None or self.stands is None:
            return {"benefits": self.forms} if self.forms is not None else None
        begun = [written_type(each) for each in self.stands.before]
        is_touched = self.types != self.stands.before or bool(self.problems)
        return {"benefits": self.forms} if is_touched and self.forms != begun else None

    def restore(self, content: Any) -> None:
        self.forms = list(content["benefits"])
        if self.stands is not None:
            self._fill(0)

    def keep(self) -> None:
        if self.unsaved() is not None:
            self.memory["benefits"] = self.forms
        self.memory["at"] = max(self.list.currentRow(), 0)


def _of(each: Problem, at: int) -> bool:
    return (each.field or "").partition(".")[0] == str(at)


def _without(each: Problem, at: int) -> Problem:
    """Name the place of a problem inside its benefit."""
    from welfare_desk.errors import Problem as Found

    return Found(each.code, each.text, each.params, (each.field or "").removeprefix(f"{at}."))
