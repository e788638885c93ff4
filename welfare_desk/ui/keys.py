"""The keys of the window, and the list that ? shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.i18n import N_, _
from welfare_desk.ui import errors
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.layout import SPRING, row
from welfare_desk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from welfare_desk.ui.screens.screen import Screen

KEYS = (
    ("F1", N_("Help for this page")),
    ("F5", N_("Read the book again")),
    ("F11", N_("Fold the sidebar")),
    ("Ctrl+K", N_("Search members, vouchers, amounts")),
    ("Ctrl+L", N_("Lock the window, in a book that asks who is there")),
    ("Ctrl+O", N_("Choose another book")),
    ("Ctrl+Q", N_("Close the program")),
    ("Alt+Left", N_("Go back")),
    ("Alt+Right", N_("Go forward")),
    ("Ctrl+1 … 9", N_("Go to a place of the sidebar")),
    ("Ctrl+PageDown", N_("Go to the next tab")),
    ("Ctrl+PageUp", N_("Go to the tab before")),
)


def show(parent: QWidget, page: Screen | None) -> None:
    """Show the keys of a page: those on its buttons, its own, and the window's."""
    buttons = page.findChildren(Button) if page is not None else []
    found = [(each.key, each.accessibleName()) for each in buttons if each.key and each.isVisible()]
    found += [(key, _(words)) for key, words in (*(page.KEYS if page is not None else ()), *KEYS)]
    dialog = errors.Dialog(parent, ("info", "accent_text"), _("The keys of this page"), [])
    for key, words in found:
        dialog.body.addLayout(row(Text(key, "smalls"), Text(words, "body", "text2"), SPRING, gap="m"))
    dialog.offer(_("Close"), errors.QDialog.DialogCode.Accepted, "primary")
    dialog.exec()
