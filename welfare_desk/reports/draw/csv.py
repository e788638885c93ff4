"""A report as CSV, for spreadsheets and other programs."""

from __future__ import annotations

import codecs
import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.money import SATANG_PER_BAHT, Money
from welfare_desk.reports.draw.write import heads

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from welfare_desk.reports.model import Report

# What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), full-width forms included.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


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
    out.write(codecs.BOM_UTF8)  # not "utf-8-sig", which encodes in Python
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow([safe(title) for title in heads(report.columns)])
    writer.writerows([_PLAIN[type(value)](value) for value in row.cells] for row in report.rows)
    text.detach()


def safe(text: str) -> str:
    """Put a `'` before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def _same(value: int | None) -> int | None:
    return value


def _baht(amount: Money) -> str:
    """Write an amount as `Money.plain` does, in half its time where it is not negative."""
    satang = amount.satang
    return f"{satang // SATANG_PER_BAHT}.{satang % SATANG_PER_BAHT:02}" if satang >= 0 else amount.plain()


_PLAIN: dict[type, Callable[..., str | int | None]] = {  # by type, since half a million rows go through it
    Money: _baht,
    str: safe,
    date: date.isoformat,
    int: _same,
    type(None): _same,
}
