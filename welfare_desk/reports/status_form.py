"""The status form of a fund (แบบแสดงสถานะกองทุน), sections 1 to 12, as of a day.

The order of its sections follows a form seen in the field; it is not official. What nobody told stays open, to be
written in by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports import status_form_facts
from welfare_desk.reports.model import Column, Kind, Report
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.self_assessment import said
from welfare_desk.reports.status_form_money import benefits, community, money, two_sides
from welfare_desk.reports.status_form_rows import committee, management, members, profile, wishes

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.reports.self_assessment import Said
    from welfare_desk.reports.status_form_facts import FormFacts
    from welfare_desk.storage.book import Tx

NAME, TITLE = "status-form", N_("Status form of the fund")
QUESTION = N_("Where does the fund stand: members, money by source, benefits, committee, management and position?")
PARAMETERS = (ON,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for everything that the form tells as of a day, and lay it out."""
    day = asked.day("on")
    return lay_out(status_form_facts.read(tx, day), said(tx, day))


def lay_out(of: FormFacts, assessed: Said) -> Report:
    """Lay out the twelve sections; the figures at the right are those since the founding, or the other side."""
    rows = (
        *profile(of), *members(of), *money(of), *benefits(of), *community(of), *committee(of), *management(assessed),
        *two_sides(of.position), *wishes(of),
    )  # fmt: skip
    position = of.position
    agrees = position.received == position.used
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Item no."), Kind.CODE, 7),
            Column("words", _("Item"), width=36),
            Column("count", _("How many"), Kind.NUMBER, 9),
            Column("baht", _("Baht"), Kind.MONEY, 15),
            Column("beside", _("Beside it"), width=34),
            Column("count_beside", _("How many"), Kind.NUMBER, 9),
            Column("baht_beside", _("Baht"), Kind.MONEY, 15),
        ),
        rows,
        _("As of {day}").format(day=long_day(of.day)),
        notes=tuple(_notes(of, agrees=agrees)),
        answer=(
            ("received_satang", position.received.satang),
            ("used_satang", position.used.satang),
            ("is_detailed", position.is_detailed),
        ),
        landscape=True,
        holds=agrees,
        signatures=(_("Treasurer"), _("Secretary"), _("Head of the fund")),
    )


def _notes(of: FormFacts, *, agrees: bool) -> list[str]:
    said_ = _("Both sides of section 10 agree.") if agrees else _("Both sides of section 10 differ.")
    notes = [said_, _("The sections follow a form seen in the field; it is not official.")]
    if not of.position.is_detailed:
        notes.append(
            _("What came before the book is not known line by line; what is unknown stands under “other”, marked *.")
        )
    given = Money.sum(each.amount for each in of.benefits)
    if given != of.ledger_year:
        text = _("Benefits by claim add up to {claims} baht in the past year, the accounts of benefits to {ledger}.")
        notes.append(text.format(claims=given.text(), ledger=of.ledger_year.text()))
    if of.members.ages_unknown:
        text = _("The day of birth of {count} members is not known; they count under “general”.")
        notes.append(text.format(count=of.members.ages_unknown))
    return notes
