"""Turn what went wrong into words, sorted by who can put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from welfare_desk.crash_report import report_of
from welfare_desk.errors import Awaiting, BookError, RuleError
from welfare_desk.i18n import _, ngettext
from welfare_desk.ui import theme
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, column, margins, row
from welfare_desk.ui.widgets.text import Icon, Text

if TYPE_CHECKING:
    from welfare_desk.ui.form import Form


MOST_SAID = 6


def sentences(error: Exception) -> list[str]:
    """Say an error that a person can do something about; nothing for anything else."""
    if isinstance(error, RuleError):
        return [each.sentence() for each in error.problems]
    if isinstance(error, BookError):
        return [error.problem.sentence()]
    return []


def show(error: Exception, parent: QWidget | None, form: Form | None = None) -> None:
    """Show an error where it belongs: beside the fields, in a dialog, or as a fault of the program."""
    from welfare_desk.ui.jobs import Cancelled  # noqa: PLC0415 - the window starts without what it needs later

    if isinstance(error, Cancelled):
        return
    if isinstance(error, Awaiting):
        tell(parent, _("Sent for approval"), [error.sentence()], ("clock", "accent_text"))
        return
    if isinstance(error, RuleError) and form is not None:
        form.show_problems(error.problems)
        return
    known = sentences(error)
    if known:
        title = _("Please put this right first") if isinstance(error, RuleError) else _("This could not be done")
        more = len(known) - MOST_SAID
        rest = [ngettext("And {count} more like this.", "And {count} more like these.", more).format(count=more)]
        tell(parent, title, known[:MOST_SAID] + (rest if more > 0 else []))
    else:
        crash(error, parent)


class Dialog(QDialog):
    """A small dialog in the program's own looks: an icon, a title, sentences, and buttons."""

    def __init__(self, parent: QWidget | None, icon: tuple[str, str], title: str, said: list[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        words = column(Text(title, "strong"), gap="s")
        for sentence in said:
            line = Text(sentence, "body", "text2", wrap=True)
            line.setMinimumWidth(theme.width("dialog"))
            words.addWidget(line)
        self.body = words
        self.buttons = row(SPRING, gap="s")
        content = row(column(Icon(icon[0], "nav", icon[1]), SPRING), words, gap="m")
        self.setLayout(margins(column(content, "l", self.buttons), "section", "xl", "section", "xl"))

    def offer(self, words: str, answer: QDialog.DialogCode, kind: str = "secondary") -> None:
        """Add a button that closes the dialog with this answer."""
        button = Button(words, kind, act=lambda: self.done(answer))
        self.buttons.addWidget(button)
        if kind in {"primary", "danger"}:
            button.setDefault(True)
            button.setFocus()


def tell(
    parent: QWidget | None, title: str, said: list[str], icon: tuple[str, str] = ("triangle-alert", "look")
) -> None:
    """Say something that has to be read before going on."""
    dialog = Dialog(parent, icon, title, said)
    dialog.offer(_("OK"), QDialog.DialogCode.Accepted, "primary")
    dialog.exec()


def ask(parent: QWidget | None, title: str, said: str, yes: str, *, danger: bool = False) -> bool:
    """Let the person decide; `yes` says what would happen."""
    dialog = Dialog(parent, ("circle-help", "accent_text"), title, [said])
    dialog.offer(_("Cancel"), QDialog.DialogCode.Rejected)
    dialog.offer(yes, QDialog.DialogCode.Accepted, "danger" if danger else "primary")
    return dialog.exec() == QDialog.DialogCode.Accepted


def offer(
    parent: QWidget | None,
    title: str,
    said: list[str],
    yes: str,
    no: str,
    icon: tuple[str, str] = ("circle-check", "ok"),
) -> bool:
    """Say that something was done, and offer what usually comes next."""
    dialog = Dialog(parent, icon, title, said)
    dialog.offer(no, QDialog.DialogCode.Rejected)
    dialog.offer(yes, QDialog.DialogCode.Accepted, "primary")
    return dialog.exec() == QDialog.DialogCode.Accepted


def log(error: BaseException) -> None:
    """Write a fault of the program into its log, as it is told to people."""
    import logging  # noqa: PLC0415 - only when something went wrong

    logging.getLogger("welfare_desk").error("%s", report_of(error))


def crash(error: BaseException, parent: QWidget | None = None) -> None:
    """Own up to a fault of the program: nothing was half-saved, and here is what to send on."""
    log(error)
    said = [
        _("The program made a mistake and stopped this piece of work. Nothing was saved in part; your book is safe."),
        _("These details name places in the program, and no member and no money. Read them before you send them on."),
    ]
    dialog = Dialog(parent, ("octagon-alert", "stop"), _("Something went wrong in the program"), said)
    text = QPlainTextEdit(report_of(error))
    text.setReadOnly(True)
    text.setFont(theme.font("caption"))
    text.setMinimumWidth(theme.width("log"))
    text.setAccessibleName(_("Details for the people who mend the program"))
    dialog.body.addWidget(text)
    copy = Button(_("Copy the details"), icon="copy", act=lambda: (text.selectAll(), text.copy()))
    keep = Button(_("Save the details…"), icon="download", act=lambda: _keep(dialog, text.toPlainText()))
    dialog.buttons.addWidget(copy)
    dialog.buttons.addWidget(keep)
    dialog.offer(_("Close"), QDialog.DialogCode.Accepted, "primary")
    dialog.exec()


def _keep(parent: QWidget, report: str) -> None:
    from pathlib import Path  # noqa: PLC0415 - only when something went wrong

    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - see above

    from welfare_desk.ui.files import keep_file  # noqa: PLC0415 - it knows this module

    path, _kind = QFileDialog.getSaveFileName(parent, _("Save the details…"), "welfare-desk-report.txt", "*.txt")
    if path:
        keep_file(parent, Path(path), report.encode())
