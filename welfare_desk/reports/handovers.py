"""Handovers of office: every one that was signed, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.storage import handovers
from welfare_desk.welfare.handovers import Office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.handovers import Handover

NAME, TITLE = "handovers", N_("Handovers of office")
QUESTION = N_("Who handed which office to whom, and what was counted?")
PARAMETERS: tuple[Parameter, ...] = ()
OFFICES = {
    Office.TREASURER: N_("Treasurer"),
    Office.HEAD: N_("Head of the fund"),
    Office.BOOKKEEPER: N_("Bookkeeper"),
    Office.CENTRE: N_("Village coordinator"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the handovers and lay them out."""
    return lay_out(handovers.handovers(tx), asked.today)


def lay_out(found: Mapping[int, Handover], today: date) -> Report:
    """Lay out one line for each handover."""
    rows = [
        Row(
            (
                number,
                each.day,
                _(OFFICES[each.office]),
                each.giver,
                each.taker,
                Money.sum(each.counted_money),
                each.difference or None,
            ),
            opens=Link("handover", (("number", str(number)),)),
        )
        for number, each in sorted(found.items(), reverse=True)
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Number"), Kind.NUMBER, 7),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("office", _("Office"), width=18),
            Column("giver", _("Outgoing officer"), width=22),
            Column("taker", _("Incoming officer"), width=22),
            Column("found", _("Money found"), Kind.MONEY, 14),
            Column("difference", _("Difference"), Kind.MONEY, 12),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        landscape=True,
        nothing=_("No office was handed over yet."),
    )
