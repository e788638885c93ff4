"""Proof that a report says the same on screen, as text, as CSV, in a workbook and on paper."""

from __future__ import annotations

import csv
import ctypes
import io
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pypdfium2.raw

from welfare_desk.i18n import _
from welfare_desk.money import Money
from welfare_desk.reports.chart import Chart, Words
from welfare_desk.reports.draw.chart import chart_shapes
from welfare_desk.reports.draw.columns import Columns
from welfare_desk.reports.draw.csv import FORMULA_STARTS, as_csv
from welfare_desk.reports.draw.paper import A4
from welfare_desk.reports.draw.pdf import FOOT, SIDE, as_pdf
from welfare_desk.reports.draw.text import NOTHING, as_text
from welfare_desk.reports.draw.write import Cell, heads, spread, written
from welfare_desk.reports.draw.xlsx import EXACT, FIRST_DAY, as_xlsx
from welfare_desk.reports.model import Report, Role, Row, Value

if TYPE_CHECKING:
    from collections.abc import Iterator


def same_in_five_forms(report: Report) -> None:
    """Draw a report in all forms, read each back by foreign means, and compare with its values."""
    _text_says(report)
    _csv_says(report)
    _xlsx_says(report)
    _pdf_says(replace(report, enclosed=()))
    for each in report.enclosed:
        (_letter_says if each.is_letter else _pdf_says)(each)


def _bare(text: str) -> str:
    return "".join(text.split())


def _text_says(report: Report) -> None:
    lines = as_text(report).splitlines()
    titles = " ".join(" ".join(heads(report.columns)).split())
    head = next(n for n, line in enumerate(lines) if line and set(line) == {"-"})
    assert " ".join(lines[head - 1].split()) == titles
    rule, rest = lines[head], iter(lines[head + 1 :])
    for row in report.rows:
        line = next(rest)
        if row.role is Role.TOTAL and line == rule:
            line = next(rest)
        said = " ".join(" ".join(written(value) for value in row.cells).split())
        assert " ".join(line.split()) == said, f"text says {line!r}"


def _csv_says(report: Report) -> None:
    back = list(csv.reader(io.StringIO(as_csv(report).decode("utf-8-sig"), newline="")))
    assert len(back) == len(report.rows) + 1
    for row, cells in zip(report.rows, back[1:], strict=True):
        assert len(cells) == len(row.cells)
        for value, cell in zip(row.cells, cells, strict=True):
            assert _from_csv(cell, value) == value, f"CSV says {cell!r} for {value!r}"


def _from_csv(cell: str, value: Value) -> Value:
    """Read a cell as what the value is."""
    if isinstance(value, str):
        return cell[1:] if cell[0:1] == "'" and cell[1:2] in FORMULA_STARTS else cell
    if cell == "":
        return None
    if isinstance(value, Money):
        return Money.baht(cell)
    return date.fromisoformat(cell) if isinstance(value, date) else int(cell)


def _xlsx_says(report: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report))).active
    first = int(sheet.freeze_panes[1:])
    titles = [sheet.cell(first - 1, n).value or "" for n in range(1, len(report.columns) + 1)]
    assert titles == [column.title for column in report.columns]
    for number, row in enumerate(report.rows, first):
        for index, value in enumerate(row.cells, 1):
            cell = sheet.cell(number, index)
            assert cell.data_type != "f", f"{value!r} became a formula"
            assert _from_xlsx(cell.value) == _kept_in_xlsx(value), f"XLSX says {cell.value!r} for {value!r}"


