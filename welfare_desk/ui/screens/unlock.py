"""Before an encrypted book: its passphrase, or the pieces of its recovery sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from welfare_desk.errors import BookError, RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors, theme
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.keyboard import KeyboardHint
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.choices import Pick
from welfare_desk.ui.widgets.fields import PasswordEdit
from welfare_desk.ui.widgets.layout import SPRING, add, column, row, scrolled
from welfare_desk.ui.widgets.text import Text, page_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

FIRST_PIECES, MOST_PIECES = 3, 16
_LINES = 3  # of a piece that are seen at once


class UnlockScreen(QWidget):
    """A passphrase. `tried` gives it, `lost` goes to the recovery sheet, `left` elsewhere."""

    tried = Signal(str)
    lost = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.secret = PasswordEdit()
        self.form = Form((Field("passphrase", _("Passphrase of the book"), self.secret),))
        self.form.saved.connect(self.try_it)
        self.enter = Button(_("Open"), "primary", "key-round", act=self.try_it)
        leave = Button(_("Another book…"), "secondary", "book-open", act=self.left.emit)
        lost = Button(_("Use the recovery sheet…"), "link", act=self.lost.emit)
        sentence = Text(_("This book is encrypted. It opens with its passphrase alone."), "body", "text2", wrap=True)
        parts = column(
            page_head(name, sentence), "l", self.form, "s", KeyboardHint(), "l", row(self.enter, leave, SPRING), "m"
        )
        add(parts, row(lost, SPRING))
        self.setLayout(centred(parts))
        self.setFocusProxy(self.secret)

    def try_it(self) -> None:
        """Give what was typed to the book."""
        if self.secret.value():
            self.enter.setEnabled(False)
            self.tried.emit(self.secret.value())

    def refuse(self, error: Exception) -> None:
        """Say why the book stays shut; what was typed stays, since it may be one letter that is wrong."""
        if isinstance(error, BookError) and error.problem.code == "book.passphrase":
            error = RuleError(replace(error.problem, field="passphrase"))
        refuse(self.form, self.enter, error)
        self.secret.selectAll()
        self.secret.setFocus()


class PieceEdit(QPlainTextEdit):
    """The words of one piece of the sheet."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font())
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 2 * theme.gap("m"))

    def value(self) -> str:
        """Give what was typed."""
        return self.toPlainText()

    def set_value(self, value: Any) -> None:
        """Show words."""
        self.setPlainText(str(value))


class PiecesScreen(QWidget):
    """The pieces of the sheet, as many as are needed. `given` gives their words, `left` goes back."""

    given = Signal(list)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pieces: list[PieceEdit] = []
        self.rows = column(gap="m")
        self.enter = Button(_("Continue"), "primary", "arrow-right", "Ctrl Enter", act=self.give)
        more = Button(_("Another piece"), "link", act=self.add_piece)
        leave = Button(_("Back"), "secondary", "arrow-left", "Esc", act=self.left.emit)
        words = _(
            "Each page of the sheet is one piece. Type the words in their order; the first four letters of each are "
            "enough. The order of the pieces does not matter."
        )
        self.complaint = Form(())
        head = page_head(name, Text(words, "body", "text2", wrap=True))
        self.setLayout(
            centred(
                column(
                    head, "l", self.complaint, self.rows, "s", row(more, SPRING), "l", row(self.enter, leave, SPRING)
                )
            )
        )
        for _number in range(FIRST_PIECES):
            self.add_piece()
        self.pieces[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFocusProxy(self.pieces[0])

    def add_piece(self) -> None:
        """Make room for one more piece."""
        if len(self.pieces) < MOST_PIECES:
            label = _("Piece {number}").format(number=len(self.pieces) + 1)
            piece = PieceEdit(label)
            self.pieces.append(piece)
            self.rows.addLayout(column(Text(label, "smallm", "text2"), piece, gap="xs"))
            piece.setFocus()

    def give(self) -> None:
        """Give the words that were typed."""
        self.enter.setEnabled(False)
        self.given.emit([each.value() for each in self.pieces])

    def refuse(self, error: Exception) -> None:
        """Say which word, or what else, is wrong."""
        refuse(self.complaint, self.enter, error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ComeBackScreen(QWidget):
    """What is chosen anew once the pieces fit. `chosen` gives passphrase, name and password; `left` goes back."""

    chosen = Signal(str, str, str)
    left = Signal()

    def __init__(self, name: str, people: Sequence[str], *, is_encrypted: bool) -> None:
        super().__init__()
        fields: list[Field] = []
        if is_encrypted:
            note = _("Several words that only you would put together. Write them down and keep them apart.")
            fields += [
                Field("passphrase", _("New passphrase of the book"), PasswordEdit(), note),
                Field("passphrase_again", _("The same once more"), PasswordEdit()),
            ]
        if people:
            note = _("Others get a new password from this person.")
            fields += [
                Field("name", _("Who signs in again"), Pick("", [(each, each) for each in people], people[0]), note),
                Field("password", _("New password"), PasswordEdit()),
                Field("password_again", _("The same once more"), PasswordEdit()),
            ]
        self.form = Form(fields)
        self.form.saved.connect(self.choose)
        self.form.left.connect(self.left)
        self.enter = Button(_("Open the book"), "primary", "check", "Ctrl Enter", act=self.choose)
        leave = Button(_("Back"), "secondary", "arrow-left", act=self.left.emit)
        sentence = Text(_("The pieces fit. Choose anew what lets you in."), "body", "text2", wrap=True)
        parts = column(
            page_head(name, sentence), "l", self.form, "s", KeyboardHint(), "l", row(self.enter, leave, SPRING)
        )
        self.setLayout(centred(parts))
        self.form.focus_first()

    def choose(self) -> None:
        """Give what was chosen, if each secret was typed twice the same."""
        values = {"passphrase": "", "name": "", "password": "", **self.form.values()}
        found = [
            problem("secret.differs", N_("The two are not the same."), f"{each}_again")
            for each in ("passphrase", "password")
            if f"{each}_again" in values and values[each] != values[f"{each}_again"]
        ]
        self.form.show_problems(found)
        if not found:
            self.enter.setEnabled(False)
            self.chosen.emit(values["passphrase"], values["name"], values["password"])

    def refuse(self, error: Exception) -> None:
        """Say what will not do."""
        refuse(self.form, self.enter, error)


def refuse(form: Form, enter: QWidget, error: Exception) -> None:
    """Say what was wrong at its field, and let the person try again."""
    enter.setEnabled(True)
    if isinstance(error, RuleError):
        form.show_problems(error.problems)
    else:
        errors.show(error, form.window(), form)


def centred(parts: Any) -> Any:
    """Put a column as wide as a form in the middle of the page."""
    inner = QWidget()
    inner.setLayout(parts)
    inner.setFixedWidth(theme.width("form"))
    whole = column("column", row(SPRING, inner, SPRING))
    add(whole, SPRING)
    outer = QWidget()
    outer.setLayout(whole)
    return column(scrolled(outer))
