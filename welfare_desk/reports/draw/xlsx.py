"""A report as an Excel workbook: real days and amounts, ready to print."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.draw.csv import FORMULA_STARTS
from welfare_desk.reports.draw.text import text_width
from welfare_desk.reports.draw.write import RIGHT_ALIGNED, written
from welfare_desk.reports.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from welfare_desk.reports.model import Column, Report, Row, Value

DAY_FORMAT = "[$-107041E]d mmmm yyyy"  # the Buddhist year in Excel and LibreOffice
MONEY_FORMAT = '#,##0.00_);(#,##0.00);"-"_)'  # the closing parenthesis hangs outside the decimals
NUMBER_FORMAT = "#,##0_);(#,##0)"
FIRST_DAY = date(1900, 3, 1)  # before this day Excel's calendar is wrong
_DAY_ZERO = date(1899, 12, 30).toordinal()
EXACT = 10**15  # a spreadsheet keeps fifteen digits

_NOT_PLAIN = FORMULA_STARTS | {"#"}  # "#N/A" would be taken for an error
_QUOTED = "quoted"  # text that a spreadsheet would take for a formula, were it typed again
_FORMATS = {
    "text": "General",
    "code": "@",
    _QUOTED: "@",
    "money": MONEY_FORMAT,
    "day": DAY_FORMAT,
    "number": NUMBER_FORMAT,
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAMES = re.compile(r"[\\/*?:\[\]']")
_SHEET_NAME_LENGTH = 31
_A4 = 9  # the number of the paper in the file format
_LEAST_WIDTHS = {Kind.DAY: 18, Kind.MONEY: 14, Kind.NUMBER: 8, Kind.CODE: 8, Kind.TEXT: 8}
_UNIX = 3  # in the file format: the same on every computer
_LINE = Side("thin", "7E8C86")


def as_xlsx(report: Report) -> bytes:
    """Write the report as a workbook: see `write_xlsx`."""
    out = io.BytesIO()
    write_xlsx(report, out)
    return out.getvalue()


def write_xlsx(report: Report, out: BinaryIO) -> None:
    """Write the report as a workbook of one sheet: see `write_sheets`."""
    write_sheets([report], out)


def write_sheets(reports: Iterable[Report], out: BinaryIO) -> None:
    """Write reports as the sheets of a workbook, set up for A4 with their headers on every page.

    Days are real days shown in the Buddhist era; amounts are numbers written digit by digit, never through binary
    fractions. What a spreadsheet cannot hold (more than fifteen digits, a day before March 1900) is written as text.
    Text stays text, even if it looks like a formula. The first report names the workbook; each is made when its turn
    comes.
    """
    book: Any = Workbook(write_only=True)
    for at, report in enumerate(reports):
        if not at:
            book.properties.title, book.properties.creator = report.title, report.book_name or "Welfare Desk"
            day = report.made_on or FIRST_DAY
            book.properties.created = book.properties.modified = datetime.combine(day, time())
        _write_sheet(book, report)
    # What `save` does, but with the same bytes for the same report: no clock, no moment of each part.
    ExcelWriter(book, _Archive(out, "w", zipfile.ZIP_DEFLATED)).save()


def _write_sheet(book: Any, report: Report) -> None:
    sheet = book.create_sheet(_NOT_IN_SHEET_NAMES.sub(" ", report.title)[:_SHEET_NAME_LENGTH].strip() or None)
    pen = _Pen(sheet)
    front, header = _front(report, pen), _header(report.columns, pen)
    _set_up(sheet, report, len(front) + 1, len(front) + len(header))
    for line in (*front, *header):
        sheet.append(line)
    for row in report.rows:
        # A generator, since openpyxl writes each cell before it asks for the next: so the pen can use one again.
        sheet.append(pen.row(row))
    for note in ("", *report.notes) if report.notes else ():
        sheet.append([pen.label(note)])


class _Archive(zipfile.ZipFile):
    """The parts of a workbook, packed as if each were written at one and the same moment."""

    def writestr(self, name: Any, *args: Any, **kwargs: Any) -> None:
        super().writestr(_part(name), *args, **kwargs)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_kwargs: Any) -> None:
        with open(filename, "rb") as source, self.open(_part(arcname or filename), "w") as target:  # noqa: PTH123 - its path is a text
            shutil.copyfileobj(source, target)


def _part(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(str(name))
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
    return info


def _front(report: Report, pen: _Pen) -> list[list[Any]]:
    lines = [[pen.label(report.title, bold=True, size=14)]]
    lines += [[pen.label(text)] for text in (report.book_name, report.subtitle) if text]
    if report.mark is not None:
        lines += [[pen.label(text, bold=at == 0)] for at, text in enumerate(report.mark.lines)]
    lines += [[pen.label(label), pen.fact(value)] for label, value in report.facts]
    return [*lines, []]


def _header(columns: tuple[Column, ...], pen: _Pen) -> list[list[Any]]:
    lines: list[list[Any]] = []
    if any(column.group for column in columns):
        groups = ["", *(column.group for column in columns)]
        firsts = [name if name != before else "" for before, name in pairwise(groups)]
        lines.append([pen.title(name, "centerContinuous") for name in firsts])
    aligned = [("right" if column.kind in RIGHT_ALIGNED else "left", column.title) for column in columns]
    return [*lines, [pen.title(title, align, closing=True) for align, title in aligned]]


def _set_up(sheet: Any, report: Report, first: int, last: int) -> None:
    """Freeze and repeat the header (rows `first` to `last`, from 1), and set up the sheet for A4."""
    for index, column in enumerate(report.columns, 1):
        width = max(column.width, text_width(column.title) + 2, _LEAST_WIDTHS[column.kind])
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{last + 1}"
    sheet.print_title_rows = f"{first}:{last}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if report.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    words = _(N_("Page {page} of {pages}")).format(page="&P", pages="&N")
    sheet.oddFooter.right.text = words
    if report.made_on is not None:
        sheet.oddFooter.left.text = _(N_("Printed on {day}")).format(day=long_day(report.made_on))


class _Kept(Cell):
    """A cell that is written again and again: openpyxl asks for its name each time, and drops it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "cell"


