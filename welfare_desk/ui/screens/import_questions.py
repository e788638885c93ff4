"""What an import asks: one card for each question, the likely answers as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import SPRING, Ground, add, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Icon, KeyCap, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from welfare_desk.exchange.answers import Answer, Question

Members: TypeAlias = "Sequence[tuple[str, str]]"
MOST_CARDS = 25
CHOICES = {
    "keep": N_("Keep it so"),
    "leave_empty": N_("Leave empty"),
    "leave_out": N_("Leave the row out"),
    "same_person": N_("One person"),
    "two_people": N_("Two people"),
    "unidentified": N_("Keep as unidentified"),
}
_MUST = frozenset({"row.same_person_twice", "no.taken", "no.missing"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a cell without a question; `is_first` remarks stand on top, others by their row.

    An `is_note` says how the file was read, and is nothing to look at.
    """

    sheet: str
    cell: str
    row: int | None
    sentence: str
    is_first: bool = False
    is_note: bool = False


class Card(Ground):
    """One question with its answers; the one that the table points at has a bar at its left."""

    answered = Signal(object)

    def __init__(self, question: Question, given: Answer | None, members: Members) -> None:
        super().__init__(colour="page" if given is None else "", sides="b")
        self.question, self.is_pointed = question, False
        must = question.code in _MUST
        icon = Icon("octagon-alert" if must else "triangle-alert", "button", "stop" if must else "look")
        if given is not None:
            icon = Icon("circle-check", "button", "ok")
        words = Text(question.sentence, "small", "text2" if given is None else "muted", wrap=True)
        head = row(icon, Text(question.sheet, "smallm"), SPRING, KeyCap(question.cell))
        answers: list[Button] = []
        names = dict(zip(question.suggestions, question.names, strict=False))
        for suggestion in question.suggestions:
            kind = "primary" if given is not None and given.text == suggestion else "secondary"
            act = partial(self._say, suggestion)
            answers.append(Button(names.get(suggestion, suggestion), kind, act=act, size="option"))
        for choice in question.choices:
            kind = "primary" if given is not None and given.text == choice.value else "secondary"
            said = Button(
                _(CHOICES[choice.value]), kind, act=lambda choice=choice: self._say(choice.value), size="option"
            )
            answers.append(said)
        own = self._own_answer(given.text if given is not None and given.choice is None else "", members)
        own.setAccessibleName(_("Your answer for {cell}").format(cell=question.cell))
        self.setLayout(margins(column(head, words, _packed(answers), own, gap="pad"), "l", "s", "l", "m"))

    def _own_answer(self, given: str, members: Members) -> TextEdit:
        """Give the field for any other answer; a payer is found by any part of the name or number."""
        if "unidentified" in self.question.choices:
            finder = Finder(members, _("or find the member"), quiet=True)
            finder.set_value(given)
            finder.picked.connect(self._say)
            return finder
        own = TextEdit(given, _("or write it"), quiet=True)
        own.entered.connect(lambda: self._say(own.text().strip()))
        return own

    def _say(self, text: str) -> None:
        from welfare_desk.exchange.answers import Answer  # noqa: PLC0415 - loaded with the first file

        if text:
            self.answered.emit(Answer(self.question.sheet, self.question.cell, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_pointed:
            painter = QPainter(self)
            painter.fillRect(0, 0, theme.SELECTION_BAR, self.height(), theme.colour("accent"))
            painter.end()


def _packed(buttons: Sequence[Button]) -> QVBoxLayout:
    """Put as many buttons into a line as the panel is wide: a card has a height of its own, whatever its width."""
    room = theme.width("problem_panel") - 2 * theme.gap("l") - theme.gap("m")
    lines: list[list[Button]] = []
    used = room
    for each in buttons:
        wide = each.sizeHint().width() + theme.gap("pad")
        if used + wide > room:
            lines.append([])
            used = 0
        lines[-1].append(each)
        used += wide
    packed = column(gap="pad")
    for buttons_of in lines:
        add(packed, row(*buttons_of, SPRING, gap="pad"))
    return packed


def _remark_card(remark: Remark) -> Ground:
    stops = remark.is_first and not remark.is_note
    picture = "info" if remark.is_note else "octagon-alert" if stops else "check-check"
    icon = Icon(picture, "button", "stop" if stops else "text2")
    cap = KeyCap(remark.cell) if remark.cell else None
    head = row(icon, Text(remark.sheet, "smallm"), SPRING, cap)
    words = Text(remark.sentence, "small", "text2", wrap=True)
    card = Ground(colour="page", sides="b")
    card.setLayout(margins(column(head, words, gap="pad"), "l", "s", "l", "m"))
    return card


class Questions(Ground):
    """The questions of a file, those that hold a row first."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__(colour="sidebar", sides="l")
        self._questions: Sequence[Question] = ()
        self._answers: Mapping[tuple[str, str], Answer] = {}
        self._cards: list[Card] = []
        self._remarks: Sequence[Remark] = ()
        self._place: tuple[str, int] = ("", 0)
        self._points = False
        self._members: Members = ()
        self._count = Text("", "small", "muted")
        head = QWidget()
        head.setFixedHeight(theme.height("header"))
        head.setLayout(margins(row(Text(_("Waits for you"), "h2"), self._count, SPRING), "l", "", "l", ""))
        self._column = column()
        inner = QWidget()
        inner.setLayout(self._column)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        layout = column(head, line())
        layout.addWidget(self._area, 1)
        margins(layout, "", "m", "", "")
        self.setLayout(layout)
        self.setFixedWidth(theme.width("problem_panel"))

    def offer_members(self, members: Members) -> None:
        """Take the members that a payer may be, by number."""
        self._members = members
        self._lay_out()

    def show_questions(
        self,
        questions: Sequence[Question],
        answers: Mapping[tuple[str, str], Answer],
        remarks: Sequence[Remark] = (),
    ) -> None:
        """Show the questions of a file, what was answered so far, and what is said without a question."""
        self._remarks = remarks
        self._questions = sorted(questions, key=lambda each: each.code not in _MUST)
        self._answers = dict(answers)
        self._place = ("", 0)
        self._lay_out()

    def point_at(self, sheet: str, number: int) -> None:
        """Show the questions of a row first."""
        if self._place != (sheet, number):
            self._place = (sheet, number)
            about = (*self._questions, *self._remarks)
            if self._points or any(self._is_here(each) for each in about):
                self._lay_out()

    def _is_here(self, said: Question | Remark) -> bool:
        return (said.sheet, said.row) == self._place

    def _lay_out(self) -> None:
        clear(self._column)
        self._cards = []
        here = [each for each in self._remarks if self._is_here(each) and not each.is_first]
        self._points = bool(here) or any(self._is_here(each) for each in self._questions)
        ordered = sorted(self._questions, key=lambda each: not self._is_here(each))
        pointed = sum(self._is_here(each) for each in ordered)
        for each in (each for each in self._remarks if each.is_first):
            self._column.addWidget(_remark_card(each))
        for at, question in enumerate(ordered[:MOST_CARDS]):
            if at == pointed:
                self._add_remarks(here)
            card = Card(question, self._answers.get((question.sheet, question.cell)), self._members)
            card.is_pointed = self._is_here(question)
            card.answered.connect(self.answered)
            self._cards.append(card)
            self._column.addWidget(card)
        if pointed >= len(ordered[:MOST_CARDS]):
            self._add_remarks(here)
        more = len(ordered) - MOST_CARDS
        if more > 0:
            words = Text(
                _("and {count} more; choose their rows in the table").format(count=f"{more:,}"), "small", "muted"
            )
            self._column.addLayout(margins(row(words), "l", "s", "l", "s"))
        self._column.addStretch(1)
        self._count.say(f"{len(self._questions):,}")
        self._area.verticalScrollBar().setValue(0)

    def _add_remarks(self, remarks: Sequence[Remark]) -> None:
        for each in remarks:
            self._column.addWidget(_remark_card(each))
