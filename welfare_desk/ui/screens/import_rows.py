"""The rows of a file as an import shows them: what there is to say about each cell, and how that looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from welfare_desk.i18n import _, ngettext
from welfare_desk.ui.widgets.buttons import Button
from welfare_desk.ui.widgets.text import empty_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from welfare_desk.reports.model import Column
    from welfare_desk.ui.cells import Look

SHOWN = {  # what there is to say about a cell, from the gravest: icon, ink, ground
    "hold_row": ("octagon-alert", "stop", "stop_soft"),
    "ask": ("triangle-alert", "look", "look_soft"),
    "empty_flag": ("triangle-alert", "look", "look_soft"),
    "look": ("triangle-alert", "look", ""),
    "read_flag": ("check-check", "accent_text", ""),
    "read": ("check-check", "accent_text", ""),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What there is to say about a cell: how grave it is (a key of `SHOWN`), and what the file holds."""

    kind: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the file as the table shows it; `cells` begin with its sheet and number.

    `state` is a key of the segments, `also` are others that show it too; `marks` are by column key. An `is_aside` row
    describes no entry.
    """

    state: str
    cells: tuple[Any, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict[str, Mark])
    also: frozenset[str] = frozenset()
    is_aside: bool = False

    def is_in(self, state: str) -> bool:
        """Tell whether a segment shows it."""
        return state in {"all", self.state} or state in self.also


def gravest(marks: Mapping[str, Mark], name: str, mark: Mark) -> dict[str, Mark]:
    """Add a mark to those of a row, unless its column bears a graver one."""
    order = list(SHOWN)
    held = marks.get(name)
    keeps = mark.kind not in SHOWN or (held is not None and order.index(held.kind) <= order.index(mark.kind))
    return dict(marks) if keeps else {**marks, name: mark}


def headline(preview: Any) -> str:
    """Say which file it is, and how many sheets and rows it has."""
    sheets, rows = len({each for layout in preview.layouts for each in layout.sheets}), preview.counts()["rows"]
    in_sheets = ngettext("{count} sheet", "{count} sheets", sheets).format(count=sheets)
    persons = ngettext("{count} row describes a person", "{count} rows describe a person", rows)
    return f"{preview.file} · {in_sheets} · {persons.format(count=f'{rows:,}')}"


def marked(look: Look, shown: Shown, column: str) -> Look:
    """Colour a cell by what there is to say about it."""
    if shown.is_aside:
        return replace(look, ink="muted", row_ground="sunken")
    mark = shown.marks.get(column)
    if mark is None:
        return look
    icon, ink, ground = SHOWN[mark.kind]
    words = look.words or mark.raw
    return replace(look, words=words, ink=ink, ground=ground, icon=icon, icon_ink=ink, icon_kind="small")


def lettered(head: Column, layouts: Sequence[Any], under: Mapping[str, tuple[str, ...]]) -> Column:
    """Put the sheet's own letter before a title, where all sheets keep it in the same column.

    `under` names the fields that a column of the table shows, where it is not the one of its own name.
    """
    from welfare_desk.exchange.workbook import column_letters  # noqa: PLC0415 - loaded with the first file

    held = under.get(head.key, (head.key,))
    places = [next((each.mapping.columns[f] for f in held if f in each.mapping.columns), -1) for each in layouts]
    is_one = len(set(places)) == 1 and places[0] >= 0
    return replace(head, title=f"{column_letters(places[0])}  {head.title}") if is_one else head


def nothing_chosen(choose: Callable[[], object]) -> QWidget:
    """Ask for a file, and say what becomes of it."""
    pick = Button(_("Choose a file…"), "primary", "folder-open", act=choose)
    words = _(
        "Title rows, merged cells, both eras and Thai digits are understood. Nothing is written before you agree."
    )
    return empty_state("upload", _("The file stays as it is"), words, pick)
