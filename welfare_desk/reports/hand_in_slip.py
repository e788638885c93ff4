"""The slip of cash handed in (ใบนำส่งเงิน): which sheets, how much was counted, who handed over and who received."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from welfare_desk.dates import long_day, month_and_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.hand_ins import KeptSlip, slips
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import accounts, schema
from welfare_desk.welfare.contributions import VILLAGE_CENTRE
from welfare_desk.words import amount_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "hand-in", N_("Cash hand-in slip")
QUESTION = N_("What one village handed in, to be signed.")
PARAMETERS = (Parameter("voucher", N_("Voucher"), ParameterKind.VOUCHER, is_required=True),)
Sheet = tuple[date, str, int, Money]
"""A sheet on a slip: month, file, receipts, amount."""


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for a slip by its voucher, and lay it out; a voucher without one is a `RuleError`."""
    voucher = asked.text("voucher")
    found = slips(tx, date.min, date.max, voucher)
    if not found:
        raise RuleError(problem("hand_in.unknown", N_("{voucher} is no hand-in slip."), "voucher", voucher=voucher))
    return lay_out(found[0], _sheets(tx, voucher), accounts.chart(tx))


def _sheets(tx: Tx, voucher: str) -> list[Sheet]:
    """Read the sheets of a slip with what its receipts had brought when it was written; later voids change nothing."""
    e, h, s = schema.entries.c, schema.hand_ins.c, schema.hand_in_sheets.c
    c, r = schema.collections.c, schema.receipts.c
    undone = schema.entries.alias("undone")
    asked = (
        select(c.month, c.source, func.count(r.id), func.coalesce(func.sum(r.total), 0))
        .select_from(schema.hand_in_sheets)
        .join(schema.hand_ins, h.id == s.hand_in_id)
        .join(schema.entries, e.id == h.entry_id)
        .join(schema.collections, c.id == s.collection_id)
        .join(schema.receipts, (r.collection_id == c.id) & (r.money_account == VILLAGE_CENTRE))
        .outerjoin(undone, (undone.c.reverses == r.entry_id) & (undone.c.id < e.id))
        .where(e.voucher == voucher, undone.c.id.is_(None))
        .group_by(c.id)
        .order_by(c.id)
    )
    return [
        (date.fromisoformat(f"{month}-01"), source, count, Money(satang))
        for month, source, count, satang in tx.execute(asked)
    ]


def lay_out(slip: KeptSlip, sheets: Sequence[Sheet], chart: Mapping[str, Account]) -> Report:
    """Lay out the sheets of a slip over what was counted."""
    said = Money.sum(amount for *_rest, amount in sheets)
    rows = [Row((" · ".join(part for part in (month_and_year(month), source) if part), count, amount))
            for month, source, count, amount in sheets]  # fmt: skip
    rows.append(Row((_("Total of the sheets"), sum(sheet[2] for sheet in sheets), said), Role.SUBTOTAL))
    if slip.counted != said:
        words = _("Counted too much") if slip.counted > said else _("Counted too little")
        rows.append(Row((words, None, slip.counted - said)))
    rows.append(Row((_("Handed in"), None, slip.counted), Role.TOTAL))
    facts = (
        (_("Village"), slip.village),
        (_("Handed over by"), slip.handed_by),
        (_("Received by"), slip.received_by),
        (_("Into"), f"{slip.target} {chart[slip.target].name}"),
        (_("In words"), amount_in_words(slip.counted)),
        (_("Reversed by"), slip.undone_by),
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("sheet", _("Collection sheet"), width=40),
            Column("receipts", _("Receipts"), Kind.NUMBER, 10),
            Column("amount", _("Amount"), Kind.MONEY, 16),
        ),
        tuple(rows),
        f"{slip.voucher} · {long_day(slip.day)}",
        facts=tuple((label, value) for label, value in facts if value),
        signatures=(_("Handed over by"), _("Received by"), _("Checked by")),
    )
