"""Breaches: personal data that got into wrong hands or was lost, who was told, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, moment
from welfare_desk.i18n import N_, _
from welfare_desk.members.privacy import Risk
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import privacy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from welfare_desk.members.privacy import Breach
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "breaches", N_("Breaches of personal data")
QUESTION = N_("Did personal data get into wrong hands, and was everyone told?")
PARAMETERS: tuple[Parameter, ...] = ()
RISKS = {
    Risk.NONE: N_("no danger for anybody"),
    Risk.SOME: N_("some danger: tell the office"),
    Risk.HIGH: N_("great danger: tell the office and the people"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the breaches and lay them out."""
    return lay_out(privacy.breaches(tx), asked.today)


def lay_out(found: Sequence[Breach], today: date) -> Report:
    """Lay out the breaches, the latest first."""
    waits = sum(each.office_due is not None or each.people_wait for each in found)
    rows = [
        Row(
            (
                str(each.id),
                _at(each.found_at),
                each.what,
                each.whose,
                _(RISKS[each.risk]),
                each.measures or None,
                _told(each.office_told_at, each.office_due),
                _told(each.people_told_at, None) or (_("not yet") if each.people_wait else None),
            )
        )
        for each in reversed(found)
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("breach", _("Number"), Kind.CODE, 7),
            Column("found", _("Found"), Kind.CODE, 18),
            Column("what", _("What happened"), width=28),
            Column("whose", _("Whose data"), width=20),
            Column("risk", _("Danger"), width=18),
            Column("measures", _("What was done"), width=26),
            Column("office", _("Office told"), width=18),
            Column("people", _("People told"), width=18),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(_("Somebody must still be told."),) if waits else (),
        landscape=True,
        nothing=_("No breach was written down. If a computer, a drive or a list is lost, write it down here."),
        holds=False if waits else None,
    )


def _at(at: datetime) -> str:
    return moment(at.isoformat())


def _told(at: datetime | None, due: datetime | None) -> str | None:
    if at is not None:
        return _at(at)
    return None if due is None else _("by {moment}").format(moment=_at(due))
