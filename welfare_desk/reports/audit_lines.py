"""Every line of a span of days with all that its entry says, for files that auditors read."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from welfare_desk.dates import THAI_TIME
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.periods import Period, period_from_id
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welfare_desk.storage.book import Tx


class AuditLine(NamedTuple):
    """One line with its entry; the amount is in satang, debit positive, `posted` the day in Thailand.

    `reverses` is the voucher that the entry takes back, or empty.
    """

    series: str
    voucher: str
    day: date
    period: Period
    posted: date
    user: int
    memo: str
    payee: str
    reverses: str
    line: int
    account: str
    fund: str
    amount: int


class Totals(NamedTuple):
    """How many entries there are, and what their debits and credits add up to, in satang."""

    entries: int
    debit: int
    credit: int


def audit_lines(tx: Tx, first: date, last: date) -> Iterator[AuditLine]:
    """Ask for the lines of the days, by series, then day and posting; openings are no movement and are left out."""
    e, p = schema.entries.c, schema.postings.c
    taken = schema.entries.alias("taken")
    asked = (
        select(
            e.series, e.voucher, e.day, e.period, e.posted_at, e.made_by, e.memo, e.payee, taken.c.voucher, p.line,
            p.account, p.fund, p.amount,
        )
        .join(schema.postings, p.entry_id == e.id)
        .outerjoin(taken, taken.c.id == e.reverses)
        .where(e.day.between(first.isoformat(), last.isoformat()), e.kind != EntryKind.OPENING.value)
        .order_by(e.series, e.day, e.id, p.line)
    )  # fmt: skip
    for series, voucher, day, period, posted_at, user, memo, payee, reverses, *line in tx.execute(asked):
        posted = datetime.fromisoformat(posted_at).astimezone(THAI_TIME).date()
        yield AuditLine(
            series, voucher, date.fromisoformat(day), period_from_id(period), posted, user, memo or "", payee or "",
            reverses or "", *line,
        )  # fmt: skip


def audit_totals(tx: Tx, first: date, last: date) -> Totals:
    """Add up what `audit_lines` gives."""
    e, p = schema.entries.c, schema.postings.c
    asked = (
        select(
            func.count(e.id.distinct()),
            func.coalesce(func.sum(p.amount).filter(p.amount > 0), 0),
            func.coalesce(func.sum(-p.amount).filter(p.amount < 0), 0),
        )
        .join(schema.postings, p.entry_id == e.id)
        .where(e.day.between(first.isoformat(), last.isoformat()), e.kind != EntryKind.OPENING.value)
    )
    return Totals(*tx.execute(asked).one())
