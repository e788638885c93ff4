"""One form: fields in one column, problems under the fields they belong to, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from welfare_desk.errors import Problem, RuleError
from welfare_desk.ui import theme
from welfare_desk.ui.accounting_words import meaning
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.layout import SPRING, column, row
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent


class Editor(Protocol):
    """What a field of a form must be able to do; the fields of `widgets/fields.py` and `Pick` can."""

    def value(self) -> Any:
        """Give the value; a `RuleError` if it cannot be read."""
        ...

    def set_value(self, value: Any) -> None:
        """Show a value."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """A field: the name problems call it by, its label, its editor, a note under it; a heading where a part begins."""

    name: str
    label: str
    editor: QWidget
    note: str = ""
    heading: str = ""


class Complaint(QWidget):
    """The line under a field: what is wrong and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "small", "stop", wrap=True)
        layout = row(Icon("octagon-alert", "status", "stop"), gap="pad")
        layout.addWidget(self.words, 1)
        self.setLayout(layout)
        self.hide()

    def say(self, problems: Sequence[Problem]) -> None:
        """Show these problems; none hides the line."""
        self.words.say(" ".join(each.sentence() for each in problems))
        self.setVisible(bool(problems))


class Form(QWidget):
    """Fields bound to names: Enter moves on, Ctrl+Enter saves, Esc leaves.

    With `beside` they stand beside one another, as the head of something longer: Enter in the last tells `ended`.
    """

    saved = Signal()
    left = Signal()
    changed = Signal()
    ended = Signal()

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self.fields = {each.name: each for each in fields}
        self._complaints: dict[str, Complaint] = {}
        self._labels: dict[str, tuple[Text, Text]] = {}
        self._general = Complaint()
        self._shown = self.typed()
        self._beside = beside
        laid_out = [self._lay_out(each) for each in fields]
        if beside:
            head = row(*(column(each, SPRING) for each in laid_out), gap="s")
            self.setLayout(column(head, self._general, gap="s"))
        else:
            self.setLayout(column(self._general, *laid_out, gap="m"))
            self.setFixedWidth(theme.width("form"))

    def _lay_out(self, field: Field) -> QVBoxLayout:
        label = Text(field.label, "smallm", "text2")
        label.setToolTip(meaning(field.label))
        field.editor.setAccessibleName(field.label)
        field.editor.setAccessibleDescription(field.note)
        if isinstance(field.editor, Pick):
            field.editor.look_like_a_field(field.label)
        complaint = self._complaints[field.name] = Complaint()
        note = Text(field.note, "small", "muted", wrap=True)
        if not field.note:
            note.hide()  # never shown by itself: without a place it would be a window of its own
        self._labels[field.name] = (label, note)
        entered = getattr(field.editor, "entered", None)
        if entered is not None:
            entered.connect(lambda name=field.name: self._move_on(name))
        for told in ("changed", "picked"):
            if hasattr(field.editor, told):
                getattr(field.editor, told).connect(lambda *_told: self.changed.emit())
        parts = column(label, field.editor, note, complaint, gap="xs")
        return column("s", Text(field.heading, "h2"), "s", parts) if field.heading else parts

    def call(self, name: str, label: str, note: str = "", *, shown: bool = True) -> None:
        """Call a field by another name while the form is open, or take it out of sight."""
        words, hint = self._labels[name]
        words.say(label)
        hint.say(note)
        self.editor(name).setAccessibleName(label)
        for each in (words, self.editor(name)):
            each.setVisible(shown)
        hint.setVisible(shown and bool(note))

    def editor(self, name: str) -> Any:
        """Give the editor of a field."""
        return self.fields[name].editor

    def set_values(self, **values: object) -> None:
        """Show these values."""
        for name, value in values.items():
            self.editor(name).set_value(value)
        self._shown = self.typed()

    def reset(self) -> None:
        """Put back what stood in the fields before anything was typed."""
        self.retype(self._shown)

    def focus_first(self) -> None:
        """Let the first field take the cursor."""
        next(iter(self.fields.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def values(self) -> dict[str, Any]:
        """Read every field; all that cannot be read come as one `RuleError`, each with its field."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name in self.fields:
            try:
                found[name] = self.editor(name).value()
            except RuleError as error:
                problems += [Problem(each.code, each.text, each.params, name) for each in error.problems]
        if problems:
            raise RuleError(*problems)
        return found

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put each problem under its field, the rest on top; the first field concerned takes the cursor."""
        first = next(iter(self.tell_problems(problems)), None)
        if first is not None:
            self.editor(first).setFocus()

    def tell_problems(self, problems: Iterable[Problem]) -> list[str]:
        """Put each problem under its field, the rest on top; give the fields concerned."""
        by_field: dict[str, list[Problem]] = {name: [] for name in self.fields}
        rest: list[Problem] = []
        for each in problems:
            by_field.get(each.field or "", rest).append(each)
        self._general.say(rest)
        for name, found in by_field.items():
            self._complaints[name].say(found)
            mark = getattr(self.editor(name), "mark", None)
            if mark is not None:
                mark(problem=bool(found))
        return [name for name, found in by_field.items() if found]

    def is_touched(self) -> bool:
        """Tell whether something typed would be lost."""
        return self.typed() != self._shown

    def typed(self) -> dict[str, Any]:
        """Give what stands in each field, readable or not, as JSON can hold it: text, or what was picked."""
        editors = {name: self.editor(name) for name in self.fields}
        return {name: each.text() if isinstance(each, QLineEdit) else each.value() for name, each in editors.items()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what stood in fields; one that is no longer there is passed over."""
        for name, words in typed.items():
            if name in self.fields:
                each = self.editor(name)
                each.setText(words) if isinstance(each, QLineEdit) else each.set_value(words)

    def _move_on(self, name: str) -> None:
        """Go to the next field; after the last one, save."""
        names = list(self.fields)
        position = names.index(name) + 1
        if position < len(names):
            self.editor(names[position]).setFocus(Qt.FocusReason.TabFocusReason)
        elif self._beside:
            self.ended.emit()
        else:
            self.saved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
