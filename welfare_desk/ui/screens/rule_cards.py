"""A rule as a card: its sentence, and its numbers as fields that are named by the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.form import Complaint
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import MoneyEdit, TextEdit
from welfare_desk.ui.widgets.layout import SPRING, Flow, Ground, add, column, margins, row
from welfare_desk.ui.widgets.text import Chip, Text
from welfare_desk.welfare.benefits import RuleKind
from welfare_desk.welfare.regulations import Change
from welfare_desk.welfare.rule_forms import read_rule
from welfare_desk.welfare.rule_numbers import NUMBERS, Holds
from welfare_desk.welfare.rule_words import TITLES, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.errors import Problem
    from welfare_desk.welfare.rule_numbers import RuleNumber

MARKS = {Change.CHANGED: (N_("changed"), "look", "pencil"), Change.NEW: (N_("new"), "accent", "plus")}
_ROWS = {Holds.TIERS: ("years", "amount"), Holds.SHARES: ("relation", "percent")}
_TITLES = {
    "years": N_("Full years"),
    "amount": N_("Baht"),
    "relation": N_("Relation"),
    "percent": N_("Per cent of the rate"),
}


def show_mark(chip: Chip, mark: Change) -> None:
    """Let a chip say how something stands to the version before."""
    chip.setVisible(mark is not Change.SAME)
    if mark is not Change.SAME:
        words, tone, icon = MARKS[mark]
        chip.show_state(_(words), tone, icon)


def typed_number(editor: QWidget) -> Any:
    """Give what stands in a field as a rule's form holds it: what cannot be read stays as it was typed."""
    if isinstance(editor, Pick):
        return editor.value()
    if isinstance(editor, MoneyEdit):
        try:
            found = editor.value()
        except RuleError:
            return editor.text()
        return "" if found is None else found.plain()
    return editor.value() if isinstance(editor, TextEdit) else ""


class RuleCard(Ground):
    """One rule; `row` is its form (`welfare/rule_forms.py`), which the fields write into."""

    changed = Signal()
    removed = Signal()

    def __init__(self, of: dict[str, Any]) -> None:
        super().__init__(colour="sunken", radius="card")
        self.of = of
        self.kind = RuleKind(of["kind"])
        title = _(TITLES[self.kind])
        self._chip = Chip()
        remove = Button(kind="quiet", icon="x", tip=_("Take out: {rule}").format(rule=title), act=self.removed.emit)
        self._sentence = Text("", "medium", wrap=True)
        self._complaint = Complaint()
        self._numbers = {each.name: _field(each, of.get(each.name)) for each in NUMBERS[self.kind]}
        has_lines = any(isinstance(each, LinesOfNumbers) for each in self._numbers.values())
        fields = row(gap="m") if has_lines else Flow("m")  # large letters leave no room for three beside one another
        for each in NUMBERS[self.kind]:
            editor = self._numbers[each.name]
            editor.setAccessibleName(f"{title}: {_(each.label)}")
            if isinstance(editor, LinesOfNumbers):
                editor.changed.connect(self._take)
                fields.addWidget(editor)
                continue
            self._listen(editor)
            hint = _(each.label)
            if each.empty:
                hint = _("{field} (left empty: {meaning})").format(field=hint, meaning=_(each.empty))
            one = column(Text(hint, "caption", "text2"), editor, gap="xs")
            fields.add(one) if isinstance(fields, Flow) else add(fields, one)
        head = row(Text(title, "smallm", "muted"), self._chip, SPRING, remove)
        parts = column(head, self._sentence, gap="xs")
        if self._numbers:
            add(parts, "xs")
            add(parts, fields)
        add(parts, self._complaint)
        self.setLayout(margins(parts, "l", "s", "s", "m"))
        self._say()

    def _listen(self, editor: QWidget) -> None:
        if isinstance(editor, Pick):
            editor.picked.connect(lambda _value: self._take())
        elif isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda _typed: self._take())

    def _take(self) -> None:
        """Put what is typed into the rule's form, and say it anew."""
        for name, editor in self._numbers.items():
            self.of[name] = editor.typed() if isinstance(editor, LinesOfNumbers) else typed_number(editor)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        rule = read_rule(self.of)
        said = sentences(rule) if rule is not None else ()
        lines = next((each for each in self._numbers.values() if isinstance(each, LinesOfNumbers)), None)
        if lines is not None and lines.typed():
            lines.say(said)
            self._sentence.hide()
        else:
            self._sentence.say(" ".join(said))
            self._sentence.show()

    def show_state(self, mark: Change, problems: Sequence[Problem]) -> None:
        """Show how the rule stands to the version before, and what must be put right."""
        show_mark(self._chip, mark)
        self._complaint.say(problems)
        wrong = {(each.field or "").rpartition(".")[2] for each in problems}
        for name, editor in self._numbers.items():
            if isinstance(editor, TextEdit):
                editor.mark(problem=name in wrong)

    def focus_first(self) -> None:
        """Let the first number take the cursor."""
        for editor in self._numbers.values():
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            return


