"""What a report is asked for, as filters in a row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from welfare_desk.dates import add_months, first_of_month, month_and_year
from welfare_desk.errors import RuleError
from welfare_desk.i18n import _
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import DayEdit, TextEdit, day_reader
from welfare_desk.ui.widgets.finder import Finder
from welfare_desk.ui.widgets.layout import Flow, clear, margins, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from welfare_desk.reports.parameters import Parameter
    from welfare_desk.services.desk import Desk

MONTHS_OFFERED = 48


class Asker(Protocol):
    """How the filters ask the book for what they offer; it is `Screen.ask`."""

    def __call__(self, work: Callable[[Desk], Any], show: Callable[[Any], object], about: str = "", /) -> None: ...


class Filters(QWidget):
    """One filter for each parameter of a report, and one that sifts the rows."""

    given = Signal(str, str)
    sought = Signal(str)
    refused = Signal(object)

    def __init__(self, today: date, ask: Asker) -> None:
        super().__init__()
        self._today, self._ask = today, ask
        self._days: dict[str, DayEdit] = {}
        self._months: dict[str, Pick] = {}
        self._flow = Flow()
        layout = QVBoxLayout()
        layout.addLayout(self._flow)
        self.setLayout(margins(layout))

    def show_parameters(self, report: str, given: Mapping[str, str]) -> str:
        """Lay the filters of a report out; give its title."""
        from welfare_desk.reports.catalogue import find  # noqa: PLC0415 - SQL is loaded when asked

        clear(self._flow)
        self._days, self._months = {}, {}
        kind = find(report)
        for parameter in [each for each in kind.parameters if each.in_window]:
            self._flow.add(self._filter(parameter, given.get(parameter.name, "")))
        seek = TextEdit("", _("Filter the rows"), quiet=True)
        seek.setFixedWidth(theme.width("filter"))
        seek.setAccessibleName(_("Filter the rows"))
        seek.textChanged.connect(self.sought)
        self._flow.add(seek)
        self.seek = seek
        return _(kind.title)

    def asks_days(self, name: str) -> bool:
        """Tell whether a parameter is asked as a day; else it is a month."""
        return name in self._days

    def show_days(self, days: Mapping[str, date]) -> None:
        """Show the days and months that the report was made for, where nothing was given."""
        for name, day in days.items():
            if name in self._days and not self._days[name].hasFocus():
                self._days[name].set_value(day)
            if name in self._months:
                self._months[name].set_choices(_offered(self._today, day), day.isoformat())

    def _filter(self, parameter: Parameter, given: str) -> QWidget:
        from welfare_desk.reports.parameters import ParameterKind  # noqa: PLC0415 - SQL is loaded when asked

        label = _(parameter.title)
        match parameter.kind:
            case ParameterKind.CHOICE:
                choices = [(value, _(words)) for value, words in parameter.choices]
                return self._pick(parameter, label, choices, given or choices[0][0])
            case ParameterKind.MONTH:
                label = {"from": _("From month"), "to": _("To month")}.get(parameter.name, label)
                pick = self._pick(parameter, label, _offered(self._today), given)
                self._months[parameter.name] = pick
                return pick
            case ParameterKind.FUND | ParameterKind.VILLAGE | ParameterKind.LAYOUT:
                whole = ("", _("as usual") if parameter.kind is ParameterKind.LAYOUT else _("all"))
                pick = self._pick(parameter, label, [whole], given)
                self._fill(parameter, lambda choices: pick.set_choices([whole, *choices], given))
                return pick
            case ParameterKind.ACCOUNT | ParameterKind.MEMBER:
                finder = Finder((), _("all") if not parameter.is_required else _("Type a few letters"), quiet=True)
                finder.setFixedWidth(theme.width("filter"))
                finder.set_value(given)
                finder.picked.connect(lambda value: self.given.emit(parameter.name, value))
                self._fill(parameter, finder.set_choices)
                return _labelled(label, finder)
            case _:
                return self._typed(parameter, label, given)

    def _typed(self, parameter: Parameter, label: str, given: str) -> QWidget:
        from welfare_desk.reports.parameters import ParameterKind  # noqa: PLC0415 - SQL is loaded when asked

        if parameter.kind is ParameterKind.DAY:
            field = self._days[parameter.name] = DayEdit(day_reader(self._today), hint=" ")
            field.make_quiet()
        else:
            usual = str(parameter.usual) if parameter.usual else ""
            field = TextEdit(given or usual, "", quiet=True)
        field.setFixedWidth(theme.width("status"))
        field.entered.connect(lambda: self._take(parameter.name, field))
        return _labelled(label, field)

    def _take(self, name: str, field: TextEdit) -> None:
        try:
            value = field.value()
        except RuleError as error:
            field.mark(problem=True)
            self.refused.emit(error)
            return
        field.mark(problem=False)
        self.given.emit(name, value.isoformat() if isinstance(value, date) else str(value or ""))

    def _pick(self, parameter: Parameter, label: str, choices: list[tuple[str, str]], given: str) -> Pick:
        pick = Pick(label, choices, given)
        pick.picked.connect(lambda value: self.given.emit(parameter.name, value))
        return pick

    def _fill(self, parameter: Parameter, show: Callable[[list[tuple[str, str]]], object]) -> None:
        def work(desk: Desk) -> list[tuple[str, str]]:
            from welfare_desk.reports.choices import choices_of  # noqa: PLC0415 - SQL is loaded when asked

            return desk.ask(lambda tx: choices_of(tx, parameter.kind))

        self._ask(work, show, parameter.name)


def _offered(today: date, also: date | None = None) -> list[tuple[str, str]]:
    """Offer the months of the last years, and one more that is older."""
    months = [add_months(first_of_month(today), -back) for back in range(MONTHS_OFFERED)]
    if also is not None and first_of_month(also) not in months:
        months.append(first_of_month(also))
    return [(month.isoformat(), month_and_year(month)) for month in months]


def _labelled(label: str, field: TextEdit) -> QWidget:
    field.setAccessibleName(label)
    whole = QWidget()
    whole.setLayout(row(Text(label, "small", "muted"), field, gap="pad"))
    return whole
