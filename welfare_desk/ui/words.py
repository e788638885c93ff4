"""Words on screen: where long Thai may break, and Qt's own buttons in our language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTranslator

from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

BREAK = "\u200b"


@lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """Mark where a line may break inside Thai; Qt finds no such places on Windows by itself."""
    if text.isascii():
        return text
    from icu4py.breakers import LineBreaker  # noqa: PLC0415 - ICU is loaded when the first long text is shown

    return BREAK.join(LineBreaker(text, "th"))


def plain(text: str) -> str:
    """Take the break marks out again, before a text is copied or kept."""
    return text.replace(BREAK, "")


_VOWEL_FIRST = re.compile(r"([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_MARKS = re.compile(r"[\u0e47-\u0e4e]")


def alphabetical(text: str) -> tuple[str, str]:
    """Give what Thai words are ordered by: the vowel written first stands second, tone marks count last."""
    turned = _VOWEL_FIRST.sub(r"\2\1", text.casefold())
    return _MARKS.sub("", turned), turned


class QtWords(QTranslator):
    """Say the words of Qt's own buttons and menus through the catalogue of the program."""

    KNOWN: ClassVar[dict[str, str]] = {
        "OK": N_("OK"),
        "&OK": N_("OK"),
        "Cancel": N_("Cancel"),
        "&Cancel": N_("Cancel"),
        "&Yes": N_("Yes"),
        "&No": N_("No"),
        "Save": N_("Save"),
        "&Save": N_("Save"),
        "Close": N_("Close"),
        "&Close": N_("Close"),
        "Discard": N_("Discard"),
        "Don't Save": N_("Discard"),
        "Open": N_("Open"),
        "&Open": N_("Open"),
        "Apply": N_("Apply"),
        "Help": N_("Help"),
        "Retry": N_("Try again"),
        "Show Details...": N_("Show details"),
        "Hide Details...": N_("Hide details"),
        "&Undo": N_("Undo"),
        "&Redo": N_("Redo"),
        "Cu&t": N_("Cut"),
        "&Copy": N_("Copy"),
        "&Paste": N_("Paste"),
        "Delete": N_("Delete"),
        "Select All": N_("Select all"),
        "Look in:": N_("Look in:"),
        "File &name:": N_("File name:"),
        "Files of type:": N_("Files of type:"),
        "Name": N_("Name"),
        "Size": N_("Size"),
        "Date Modified": N_("Changed on"),
        "Folder": N_("Folder"),
        "Directory": N_("Folder"),
        "Directory:": N_("Folder:"),
    }

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002 - Qt's signature
        known = self.KNOWN.get(text)
        return _(known) if known else ""

    def isEmpty(self) -> bool:
        return False