def _from_xlsx(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    return Decimal(repr(cell)) if isinstance(cell, int | float) else cell


def _kept_in_xlsx(value: Value) -> object:
    """Tell what a workbook should hold: a number, a day, or the words for what it cannot hold."""
    if isinstance(value, Money):
        return Decimal(value.plain()) if abs(value.satang) < EXACT else written(value)
    if isinstance(value, int):
        return Decimal(value) if abs(value) < EXACT else written(value)
    if isinstance(value, date):
        return value if value >= FIRST_DAY else written(value)
    return value or None


# Paper: letters are put back into rows by where they stand on it


def _letter_says(report: Report) -> None:
    """Find every word of a letter on its pages, and nothing else; its lines break and stand where a letter has them."""
    said = "".join(written(cell) for row in report.rows for cell in row.cells if cell)
    said += "".join(f"(){signer}" for signer in report.signatures)
    found = [letter for page in pypdfium2.PdfDocument(as_pdf(report)) for line in _letters(page) for letter, _x in line]
    assert sorted(found) == sorted(_bare(said))


def _poster_says(report: Report) -> None:
    """Find every word of a poster on its one page; people and baht have their unit after them."""
    document = pypdfium2.PdfDocument(as_pdf(report))
    assert len(document) == 1
    said = report.book_name + report.title + report.subtitle + "".join(report.notes)
    said += "".join(_words_of(chart, (A4[0] - 100) / 1.35) for chart in report.charts)
    said += report.mark.lines[0] if report.mark else ""
    for row in report.rows:
        said += written(row.cells[0])
        said += "".join(written(row.cells[at]) + report.columns[at].title for at in (1, 2) if row.cells[at] is not None)
    found = [letter for line in _letters(document[0]) for letter, _x in line]
    assert sorted(found) == sorted(_bare(said))


def _pdf_says(report: Report) -> None:
    if report.is_letter:
        _letter_says(report)
        return
    if report.is_poster:
        _poster_says(report)
        return
    size = (A4[1], A4[0]) if report.landscape else A4
    columns = Columns(report, SIDE, size[0] - SIDE)
    lefts = [left - columns.gap for left, _ in columns.edges]  # a lone mark stands a little to the left
    front = _lines_over_rows(report)
    lines: list[dict[int, str]] = []
    for number, page in enumerate(pypdfium2.PdfDocument(as_pdf(report))):
        letters = _letters(page)
        lines += [_by_column(line, lefts) for line in letters[_head_of(letters, columns) if number else front :]]
    rest = iter(lines)
    for row in report.rows:
        _row_says(row, report, rest)
    under = "".join(text for line in rest for text in line.values())
    said = "".join(report.notes) if report.rows else (report.nothing or _(NOTHING)) + "".join(report.notes)
    assert under.startswith(_bare(said))
    signed = "".join(f"(){signer}{_('Date')}" for signer in report.signatures)
    drawn = "".join(_words_of(chart, size[0] - 2 * SIDE) for chart in report.charts)
    # They stand beside one another, across the columns; charts may begin a page of their own under a header.
    assert sorted(under) == sorted(_bare(said + drawn + signed))


def _head_of(page: list[list[tuple[str, float]]], columns: Columns) -> int:
    """Count the lines over what a further page holds: the running head, and the columns' titles if rows follow."""
    titles = 1 + columns.header_lines + bool(columns.groups)
    said = Counter(letter for line in page[1:titles] for letter, _place in line)
    heads_of = [*(line.text for line in columns.header), *(name for _left, _right, name in columns.groups)]
    return titles if said == Counter(_bare("".join(heads_of))) else 1


def _words_of(chart: Chart, width: float) -> str:
    """Give all words of a chart; its names and sums are those of the report."""
    shapes, _height = chart_shapes(chart, width)
    return chart.title + chart.note + "".join(shape.text for shape in shapes if isinstance(shape, Words))


def _lines_over_rows(report: Report) -> int:
    empty = Report(
        report.name, report.title, report.columns, (), report.subtitle, report.book_name, (), report.facts,
        landscape=report.landscape, mark=report.mark,
    )  # fmt: skip
    page = pypdfium2.PdfDocument(as_pdf(empty))[0]
    said = ["".join(letter for letter, _ in line) for line in _letters(page)]
    over = next(n for n, line in enumerate(said) if _bare(_(NOTHING)) == _bare(line))
    right = (A4[1] if report.landscape else A4[0]) - SIDE
    titles = [Columns(each, SIDE, right).header_lines for each in (empty, report)]  # they wrap as the columns are wide
    return over - titles[0] + titles[1]


def _letters(page: pypdfium2.PdfPage) -> list[list[tuple[str, float]]]:
    """Read the lines of a page over its foot: each letter with its place across."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[tuple[float, str, float]] = []
    for index in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or pypdfium2.raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
        if y.value > FOOT - 10:
            found.append((round(y.value, 1), "-" if letter in "\x02￾" else letter, x.value))
    return [[(letter, place) for _, letter, place in line] for _, line in groupby(found, key=lambda found: found[0])]


def _by_column(letters: list[tuple[str, float]], lefts: list[float]) -> dict[int, str]:
    line: dict[int, str] = {}
    for letter, x in letters:
        column = max(bisect_right(lefts, x) - 1, 0)
        line[column] = line.get(column, "") + letter
    return line


def _row_says(row: Row, report: Report, lines: Iterator[dict[int, str]]) -> None:
    """Read lines until the row is whole; a wrapped cell goes on over several of them."""
    wanted = [cell for cell in spread(row, report.columns) if _bare(cell.text)]
    said = ["" for cell in wanted]
    while any(text != _bare(cell.text) for text, cell in zip(said, wanted, strict=True)):
        line = next(lines)
        for place, cell in enumerate(wanted):
            said[place] += _taken(line, cell)
            assert _bare(cell.text).startswith(said[place]), f"PDF says {said[place]!r} for {cell.text!r}"
        assert not line, f"PDF says {line!r} outside the cells of {row!r}"


def _taken(line: dict[int, str], cell: Cell) -> str:
    return "".join(line.pop(column, "") for column in range(cell.first, cell.last + 1))
