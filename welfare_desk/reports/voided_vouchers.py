"""Voided vouchers: every entry that was reversed, by what, when and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, func, select

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.account_lines import told
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "voided-vouchers", N_("Voided vouchers")
QUESTION = N_("What was voided, by whom and why?")
PARAMETERS = (FROM, TO)


class Voided(NamedTuple):
    """An entry that was reversed, and the entry that reversed it with its reason."""

    voucher: str
    day: date
    text: str
    amount: Money
    by: str
    on: date
    reason: str


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was reversed on some days, and lay it out."""
    first, last = asked.day("from"), asked.day("to")
    return lay_out(_voided(tx, first, last), first, last)


def _voided(tx: Tx, first: date, last: date) -> list[Voided]:
    e, p = schema.entries.c, schema.postings.c
    undone = schema.entries.alias("undone")
    amount = (
        select(func.sum(case((p.amount > 0, p.amount), else_=0)))
        .where(p.entry_id == e.id)
        .correlate(schema.entries)
        .scalar_subquery()
    )
    u = undone.c
    asked = (
        select(u.voucher, u.day, u.memo, u.payee, amount, e.voucher, e.day, e.memo)
        .join(undone, u.id == e.reverses)
        .where(e.reverses.is_not(None), e.day.between(first.isoformat(), last.isoformat()))
        .order_by(e.day, e.id)
    )
    return [
        Voided(
            voucher, date.fromisoformat(day), told(memo, payee), Money(satang), by, date.fromisoformat(on), reason or ""
        )
        for voucher, day, memo, payee, satang, by, on, reason in tx.execute(asked)
    ]


def lay_out(found: Sequence[Voided], first: date, last: date) -> Report:
    """Lay out the reversed entries in order of their reversal."""
    rows = [Row(tuple(each), opens=entry_link(each.voucher)) for each in found]
    if rows:
        words = ngettext("Total of {count} voucher", "Total of {count} vouchers", len(rows)).format(count=len(rows))
        rows.append(Row((words, None, None, Money.sum(each.amount for each in found), None, None, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("voucher", _("Voucher"), Kind.CODE, 12),
            Column("day", _("Day"), Kind.DAY, 12),
            Column("text", _("Description"), width=28),
            Column("amount", _("Amount"), Kind.MONEY, 14),
            Column("by", _("Reversed by"), Kind.CODE, 12),
            Column("on", _("Reversed on"), Kind.DAY, 12),
            Column("reason", _("Reason"), width=24),
        ),
        tuple(rows),
        _("Reversed from {first} to {last}").format(first=long_day(first), last=long_day(last)),
        landscape=True,
        nothing=_("No voucher was voided."),
    )
