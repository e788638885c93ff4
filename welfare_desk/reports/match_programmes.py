"""Programmes of matching money: who gives, and by which terms from which day on; the usual terms are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, month_name
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.funds import WHOLE
from welfare_desk.reports.match_round import GIVERS
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import matching
from welfare_desk.welfare.matching import MatchBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.matching import KeptProgramme
    from welfare_desk.welfare.matching import MatchTerms

NAME, TITLE = "match-programmes", N_("Programmes of matching money")
QUESTION = N_("Who gives matching money, and by which terms from which day on?")
PARAMETERS: tuple[Parameter, ...] = ()


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every programme with all its terms, and lay them out."""
    return lay_out(matching.every_programme(tx), asked.today)


def lay_out(found: Sequence[KeptProgramme], today: date) -> Report:
    """Lay out one line for each programme and day from which its terms count."""
    rows = [
        Row(
            (
                each.programme.code,
                each.programme.name,
                _(GIVERS[each.programme.giver]),
                " / ".join(code for code in (each.programme.income, each.programme.receivable) if code),
                each.from_day,
                *term_words(each.terms),
            )
        )
        for each in found
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Programme"), Kind.CODE, 10),
            Column("name", _("Name"), width=22),
            Column("giver", _("Giver"), width=18),
            Column("accounts", _("Income / waiting"), Kind.CODE, 12),
            Column("from", _("From"), Kind.DAY, 11),
            Column("rate", _("Rate"), width=13),
            Column("cap", _("At most a year"), width=15),
            Column("cutoff", _("Cut-off"), width=16),
            Column("full_years", _("Full years"), width=12),
            Column("paid_up", _("Paid up"), width=12),
            Column("rounds", _("Most rounds"), width=12),
            Column("excess", _("What is over"), width=16),
            Column("basis", _("What counts"), width=20),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(_("“Usual” marks what nobody has set: it is a default of the program, not a rule of the giver."),),
        landscape=True,
        nothing=_("No programme of matching money was kept yet."),
    )


def term_words(terms: MatchTerms) -> tuple[str, ...]:
    """Say each of the terms in few words, in their order; the usual ones, which nobody has set, are marked."""
    yes, no = _("yes"), _("no")
    whole, part = divmod(terms.rate, WHOLE)
    said = (
        ("rate", f"{whole}.{part:02} %"),
        ("cap", terms.cap.text()),
        ("cutoff_day", f"{terms.cutoff_day} {month_name(terms.cutoff_month)}"),
        ("full_years", str(terms.full_years)),
        ("paid_up", yes if terms.paid_up else no),
        ("most_rounds", str(terms.most_rounds) if terms.most_rounds else _("no limit")),
        ("returns_excess", _("goes back") if terms.returns_excess else _("stays")),
        ("basis", _("dues of the year") if terms.basis is MatchBasis.COVER else _("paid in the year")),
    )
    return tuple(_("{term} (usual)").format(term=words) if terms.is_usual(name) else words for name, words in said)
