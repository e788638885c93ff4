"""Receipt register: every receipt in order of its number, the voided ones apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, func, select

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.accounts import CashFlow
from welfare_desk.ledger.entries import Series
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Default
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "receipt-register", N_("Receipt register")
QUESTION = N_("Which receipts were written, to whom and for how much?")
PARAMETERS = (replace(FROM, default=Default.MONTH_START), TO)


class Receipt(NamedTuple):
    """One receipt; `paper` is the number of a paper receipt, `voided_by` the voucher that reversed it."""

    voucher: str
    day: date
    paper: str
    payer: str
    member: str | None
    memo: str
    amount: Money
    voided_by: str | None


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the receipts of some days and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    return lay_out(_receipts(tx, first, last), first, last)


def _receipts(tx: Tx, first: date, last: date) -> list[Receipt]:
    e, p, r, a = schema.entries.c, schema.postings.c, schema.receipts.c, schema.accounts.c
    undone = schema.entries.alias("undone")
    taken = (
        select(func.coalesce(func.sum(case((p.amount > 0, p.amount), else_=0)), 0))
        .join(schema.accounts, a.code == p.account)
        .where(p.entry_id == e.id, a.cash_flow == CashFlow.CASH.value)
        .correlate(schema.entries)
        .scalar_subquery()
    )
    asked = (
        select(e.voucher, e.day, r.book, r.number, e.payee, r.payer_member, e.memo, taken, undone.c.voucher)
        .outerjoin(schema.receipts, r.entry_id == e.id)
        .outerjoin(undone, undone.c.reverses == e.id)
        .where(e.series == Series.RECEIPT.value, e.day.between(first.isoformat(), last.isoformat()))
        .order_by(e.month, e.number)
    )
    return [
        Receipt(
            voucher,
            date.fromisoformat(day),
            "/".join(part for part in (book, number) if part),
            payee or "",
            member,
            memo or "",
            Money(satang),
            voided_by,
        )
        for voucher, day, book, number, payee, member, memo, satang, voided_by in tx.execute(asked)
    ]


def lay_out(receipts: Sequence[Receipt], first: date, last: date) -> Report:
    """Lay out the receipts; what was voided stands in a column of its own."""
    rows: list[Row] = []
    valid = voided = ZERO
    for each in receipts:
        amounts = (each.amount, None, None) if each.voided_by is None else (None, each.amount, each.voided_by)
        valid, voided = (valid + each.amount, voided) if each.voided_by is None else (valid, voided + each.amount)
        cells = (each.voucher, each.day, each.paper or None, each.payer, each.member, each.memo, *amounts)
        rows.append(Row(cells, opens=entry_link(each.voucher)))
    if rows:
        words = ngettext("Total of {count} receipt", "Total of {count} receipts", len(rows)).format(
            count=f"{len(rows):,}"
        )
        rows.append(Row((words, None, None, None, None, None, valid, voided, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("voucher", _("Receipt"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("paper", _("Paper receipt"), Kind.CODE, 12),
            Column("payer", _("Received from"), width=24),
            Column("member", _("Member"), Kind.CODE, 9),
            Column("text", _("For"), width=28),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("voided", _("Voided amount"), Kind.MONEY, 14),
            Column("voided_by", _("Voided by"), Kind.CODE, 12),
        ),
        tuple(rows),
        span_words(first, last),
        landscape=True,
        nothing=_("No receipt was written in these days."),
    )
