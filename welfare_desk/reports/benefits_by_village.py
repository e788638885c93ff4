"""Benefits by village: where the members live who were helped, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import last_of_month, span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.benefit_lines import (
    PEOPLE_NOTE,
    SOURCES_NOTE,
    by_key,
    keys_of,
    kinds_of,
    lines_of,
)
from welfare_desk.reports.chart import Bars, largest_first
from welfare_desk.reports.choices import villages
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import Default, Parameter, ParameterKind
from welfare_desk.storage import given, head_counts
from welfare_desk.storage.given import By

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.benefit_lines import Line
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.given import Summed

NAME, TITLE = "benefits-by-village", N_("Benefits by village")
QUESTION = N_("How many people of each village were helped, and with how much?")
PARAMETERS = (
    Parameter("from", N_("From"), ParameterKind.MONTH, Default.YEAR_START),
    Parameter("to", N_("To"), ParameterKind.MONTH, Default.TODAY),
)
_LINES_SHOWN, _VILLAGES_DRAWN = 8, 12
_REST = "rest"


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for what was paid to the people of each village in some months, and lay it out."""
    first, last = asked.day("from"), last_of_month(asked.day("to"))
    lines = lines_of(kinds_of(tx).values())
    cells = given.summed(tx, first, last, keys_of(lines), (By.VILLAGE,))
    known = by_key(lines, (each.line for each in cells))
    return lay_out(cells, known, first, last, dict(villages(tx)), head_counts.by_village(tx, asked.today))


def lay_out(
    cells: Sequence[Summed], lines: Mapping[str, Line], first: date, last: date, names: Mapping[str, str],
    members: Mapping[str, int],
) -> Report:  # fmt: skip
    """Lay out villages as rows; the lines with the most money have columns of their own."""
    shown = _shown(cells, lines)
    columns = [(key, lines[key].name) for key in lines if key in shown]
    if len(shown) < len(lines):
        columns.append((_REST, _("Others")))
    order = {code: place for place, code in enumerate(names)}
    codes = sorted({str(each.keys[0]) for each in cells}, key=lambda code: (not code, order.get(code, len(order))))
    rows = [_row(code, [e for e in cells if e.keys[0] == code], columns, shown, names, members) for code in codes]
    if rows:
        sums = [_of(cells, key, shown) or None for key, _name in columns]
        many = sum(members.get(code, 0) for code in codes)
        rows.append(Row((_("All villages"), many, *_wholes(cells), *sums), Role.TOTAL))
    drawn = [(_named(code, names), Money.sum(e.amount for e in cells if e.keys[0] == code)) for code in codes]
    bars = largest_first(drawn, _VILLAGES_DRAWN)
    return Report(
        NAME,
        _(TITLE),
        (
            Column("village", _("Village"), width=18),
            Column("members", _("Members today"), Kind.NUMBER, 8),
            Column("people", _("People helped"), Kind.NUMBER, 7),
            Column("cases", _("Cases"), Kind.NUMBER, 7),
            Column("baht", _("Baht"), Kind.MONEY, 12),
            *(Column(_key(key), name, Kind.MONEY, 11) for key, name in columns),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(_("Villages as the register has them today."), _(PEOPLE_NOTE), _(SOURCES_NOTE)),
        landscape=True,
        charts=(Bars(_("Benefits by village"), span_words(first, last), bars),) if bars else (),
        nothing=_("No benefit was paid in these months."),
    )


def _key(key: str) -> str:
    """Name a column for machines: `line_2`, `community_12`, `own_RICE`."""
    if key == _REST:
        return key
    rank, line, code = (*key.split("|"), "", "")[:3]
    return f"own_{code or key}" if code or not line else f"{'line' if rank == '0' else 'community'}_{int(line)}"


def _shown(cells: Sequence[Summed], lines: Mapping[str, Line]) -> set[str]:
    paid = {key: sum(each.amount.satang for each in cells if each.line == key) for key in lines}
    ordered = sorted(lines, key=lambda key: -paid[key])
    return set(ordered if len(ordered) <= _LINES_SHOWN + 1 else ordered[:_LINES_SHOWN])


def _of(found: Sequence[Summed], key: str, shown: set[str]) -> Money:
    return Money.sum(each.amount for each in found if (each.line if each.line in shown else _REST) == key)


def _wholes(found: Sequence[Summed]) -> tuple[int, int, Money]:
    return sum(each.people for each in found), sum(each.cases for each in found), Money.sum(e.amount for e in found)


def _row(
    code: str, mine: Sequence[Summed], columns: Sequence[tuple[str, str]], shown: set[str], names: Mapping[str, str],
    members: Mapping[str, int],
) -> Row:  # fmt: skip
    amounts = [_of(mine, key, shown) or None for key, _name in columns]
    link = Link("member-list", (("village", code),)) if code else None
    return Row((_named(code, names), members.get(code) if code else None, *_wholes(mine), *amounts), opens=link)


def _named(code: str, names: Mapping[str, str]) -> str:
    if not code:
        return _("No village")
    name = names.get(code, code)
    return _("Village {number}").format(number=name) if name.isdecimal() else name
