"""Write the notes to the statements of a year in the fund's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.people import Permission
from welfare_desk.reports.note_words import CODES
from welfare_desk.services.desk import needs
from welfare_desk.storage import note_texts, trail

if TYPE_CHECKING:
    from welfare_desk.services.desk import Desk


@needs(Permission.RECORD)
def write_note(desk: Desk, year: int, code: str, text_th: str, text_en: str = "") -> None:
    """Write a note of a fiscal year (the Gregorian year in which it ends); without words the default stands again."""
    if code not in CODES:
        text = N_("There is no note “{code}”; write one of {codes}.")
        raise RuleError(problem("note.unknown", text, "code", code=code, codes=", ".join(CODES)))
    with desk.book.write() as tx:
        if note_texts.is_locked(tx, year):
            text = N_("The year {year} is locked for good; its notes stay.")
            raise RuleError(problem("note.locked", text, "year", year=year + BE_OFFSET))
        note_texts.put(tx, year, code, (text_th.strip(), text_en.strip()))
        trail.add(tx, desk.made(), "note.written", f"{year} {code}")
