"""The schedule of depreciation: what each asset loses in a fiscal year, what of it is posted, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import first_of_month, span_words
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.ledger.assets import AssetStep, disposal_of, plan
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.assets import lines
from welfare_desk.reports.balances import all_funds
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import periods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.assets import AssetLine
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "depreciation", N_("Schedule of depreciation")
QUESTION = N_("What do the assets lose in a year, and what of it is posted?")
PARAMETERS = (Parameter("in", N_("In the year of"), ParameterKind.DAY, Default.TODAY),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the fiscal year of a day and lay out what every asset loses in it."""
    calendar = periods.calendar(tx)
    year = calendar.year_of(asked.day("in"))
    days = (calendar.year_start(year), calendar.year_end(year))
    funds = {code: fund.name for code, fund in all_funds(tx).items()}
    return lay_out([each for each in lines(tx, days[1]) if _concerns(each, days)], funds, days, calendar.first_day)


def _concerns(line: AssetLine, days: tuple[date, date]) -> bool:
    gone = disposal_of(line.events)
    return line.asset.accumulated is not None and (gone is None or gone.day >= days[0])


def lay_out(
    found: Sequence[AssetLine], funds: Mapping[str, str], days: tuple[date, date], first_day: date
) -> Report:  # fmt: skip
    """Lay out one line for each asset: before the year, in it by plan and as posted, and what is left to lose."""
    rows = [_row(each, funds, days, first_day) for each in found]
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in range(5, 12)]
        rows.append(Row((None, _("Total"), None, None, None, *sums), Role.TOTAL))
    missing = sum(bool(row.cells[8] != row.cells[9]) for row in rows[:-1])
    text = ngettext(
        "{count} asset has months of this year that are not posted.",
        "{count} assets have months of this year that are not posted.",
        missing,
    )
    return Report(
        NAME,
        _(TITLE),
        (
            Column("code", _("Asset number"), Kind.CODE, 12),
            Column("name", _("What it is"), width=24),
            Column("fund", _("Fund"), width=13),
            Column("day", _("Bought on"), Kind.DAY, 12),
            Column("months", _("Months of use"), Kind.NUMBER, 8),
            Column("cost", _("Cost"), Kind.MONEY, 13),
            Column("residual", _("Left at the end"), Kind.MONEY, 12),
            Column("before", _("Lost before"), Kind.MONEY, 13),
            Column("planned", _("In this year"), Kind.MONEY, 13),
            Column("posted", _("Posted of it"), Kind.MONEY, 13),
            Column("lost", _("Lost at its end"), Kind.MONEY, 13),
            Column("value", _("Worth at its end"), Kind.MONEY, 13),
        ),
        tuple(rows),
        span_words(*days),
        notes=(
            *((text.format(count=missing),) if missing else ()),
            _("In equal parts a month; the month of purchase counts in full, the last month takes the remainder."),
        ),
        landscape=True,
        nothing=_("Nothing is depreciated in this year."),
    )


def _row(line: AssetLine, funds: Mapping[str, str], days: tuple[date, date], first_day: date) -> Row:
    asset, events, voucher = line
    gone = disposal_of(events)
    posted = [each for each in events if each.step is AssetStep.DEPRECIATED]
    before = asset.depreciated + Money.sum(each.amount for each in posted if each.day < days[0])
    in_year = Money.sum(each.amount for each in posted if each.day >= days[0])
    end = first_of_month(gone.day) if gone else None
    planned = Money.sum(
        amount
        for month, amount in plan(asset, first_day)
        if days[0] <= month <= days[1] and (end is None or month < end)
    )
    lost = before + planned
    figures = (asset.cost, asset.residual or ZERO, before, planned, in_year, lost, asset.cost - lost)
    words = (asset.code, asset.name, funds[asset.fund], asset.day, asset.months)
    return Row((*words, *figures), opens=entry_link(voucher) if voucher else None)
