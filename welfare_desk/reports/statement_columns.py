"""The columns of a statement: which days, which fund, what it is compared with, and the figures in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from welfare_desk.dates import (
    add_months,
    be_year,
    first_of_month,
    last_of_month,
    months_between,
    shifted_days,
    short_day,
    short_month_name,
)
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES, AccountType
from welfare_desk.ledger.statement_figures import between_funds, set_apart
from welfare_desk.ledger.statement_layouts import Figure, Measure
from welfare_desk.reports.balances import turnovers
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import periods, statement_figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.funds import Fund
    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.storage.book import Tx

Figures: TypeAlias = "Mapping[tuple[str, str], Figure]"  # by account and fund

NONE, PRIOR_PERIOD, PRIOR_YEAR, MONTHS, BUDGET = "none", "prior-period", "prior-year", "months", "budget"
COMPARE = Parameter(
    "compare",
    N_("Compare with"),
    ParameterKind.CHOICE,
    choices=(
        (NONE, N_("nothing")),
        (PRIOR_YEAR, N_("the year before")),
        (PRIOR_PERIOD, N_("the period before")),
        (MONTHS, N_("month by month")),
    ),
)
BY_FUND = "fund"
BY = Parameter(
    "by",
    N_("Columns"),
    ParameterKind.CHOICE,
    choices=(("all", N_("All funds together")), (BY_FUND, N_("One for each fund"))),
)
_A_DAY = timedelta(days=1)
_MOST_MONTHS = 24


class StatementColumn(NamedTuple):
    """One column of amounts; without figures nothing is known of it."""

    key: str
    title: str
    figures: Mapping[str, Figure] | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a statement is asked for: its days, the measures and accounts of its layout, and one fund or all."""

    first: date
    last: date
    measures: frozenset[Measure]
    own: tuple[str, ...] = ()
    fund: str = ""
    is_position: bool = False


def figures(tx: Tx, wanted: Wanted, chart: Mapping[str, Account]) -> dict[tuple[str, str], Figure]:
    """Ask for the figures of some days by account and fund, no more than the measures need."""
    first, last = wanted.first, wanted.last
    if wanted.measures <= {Measure.BALANCE}:
        return {(row.account, row.fund): Figure(row.brought) for row in turnovers(tx, None, last)}
    closed = statement_figures.closed(tx, first, last)
    opened = statement_figures.opened(tx, first, last)
    apart: dict[tuple[str, str], int] = {}
    if wanted.measures & {Measure.NON_CASH, Measure.CHANGE}:
        for (_entry, fund), parts in statement_figures.beside(tx, wanted.own, first, last).items():
            lines = [(part.account, part.satang) for part in parts]
            for code, satang in set_apart(lines, wanted.own, chart).items():
                apart[code, fund] = apart.get((code, fund), 0) + satang
    cash: dict[tuple[str, str], tuple[int, int]] = {}
    if wanted.measures & {Measure.CASH, Measure.RECEIVED, Measure.PAID}:
        cash = statement_figures.cash_moved(tx, first, last)
    found: dict[tuple[str, str], Figure] = {}
    for row in turnovers(tx, first, last):
        key = row.account, row.fund
        began = opened.get(key, 0) if chart[row.account].type in RESULT_TYPES else 0
        left = closed.get(key, 0)
        moved = row.debit - row.credit - left
        found[key] = Figure(row.brought, began, moved, left, apart.get(key, 0), *cash.get(key, (0, 0)))
    return found


def together(of: Figures, fund: str = "") -> dict[str, Figure]:
    """Add up the figures of all funds, or take those of one."""
    found: dict[str, Figure] = {}
    for (account, each), figure in of.items():
        if fund in ("", each):
            found[account] = found[account].plus(figure) if account in found else figure
    return found


def owed_shown(of: Figures, chart: Mapping[str, Account]) -> dict[tuple[str, str], Figure]:
    """Show what funds owe one another as such, where the cash of one is below zero."""
    balances = {key: figure.amount(Measure.BALANCE) for key, figure in of.items()}
    added = between_funds(balances, chart)
    return {**of, **{key: of.get(key, Figure()).plus(Figure(satang)) for key, satang in added.items()}}


def columns_by_fund(
    of: Figures, chart: Mapping[str, Account], funds: Mapping[str, Fund], *, is_position: bool
) -> list[StatementColumn]:
    """Give each fund that has anything a column, and all together one; what funds owe one another is taken out."""
    shown = owed_shown(of, chart) if is_position else of
    used = {fund for (_account, fund), figure in shown.items() if any(figure)}
    columns = [
        StatementColumn(f"fund_{code}", fund.name, together(shown, code))
        for code, fund in funds.items()
        if code in used
    ]
    whole = together(of)
    taken_out = {code: Figure(-figure.brought) for code, figure in together(shown).items() if code not in whole}
    if taken_out:
        columns.append(StatementColumn("between", _("Between funds"), taken_out))
    return [*columns, StatementColumn("all", _("Total"), whole)]


