"""A sheet for the notice board: one page that the whole village reads; nobody by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month, long_day, month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.reports.marks import statement_status
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.reports.public_facts import few, in_and_out, public_facts
from welfare_desk.storage import settings
from welfare_desk.welfare.small_counts import may_be_told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from welfare_desk.money import Money
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.reports.public_facts import PublicFacts
    from welfare_desk.storage.book import Tx

NAME, TITLE = "notice-board", N_("News of the fund")
QUESTION = N_("What did the fund take in and give this month, on one sheet for the notice board?")
PARAMETERS = (Parameter("month", N_("Month"), ParameterKind.MONTH, Default.TODAY),)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the figures of a month, and lay them out in large letters."""
    month = asked.day("month")
    place = settings.find(tx, "address") or ""
    report = lay_out(public_facts(tx, month, month), month, place, in_and_out(tx, month))
    return replace(report, mark=statement_status(tx, month, last_of_month(month), names=False))


def lay_out(seen: PublicFacts, month: date, place: str, chart: Chart | None = None) -> Report:
    """Lay out members, money and benefits of a month, with a picture of money in and out, and where to ask."""
    name = month_and_year(month)
    ask = _("Questions? Ask the committee of the fund: {place}") if place else _("Questions? Ask the committee.")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("item", _("Figure"), width=40),
            Column("people", _("people"), Kind.NUMBER, 12),
            Column("baht", _("baht"), Kind.MONEY, 20),
        ),
        tuple(_rows(seen, month)),
        name,
        notes=(ask.format(place=place), _("Whoever wants to see the books may ask the committee at any time.")),
        charts=(chart,) if chart is not None else (),
        is_poster=True,
    )


def _rows(seen: PublicFacts, month: date) -> Iterator[Row]:
    yield _heading(_("Members"))
    yield _row(_("Members {day}").format(day=long_day(last_of_month(month))), seen.members, None)
    yield _heading(_("Money"))
    yield _row(_("Money in"), None, seen.came_in)
    yield _row(_("Money out"), None, seen.went_out)
    yield _row(_("Cash and bank at the end of the month"), None, seen.cash)
    helped = (*seen.helped, *([seen.together] if seen.together else ()))
    if helped:
        yield _heading(_("Benefits paid"))
    for each in helped:
        yield _row(each.name, each.people or None, each.amount, is_few=not each.people)


def _heading(words: str) -> Row:
    return Row((words, None, None), Role.HEADING)


def _row(words: str, people: int | None, amount: Money | None, *, is_few: bool = False) -> Row:
    hidden = is_few or (people is not None and not may_be_told(people))
    cells: tuple[Value, ...] = (f"{words} ({few()})" if hidden else words, None if hidden else people, amount)
    return Row(cells)