class LinesOfNumbers(QWidget):
    """Lines of two fields (years and baht, or relation and per cent), each with its sentence beside it."""

    changed = Signal()

    def __init__(self, number: RuleNumber, given: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        self._names = _ROWS[number.holds]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.gap("s"))
        self._grid.setVerticalSpacing(theme.gap("xs"))
        for at, name in enumerate(self._names):
            self._grid.addWidget(Text(_(_TITLES[name]), "caption", "text2"), 0, at)
        self._grid.setColumnStretch(3, 1)
        self._next = 0
        self._lines: list[tuple[TextEdit, TextEdit, Button, Text]] = []
        for each in given:
            self._add(each)
        self._more = Button(_("Add a line"), "link", "plus", act=self._add_empty, size="button_small")
        self.setLayout(column(self._grid, row(self._more, SPRING), gap="xs"))

    def typed(self) -> list[dict[str, Any]]:
        """Give what stands on each line."""
        return [
            {name: typed_number(editor) for name, editor in zip(self._names, line[:2], strict=True)}
            for line in self._lines
        ]

    def say(self, said: Sequence[str]) -> None:
        """Say each line beside it."""
        for at, line in enumerate(self._lines):
            line[3].say(said[at] if at < len(said) else "")

    def _add_empty(self) -> None:
        self._add({})
        self._lines[-1][0].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()

    def _add(self, given: dict[str, Any]) -> None:
        first = TextEdit(str(given.get(self._names[0], "")))
        second = TextEdit(str(given.get("percent", ""))) if "percent" in self._names else MoneyEdit()
        if isinstance(second, MoneyEdit):
            _fill_money(second, given.get("amount"))
        remove = Button(kind="quiet", icon="x", tip=_("Take the line out"))
        line = (first, second, remove, Text("", "small", "text2", wrap=True))
        remove.clicked.connect(lambda _checked=False: self._remove(line))
        first.setFixedWidth(theme.width("number" if self._names[0] == "years" else "filter"))
        second.setFixedWidth(theme.width("money"))
        self._next += 1
        for name, editor in zip(self._names, (first, second), strict=True):
            editor.setAccessibleName(_(_TITLES[name]))
            editor.textChanged.connect(lambda _typed: self.changed.emit())
        for place, widget in enumerate(line):
            self._grid.addWidget(widget, self._next, place)
        self._lines.append(line)

    def _remove(self, line: tuple[TextEdit, TextEdit, Button, Text]) -> None:
        self._lines.remove(line)
        for each in line:
            self._grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.changed.emit()


def _field(number: RuleNumber, given: Any) -> QWidget:
    """Make the field of a number by what it holds."""
    if number.holds in _ROWS:
        return LinesOfNumbers(number, given or [])
    if number.holds is Holds.CHOICE:
        pick = Pick("", [(value, _(words)) for value, words in number.choices], given)
        pick.look_like_a_field(_(number.label))
        return pick
    if number.holds is Holds.BAHT:
        money = MoneyEdit()
        _fill_money(money, given)
        money.setFixedWidth(theme.width("money"))
        return money
    count = TextEdit("" if given is None else str(given))
    count.setFixedWidth(theme.width("money"))
    return count


def _fill_money(editor: MoneyEdit, given: Any) -> None:
    editor.setText("" if given is None else str(given))
    try:
        editor.set_value(editor.value())
    except RuleError:
        editor.setText(str(given))
