"""Forms of one line each under one another, read and judged as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.errors import Problem, RuleError
from welfare_desk.ui.form import Form
from welfare_desk.ui.widgets.layout import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from welfare_desk.ui.form import Field


class FormRows(QWidget):
    """Lines of fields beside one another; Enter in the last field of a line goes to the next."""

    changed = Signal()

    def __init__(self, lines: Sequence[Sequence[Field]]) -> None:
        super().__init__()
        self.forms = [Form(tuple(each), beside=True) for each in lines]
        for at, form in enumerate(self.forms):
            form.changed.connect(self.changed)
            if at + 1 < len(self.forms):
                form.ended.connect(self.forms[at + 1].focus_first)
        self.setLayout(column(*self.forms, gap="m"))

    def editor(self, name: str) -> Any:
        """Give the editor of a field."""
        return next(form.editor(name) for form in self.forms if name in form.fields)

    def focus_first(self) -> None:
        """Let the first field take the cursor."""
        self.forms[0].focus_first()

    def values(self) -> dict[str, Any]:
        """Read every field; all that cannot be read come as one `RuleError`, each with its field."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for form in self.forms:
            try:
                found |= form.values()
            except RuleError as error:
                problems += error.problems
        if problems:
            raise RuleError(*problems)
        return found

    def typed(self) -> dict[str, Any]:
        """Give what stands in each field, readable or not."""
        return {name: words for form in self.forms for name, words in form.typed().items()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put back what stood in fields."""
        for form in self.forms:
            form.retype(typed)

    def tell_problems(self, problems: Iterable[Problem]) -> None:
        """Put each problem under its field; the cursor stays where somebody types."""
        told = list(problems)
        for form in self.forms:
            form.tell_problems([each for each in told if each.field in form.fields])

    def focus_on(self, name: str) -> None:
        """Let a field take the cursor."""
        self.editor(name).setFocus(Qt.FocusReason.TabFocusReason)
