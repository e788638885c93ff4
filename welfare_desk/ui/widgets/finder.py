"""A field that finds one of many by any part of its number or name, forgiving of tone marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

from welfare_desk.ui import theme
from welfare_desk.ui.widgets.fields import TextEdit
from welfare_desk.words import arabic_digits, loosely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

MOST_SHOWN = 12


class Finder(TextEdit):
    """Choose a value by typing some of its words; the list under the field shows what fits."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), hint: str = "", *, quiet: bool = False) -> None:
        super().__init__("", hint, quiet=quiet)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        popup = self._completer.popup()
        if popup is not None:
            popup.setFont(theme.font())
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)
        self.set_choices(choices)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._take_typed)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these values with their words."""
        value = self.value() if hasattr(self, "_choices") else ""
        self._choices = [(code, words, loosely(words)) for code, words in choices]
        self.set_value(value)

    def value(self) -> str:
        """Give the code that the words stand for; unknown words are given as typed, for the asker to judge.

        A number is known without its leading zeros and in Thai digits.
        """
        typed = self.text().strip()
        number = arabic_digits(typed).lstrip("0") if typed.isdecimal() else None
        return next(
            (
                code
                for code, words, _loose in self._choices
                if typed in {code, words} or (number and code.lstrip("0") == number)
            ),
            typed,
        )

    def set_value(self, value: str | None) -> None:
        words = next((words for code, words, _loose in self._choices if code == value), value or "")
        super().set_value(words)

    def fitting(self, typed: str) -> list[str]:
        """Give the words of all values that hold every part of what was typed."""
        parts = loosely(typed).split()
        return [words for _code, words, loose in self._choices if all(part in loose for part in parts)]

    def _offer(self, typed: str) -> None:
        self._model.setStringList(self.fitting(typed)[: MOST_SHOWN * 4])
        if self._model.rowCount():
            self._completer.complete()

    def _take(self, words: str) -> None:
        self.setText(words)
        self.picked.emit(self.value())

    def _take_typed(self) -> None:
        """Enter takes the value whose number was typed, or the only one that fits."""
        fitting = self.fitting(self.text())
        if (known := self.value()) != self.text().strip():
            self.set_value(known)
        elif self.text().strip() and len(fitting) == 1:
            self.setText(fitting[0])
        self.picked.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
