"""The list of vouchers: one row each, with who, what for, how much, and whether it was reversed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, func, select

from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "vouchers", N_("List of vouchers")
QUESTION = N_("Which vouchers were made, one line each?")
PARAMETERS = (FROM, TO)


class Voucher(NamedTuple):
    """A posted voucher; `related` is what reversed it or what it reverses."""

    voucher: str
    day: date
    amount: Money
    memo: str
    payee: str
    related: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the vouchers of some days, the newest first, and lay them out."""
    first, last = asked.day("from"), asked.day("to")
    return lay_out(_vouchers(tx, first, last), first, last)


def _vouchers(tx: Tx, first: date, last: date) -> list[Voucher]:
    e, p = schema.entries.c, schema.postings.c
    undone, by = schema.entries.alias("undone"), schema.entries.alias("by")
    amount = func.sum(case((p.amount > 0, p.amount), else_=0))
    asked = (
        select(e.voucher, e.day, e.payee, e.memo, amount, undone.c.voucher, by.c.voucher)
        .join(schema.postings, p.entry_id == e.id)
        .outerjoin(undone, undone.c.id == e.reverses)
        .outerjoin(by, by.c.reverses == e.id)
        .where(e.day.between(first.isoformat(), last.isoformat()))
        .group_by(e.id)
        .order_by(e.day.desc(), e.id.desc())
    )
    return [
        Voucher(voucher, date.fromisoformat(day), Money(satang), memo or "", payee or "", _related(undoes, undone_by))
        for voucher, day, payee, memo, satang, undoes, undone_by in tx.execute(asked)
    ]


def _related(reverses: str | None, reversed_by: str | None) -> str:
    if reversed_by:
        return _("reversed by {voucher}").format(voucher=reversed_by)
    return _("reverses {voucher}").format(voucher=reverses) if reverses else ""


def lay_out(found: Sequence[Voucher], first: date, last: date) -> Report:
    """Lay out the vouchers; each opens its lines."""
    rows = [Row(tuple(each), opens=entry_link(each.voucher)) for each in found]
    if rows:
        words = ngettext("Total of {count} voucher", "Total of {count} vouchers", len(rows)).format(
            count=f"{len(rows):,}"
        )
        rows.append(Row((words, *[None] * 5), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("memo", _("For"), width=28),
            Column("payee", _("Received from or paid to"), width=24),
            Column("related", _("State"), width=20),
        ),
        tuple(rows),
        span_words(first, last),
        landscape=True,
        nothing=_("Nothing was posted in these days."),
    )
