"""Notes to the statements of a fiscal year: who the body is, how its books are kept, what each balance is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, long_day, month_name
from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _, named
from welfare_desk.ledger.layout_problems import problems_of_layout
from welfare_desk.ledger.statement_layouts import (
    StatementKind,
    StatementLayout,
    StatementLine,
    StatementLineKind,
    chosen,
    measures,
    signed,
)
from welfare_desk.money import Money
from welfare_desk.reports import layouts
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.note_words import BALANCES, TITLES, words
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.statement_columns import PRIOR_YEAR, StatementColumn, Wanted, compared
from welfare_desk.storage import accounts, periods, settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "notes", N_("Notes to the statements")
QUESTION = N_("How are the books kept, and what is each balance made of?")
PARAMETERS = (ON,)


def make(tx: Tx, asked: Asked) -> Report:
    """Write the notes of the fiscal year of a day, with the balances of that day beside those of a year before."""
    calendar, last = periods.calendar(tx), asked.day("on")
    year = calendar.year_of(last)
    first = min(max(calendar.year_start(year), calendar.first_day), last)
    facts = facts_of(tx, year)
    rows: list[Row] = []
    for number, (code, title) in enumerate(TITLES.items(), 1):
        rows.append(Row((f"{number}. {_(title)}", None, None), Role.HEADING))
        paragraphs = words(tx, year, code, facts)
        several = len(paragraphs) > 1
        for at, paragraph in enumerate(paragraphs, 1):
            rows.append(Row((f"{number}.{at} {paragraph}" if several else paragraph, None, None)))
    titles = ("", "")
    for name in ("financial-position", "performance"):
        layout = layouts.read(tx, name)
        columns = _columns_of(tx, layout, (first, last))
        titles = titles if any(titles) else (columns[0].title, columns[1].title)
        rows += _breakdown(tx, layout, columns, (first, last))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("line", _("Note"), width=64),
            Column("now", titles[0], Kind.MONEY, 14),
            Column("before", titles[1], Kind.MONEY, 14),
        ),
        tuple(rows),
        _("Fiscal year {year}, as of {day}").format(year=year + BE_OFFSET, day=long_day(last)),
        days=(first, last),
        facts=((_("Unit"), _("baht")),),
    )


def facts_of(tx: Tx, year: int) -> dict[str, str]:
    """Give what the words of the notes of a fiscal year name: the book, its first day, the end of its years."""
    calendar = periods.calendar(tx)
    end = calendar.year_end(year)
    return {
        "book": named(settings.get(tx, "name_th"), settings.find(tx, "name_en")),
        "first_day": long_day(calendar.first_day),
        "year_end": f"{end.day} {month_name(end.month)}",
    }


def _columns_of(tx: Tx, layout: StatementLayout, span: tuple[date, date]) -> list[StatementColumn]:
    chart = accounts.chart(tx)
    found = problems_of_layout(layout, chart)
    if found:
        raise RuleError(*found)
    is_position = layout.kind is StatementKind.POSITION
    return compared(tx, Wanted(*span, measures(layout), is_position=is_position), PRIOR_YEAR, chart)


def _breakdown(
    tx: Tx, layout: StatementLayout, columns: Sequence[StatementColumn], span: tuple[date, date]
) -> list[Row]:
    """Give each note of a statement its accounts; their sum is what the statement's lines of that note show."""
    chart, rows = accounts.chart(tx), list[Row]()
    by_note: dict[str, list[StatementLine]] = {}
    for line in layout.lines:
        if line.note and line.kind is StatementLineKind.ACCOUNTS:
            by_note.setdefault(line.note, []).append(line)
    for note, lines in by_note.items():
        items: list[tuple[str, str, list[Money | None]]] = []
        for line in lines:
            for code in chosen(line, chart):
                amounts = [_amount(each, line, code) for each in columns]
                if any(amounts):
                    items.append((code, chart[code].name if code in chart else line.name, amounts))
        if items:
            title = _(BALANCES[note]) if note in BALANCES else lines[0].name
            rows.append(Row((f"{note}. {title}", None, None), Role.HEADING))
            rows += [Row((name, *amounts), opens=_ledger(code, span)) for code, name, amounts in items]
            sums = [_sum([each[2][at] for each in items]) for at in range(len(columns))]
            rows.append(Row((_("Total"), *sums), Role.SUBTOTAL))
    return rows


def _ledger(code: str, span: tuple[date, date]) -> Link:
    return Link("general-ledger", (("account", code), ("from", span[0].isoformat()), ("to", span[1].isoformat())))


def _amount(column: StatementColumn, line: StatementLine, code: str) -> Money | None:
    if column.figures is None:
        return None
    figure = column.figures.get(code)
    return Money(signed(line, figure.amount(line.measure)) if figure is not None else 0)


def _sum(amounts: Sequence[Money | None]) -> Money | None:
    known = [each for each in amounts if each is not None]
    return Money.sum(known) if len(known) == len(amounts) else None
