"""The ratios of a cooperative by the six letters of CAMELS, over its last closed years or months, with their trend."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from welfare_desk.coop.ratios import (
    COOP_TYPE_NAMES,
    DIMENSION_NAMES,
    RESERVE_BANDS,
    Band,
    Dimension,
    Unit,
    trends,
)
from welfare_desk.dates import BE_OFFSET, month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.reports.chart import Months
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Parameter, ParameterKind
from welfare_desk.storage import credit_strength, ratio_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.coop.ratios import CoopType, RatioFigures, RatioTrend
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "coop-ratios", N_("Ratios of the cooperative (CAMELS)")
QUESTION = N_("How did the ratios of capital, assets, earnings and liquidity move?")
YEARS, MONTHS = "years", "months"
BY = Parameter(
    "by", N_("Over"), ParameterKind.CHOICE, choices=((YEARS, N_("closed years")), (MONTHS, N_("closed months")))
)
MOST = Parameter("most", N_("How many"), ParameterKind.NUMBER, usual=5)
PARAMETERS = (BY, MOST)
BANDS = {Band.HIGH: N_("high"), Band.MIDDLE: N_("middle"), Band.LOW: N_("low")}
_COLUMNS = 5


def make(tx: Tx, asked: Asked) -> Report:
    """Work the ratios out over the last closed periods, the oldest first."""
    by_month = asked.text("by") == MONTHS
    most = min(asked.number("most") or MOST.usual, _COLUMNS)
    days = ratio_figures.closed_periods(tx, by_month=by_month, most=most + 1)
    figures = [ratio_figures.figures_of(tx, first, last) for first, last in days]
    return lay_out(figures, most, credit_strength.coop_type(tx), by_month=by_month)


def lay_out(figures: Sequence[RatioFigures], most: int, coop_type: CoopType | None, *, by_month: bool) -> Report:
    """Lay out one line for each ratio under its letter; the period before the first shown only serves for growth."""
    found, shown = trends(figures, coop_type), figures[-most:]
    labels = [month_and_year(each.last) if by_month else str(each.last.year + BE_OFFSET) for each in shown]
    rows: list[Row] = []
    for dimension in Dimension:
        own = [each for each in found if each.ratio.dimension is dimension]
        blank = [None] * (len(labels) + 2)
        rows.append(Row((dimension.value, _(DIMENSION_NAMES[dimension]), *blank), Role.HEADING))
        rows += [_row(each, len(labels)) for each in own]
        if dimension is Dimension.SENSITIVITY:
            rows.append(Row((None, _("Interest rates and the economy: a note of the committee's own."), *blank)))
    known = _(COOP_TYPE_NAMES[coop_type]) if coop_type else _("not said")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("letter", "", Kind.CODE, 4),
            Column("name", _("Ratio"), width=34),
            *(Column(f"p{at}", label, Kind.CODE, 13) for at, label in enumerate(labels, 1)),
            Column("change", _("Change from before"), Kind.CODE, 11),
            Column("band", _("Band"), width=9),
        ),
        tuple(rows) if shown else (),
        labels[-1] if labels else "",
        facts=((_("Type of cooperative"), known),),
        notes=_notes(coop_type),
        charts=_charts(shown, labels),
        landscape=True,
        nothing=_("No year or month is closed yet: ratios rest on closed books."),
    )


def _row(each: RatioTrend, count: int) -> Row:
    name = f"{_(each.ratio.name)} ({_(each.ratio.formula)})"
    values = [written(value, each.ratio.unit) for value in each.values[-count:]] if count else []
    change = "-" if each.change is None else signed(each.change, each.ratio.unit)
    return Row((None, name, *values, change, _(BANDS[each.band]) if each.band else None))


def written(value: Decimal | None, unit: Unit) -> str:
    """Write a ratio as its unit asks: `0.05`, `7.25 %`, `1,250.00`; a dash where it cannot be told."""
    if value is None:
        return "-"
    if unit is Unit.PERCENT:
        return f"{_rounded(value * 100, '0.01'):,} %"
    return f"{_rounded(value, '0.01' if unit is Unit.BAHT else '0.001'):,}"


def signed(value: Decimal, unit: Unit) -> str:
    """Write a change with its sign."""
    text = written(value, unit)
    return f"+{text}" if value > 0 else text


def _rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def _notes(coop_type: CoopType | None) -> tuple[str, ...]:
    said = [_("The names are those of CAMELS; the formulas are the usual ones, and official nowhere.")]
    if coop_type is None:
        said.append(_("Say which type of cooperative this is to see the published band of reserve to assets."))
    else:
        low, high = RESERVE_BANDS[coop_type]
        text = _("Published band of reserve to assets: low below {low}, high above {high}. No other ratio has one.")
        said.append(text.format(low=low, high=high))
    return tuple(said)


def _charts(shown: Sequence[RatioFigures], labels: Sequence[str]) -> tuple[Months, ...]:
    if not shown:
        return ()
    rows = (
        (_("All assets"), tuple(each.assets for each in shown)),
        (_("Loans to members"), tuple(each.loans for each in shown)),
        (_("Members' savings"), tuple(each.savings for each in shown)),
        (_("All equity"), tuple(each.equity for each in shown)),
        (_("Net profit"), tuple(each.profit for each in shown)),
    )
    return (Months(_("What the ratios are made of"), _("Baht"), tuple(labels), rows, summed=False),)
