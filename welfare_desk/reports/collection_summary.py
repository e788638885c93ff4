"""Collection summary: what the members of each village paid in each month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import exists, func, select

from welfare_desk.dates import (
    MONTHS_PER_YEAR,
    add_months,
    be_year,
    first_of_month,
    months_between,
    short_month_name,
    span_words,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.chart import Bars, largest_first
from welfare_desk.reports.choices import villages
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "collection-summary", N_("Collections by village and month")
QUESTION = N_("What did each village bring in, month by month?")
PARAMETERS = (FROM, TO)
_VILLAGES_DRAWN = 12


class Collected(NamedTuple):
    """What was taken for the members of a village in one month; no village: whose money it is is not known."""

    village: str | None
    month: date
    amount: Money
    payments: int


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was collected on some days, and lay it out; more than twelve months do not fit a page."""
    first, last = asked.day("from"), asked.day("to")
    if last >= add_months(first_of_month(first), MONTHS_PER_YEAR):
        raise RuleError(problem("report.months", N_("Choose at most twelve months."), "from"))
    return lay_out(_collected(tx, first, last), first, last, dict(villages(tx)))


def _collected(tx: Tx, first: date, last: date) -> list[Collected]:
    r, line, m = schema.receipts.c, schema.receipt_lines.c, schema.members.c
    month = func.substr(r.day, 1, len("2026-01"))
    undone = schema.entries.alias("undone")
    asked = (
        select(m.village, month, func.sum(line.amount), func.count())
        .select_from(schema.receipts)
        .join(schema.receipt_lines, line.receipt_id == r.id)
        .outerjoin(schema.members, m.number == line.member)
        .where(r.day.between(first.isoformat(), last.isoformat()))
        .where(~exists().where(undone.c.reverses == r.entry_id))
        .group_by(m.village, month)
    )
    return [
        Collected(village, date.fromisoformat(f"{text}-01"), Money(satang), count)
        for village, text, satang, count in tx.execute(asked)
    ]


def lay_out(found: Sequence[Collected], first: date, last: date, names: Mapping[str, str]) -> Report:
    """Lay out villages as rows and months as columns; `names` are those of the villages, in their order."""
    months = months_between(first, last)
    cells = {(each.village, each.month): each for each in found}
    order = {code: place for place, code in enumerate(names)}
    codes = sorted({each.village for each in found}, key=lambda code: (code is None, order.get(code or "", -1)))
    rows = [_row(code, [cells.get((code, month)) for month in months], names) for code in codes]
    if rows:
        sums = [Money.sum(each.amount for each in found if each.month == month) for month in months]
        count = sum(each.payments for each in found)
        rows.append(Row((_("All villages"), count, *sums, Money.sum(sums)), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("village", _("Village"), width=18),
            Column("payments", _("Payments"), Kind.NUMBER, 9),
            *(
                Column(f"{month:%Y-%m}", f"{short_month_name(month.month)} {be_year(month)}", Kind.MONEY, 12)
                for month in months
            ),
            Column("total", _("Total"), Kind.MONEY, 13),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(_("Contributions and fees by the day of their receipts; voided receipts are left out."),),
        landscape=True,
        charts=_charts(rows),
        nothing=_("Nothing was collected in these days."),
    )


def _charts(rows: Sequence[Row]) -> tuple[Chart, ...]:
    """Draw what each village paid."""
    villages_paid = [(_village(str(row.cells[0])), row.cells[-1]) for row in rows if row.role is Role.ITEM]
    amounts = largest_first([(name, paid) for name, paid in villages_paid if isinstance(paid, Money)], _VILLAGES_DRAWN)
    return (Bars(_("Collected by village"), "", amounts),) if amounts else ()


def _village(name: str) -> str:
    """Name a village beside its bar; one that is known by its number alone needs the word."""
    return _("Village {number}").format(number=name) if name.isdecimal() else name


def _row(code: str | None, months: Sequence[Collected | None], names: Mapping[str, str]) -> Row:
    label = _("Not yet identified") if code is None else names.get(code, code) or _("No village")
    amounts = [None if each is None else each.amount for each in months]
    payments = sum(each.payments for each in months if each is not None)
    total = Money.sum(amount or ZERO for amount in amounts)
    link = Link("member-list", (("village", code),)) if code else None
    return Row((label, payments, *amounts, total), opens=link)
