"""What an import says about a cell: one sentence for each code."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _
from welfare_desk.reports.member_list import STATUS_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# By the whole code first, else by what follows the field's name. {raw} is what the cell holds, {value} its reading.
SENTENCES = {
    "be_in_real_cell": N_("The date cell holds a Buddhist year as if it were Gregorian; read as {value}."),
    "be_text_slash": N_("A Buddhist date written as text; read as {value}."),
    "be_text_thai_month": N_("A Buddhist date written as text; read as {value}."),
    "be_text_thai_digits": N_("A Buddhist date in Thai digits; read as {value}."),
    "be_text_2digit": N_("A Buddhist year of two digits; read as {value}."),
    "leap_be_text": N_("29 February of a leap year; read as {value}."),
    "ce_text": N_("A Gregorian date written as text; read as {value}."),
    "excel_number": N_("Excel's number of a day; read as {value}."),
    "year_only": N_("Only the year is known ({raw}); the day is left empty."),
    "month_only": N_("Only the month is known ({raw}); the day is left empty."),
    "impossible": N_("There is no such day ({raw}); it is left empty."),
    "impossible_leap": N_("That year has no 29 February ({raw}); the day is left empty."),
    "impossible_leap_real_cell": N_("That Buddhist year has no 29 February ({raw}); the day is left empty."),
    "implausible": N_("The year cannot be right ({raw}); the day is left empty."),
    "future": N_("The day lies in the future ({raw}), probably mistyped; it is left empty."),
    "missing": N_("Nothing is given; it is left empty."),
    "unreadable": N_("“{raw}” cannot be read; it is left empty."),
    "uncalculated": N_("The formula has no result in the file. Open it in Excel, save it, and choose it again."),
    "excel_error": N_("The cell shows an Excel error ({raw}); it is left empty."),
    "thai_digits": N_("Written in Thai digits; read as {value}."),
    "text.zero_width": N_("Invisible characters were taken out; read as {value}."),
    "text.nbsp": N_("A no-break space was taken out; read as {value}."),
    "text.edge_space": N_("Spaces at the edge were taken out; read as {value}."),
    "text.inner_space": N_("Extra spaces were taken out; read as {value}."),
    "text.private_use": N_("Letters of an old Thai font were put right; read as {value}."),
    "text.sara_e_twice": N_("เเ was typed for แ; read as {value}."),
    "text.decomposed_sara_am": N_("ำ was typed in two parts; read as {value}."),
    "text.mark_order": N_("A tone mark stood before its vowel; read as {value}."),
    "text.doubled_vowel": N_("A vowel or tone mark was typed twice; read as {value}. Please check."),
    "text.lookalike": N_("A foreign letter stood inside a Thai word; read as {value}. Please check."),
    "text.foreign_letter": N_("A foreign letter stands inside a Thai word ({raw}). Please check."),
    "no.leading_zeros_lost": N_("The number lost its zeros; read as {value}."),
    "no.missing": N_("The row has no member number; give one or leave the row out."),
    "no.taken": N_("Member number {raw} is taken already, by {other}; give another or leave the row out."),
    "no.given": N_("The list has no member numbers; this member gets {value}."),
    "first.title_glued_to_first_name": N_("The title was glued to the name; the name is {value}."),
    "first.surname_in_first_name_cell": N_("First name and surname stood in one cell; the first name is {value}."),
    "id.dashes": N_("The ID number was written with dashes; read as {value}."),
    "id.spaces": N_("The ID number was written with spaces; read as {value}."),
    "id.number_general": N_("Excel shows the ID number shortened, but holds all digits: {value}."),
    "id.text_scientific": N_("Excel shortened the ID number ({raw}) and its digits are lost; it is left empty."),
    "id.number_lost_digits": N_("The last digits of the ID number became zeros ({raw}); it is left empty."),
    "id.bad_check_digit": N_("The ID number ({raw}) has a mistyped digit; it is left empty."),
    "id.twelve_digits": N_("The ID number ({raw}) has only 12 digits; it is left empty."),
    "id.wrong_length": N_("The ID number ({raw}) does not have 13 digits; it is left empty."),
    "id.missing": N_("No ID number is given."),
    "id.stateless": N_("A person without civil status has no ID number."),
    "id.monk": N_("A monk; no ID number is given."),
    "id.same_as_another_person": N_("The same ID number ({raw}) is on another person too ({other}); whose is it?"),
    "became_a_date": N_("Excel took the house number for a date; read as {value}."),
    "moo_word": N_("The village was written in words; read as {value}."),
    "moo_abbrev": N_("The village was written in short; read as {value}."),
    "moo_thai_digit": N_("The village was written in Thai digits; read as {value}."),
    "moo.disagrees_with_sheet": N_("The row says village {raw}, the sheet says village {other}; which is right?"),
    "phone.landline": N_("A landline of 9 digits; read as {value}."),
    "phone.number_lost_zero": N_("The phone number lost its zero; read as {value}."),
    "phone.two_numbers": N_("Two phone numbers in one cell; read as {value}."),
    "phone.too_short": N_("The phone number ({raw}) has too few digits; it is left empty."),
    "phone.too_long": N_("The phone number ({raw}) has too many digits; it is left empty."),
    "status.blank": N_("No standing is given; read as active."),
    "status.from_note": N_("The note tells the standing; read as {value}."),
    "status.date_missing": N_("The standing is {value}, but its day is not given."),
    "status.conflicts_with_note": N_("The standing says “{raw}”, the note says “{other}”; which is right?"),
    "status.unreadable": N_("The standing “{raw}” is not known; which is it?"),
    "row.join_before_birth": N_("The day of entry ({value}) lies before the day of birth ({other}); which is right?"),
    "row.same_person_twice": N_("The same person is listed already, as {other}; is it one person or two?"),
    "row.hidden": N_("The row is hidden in the file; it was read all the same."),
    "row.already_there": N_("The register holds {raw} already and it differs; the register stays as it is."),
}


def sentence_of(code: str, raw: str | None, value: str | None, more: Mapping[str, object]) -> str:
    """Say what was found in a cell, in the chosen language."""
    text = SENTENCES.get(code) or SENTENCES[code.partition(".")[2]]
    return fill(_(text), {"raw": raw or "", "value": _shown(code, value or "")} | dict(more))


def _shown(code: str, value: str) -> object:
    """Turn a reading into what people write: a day of the Buddhist era, a standing in words."""
    if _ISO_DAY.fullmatch(value):
        return date.fromisoformat(value)
    if code.startswith("status."):
        return next((_(name) for status, name in STATUS_NAMES.items() if status.value == value), value)
    return value
