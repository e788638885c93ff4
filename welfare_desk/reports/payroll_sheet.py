"""Payroll sheet: what an employer is to deduct of each member for a month, and what was really kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welfare_desk.coop.payroll import DueKind
from welfare_desk.dates import month_and_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import payroll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.coop.payroll import PayrollSheet
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "payroll-sheet", N_("Deductions from pay")
QUESTION = N_("What is an employer to deduct of each member, and what was kept back?")
PARAMETERS = (Parameter("number", N_("No."), ParameterKind.NUMBER, is_required=True),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a sheet by its number and lay it out; an unknown one is a `RuleError`."""
    number = asked.number("number")
    kept = next((each for each in payroll.sheets(tx, number) if each.status == payroll.ASKED), None)
    if kept is None:
        text = N_("There is no payroll sheet {number}.")
        raise RuleError(problem("payroll.no_sheet", text, "number", number=number))
    posted = next(iter(payroll.postings(tx, number)), None)
    return lay_out(payroll.read(tx, kept), number, posted.content if posted else None)


def lay_out(sheet: PayrollSheet, number: int, posted: Mapping[str, Any] | None) -> Report:
    """Lay out one line for each member over the sums; what was kept back stays empty until it is posted."""
    came = {member: (Money(satang), voucher) for member, satang, voucher in posted["rows"]} if posted else {}
    rows: list[Row] = []
    for each in sheet.rows:
        kept, voucher = came.get(each.member, (Money(0) if posted else None, None))
        kinds = (each.of(kind) or None for kind in (DueKind.SHARE, DueKind.SAVINGS, DueKind.LOAN))
        link = entry_link(voucher) if voucher else None
        rows.append(Row((each.member, each.name, *kinds, each.total, kept, voucher), opens=link))
    text = ngettext("{count} member", "{count} members", len(rows)).format(count=f"{len(rows):,}")
    sums = [Money.sum(each.of(kind) for each in sheet.rows) for kind in (DueKind.SHARE, DueKind.SAVINGS, DueKind.LOAN)]
    total = Money.sum(amount for amount, _voucher in came.values()) if posted else None
    rows.append(Row((None, text, *sums, sheet.total, total, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("member", _("Member number"), Kind.CODE, 10),
            Column("name", _("Name"), width=26),
            Column("shares", _("Shares"), Kind.MONEY, 12),
            Column("savings", _("Savings"), Kind.MONEY, 12),
            Column("loans", _("Loan instalment"), Kind.MONEY, 13),
            Column("total", _("To be deducted"), Kind.MONEY, 14),
            Column("deducted", _("Kept back"), Kind.MONEY, 14),
            Column("receipt", _("Receipt"), Kind.CODE, 13),
        ),
        tuple(rows),
        f"{sheet.employer} · {month_and_year(sheet.month)} · " + _("No. {number}").format(number=number),
        notes=() if posted else (_("Write under “Kept back” what was really deducted, and send the file back."),),
        signatures=(_("Who made the sheet"), _("Who deducted")),
        landscape=True,
    )
