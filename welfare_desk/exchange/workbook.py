"""Workbooks and CSV files of committees, read into neutral sheets of cells; nothing is ever written to them."""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value = str | int | float | bool | date | datetime | time | timedelta | None
_LARGEST_UNPACKED = 400_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCODINGS = ("utf-8-sig", "cp874")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_GAP = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the file holds it.

    `value` is text, a number, a day (a moment only if it has a time), or None; `number_format` is Excel's own
    (`dd/mm/yyyy`), `General` in a CSV.
    `is_merged` marks a cell that shows the value of its merged area and holds none itself. `is_uncalculated` marks
    a formula whose result the file does not hold.
    """

    ref: str
    value: Value = None
    number_format: str = "General"
    is_merged: bool = False
    is_uncalculated: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether the cell holds nothing but spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip("\u00a0\u200b\ufeff \t\r\n"))

    def text(self) -> str:
        """Write the value as plain text; a whole number without its point, nothing as ''."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` starts at column A, `number` counts from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether no cell of the row holds anything."""
        return all(cell.is_blank or cell.is_merged for cell in self.cells)

    def at(self, column: int) -> Cell:
        """Give the cell of a column (0 = A); beyond the row's end an empty one."""
        if column < len(self.cells):
            return self.cells[column]
        return Cell(f"{column_letters(column)}{self.number}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a CSV file is one sheet without a name."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = field(default_factory=frozenset[int])


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole file: its name, the SHA-256 of its bytes, its sheets."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def column_letters(column: int) -> str:
    """Name a column (0 = A, 26 = AA)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Read the name of a column (A = 0, AA = 26)."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def read_grid(path: Path) -> Grid:
    """Read an .xlsx, .xlsm or .csv file; whatever else it is, a `BookError` says what to do."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BookError(_unreadable(path, error)) from error
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(_OLE):
        raise BookError(_old_or_locked(path, content))
    if content.startswith(b"PK"):
        sheets = _workbook_sheets(path, content)
    elif b"\0" in content[:4096] and not content.startswith(_UTF16):
        raise BookError(_not_a_workbook(path))
    else:
        sheets = (_csv_sheet(path, content),)
    return Grid(path.name, sha256, sheets)


def _unreadable(path: Path, error: OSError) -> Problem:
    return problem(
        "file.unreadable",
        N_("{file} cannot be read ({reason}). Close it in Excel and choose it again."),
        file=path.name,
        reason=error.strerror or type(error).__name__,
    )


def _old_or_locked(path: Path, content: bytes) -> Problem:
    if _ENCRYPTED in content:
        text = N_(
            "{file} is protected by a password. Open it in Excel, take the password away, save it, and choose it again."
        )
        return problem("file.password", text, file=path.name)
    text = N_(
        "{file} is in the old Excel format. Open it in Excel, save it as an Excel workbook (.xlsx), and choose that."
    )
    return problem("file.old_format", text, file=path.name)


def _not_a_workbook(path: Path) -> Problem:
    text = N_("{file} is damaged or is not an Excel or CSV file. Open it in Excel, save it as .xlsx, and choose that.")
    return problem("file.not_a_workbook", text, file=path.name)


def _workbook_sheets(path: Path, content: bytes) -> tuple[Sheet, ...]:
    import openpyxl  # noqa: PLC0415 - a quarter of a second that only an import needs

    try:
        has_formulas = _has_formulas(path, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of pictures and styles that it leaves out; we only read
            book: Any = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            formulas = _formula_cells(content) if has_formulas else {}
        return tuple(_sheet(sheet, formulas.get(sheet.title, frozenset())) for sheet in book.worksheets)
    except BookError:
        raise
    except Exception as error:  # openpyxl meets damaged files with errors of every kind
        raise BookError(_not_a_workbook(path)) from error


def _has_formulas(path: Path, content: bytes) -> bool:
    """Tell whether any sheet holds a formula; refuse a file that unpacks to more than memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = packed.infolist()
        if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
            text = N_(
                "{file} is too large to read. Delete the rows and pictures that are not needed, or save it as CSV."
            )
            raise BookError(problem("file.too_large", text, file=path.name))
        sheets = (member for member in members if member.filename.startswith("xl/worksheets/"))
        return any(b"<f" in packed.read(member) for member in sheets)


def _formula_cells(content: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    import openpyxl  # noqa: PLC0415 - loaded already by the caller

    book: Any = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {
        sheet.title: frozenset(
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if _is_formula(cell)
        )
        for sheet in book.worksheets
    }


def _is_formula(cell: Any) -> bool:
    return getattr(cell, "data_type", None) == "f"


def _sheet(sheet: Any, formulas: frozenset[tuple[int, int]]) -> Sheet:
    by_row: dict[int, dict[int, Cell]] = {}
    # openpyxl's public ways walk every row that has a format, a million of them in some files
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - see above
        uncalculated = cell.value is None and (row, column) in formulas
        if cell.value is not None or uncalculated:
            kept = Cell(cell.coordinate, _plain(cell.value), cell.number_format, is_uncalculated=uncalculated)
            by_row.setdefault(row, {})[column - 1] = kept
    if not by_row:
        return Sheet(sheet.title, (), sheet.sheet_state != "visible")
    _fill_merged(sheet, by_row)
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    rows = tuple(_row(number, by_row.get(number, {}), number in hidden) for number in _numbers(by_row))
    return Sheet(sheet.title, rows, sheet.sheet_state != "visible", _hidden_columns(sheet))


def _plain(value: Any) -> Value:
    """Turn a moment at midnight into a day, and a formatted text into its letters."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if value is None or isinstance(value, Value):
        return value
    return str(value)


def _numbers(by_row: dict[int, dict[int, Cell]]) -> Iterator[int]:
    """Give the numbers of the rows and of the blank ones between; of a long gap only the first."""
    expected = 1
    for number in sorted(by_row):
        yield from range(expected, min(number, expected + _LONGEST_GAP))
        yield number
        expected = number + 1


def _row(number: int, by_column: dict[int, Cell], is_hidden: bool) -> Row:  # noqa: FBT001 - private, called once
    width = max(by_column, default=-1) + 1
    cells = (by_column.get(column) or Cell(f"{column_letters(column)}{number}") for column in range(width))
    return Row(number, tuple(cells), is_hidden)


def _fill_merged(sheet: Any, by_row: dict[int, dict[int, Cell]]) -> None:
    """Let each cell of a merged area show the value of its first cell."""
    last_row, last_column = max(by_row), max(max(columns) for columns in by_row.values()) + 1
    for area in sheet.merged_cells.ranges:
        first = by_row.get(area.min_row, {}).get(area.min_col - 1)
        if first is None:
            continue
        for row in range(area.min_row, min(area.max_row, last_row) + 1):
            for column in range(area.min_col - 1, min(area.max_col, last_column)):
                ref = f"{column_letters(column)}{row}"
                if ref != first.ref:
                    by_row.setdefault(row, {})[column] = Cell(ref, first.value, first.number_format, is_merged=True)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    spans = (span for span in sheet.column_dimensions.values() if span.hidden)
    return frozenset(column - 1 for span in spans for column in range(span.min, span.max + 1))


def _csv_sheet(path: Path, content: bytes) -> Sheet:
    text = _decoded(path, content)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise BookError(_not_a_workbook(path)) from error
    rows = (
        Row(
            number, tuple(Cell(f"{column_letters(column)}{number}", value or None) for column, value in enumerate(line))
        )
        for number, line in enumerate(lines, 1)
    )
    return Sheet("", tuple(rows))


def _decoded(path: Path, content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(_UTF16) else _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BookError(_not_a_workbook(path))


def _delimiter(text: str) -> str:
    """Choose the separator that gives most of the first lines the most columns."""
    first = text.splitlines()[:50]

    def columns(separator: str) -> int:
        widths = sorted(len(line) for line in csv.reader(first, delimiter=separator) if line)
        return widths[len(widths) // 2] if widths else 0

    return max(",;\t|", key=columns)
