"""Say who sits at the desk: before a book with passwords is shown, and after the window was locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from welfare_desk.i18n import _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.keyboard import KeyboardHint
from welfare_desk.ui.screens.unlock import centred, refuse
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import PasswordEdit
from welfare_desk.ui.widgets.layout import SPRING, add, column, row
from welfare_desk.ui.widgets.text import Text, page_head

if TYPE_CHECKING:
    from collections.abc import Sequence


class Door(NamedTuple):
    """Somebody who can sit down: the name, and whether a PIN is enough since the password was given here before."""

    name: str
    takes_pin: bool = False


class SignInScreen(QWidget):
    """A name and a password. `tried` gives both, and whether what was typed is a PIN.

    `lost` goes to the recovery sheet, `left` elsewhere.
    """

    tried = Signal(str, str, bool)
    lost = Signal()
    left = Signal()

    def __init__(self, book_name: str, doors: Sequence[Door], chosen: str) -> None:
        super().__init__()
        self._doors = {each.name: each for each in doors}
        first = chosen if chosen in self._doors else doors[0].name
        self.person = Pick("", [(each.name, each.name) for each in doors], first)
        self.secret = PasswordEdit()
        self.form = Form(
            (Field("name", _("Who is there?"), self.person), Field("password", _("Password"), self.secret))
        )
        self.hint = KeyboardHint()
        self.enter = Button(_("Sign in"), "primary", "key-round", act=self.try_it)
        leave = Button(_("Another book…"), "secondary", "book-open", act=self.left.emit)
        self.form.saved.connect(self.try_it)
        self.person.picked.connect(lambda _name: self._turn())
        lost = Button(_("Use the recovery sheet…"), "link", act=self.lost.emit)
        sentence = Text(_("This book asks who is there, and writes down who did what."), "body", "text2", wrap=True)
        head = page_head(book_name, sentence)
        parts = column(head, "l", self.form, "s", self.hint, "l", row(self.enter, leave, SPRING), "m")
        add(parts, row(lost, SPRING))
        self.setLayout(centred(parts))
        self.setFocusProxy(self.secret)
        self._turn()

    def _turn(self) -> None:
        """Ask for a PIN or the password of whoever was picked."""
        self.form.show_problems(())
        self.secret.clear()
        self._hint()
        self.secret.setFocus()

    def _hint(self) -> None:
        door = self._doors[str(self.person.value())]
        self.hint.put_before(_("Your PIN is enough: you gave your password before.") if door.takes_pin else "")

    def try_it(self) -> None:
        """Give what was typed to the book."""
        name, typed = str(self.person.value()), self.secret.value()
        is_pin = self._doors[name].takes_pin and typed.isdecimal()
        self.enter.setEnabled(False)
        self.tried.emit(name, typed, is_pin)

    def refuse(self, error: Exception) -> None:
        """Say why nobody got in; the next try begins empty."""
        self.secret.clear()
        refuse(self.form, self.enter, error)
        self.secret.setFocus()
