"""A report as it is kept at a close: canonical JSON that is hashed, and read back as the same report for ever."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Report, Role, Row

if TYPE_CHECKING:
    from welfare_desk.reports.model import Value

FORMAT = 1


def as_kept(report: Report) -> str:
    """Write a report in one way alone: keys in order, no spaces, money in satang, days in ISO 8601.

    What it looks like, links and charts are left out; the day it was made too, so that the same figures are the same
    bytes.
    """
    columns = [[each.key, each.title, each.kind.name, each.width, each.group] for each in report.columns]
    rows = [[row.role.name, [_written(cell) for cell in row.cells]] for row in report.rows]
    kept = {
        "format": FORMAT,
        "name": report.name,
        "title": report.title,
        "subtitle": report.subtitle,
        "book": report.book_name,
        "columns": columns,
        "rows": rows,
        "facts": [[label, _written(value)] for label, value in report.facts],
        "notes": list(report.notes),
        "landscape": report.landscape,
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_kept(content: str) -> Report:
    """Read a report back as it was kept."""
    kept: dict[str, Any] = json.loads(content)
    columns = tuple(Column(key, title, Kind[kind], width, group) for key, title, kind, width, group in kept["columns"])
    rows = tuple(Row(tuple(_read(cell) for cell in cells), Role[role]) for role, cells in kept["rows"])
    return Report(
        kept["name"],
        kept["title"],
        columns,
        rows,
        kept["subtitle"],
        kept["book"],
        tuple(kept["notes"]),
        tuple((label, _read(value)) for label, value in kept["facts"]),
        landscape=kept["landscape"],
    )


def _written(value: Value) -> object:
    if isinstance(value, Money):
        return {"satang": value.satang}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Value:
    if isinstance(value, dict):
        return Money(value["satang"]) if "satang" in value else date.fromisoformat(value["day"])  # pyright: ignore[reportUnknownArgumentType] - any JSON
    return value
