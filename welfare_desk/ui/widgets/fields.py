"""Fields of a form: words, money and Buddhist-era days, each read the way people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from welfare_desk.dates import BE_OFFSET, MONTHS_PER_YEAR, month_name, short_day
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ui import theme
from welfare_desk.ui.sums import read_amount
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import column, margins, row
from welfare_desk.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from welfare_desk.money import Money

FIRST_YEAR_BE = 2400
LAST_YEAR_BE = 2700


class TextEdit(QLineEdit):
    """One line of words. `entered` tells that Enter was pressed."""

    entered = Signal()
    changed = Signal()

    def __init__(self, words: str = "", hint: str = "", *, quiet: bool = False) -> None:
        super().__init__(words)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFont(theme.font())
        self.setFixedHeight(theme.height("field"))
        if quiet:
            self.make_quiet()
        self.returnPressed.connect(self.entered)
        self.textEdited.connect(lambda _typed: self.changed.emit())

    def value(self) -> Any:
        """Give what was typed; text that cannot be read is a `RuleError`."""
        return plain(self.text()).strip()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self.setText("" if value is None else str(value))
        if self.hasFocus():
            self.selectAll()  # what is typed next takes the place of what was filled in
        else:
            self.setCursorPosition(0)

    def make_quiet(self) -> None:
        """Look like a filter: lower, with a lighter edge."""
        self.setFont(theme.font("small"))
        self.setFixedHeight(theme.height("filter"))
        self.setProperty("quiet", "true")

    def mark(self, *, problem: bool) -> None:
        """Show the edge of a field that needs another answer."""
        if self.property("problem") != ("true" if problem else "false"):
            self.setProperty("problem", "true" if problem else "false")
            self.style().unpolish(self)
            self.style().polish(self)


class LinesEdit(QPlainTextEdit):
    """Several lines of words, each a thing of its own; Tab moves on."""

    changed = Signal()

    def __init__(self, hint: str = "", lines: int = 4) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setFont(theme.font())
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * theme.metrics().lineSpacing() + theme.gap("l"))
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """Give what was typed."""
        return plain(self.toPlainText())

    def set_value(self, value: Any) -> None:
        """Show these lines."""
        self.setPlainText(str(value or ""))

    def mark(self, *, problem: bool) -> None:
        """Nothing is wrong with lines of words."""


class PasswordEdit(TextEdit):
    """Words that nobody reads over a shoulder; the eye shows them while it is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(
            QIcon(theme.icon("eye", "button", "text2")), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip(_("Show or hide what is typed"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(_("Show or hide what is typed"))
        self._eye.triggered.connect(self._turn)

    def value(self) -> Any:
        """Give what was typed, blanks and all."""
        return self.text()

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)


class MoneyEdit(TextEdit):
    """An amount of baht: Thai digits, commas and sums such as `=365*12`."""

    def __init__(self, amount: Money | None = None, hint: str = "") -> None:
        super().__init__("", hint or "0.00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(amount)

    def value(self) -> Money | None:
        return read_amount(self.text())

    def set_value(self, value: Money | None) -> None:
        super().set_value("" if value is None else value.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the worked-out amount on leaving; what cannot be read stays as typed."""
        try:
            self.set_value(self.value())
        except RuleError:
            self.mark(problem=True)
        super().focusOutEvent(event)


class Calendar(QCalendarWidget):
    """A month with its Buddhist year; Qt itself knows only the Gregorian one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFont(theme.font("small"))
        self._month, self._year = QComboBox(), QSpinBox()
        self._month.setAccessibleName(_("Month"))
        self._year.setAccessibleName(_("Buddhist year"))
        self._month.addItems([month_name(month) for month in range(1, MONTHS_PER_YEAR + 1)])
        self._year.setRange(FIRST_YEAR_BE, LAST_YEAR_BE)
        back = Button(kind="quiet", icon="chevron-left", tip=_("Month before"), act=self.showPreviousMonth)
        forth = Button(kind="quiet", icon="chevron-right", tip=_("Month after"), act=self.showNextMonth)
        bar = QWidget()
        bar.setLayout(margins(row(back, self._month, self._year, forth, gap="xs"), "xs", "xs", "xs", "xs"))
        layout = self.layout()
        assert layout is not None  # noqa: S101 - Qt's calendar has one; told to the type checker
        layout.setMenuBar(bar)
        self._month.activated.connect(lambda index: self.setCurrentPage(self.yearShown(), index + 1))
        self._year.valueChanged.connect(lambda year: self.setCurrentPage(year - BE_OFFSET, self.monthShown()))
        self.currentPageChanged.connect(self._follow)
        self._follow(self.yearShown(), self.monthShown())

    def _follow(self, year: int, month: int) -> None:
        self._month.setCurrentIndex(month - 1)
        self._year.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._year.setValue(year + BE_OFFSET)
        self._year.blockSignals(False)  # noqa: FBT003 - Qt's signature


class DayEdit(TextEdit):
    """A day, typed in any usual way and shown in the Buddhist era; Up and Down step, F4 shows the calendar."""

    def __init__(self, read: Callable[[str], date], day: date | None = None, hint: str = "") -> None:
        super().__init__("", hint or _("such as 15/1/2569"))
        self._read = read
        self.set_value(day)
        picker = self.addAction(_calendar_icon(), QLineEdit.ActionPosition.TrailingPosition)
        picker.setToolTip(_("Calendar"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(_("Calendar"))
        picker.triggered.connect(self.open_calendar)

    def value(self) -> date | None:
        typed = plain(self.text()).strip()
        if not typed:
            return None
        try:
            return self._read(typed)
        except ValueError:
            text = N_("“{typed}” is not a day. Write it as 15/1/2569 or 15 ม.ค. 2569.")
            raise RuleError(problem("day.unreadable", text, typed=typed)) from None

    def set_value(self, value: date | None) -> None:
        super().set_value("" if value is None else short_day(value))

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = Calendar()
        chosen = self._day_or_none()
        if chosen is not None:
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        frame.setLayout(column(calendar))
        frame.resize(theme.width("calendar"), frame.sizeHint().height())

        def take(picked: QDate) -> None:
            self.set_value(_as_date(picked))
            self.changed.emit()
            frame.close()
            self.entered.emit()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        frame.move(self.mapToGlobal(QPoint(0, self.height())))
        frame.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self._day_or_none()
        if step is not None and day is not None:
            self.set_value(_as_date(QDate(day.year, day.month, day.day).addDays(step)))
            self.changed.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        day = self._day_or_none()
        if day is not None:
            self.set_value(day)
        elif self.text().strip():
            self.mark(problem=True)
        super().focusOutEvent(event)

    def _day_or_none(self) -> date | None:
        try:
            return self.value()
        except RuleError:
            return None


def day_reader(today: date) -> Callable[[str], date]:
    """Give the reader of typed days; a year of two digits is the latest one not after the end of next year."""

    def read(typed: str) -> date:
        from welfare_desk.exchange.day_readings import read_day  # noqa: PLC0415 - loaded with the first day typed
        from welfare_desk.exchange.workbook import Cell  # noqa: PLC0415 - see above

        found = read_day(Cell("", typed), date(today.year + 1, 12, 31)).value
        if found is None:
            raise ValueError(typed)
        return found

    return read


def _as_date(day: QDate) -> date:
    found: Any = day.toPython()
    return found


def _calendar_icon() -> QIcon:
    return QIcon(theme.icon("calendar", "status", "muted"))
