"""Income and expenses: what came in from where and what it went for, month beside month or year beside year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import (
    MONTHS_PER_YEAR,
    add_months,
    be_year,
    last_of_month,
    month_and_year,
    months_between,
    short_month_name,
    span_words,
)
from welfare_desk.i18n import N_, _, named
from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.chart import Bars, Months, largest_first
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import figures, periods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.figures import Result

NAME, TITLE = "income-expense", N_("Income and expenses by month")
QUESTION = N_("What came in, what went out, and what is left over?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
)
INCOME, EXPENSE = AccountType.INCOME.value, AccountType.EXPENSE.value
SPENT_ON = 7  # the rows of small bars that a glance still compares

Span = tuple["date", "date"]  # the first and the last month of a column


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what each account made, and lay it out: by month, or by fiscal year where it is more than a year."""
    first, last = asked.day("from"), asked.day("to")
    calendar = periods.calendar(tx)
    if last < add_months(first, MONTHS_PER_YEAR):
        spans = [(month, month) for month in months_between(first, last)]
    else:
        years = range(calendar.year_of(first), calendar.year_of(last) + 1)
        starts = [calendar.year_start(year) for year in years]
        ends = [add_months(start, MONTHS_PER_YEAR - 1) for start in starts]
        spans = [(max(start, first), min(end, last)) for start, end in zip(starts, ends, strict=True)]
    return lay_out(figures.results(tx, first, last), spans)


def lay_out(found: Sequence[Result], spans: Sequence[Span]) -> Report:
    """Lay out accounts as rows under their two headings, and months or years as columns."""
    first, last = spans[0][0], last_of_month(spans[-1][1])
    rows: list[Row] = []
    sums: dict[str, list[Money]] = {}
    words = {INCOME: (_("Income"), _("All income")), EXPENSE: (_("Expenses"), _("All expenses"))}
    for kind, (heading, total) in words.items():
        mine = [each for each in found if each.type == kind]
        sums[kind] = _by_span(mine, spans)
        if mine:
            rows.append(Row((None, heading, *(None for _span in spans), None), Role.HEADING))
            rows += [_row(code, mine, spans) for code in dict.fromkeys(each.account for each in mine)]
            rows.append(Row((None, total, *sums[kind], Money.sum(sums[kind])), Role.SUBTOTAL))
    if rows:
        left = [came - went for came, went in zip(sums[INCOME], sums[EXPENSE], strict=True)]
        rows.append(Row((None, _("Income over (under) expenses"), *left, Money.sum(left)), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Number"), Kind.CODE, 7),
            Column("name", _("Account"), width=22),
            *(Column(f"{start:%Y-%m}", _span_words(start, end), Kind.MONEY, 10) for start, end in spans),
            Column("total", _("Total"), Kind.MONEY, 11),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(_("All funds together; closing entries are left out."),),
        landscape=True,
        charts=charts(found, spans) if rows else (),
        nothing=_("Nothing came in and nothing went out in these days."),
        days=(first, last),
    )


def charts(found: Sequence[Result], spans: Sequence[Span]) -> tuple[Chart, ...]:
    """Draw where money came from, and month by month what it went for."""
    said = _period_words(spans)
    made: list[Chart] = []
    if sources := largest_first([(name, amount) for name, amount in _totals(found, INCOME).items() if amount > ZERO]):
        made.append(Bars(_("Money by source"), said, sources))
    uses = sorted(_totals(found, EXPENSE).items(), key=lambda each: -each[1].satang)
    if uses and len(spans) > 1:
        rows = [(name, tuple(_by_span(_of(found, EXPENSE, {name}), spans))) for name, _total in uses[:SPENT_ON]]
        if rest := {name for name, _total in uses[SPENT_ON:]}:
            rows.append((_("Others"), tuple(_by_span(_of(found, EXPENSE, rest), spans))))
        made.append(Months(_("Money spent, by what for"), said, tuple(_label(*span) for span in spans), tuple(rows)))
    return tuple(made)


def _of(found: Sequence[Result], kind: str, names: set[str]) -> list[Result]:
    return [each for each in found if each.type == kind and named(each.name_th, each.name_en) in names]


def _totals(found: Sequence[Result], kind: str) -> dict[str, Money]:
    totals: dict[str, Money] = {}
    for each in found:
        if each.type == kind:
            name = named(each.name_th, each.name_en)
            totals[name] = totals.get(name, ZERO) + each.amount
    return totals


def _by_span(found: Sequence[Result], spans: Sequence[Span]) -> list[Money]:
    return [Money.sum(each.amount for each in found if start <= each.month <= end) for start, end in spans]


def _row(code: str, found: Sequence[Result], spans: Sequence[Span]) -> Row:
    mine = [each for each in found if each.account == code]
    amounts = _by_span(mine, spans)
    days = (("from", spans[0][0].isoformat()), ("to", last_of_month(spans[-1][1]).isoformat()))
    link = Link("general-ledger", (("account", code), *days))
    return Row((code, named(mine[0].name_th, mine[0].name_en), *amounts, Money.sum(amounts)), opens=link)


def _span_words(start: date, end: date) -> str:
    if start == end:
        return f"{short_month_name(start.month)} {be_year(start)}"
    return _("Year to {month}").format(month=f"{short_month_name(end.month)} {be_year(end)}")


def _label(start: date, end: date) -> str:
    return short_month_name(start.month) if start == end else str(be_year(end))


def _period_words(spans: Sequence[Span]) -> str:
    first, last = spans[0][0], spans[-1][1]
    return month_and_year(first) if first == last else f"{month_and_year(first)} – {month_and_year(last)}"
