"""One benefit of a regulation that is being written: its head, its papers and its rules, each as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from welfare_desk.i18n import _
from welfare_desk.reports.regulation import CLASSES
from welfare_desk.ui import theme
from welfare_desk.ui.form import Complaint, Field
from welfare_desk.ui.form_rows import FormRows
from welfare_desk.ui.screens.rule_cards import RuleCard, show_mark
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import LinesEdit, TextEdit
from welfare_desk.ui.widgets.layout import SPRING, add, clear, column, margins, row
from welfare_desk.ui.widgets.text import Chip, Icon, Text, section
from welfare_desk.welfare.benefits import RuleKind
from welfare_desk.welfare.regulations import Change, doubts_of_type, left_out, mark_of_rule
from welfare_desk.welfare.rule_forms import written_rule
from welfare_desk.welfare.rule_numbers import NUMBERS, Holds
from welfare_desk.welfare.rule_words import TITLES, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.welfare.benefits import BenefitType, Rule

HEAD = ("name_th", "name_en", "code", "line", "for", "account", "fund")


class BenefitPanel(QWidget):
    """The benefit `of`: its form (see `welfare/rule_forms.py`), which the fields write into."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, of: dict[str, Any], accounts: Sequence[tuple[str, str]], funds: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self.of = of
        self._title, self._chip = Text("", "h2"), Chip()
        remove = Button(_("Take this benefit out"), "link", "x", act=self.removed.emit, size="button_small")
        self.head = FormRows(_head_fields(accounts, funds))
        self.head.retype({name: _shown(of.get(name)) for name in HEAD} | {"documents": "\n".join(of["documents"])})
        self.head.changed.connect(self._take)
        self._doubts = column(gap="xs")
        self._cards = column(gap="s")
        self._gone = column(gap="xs")
        self._complaint = Complaint()
        self.cards: list[RuleCard] = []
        self._more = Button(_("Add a rule"), "secondary", "plus", after="chevron-down", act=self.offer, size="filter")
        rules = section(_("Conditions and amounts"), _("all of them must be met"), self._more)
        about = section(_("About this benefit"))
        whole = column(row(self._title, self._chip, SPRING, remove), "s", rules, "s", self._complaint, self._doubts)
        for part in (self._cards, "s", self._gone, "l", about, "m", self.head, SPRING):
            add(whole, part)
        self.setLayout(margins(whole, "", "", "l", "l"))
        self._build()

    # What is typed

    def _take(self) -> None:
        typed = self.head.typed()
        self.of.update({name: typed[name] for name in HEAD})
        self.of["fund"] = typed["fund"] or None
        self.of["documents"] = [words for each in typed["documents"].splitlines() if (words := each.strip())]
        self.changed.emit()

    def _build(self) -> None:
        clear(self._cards)
        self.cards = [self._card(each) for each in self.of["rules"]]
        for card in self.cards:
            add(self._cards, card)

    def _card(self, of: dict[str, Any]) -> RuleCard:
        card = RuleCard(of)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self._remove(of))
        return card

    def offer(self) -> None:
        """Offer the kinds of rules that the benefit has not yet, and how often, which it may have twice."""
        menu = QMenu(self)
        menu.setFont(theme.font())
        there = {each["kind"] for each in self.of["rules"]}
        for kind, title in TITLES.items():
            if kind.value not in there or kind is RuleKind.TIMES:
                menu.addAction(_(title)).triggered.connect(lambda _checked=False, kind=kind: self.add_rule(kind))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def add_rule(self, kind: RuleKind) -> None:
        """Add an empty rule of a kind; its first number takes the cursor."""
        empty: dict[str, Any] = {"kind": kind.value}
        for number in NUMBERS[kind]:
            lines = number.holds in (Holds.TIERS, Holds.SHARES)
            empty[number.name] = [{}] if lines else number.choices[0][0] if number.choices else ""
        self._put(empty)
        self.cards[-1].focus_first()

    def _put(self, rule: dict[str, Any]) -> None:
        self.of["rules"].append(rule)
        self._build()
        self.changed.emit()

    def _remove(self, rule: dict[str, Any]) -> None:
        self.of["rules"] = [each for each in self.of["rules"] if each is not rule]
        self._build()
        self.changed.emit()

    # How it stands

    def show_state(
        self, kind: BenefitType, before: BenefitType | None, mark: Change, problems: Sequence[Problem]
    ) -> None:
        """Show the name, what differs from the version before, and what must be put right.

        The places of the problems are those inside the benefit.
        """
        self._title.say(kind.name or _("A new benefit"))
        show_mark(self._chip, mark)
        self.head.tell_problems([each for each in problems if not (each.field or "").startswith("rules")])
        for at, (card, rule) in enumerate(zip(self.cards, kind.rules, strict=True)):
            place = f"rules.{at}"
            found = [each for each in problems if each.field == place or (each.field or "").startswith(f"{place}.")]
            card.show_state(mark_of_rule(rule, before), found)
        self._complaint.say([each for each in problems if each.field == "rules"])
        self._say_doubts(doubts_of_type(kind))
        self._say_gone(left_out(kind, before))

    def _say_doubts(self, doubts: Sequence[Problem]) -> None:
        clear(self._doubts)
        for each in doubts:
            words = Text(each.sentence(), "small", "look", wrap=True)
            line = row(Icon("triangle-alert", "status", "look"))
            add(line, words, 1)
            add(self._doubts, line)
            add(self._doubts, "xs")

    def _say_gone(self, gone: Sequence[Rule]) -> None:
        clear(self._gone)
        if gone:
            add(self._gone, Text(_("Left out of this version"), "smallm", "muted"))
        for rule in gone:
            back = Button(
                _("Put back"), "link", act=lambda rule=rule: self._put(written_rule(rule)), size="button_small"
            )
            line = row()
            add(line, Text(sentence(rule), "small", "muted", wrap=True), 1)
            add(line, back)
            add(self._gone, line)


def _head_fields(
    accounts: Sequence[tuple[str, str]], funds: Sequence[tuple[str, str]]
) -> tuple[tuple[Field, ...], ...]:
    booked = [("", _("choose")), *((code, f"{code} {name}") for code, name in accounts)]
    paid = [("", _("the fund that pays benefits")), *funds]
    whom = [(each.value, _(words)) for each, words in CLASSES.items()]
    return (
        (Field("name_th", _("Name in Thai"), TextEdit()), Field("name_en", _("Name in English"), TextEdit())),
        (
            Field("code", _("Code"), TextEdit("", "SICK")),
            Field("line", _("Line of the status form"), TextEdit("", _("1–13, own lines from 14"))),
            Field("for", _("For whom"), Pick("", whom, "member")),
        ),
        (Field("account", _("Account"), Pick("", booked, "")), Field("fund", _("Paid by"), Pick("", paid, ""))),
        (Field("documents", _("Documents, one on each line"), LinesEdit()),),
    )


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
