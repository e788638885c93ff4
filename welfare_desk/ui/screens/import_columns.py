"""Say which column of a sheet holds what, where the program read the header wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import N_, _
from welfare_desk.ui.form import Field, Form
from welfare_desk.ui.screens.member_forms import FormDialog
from welfare_desk.ui.widgets.choices import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from welfare_desk.exchange.headers import ColumnMapping

NONE = "-"
FEWEST_COLUMNS = 16
FIELDS = {
    "no": N_("Member number"),
    "title": N_("Title"),
    "first": N_("First name"),
    "last": N_("Family name"),
    "name": N_("First and family name in one column"),
    "id": N_("ID number"),
    "birth": N_("Day of birth"),
    "join": N_("Day of entry"),
    "house": N_("House number"),
    "moo": N_("Village"),
    "phone": N_("Telephone"),
    "ben": N_("Beneficiary"),
    "rel": N_("Relation"),
    "status": N_("Standing"),
    "note": N_("Note"),
}


def columns_dialog(
    parent: QWidget, mapping: ColumnMapping, taken: Callable[[dict[str, int | None]], None]
) -> FormDialog:
    """Ask which column holds each field; `taken` gets the fields that moved, by column (0 = A) or None."""
    from welfare_desk.exchange.workbook import column_letters, column_number  # noqa: PLC0415 - loaded with a file

    last = max([FEWEST_COLUMNS, *(at + 1 for at in mapping.columns.values())])
    letters = [(NONE, _("none")), *((letter, letter) for letter in map(column_letters, range(last)))]
    stands = {name: column_letters(at) for name, at in mapping.columns.items()}
    form = Form([Field(name, _(label), Pick("", letters, stands.get(name, NONE))) for name, label in FIELDS.items()])

    def send(values: dict[str, Any], dialog: FormDialog) -> None:
        moved = {name: letter for name, letter in values.items() if letter != stands.get(name, NONE)}
        dialog.accept()
        if moved:
            taken({name: None if letter == NONE else column_number(letter) for name, letter in moved.items()})

    return FormDialog(parent, _("Which column holds what"), form, send)