def compared(tx: Tx, wanted: Wanted, compare: str, chart: Mapping[str, Account]) -> list[StatementColumn]:
    """Ask for the columns beside one another: the days that were asked for, and what they are compared with."""
    calendar = periods.calendar(tx)
    if compare == MONTHS:
        return _by_month(tx, wanted, chart, calendar)
    spans = [(wanted.first, wanted.last)]
    if compare == PRIOR_YEAR:
        spans.append(year_before(wanted, calendar))
    elif compare == PRIOR_PERIOD:
        spans.append(shifted_days(wanted.first, wanted.last, -1))
    return [
        StatementColumn(
            ("now", "before")[at],
            days_words(each, calendar, is_position=wanted.is_position),
            _of_span(tx, wanted, each, chart, calendar),
        )
        for at, each in enumerate(spans)
    ]


def year_before(wanted: Wanted, calendar: Calendar) -> tuple[date, date]:
    """Go a year back; what stands on a day is compared with the end of the fiscal year before."""
    if wanted.is_position:
        year = calendar.year_of(wanted.last) - 1
        return calendar.year_start(year), calendar.year_end(year)
    last = add_months(wanted.last, -12)
    return add_months(wanted.first, -12), last_of_month(last) if wanted.last == last_of_month(wanted.last) else last


def days_words(span: tuple[date, date], calendar: Calendar, *, is_position: bool) -> str:
    """Name some days over a column: a fiscal year by its number, a month by its name."""
    first, last = span
    if is_position:
        return short_day(last)
    year = calendar.year_of(last)
    if span == (calendar.year_start(year), calendar.year_end(year)):
        return _("Year {year}").format(year=be_year(last))
    if first == first_of_month(last) and last == last_of_month(last):
        return f"{short_month_name(last.month)} {be_year(last)}"
    return f"{short_day(first)} – {short_day(last)}"


def _of_span(
    tx: Tx, wanted: Wanted, span: tuple[date, date], chart: Mapping[str, Account], calendar: Calendar
) -> dict[str, Figure] | None:
    """Ask for the figures of some days; of days before the book what was kept of them, or nothing."""
    first, last = span
    book_year = calendar.year_of(calendar.first_day)
    if last < calendar.first_day:
        found = _before_the_book(tx, wanted, span, chart, calendar)
        return None if found is None else _of_fund(found, wanted, chart)
    if span != (wanted.first, wanted.last) and first < calendar.first_day and not wanted.is_position:
        starts_with_year = calendar.year_start(book_year) == first
        if not starts_with_year:
            return None
    asked = Wanted(first, last, wanted.measures, wanted.own, wanted.fund, wanted.is_position)
    return _of_fund(figures(tx, asked, chart), wanted, chart)


def _of_fund(of: Figures, wanted: Wanted, chart: Mapping[str, Account]) -> dict[str, Figure]:
    shown = owed_shown(of, chart) if wanted.is_position and wanted.fund else of
    return together(shown, wanted.fund)


def _before_the_book(
    tx: Tx, wanted: Wanted, span: tuple[date, date], chart: Mapping[str, Account], calendar: Calendar
) -> Figures | None:
    """Read the year before the book: its kept balances, else (what stood at its end) what the book opened with."""
    year = calendar.year_of(span[1])
    if span[1] != calendar.year_end(year):
        return None
    kept = statement_figures.prior(tx, year)
    if wanted.is_position:
        if kept:
            return {key: Figure(satang) for key, satang in kept.items()}
        if span[1] + _A_DAY != calendar.first_day:
            return None
        opening = statement_figures.opened(tx, calendar.first_day, calendar.first_day)
        return {key: Figure(satang) for key, satang in opening.items()} or None
    is_year = span[0] == calendar.year_start(year)
    if not is_year or not wanted.measures <= {Measure.RESULT}:
        return None
    made = {key: Figure(moved=satang) for key, satang in kept.items() if chart[key[0]].type in RESULT_TYPES}
    return made or None


def _by_month(tx: Tx, wanted: Wanted, chart: Mapping[str, Account], calendar: Calendar) -> list[StatementColumn]:
    months = months_between(wanted.first, wanted.last)[-_MOST_MONTHS:]
    columns: list[StatementColumn] = []
    for month in months:
        span = max(month, wanted.first), min(last_of_month(month), wanted.last)
        title = f"{short_month_name(month.month)} {be_year(month)}"
        columns.append(StatementColumn(f"{month:%Y-%m}", title, _of_span(tx, wanted, span, chart, calendar)))
    if not wanted.is_position:
        span = max(months[0], wanted.first), wanted.last
        columns.append(StatementColumn("total", _("Total"), _of_span(tx, wanted, span, chart, calendar)))
    return columns


def budget(tx: Tx, wanted: Wanted, chart: Mapping[str, Account]) -> dict[str, Figure] | None:
    """Ask for what the budgets give the months that the days touch, or nothing where a year has none."""
    calendar = periods.calendar(tx)
    months = months_between(wanted.first, wanted.last)
    sums: dict[tuple[str, str], Figure] = {}
    for year in sorted({calendar.year_of(month) for month in months}):
        numbers = [calendar.period_of(month).number for month in months if calendar.year_of(month) == year]
        found = statement_figures.budgeted(tx, year, numbers)
        if found is None:
            return None
        for (account, fund), satang in found.items():
            sign = -1 if chart[account].type is AccountType.INCOME else 1
            figure = Figure(moved=sign * satang)
            key = account, fund
            sums[key] = sums[key].plus(figure) if key in sums else figure
    return together(sums, wanted.fund)
