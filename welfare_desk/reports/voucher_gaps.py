"""Voucher gaps: the first and last number of each series and month, what is missing and what was reversed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from welfare_desk.dates import last_of_month, month_and_year, span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.entries import Series
from welfare_desk.ledger.vouchers import voucher_text
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, ParameterKind
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "voucher-gaps", N_("Voucher numbers and gaps")
QUESTION = N_("Is a voucher number missing?")
PARAMETERS = (replace(FROM, kind=ParameterKind.MONTH), replace(TO, kind=ParameterKind.MONTH))
_NAMES = {
    Series.RECEIPT: N_("Receipt vouchers"),
    Series.PAYMENT: N_("Payment vouchers"),
    Series.GENERAL: N_("General vouchers"),
    Series.OPENING: N_("Opening vouchers"),
}


class Numbers(NamedTuple):
    """The numbers of one series and month: the last one, those missing up to it, how many are there and reversed."""

    series: Series
    month: date
    last: int
    missing: tuple[int, ...]
    kept: int
    reversed: int


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the numbers of whole months, and lay them out."""
    first, last = asked.day("from"), last_of_month(asked.day("to"))
    return lay_out(_numbers(tx, first, last), first, last)


def _numbers(tx: Tx, first: date, last: date) -> list[Numbers]:
    e = schema.entries.c
    undone = schema.entries.alias("undone")
    asked = (
        select(e.series, e.month, func.max(e.number), func.count(), func.count(undone.c.id))
        .outerjoin(undone, undone.c.reverses == e.id)
        .where(e.month.between(first.isoformat()[:7], last.isoformat()[:7]))
        .group_by(e.month, e.series)
        .order_by(e.month, e.series)
    )
    found: list[Numbers] = []
    for series, month, highest, count, reversals in tx.execute(asked).all():
        missing: tuple[int, ...] = ()
        if count != highest:
            there = set(tx.execute(select(e.number).where(e.series == series, e.month == month)).scalars())
            missing = tuple(number for number in range(1, highest + 1) if number not in there)
        found.append(Numbers(Series(series), date.fromisoformat(f"{month}-01"), highest, missing, count, reversals))
    return found


def lay_out(found: Sequence[Numbers], first: date, last: date) -> Report:
    """Lay out one row for each series and month."""
    rows = [
        Row(
            (
                each.series.value,
                _(_NAMES[each.series]),
                month_and_year(each.month),
                voucher_text(each.series, each.month, min({*range(1, each.last + 1)} - {*each.missing})),
                voucher_text(each.series, each.month, each.last),
                each.kept,
                ", ".join(voucher_text(each.series, each.month, number) for number in each.missing) or None,
                each.reversed,
            ),
            opens=Link(
                "journal",
                (
                    ("from", each.month.isoformat()),
                    ("to", last_of_month(each.month).isoformat()),
                    ("series", each.series.value),
                ),
            ),
        )
        for each in found
    ]
    missing = sum(len(each.missing) for each in found)
    if rows:
        sums = (sum(each.kept for each in found), None, sum(each.reversed for each in found))
        count = sum(each.kept for each in found)
        words = ngettext("Total of {count} voucher", "Total of {count} vouchers", count).format(count=f"{count:,}")
        rows.append(Row((words, None, None, None, None, *sums), Role.TOTAL))
    note = ngettext("{count} number is missing.", "{count} numbers are missing.", missing).format(count=missing)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("series", _("Series"), Kind.CODE, 7),
            Column("name", _("Kind"), width=14),
            Column("month", _("Month"), width=16),
            Column("first", _("First number"), Kind.CODE, 13),
            Column("last", _("Last number"), Kind.CODE, 13),
            Column("count", _("Vouchers"), Kind.NUMBER, 9),
            Column("missing", _("Missing"), width=20),
            Column("reversed", _("Reversed"), Kind.NUMBER, 9),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(note if missing else _("No number is missing."),),
        nothing=_("No voucher was posted in these days."),
    )
