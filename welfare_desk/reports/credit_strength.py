"""The credit strength of the body, as somebody gave it: every grade with its day; the program works none out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.strength import GRADE_WORDS
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import credit_strength

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.strength import CreditStrength
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "credit-strength", N_("Credit strength")
QUESTION = N_("Which grade of credit strength was given, when and by whom?")
PARAMETERS = ()


def make(tx: Tx, asked: Asked) -> Report:
    """List every grade, the latest first."""
    return lay_out(credit_strength.grades(tx), asked.today)


def lay_out(found: Sequence[CreditStrength], today: date) -> Report:
    """Lay out one line for each grade."""
    rows = [Row((each.day, each.grade.value, _(GRADE_WORDS[each.grade]), each.by, each.words)) for each in found]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("grade", _("Grade"), Kind.CODE, 8),
            Column("meaning", _("Meaning"), width=20),
            Column("by", _("Graded by"), width=24),
            Column("words", _("What was said"), width=30),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(
            _("How grades are given is published nowhere: each stands here as it was written down, and no formula."),
        ),
        nothing=_("No grade was written down yet."),
    )
