"""What there is to say about a row of a cooperative's register, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import fill
from welfare_desk.i18n import N_, _

if TYPE_CHECKING:
    from welfare_desk.coop.imported import RegisterNote

_SENTENCES = {
    "number_missing": N_("There is no member number; the row is left out."),
    "number_twice": N_("Member number {subject} stands twice; the second row is left out."),
    "savings_as_text": N_("“{raw}” is written as text; read as {read_as} baht."),
    "joined_unread": N_("“{raw}” is no day of joining; the day stays empty."),
    "share_value_wrong": N_("{raw} baht are written, the shares make {read_as} baht; their number counts."),
    "borrower_not_a_member": N_("The borrower of {subject} is not in the list of members; the loan is left out."),
    "loan_unread": N_("The day, the amount or the instalments of {subject} cannot be read; the loan is left out."),
    "principal_as_text": N_("“{raw}” is written as text; read as {read_as} baht."),
    "outstanding_wrong": N_("{raw} baht are written as owed; lent less repaid makes {read_as} baht, which counts."),
    "rate_unread": N_("“{raw}” is no rate of interest; the loan is left out."),
    "rate_in_words": N_("“{raw}” is read as {read_as} percent a year."),
    "rate_text_percent": N_("“{raw}” is read as {read_as} percent a year."),
    "rate_as_text": N_("“{raw}” is read as {read_as} percent a year."),
    "rate_as_fraction": N_("{raw} is read as {read_as} percent a year."),
    "guarantor_not_a_member": N_("The guarantor {raw} is not in the list of members and is left out."),
    "guarantor_ambiguous": N_("Several members are called {raw}; the guarantor is left out."),
    "guarantees_own_loan": N_("{raw} guarantees the own loan and is left out."),
    "guarantor_has_left": N_("The guarantor {raw} has left the cooperative: find another one."),
}


def sentence(note: RegisterNote) -> str:
    """Say in the chosen language what there is to say of a row."""
    words = {"subject": note.subject, "raw": note.raw, "read_as": note.read_as}
    return fill(_(_SENTENCES[note.code]), words)
