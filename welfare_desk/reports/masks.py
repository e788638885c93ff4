"""Hide ID and telephone numbers in a report, wherever somebody wrote one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.members.masks import hide_numbers, hide_phone
from welfare_desk.reports.model import Kind

if TYPE_CHECKING:
    from welfare_desk.reports.model import Column, Report, Value


def masked(report: Report) -> Report:
    """Hide the numbers in texts, facts and notes; codes stay, since they name accounts, members and vouchers."""
    places = [at for at, each in enumerate(report.columns) if each.is_phone or each.kind is Kind.TEXT]
    rows = tuple(
        replace(row, cells=_hidden(row.cells, places, report.columns))
        if any(isinstance(row.cells[at], str) for at in places)
        else row
        for row in report.rows
    )
    return replace(
        report,
        rows=rows,
        subtitle=hide_numbers(report.subtitle),
        notes=tuple(hide_numbers(each) for each in report.notes),
        facts=tuple((label, _text(value)) for label, value in report.facts),
        enclosed=tuple(masked(each) for each in report.enclosed),
    )


def _hidden(cells: tuple[Value, ...], places: list[int], columns: tuple[Column, ...]) -> tuple[Value, ...]:
    written = list(cells)
    for at in places:
        value = written[at]
        if isinstance(value, str):
            written[at] = hide_phone(value) if columns[at].is_phone else hide_numbers(value)
    return tuple(written)


def _text(value: Value) -> Value:
    return hide_numbers(value) if isinstance(value, str) else value