class _Pen:
    """What writes cells: one kept cell for each form and role, since making a styled cell is slow."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._kept = {role: {form: self._new(form, role) for form in _FORMATS} for role in Role}

    def _new(self, form: str, role: Role) -> Any:
        cell: Any = _Kept(self._sheet, row=1, column=1)
        cell.number_format = _FORMATS[form]
        if role is not Role.ITEM:
            cell.font = Font(bold=True)
        if role in {Role.SUBTOTAL, Role.TOTAL}:
            cell.border = Border(top=_LINE, bottom=Side("double", _LINE.color) if role is Role.TOTAL else None)
        if form == _QUOTED:
            cell.quotePrefix = True
        return cell

    def row(self, row: Row) -> Iterator[Any]:
        """Write the values of a row, each in the kept cell of its form; a plain text needs none."""
        kept, plain = self._kept[row.role], row.role is Role.ITEM
        for value in row.cells:
            form, text, data_type = _content(value)
            if plain and form == "text":
                yield text
            else:
                cell = kept[form]
                cell._value, cell.data_type = text, data_type  # noqa: SLF001 - `value` would guess, and parse formulas
                yield cell

    def fact(self, value: Value) -> Any:
        """Write a value over the table, at the left."""
        form, text, data_type = _content(value)
        cell = self._new(form, Role.HEADING)
        cell._value, cell.data_type = text, data_type  # noqa: SLF001 - see `row`
        cell.alignment = Alignment(horizontal="left")
        return cell

    def label(self, text: str, size: int = 11, *, bold: bool = False) -> Any:
        """Write words over or under the table."""
        cell = self._new(_QUOTED, Role.ITEM)
        cell._value, cell.data_type = _printable(text), "s"  # noqa: SLF001 - see `row`
        cell.font = Font(bold=bold, size=size)
        return cell

    def title(self, text: str, align: str, *, closing: bool = False) -> Any:
        """Write the title of a column or of a group of columns."""
        cell = self.label(text, bold=True)
        cell.alignment = Alignment(horizontal=align, vertical="bottom", wrap_text=closing)
        cell.border = Border(bottom=_LINE) if closing else Border()
        return cell


def _content(value: Value) -> tuple[str, str | None, str]:
    """Tell the form, the content and the openpyxl type of a value."""
    if isinstance(value, Money):
        exact = -EXACT < value.satang < EXACT
        return ("money", value.plain(), "n") if exact else ("money", written(value), "s")
    if isinstance(value, str):
        form = _QUOTED if value[:1] in _NOT_PLAIN else "code" if value.isdecimal() else "text"
        return form, _printable(value), "s"
    if value is None:
        return "text", None, "n"
    if isinstance(value, date):
        return ("day", str(value.toordinal() - _DAY_ZERO), "n") if value >= FIRST_DAY else ("text", written(value), "s")
    return ("number", str(value), "n") if -EXACT < value < EXACT else ("number", written(value), "s")


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)
