"""The filter of days above a list: from, to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.dates import first_of_month
from welfare_desk.errors import RuleError
from welfare_desk.i18n import _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.widgets.fields import DayEdit, day_reader
from welfare_desk.ui.widgets.layout import row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from welfare_desk.reports.overview import BookFacts
    from welfare_desk.ui.memory import Memory


class Days(QObject):
    """Two fields that keep their days in the page's memory; `parts` are for the row of filters."""

    turned = Signal()

    def __init__(self, facts: BookFacts, memory: Memory) -> None:
        super().__init__()
        memory.setdefault("from", first_of_month(facts.today))
        memory.setdefault("to", facts.today)
        self._memory = memory
        self._fields: dict[str, DayEdit] = {}
        self.parts: list[QWidget] = []
        for name, label in (("from", _("From")), ("to", _("To"))):
            field = self._fields[name] = DayEdit(day_reader(facts.today), memory[name])
            field.make_quiet()
            field.setFixedWidth(theme.width("status"))
            field.setAccessibleName(label)
            field.entered.connect(self._turn)
            whole = QWidget()
            whole.setLayout(row(Text(label, "small", "muted"), field, gap="pad"))
            self.parts.append(whole)

    def chosen(self) -> dict[str, date]:
        """Give the days that are asked for."""
        return {name: self._memory[name] for name in ("from", "to")}

    def show_days(self, params: Iterable[tuple[str, str]]) -> None:
        """Take the days that the parameters of a page name."""
        for name, value in params:
            if name in self._fields:
                self._memory[name] = date.fromisoformat(value)
                self._fields[name].set_value(self._memory[name])

    def _turn(self) -> None:
        try:
            for name, field in self._fields.items():
                self._memory[name] = field.value() or self._memory[name]
        except RuleError as error:
            errors.show(error, self.parts[0].window())
            return
        self.turned.emit()
