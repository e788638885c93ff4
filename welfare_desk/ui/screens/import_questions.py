"""What an import asks: one card for each question, the likely answers as buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Ground, clear, column, line, margins, row
from welfare_desk.ui.widgets.text import Icon, KeyCap, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from welfare_desk.exchange.answers import Answer, Question

MOST_CARDS = 25
CHOICES = {
    "keep": N_("Keep it so"),
    "leave_empty": N_("Leave empty"),
    "leave_out": N_("Leave the row out"),
    "same_person": N_("One person"),
    "two_people": N_("Two people"),
}
_MUST = frozenset({"row.same_person_twice", "no.taken", "no.missing"})


class Card(Ground):
    """One question with its answers; the one that the table points at has a bar at its left."""

    answered = Signal(object)

    def __init__(self, question: Question, given: Answer | None) -> None:
        super().__init__(colour="page" if given is None else "", sides="b")
        self.question, self.is_pointed = question, False
        must = question.code in _MUST
        icon = Icon("octagon-alert" if must else "triangle-alert", "button", "stop" if must else "look")
        if given is not None:
            icon = Icon("circle-check", "button", "ok")
        words = Text(question.sentence, "small", "text2" if given is None else "muted", wrap=True)
        head = row(icon, Text(question.sheet, "smallm"), SPRING, KeyCap(question.cell))
        answers = row(gap="pad")
        for choice in question.choices:
            kind = "primary" if given is not None and given.text == choice.value else "secondary"
            said = Button(
                _(CHOICES[choice.value]), kind, act=lambda choice=choice: self._say(choice.value), size="option"
            )
            answers.addWidget(said)
        for suggestion in question.suggestions:
            answers.addWidget(Button(suggestion, "secondary", act=partial(self._say, suggestion), size="option"))
        answers.addStretch(1)
        own = TextEdit(given.text if given is not None and given.choice is None else "", _("or write it"), quiet=True)
        own.setAccessibleName(_("Your answer for {cell}").format(cell=question.cell))
        own.entered.connect(lambda: self._say(own.text().strip()))
        self.setLayout(margins(column(head, words, answers, own, gap="pad"), "l", "s", "l", "m"))

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


class Questions(Ground):
    """The questions of a file, those that hold a row first."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__(colour="sidebar", sides="l")
        self._questions: Sequence[Question] = ()
        self._answers: Mapping[tuple[str, str], Answer] = {}
        self._cards: list[Card] = []
        self._place: tuple[str, int] = ("", 0)
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

    def show_questions(self, questions: Sequence[Question], answers: Mapping[tuple[str, str], Answer]) -> None:
        """Show the questions of a file and what was answered so far."""
        self._questions = sorted(questions, key=lambda each: each.code not in _MUST)
        self._answers = dict(answers)
        self._place = ("", 0)
        self._lay_out()

    def point_at(self, sheet: str, number: int) -> None:
        """Show the questions of a row first."""
        if self._place != (sheet, number):
            self._place = (sheet, number)
            if any(self._is_here(each) for each in self._questions) or any(card.is_pointed for card in self._cards):
                self._lay_out()

    def _is_here(self, question: Question) -> bool:
        return (question.sheet, question.row) == self._place

    def _lay_out(self) -> None:
        clear(self._column)
        self._cards = []
        ordered = sorted(self._questions, key=lambda each: not self._is_here(each))
        for question in ordered[:MOST_CARDS]:
            card = Card(question, self._answers.get((question.sheet, question.cell)))
            card.is_pointed = self._is_here(question)
            card.answered.connect(self.answered)
            self._cards.append(card)
            self._column.addWidget(card)
        more = len(ordered) - MOST_CARDS
        if more > 0:
            words = Text(
                _("and {count} more; choose their rows in the table").format(count=f"{more:,}"), "small", "muted"
            )
            self._column.addLayout(margins(row(words), "l", "s", "l", "s"))
        self._column.addStretch(1)
        self._count.say(f"{len(self._questions):,}")
        self._area.verticalScrollBar().setValue(0)
