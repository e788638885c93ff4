"""Which letters the keyboard writes: a secret is typed unseen, and half of all wrong ones are right on another."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from welfare_desk.i18n import _
from welfare_desk.ui.widgets.text import Text


class KeyboardHint(Text):
    """A line that says it, after other words if there are any."""

    def __init__(self) -> None:
        super().__init__("", "small", "muted", wrap=True)
        self._before = ""
        QGuiApplication.inputMethod().localeChanged.connect(self.look)
        self.look()

    def put_before(self, words: str) -> None:
        """Say something else first."""
        self._before = words
        self.look()

    def look(self) -> None:
        """Look which letters are written now."""
        thai = QGuiApplication.inputMethod().locale().language() == QLocale.Language.Thai
        keyboard = _("The keyboard writes Thai letters now.") if thai else _("The keyboard writes English letters now.")
        self.say(" ".join(filter(None, (self._before, keyboard))))
