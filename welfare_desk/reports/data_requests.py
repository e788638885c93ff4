"""Requests about personal data: who asked what, by when it must be answered, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.members.privacy import RequestKind, RequestStatus
from welfare_desk.reports.consents import member_data_link
from welfare_desk.reports.model import Column, Kind, Report, Row
from welfare_desk.storage import members, privacy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.members.privacy import DataRequest
    from welfare_desk.reports.parameters import Asked, Parameter
    from welfare_desk.storage.book import Tx

NAME, TITLE = "data-requests", N_("Requests about personal data")
QUESTION = N_("Which members asked about their own data, and was everyone answered in time?")
PARAMETERS: tuple[Parameter, ...] = ()
KINDS = {
    RequestKind.SHOW: N_("See the own data"),
    RequestKind.CORRECT: N_("Correct them"),
    RequestKind.EXPORT: N_("Take them along"),
    RequestKind.ERASE: N_("Erase them"),
    RequestKind.OBJECT: N_("Object to their use"),
}
STATUSES = {
    RequestStatus.OPEN: N_("Waits for an answer"),
    RequestStatus.DONE: N_("Done"),
    RequestStatus.REFUSED: N_("Refused"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the requests and the names of who asked, and lay them out."""
    found = privacy.requests(tx)
    names = {each.number: each.name for each in members.all_members(tx, {each.member for each in found})}
    return lay_out(found, names, asked.today)


def lay_out(found: Sequence[DataRequest], names: Mapping[str, str], today: date) -> Report:
    """Lay out the requests, those that wait first, the most urgent at the top."""
    ordered = sorted(found, key=lambda each: (each.status is not RequestStatus.OPEN, each.received, each.id))
    late = sum(each.status is RequestStatus.OPEN and each.due < today for each in found)
    waits = any(each.status is RequestStatus.OPEN for each in found)
    note = _("{count} should have been answered by now.").format(count=late) if late else _("Nobody waits too long.")
    rows = [
        Row(
            (
                str(each.id),
                each.member,
                names.get(each.member),
                _(KINDS[each.kind]),
                each.received,
                _(STATUSES[each.status]),
                each.due if each.status is RequestStatus.OPEN else each.answered,
                each.wish or None,
                each.answer or None,
            ),
            opens=member_data_link(each.member),
        )
        for each in ordered
    ]
    return Report(
        NAME,
        _(TITLE),
        (
            Column("request", _("Request"), Kind.CODE, 8),
            Column("member", _("Number"), Kind.CODE, 9),
            Column("name", _("Name"), width=22),
            Column("kind", _("What is asked"), width=18),
            Column("received", _("Came on"), Kind.DAY, 11),
            Column("status", _("Status"), width=14),
            Column("day", _("Answer by / answered"), Kind.DAY, 11),
            Column("wish", _("In the member's words"), width=22),
            Column("answer", _("Reply"), width=26),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(today)),
        notes=(note,) if waits else (),
        landscape=True,
        nothing=_("No member asked about the own data yet."),
        holds=(not late) if waits else None,
    )
