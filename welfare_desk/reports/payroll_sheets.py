"""Payroll sheets: for which employer and month they were made, and whether what was kept back is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Row
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import payroll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "payroll-sheets", N_("Payroll sheets")
QUESTION = N_("Which deductions from pay were asked for, and which are posted?")
PARAMETERS = ()


class SheetLine(NamedTuple):
    """One sheet: what was asked for and what is posted of it."""

    number: int
    month: date
    employer: str
    members: int
    asked: Money
    posted: Money | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every sheet, the newest first."""
    del asked
    return lay_out(lines(tx) if is_member_owned(tx) else [])


def lines(tx: Tx) -> list[SheetLine]:
    """Read every sheet with the sum that was asked for, and the sum that is posted."""
    found: list[SheetLine] = []
    for each in payroll.sheets(tx):
        if each.status == payroll.ASKED:
            asked = Money(sum(satang for _, dues in each.content["rows"] for _, _, _, satang in dues))
            posted = next(iter(payroll.postings(tx, each.id)), None)
            came = Money(sum(satang for _, satang, _ in posted.content["rows"])) if posted else None
            found.append(SheetLine(each.id, each.month, each.employer, len(each.content["rows"]), asked, came))
    return found


def lay_out(found: Sequence[SheetLine]) -> Report:
    """Lay out one line for each sheet."""
    rows = [
        Row(
            (
                each.number, month_and_year(each.month), each.employer, each.members, each.asked, each.posted,
                _("deductions posted") if each.posted is not None else _("waits for the employer"),
            ),
            opens=Link("payroll-sheet", (("number", str(each.number)),)),
        )
        for each in found
    ]  # fmt: skip
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("No."), Kind.NUMBER, 6),
            Column("month", _("Month"), width=16),
            Column("employer", _("Employer"), width=30),
            Column("members", _("Members"), Kind.NUMBER, 10),
            Column("asked", _("To be deducted"), Kind.MONEY, 15),
            Column("posted", _("Kept back"), Kind.MONEY, 15),
            Column("state", _("State"), width=20),
        ),
        tuple(rows),
        nothing=_("No deductions from pay were asked for yet."),
    )
