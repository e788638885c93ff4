"""Benefits by month: what was paid for what, people and baht, members' and the community's apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import (
    MONTHS_PER_YEAR,
    add_months,
    be_year,
    last_of_month,
    months_between,
    short_month_name,
    span_words,
)
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.benefit_lines import (
    ALL_OF,
    CLASSES,
    PEOPLE_NOTE,
    SHOW,
    SOURCES_NOTE,
    Measure,
    by_key,
    keys_of,
    kinds_of,
    lines_of,
    number_of,
    span,
)
from welfare_desk.reports.chart import Months
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import given
from welfare_desk.storage.given import By

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.benefit_lines import Line
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.given import Summed

NAME, TITLE = "benefits-by-month", N_("Benefits by kind and month")
QUESTION = N_("Which benefits were paid in each month, to how many people?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
    SHOW,
)
DRAWN = 7  # the rows of small bars that a glance still compares


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was paid in some months, and lay it out; more than twelve months do not fit a page."""
    first, last = asked.day("from"), last_of_month(asked.day("to"))
    if last >= add_months(first, MONTHS_PER_YEAR):
        raise RuleError(problem("report.months", N_("Choose at most twelve months."), "from"))
    lines = lines_of(kinds_of(tx).values())
    cells, wholes = monthly(tx, first, last, lines)
    report = lay_out(cells, wholes, by_key(lines, (each.line for each in wholes)), first, last, asked.text("show"))
    facts = ((_("Different people in all"), given.people(tx, first, last)),)
    return replace(report, facts=facts if report.rows else ())


def monthly(tx: Tx, first: date, last: date, lines: Mapping[str, Line]) -> tuple[list[Summed], list[Summed]]:
    """Ask for the sums of each line by month, and of each line as a whole."""
    keys = keys_of(lines)
    return given.summed(tx, first, last, keys, (By.MONTH,)), given.summed(tx, first, last, keys)


def lay_out(
    cells: Sequence[Summed], wholes: Sequence[Summed], lines: Mapping[str, Line], first: date, last: date, show: str
) -> Report:
    """Lay out lines as rows under whom they are for, and months as columns."""
    measure = Measure(show)
    months = months_between(first, last)
    grid = Grid(
        {(each.line, each.keys[0]): measure.of(each) for each in cells},
        {each.line: each for each in wholes},
        [f"{month:%Y-%m}" for month in months],
        measure,
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("line", _("Line"), Kind.NUMBER, 4),
            Column("benefit", _("Benefit"), width=28),
            *(
                Column(f"{month:%Y-%m}", short_month_name(month.month), _kind(measure), 9, str(be_year(month)))
                for month in months
            ),
            Column("people", _("People helped"), Kind.NUMBER, 6, _("Total")),
            Column("cases", _("Cases"), Kind.NUMBER, 6, _("Total")),
            Column("baht", _("Baht"), Kind.MONEY, 11, _("Total")),
        ),
        tuple(_rows(grid, lines)),
        f"{span_words(first, last)} · {measure.words}",
        notes=(_(PEOPLE_NOTE), _(SOURCES_NOTE)),
        landscape=True,
        charts=charts(cells, lines, months),
        nothing=_("No benefit was paid in these months."),
    )


def _kind(measure: Measure) -> Kind:
    return Kind.MONEY if measure is Measure.BAHT else Kind.NUMBER


class Grid(NamedTuple):
    """What stands in the cells: sums by line and month, and of each line as a whole."""

    cells: Mapping[tuple[str, str | int | None], Money | int]
    wholes: Mapping[str, Summed]
    months: Sequence[str]
    measure: Measure


def _rows(grid: Grid, lines: Mapping[str, Line]) -> list[Row]:
    """Put each line under whom it is for, with the totals of both and of all."""
    rows: list[Row] = []
    for of, heading in CLASSES.items():
        mine = [line for line in lines.values() if line.of is of]
        if mine:
            rows.append(Row((None, _(heading), *(None,) * (len(grid.months) + 3)), Role.HEADING))
            rows += [_item(grid, line) for line in mine]
            rows.append(_total(grid, _(ALL_OF[of]), mine, Role.SUBTOTAL))
    if rows:
        rows.append(_total(grid, _("Total"), list(lines.values()), Role.TOTAL))
    return rows


def _item(grid: Grid, line: Line) -> Row:
    number, months = number_of(line), grid.months
    days = (("from", months[0]), ("to", months[-1]))
    link = None if number is None else Link("benefits-by-age", (*days, ("line", str(number))))
    amounts = (grid.cells.get((line.key, month)) for month in months)
    return Row((number, line.name, *amounts, *_whole([grid.wholes[line.key]])), opens=link)


def _total(grid: Grid, words: str, lines: Sequence[Line], role: Role) -> Row:
    sums = [
        grid.measure.total(grid.cells[line.key, month] for line in lines if (line.key, month) in grid.cells)
        for month in grid.months
    ]
    return Row((None, words, *sums, *_whole([grid.wholes[line.key] for line in lines])), role)


def _whole(found: Sequence[Summed]) -> tuple[int, int, Money]:
    return sum(each.people for each in found), sum(each.cases for each in found), Money.sum(e.amount for e in found)


def charts(
    cells: Sequence[Summed], lines: Mapping[str, Line], months: Sequence[date], drawn: int = DRAWN
) -> tuple[Chart, ...]:
    """Draw what was paid for what, month by month, the largest first."""
    names = [f"{month:%Y-%m}" for month in months]
    paid: dict[str, list[Money]] = {key: [ZERO] * len(months) for key in lines}
    for each in cells:
        paid[each.line][names.index(str(each.keys[0]))] += each.amount
    ordered = sorted(paid.items(), key=lambda each: -Money.sum(each[1]).satang)
    rows = [(lines[key].name, tuple(amounts)) for key, amounts in ordered[:drawn]]
    if rest := [amounts for _key, amounts in ordered[drawn:]]:
        rows.append((_("Others"), tuple(Money.sum(column) for column in zip(*rest, strict=True))))
    if not rows:
        return ()
    labels = tuple(short_month_name(month.month) for month in months)
    return (Months(_("Benefits by kind"), f"{span(months[0], months[-1])} · {_('Baht')}", labels, tuple(rows)),)
