"""A report as CSV, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.money import Money
from welfare_desk.reports.draw.write import heads

if TYPE_CHECKING:
    from typing import BinaryIO

    from welfare_desk.reports.model import Report, Value

# What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(report: Report) -> bytes:
    """Write the report as CSV: see `write_csv`."""
    out = io.BytesIO()
    write_csv(report, out)
    return out.getvalue()


def write_csv(report: Report, out: BinaryIO) -> None:
    """Write the report as CSV in UTF-8 with a byte-order mark, one line of titles and one line per row.

    It is meant for machines: money is `-1234.50`, a day is ISO 8601 in the Gregorian calendar (`2026-01-05`), so
    that every program reads it the same way. A text that a spreadsheet would take for a formula gets a `'` before it.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([safe(title) for title in heads(report.columns)])
    writer.writerows([_plain(value) for value in row.cells] for row in report.rows)
    text.detach()


def safe(text: str) -> str:
    """Put a `'` before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _plain(value: Value) -> str | int | None:
    if isinstance(value, Money):
        return value.plain()
    if isinstance(value, str):
        return safe(value)
    return value.isoformat() if isinstance(value, date) else value
