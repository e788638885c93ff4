"""What the editor of notes works with: each note of a year with its draft and the fund's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.i18n import N_, _, spoken
from welfare_desk.reports.note_words import CODES, DISCUSSION, OUTLOOK, TITLES, draft
from welfare_desk.reports.notes import facts_of
from welfare_desk.storage import note_texts, periods

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.storage.book import Tx

_TITLES = TITLES | {
    DISCUSSION: N_("Discussion: what led to the figures"),
    OUTLOOK: N_("Discussion: what comes next"),
}


class NoteText(NamedTuple):
    """A note: its code and title, the words of its draft and the fund's own, each in Thai and in English."""

    code: str
    title: str
    draft: tuple[str, str]
    own: tuple[str, str]

    @property
    def is_own(self) -> bool:
        """Tell whether the fund wrote it itself."""
        return any(self.own)


class NoteSheet(NamedTuple):
    """The notes of a fiscal year (the Gregorian year in which it ends), and the last day that its figures know."""

    year: int
    day: date
    is_locked: bool
    notes: tuple[NoteText, ...]


def note_sheet(tx: Tx, year: int, today: date) -> NoteSheet:
    """Read the notes of a fiscal year."""
    own = note_texts.of_year(tx, year)
    notes = tuple(
        NoteText(each, _(_TITLES[each]), (_drafted(tx, year, each, "th"), _drafted(tx, year, each, "en")),
                 (own[each][0], own[each][1]) if each in own else ("", ""))
        for each in CODES
    )  # fmt: skip
    return NoteSheet(year, min(today, periods.calendar(tx).year_end(year)), note_texts.is_locked(tx, year), notes)


def _drafted(tx: Tx, year: int, code: str, language: str) -> str:
    with spoken(language):
        return "\n".join(draft(tx, code, facts_of(tx, year)))
