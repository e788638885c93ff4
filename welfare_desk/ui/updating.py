"""A newer program from a file: proved, shown with what changed, and started."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QDialog, QFileDialog

from welfare_desk.dates import long_day
from welfare_desk.errors import BookError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors

if TYPE_CHECKING:
    from welfare_desk.exchange.updates import Update
    from welfare_desk.services.desk import Desk
    from welfare_desk.ui.screens.screen import Screen


def choose_update(screen: Screen, key: bytes) -> None:
    """Let the person choose an update, and offer what is proved."""
    name, _kind = QFileDialog.getOpenFileName(
        screen, _("Update from a file…"), "", _("Updates of Welfare Desk (*.welfare-update)")
    )
    if name:
        offer_update(screen, Path(name), key)


def offer_update(screen: Screen, path: Path, key: bytes) -> None:
    """Prove an update, say what changed in it, and install it when the person wants it."""

    def work(_desk: Desk) -> Update:
        from welfare_desk.exchange.updates import read_update  # noqa: PLC0415 - loaded when asked

        return read_update(path, key)

    screen.ask(work, lambda found: _offer(screen, found), "update", aside=True)


def _offer(screen: Screen, found: Update) -> None:
    head = _("Of {day}, signed by the makers of this program. What changed:").format(day=long_day(found.released))
    said = [head, *(f"• {line.lstrip('-•* ')}" for line in found.changes.splitlines() if line.strip())]
    said.append(_("Books stay where they are. The program closes and the setup opens."))
    title = _("Version {version}").format(version=found.version)
    dialog = errors.Dialog(screen.window(), ("download", "accent_text"), title, said)
    dialog.offer(_("Not now"), QDialog.DialogCode.Rejected)
    dialog.offer(_("Install"), QDialog.DialogCode.Accepted, "primary")
    if dialog.exec() == QDialog.DialogCode.Accepted:
        screen.ask(lambda _desk: _unpacked(found), lambda path: _start(screen, path), "update", aside=True)


def _unpacked(found: Update) -> Path:
    from welfare_desk.exchange.updates import unpack_update  # noqa: PLC0415 - loaded when asked

    return unpack_update(found, Path(tempfile.mkdtemp(prefix="welfare-desk-")))


def _start(screen: Screen, path: Path) -> None:
    if sys.platform != "win32":
        text = _("The package lies at {path}. Install it with the system's own tool, then open the program again.")
        errors.tell(screen.window(), _("The update is proved"), [text.format(path=path)], ("check", "ok"))
        return
    started, _number = QProcess.startDetached(str(path), [])
    if not started:
        text = N_("The setup at {path} could not be started. Open it by hand.")
        errors.show(BookError(problem("update.not_started", text, path=path)), screen.window())
        return
    screen.window().close()
