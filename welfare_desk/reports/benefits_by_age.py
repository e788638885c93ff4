"""Benefits by age: what was paid to people of which age on the day of the event, over years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from welfare_desk.dates import BE_OFFSET, last_of_month
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.benefit_lines import (
    LINE,
    PEOPLE_NOTE,
    SHOW,
    SOURCES_NOTE,
    Measure,
    by_key,
    days,
    is_chosen,
    keys_of,
    kinds_of,
    lines_of,
    span,
)
from welfare_desk.reports.chart import Bars, Months
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import given, periods
from welfare_desk.storage.given import By
from welfare_desk.welfare.forecast import BANDS as AGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.given import Summed

NAME, TITLE = "benefits-by-age", N_("Benefits by age")
QUESTION = N_("How old were those who were helped, by benefit and year?")
BY_LINE, BY_YEAR = "benefit", "year"
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
    Parameter("by", N_("Rows"), ParameterKind.CHOICE, choices=((BY_LINE, N_("Benefit")), (BY_YEAR, N_("Year")))),
    LINE,
    SHOW,
)
Key: TypeAlias = "str | int"
_BANDS = (*range(len(AGES) + 1), None)  # the last one: the day of birth is not known


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was paid by age, line and fiscal year in some months, and lay it out."""
    first, last = asked.day("from"), last_of_month(asked.day("to"))
    lines = lines_of(kinds_of(tx).values())
    calendar = periods.calendar(tx)
    asked_by = (By.AGE, By.YEAR) if asked.text("by") == BY_YEAR else (By.AGE,)
    keys = keys_of(lines)
    cells = given.summed(tx, first, last, keys, asked_by, calendar.first_month)
    wholes = given.summed(tx, first, last, keys, asked_by[1:], calendar.first_month)
    years = [*range(calendar.year_of(first), calendar.year_of(last) + 1)]
    if asked.text("by") == BY_YEAR:
        yearly = cells
    elif len(years) == 1:
        yearly = [each._replace(keys=(each.keys[0], years[0])) for each in cells]
    else:
        yearly = given.summed(tx, first, last, keys, (By.AGE, By.YEAR), calendar.first_month)
    known = by_key(lines, (each.line for each in cells))
    chosen = {key: line for key, line in known.items() if is_chosen(line, asked.text("line"))}
    found = [[each for each in some if each.line in chosen] for some in (cells, wholes, yearly)]
    names: Mapping[Key, str] = (
        _years(found[0]) if asked.text("by") == BY_YEAR else {key: line.name for key, line in chosen.items()}
    )
    drawn = _charts(found[2], years, span(first, last))
    return replace(lay_out(found[0], found[1], names, asked, calendar), charts=drawn)


def _years(cells: Sequence[Summed]) -> dict[Key, str]:
    return {year: str(year + BE_OFFSET) for year in sorted({int(e.keys[1] or 0) for e in cells})}


def lay_out(
    cells: Sequence[Summed], wholes: Sequence[Summed], names: Mapping[Key, str], asked: Asked, calendar: Calendar
) -> Report:
    """Lay out benefits or years as rows and age bands as columns."""
    measure, by_year = Measure(asked.text("show")), asked.text("by") == BY_YEAR
    kind = Kind.MONEY if measure is Measure.BAHT else Kind.NUMBER
    bands = [band for band in _BANDS if band is not None or any(each.keys[0] is None for each in cells)]
    rows: list[Row] = []
    for key, name in names.items():
        mine = [each for each in cells if _row_key(each, by_year=by_year) == key]
        whole = [each for each in wholes if _row_key(each, by_year=by_year) == key]
        link = _opens(int(key), asked, calendar) if by_year else None
        rows.append(Row((name, *(_sum(mine, band, measure) for band in bands), *_whole(whole)), opens=link))
    if rows:
        sums = (_sum(cells, band, measure) for band in bands)
        rows.append(Row((_("Total"), *sums, *_whole(wholes)), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("row", _("Fiscal year") if by_year else _("Benefit"), width=20),
            *(Column(_column(band), band_name(band), kind, 10, _("Age")) for band in bands),
            Column("people", _("People helped"), Kind.NUMBER, 7, _("Total")),
            Column("cases", _("Cases"), Kind.NUMBER, 7, _("Total")),
            Column("baht", _("Baht"), Kind.MONEY, 11, _("Total")),
        ),
        tuple(rows),
        f"{days(asked.day('from'), last_of_month(asked.day('to')), asked.text('line'))} · {measure.words}",
        notes=(
            _(PEOPLE_NOTE),
            _(SOURCES_NOTE),
            _("Age is that of the day of the event; where the year of birth alone is known, by the years."),
        ),
        landscape=True,
        nothing=_("No benefit was paid in these months."),
    )


def _row_key(each: Summed, *, by_year: bool) -> str | int | None:
    return each.keys[-1] if by_year else each.line


def _opens(year: int, asked: Asked, calendar: Calendar) -> Link:
    first, last = calendar.year_start(year), calendar.year_end(year)
    params = (("from", f"{first:%Y-%m}"), ("to", f"{last:%Y-%m}"), ("line", asked.text("line")))
    return Link(NAME, tuple((name, value) for name, value in params if value))


def _sum(found: Sequence[Summed], band: int | None, measure: Measure) -> Value:
    return measure.total(measure.of(each) for each in found if each.keys[0] == band)


def _whole(found: Sequence[Summed]) -> tuple[int, int, Money]:
    return sum(each.people for each in found), sum(each.cases for each in found), Money.sum(e.amount for e in found)


def band_name(band: int | None) -> str:
    """Name an age band by its place: `under 20`, `20–39`, `80 and over`."""
    if band is None:
        return _("not known")
    if band == 0:
        return _("under {age}").format(age=AGES[0])
    if band == len(AGES):
        return _("{age} and over").format(age=AGES[-1])
    return f"{AGES[band - 1]}–{AGES[band] - 1}"


def _column(band: int | None) -> str:
    return "age_unknown" if band is None else f"age_{0 if band == 0 else AGES[band - 1]}"


def _charts(yearly: Sequence[Summed], years: Sequence[int], said: str) -> tuple[Chart, ...]:
    """Draw how much went to each age: as bars, or year by year."""
    by_band = {band: [ZERO] * len(years) for band in _BANDS}
    for each in yearly:
        band = each.keys[0] if isinstance(each.keys[0], int) else None
        by_band[band][years.index(int(each.keys[1] or 0))] += each.amount
    rows = [(_("Age {band}").format(band=band_name(b)), tuple(a)) for b, a in by_band.items() if any(a)]
    if not rows:
        return ()
    title, note = _("Benefits by age"), f"{said} · {_('Baht')}"
    if len(years) == 1:
        return (Bars(title, note, tuple((name, Money.sum(amounts)) for name, amounts in rows)),)
    return (Months(title, note, tuple(str(year + BE_OFFSET) for year in years), tuple(rows)),)
