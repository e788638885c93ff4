"""Lists in committees' sheets: where the header is, which column holds what, and which rows are no entries."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.exchange.readings import is_ditto, plain, village_in
from welfare_desk.exchange.workbook import column_number
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from welfare_desk.exchange.workbook import Cell, Row, Sheet

_SEARCHED_ROWS = 40
_NOT_WORD = re.compile(r"[\s.\-–—/\\:;,*'\"“”()\[\]_|]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which a kind of list is known.

    `words` are (field, pattern) in order of trial; a pattern must match a whole header without its spaces and points.
    `names` are the fields of which one at least must be there; `least` is how many fields make a header. `instead`
    holds (other, read, meant): beside a column `other`, one read as `read` is `meant`, if nothing else is: ชื่อสกุล is
    a surname beside ชื่อตัว, else a whole name. `before_names` holds (header, read, meant): so it is with a header that
    stands before the names: เลขที่ is a member's number there, and a house after them. `continued` are the fields
    that may go on in the rows below an entry, as a second beneficiary does.
    """

    words: tuple[tuple[str, re.Pattern[str]], ...]
    names: frozenset[str]
    least: int = 3
    instead: tuple[tuple[str, str, str], ...] = ()
    before_names: tuple[tuple[str, str, str], ...] = ()
    continued: frozenset[str] = frozenset()

    def field_of(self, header: str) -> str | None:
        """Tell which field a header names."""
        squeezed = squeeze(header)
        return next((name for name, pattern in self.words if pattern.fullmatch(squeezed)), None) if squeezed else None


def vocabulary(
    words: Mapping[str, str],
    names: Iterable[str],
    least: int = 3,
    instead: tuple[tuple[str, str, str], ...] = (),
    before_names: tuple[tuple[str, str, str], ...] = (),
    continued: Iterable[str] = (),
) -> Vocabulary:
    """Make a vocabulary of fields and their patterns."""
    compiled = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in words.items())
    return Vocabulary(compiled, frozenset(names), least, instead, before_names, frozenset(continued))


@lru_cache(maxsize=4096)  # every row is compared with the header
def squeeze(header: str) -> str:
    """Take spaces, points, dashes and brackets out of a header."""
    return _NOT_WORD.sub("", header).lower()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column (0 = A) holds which field under one header; a person may correct it, the book remembers it."""

    fingerprint: str
    columns: Mapping[str, int]

    def to_json(self) -> str:
        """Write it as JSON."""
        return json.dumps({"fingerprint": self.fingerprint, "columns": dict(self.columns)}, sort_keys=True)

    def with_columns(self, changes: Mapping[str, int | None]) -> ColumnMapping:
        """Give the mapping with some fields in other columns, or in none."""
        moved = {at for at in changes.values() if at is not None}
        kept = {name: at for name, at in self.columns.items() if name not in changes and at not in moved}
        return ColumnMapping(self.fingerprint, kept | {name: at for name, at in changes.items() if at is not None})

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """Read it from JSON; anything else is a `ValueError`."""
        try:
            known = json.loads(text)
            columns = {str(name): int(column) for name, column in known["columns"].items()}
            return cls(str(known["fingerprint"]), columns)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(text) from error


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: its last row, the text over each column, what they mean, and its rows as written."""

    row: int
    texts: tuple[str, ...]
    mapping: ColumnMapping
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the header.

    `kind` is `entry`, or why it is none: `blank`, `header`, `village_heading`, `page_subtotal`, `village_total`,
    `grand_total`, `carried`, `signature`, `continued`, `other`. `cells` holds the cells of an entry by field; ditto
    marks and merged cells show what they repeat. `more` holds what the rows below it, `continued`, say besides.
    `village` is that of the heading above, or of the sheet.
    """

    sheet: str
    number: int
    kind: str
    text: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict[str, "Cell"])
    village: str | None = None
    is_hidden: bool = False
    more: tuple[Mapping[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet read as a list; without a header it has no rows."""

    sheet: str
    header: Header | None
    rows: tuple[TableRow, ...] = ()
    village: str | None = None
    is_hidden: bool = False

    @property
    def entries(self) -> Iterator[TableRow]:
        """Go through the rows that are entries."""
        return (row for row in self.rows if row.kind == "entry")


def read_listing(sheet: Sheet, words: Vocabulary, known: Sequence[ColumnMapping] = ()) -> Listing:
    """Read a sheet as a list; `known` mappings stand in for the recognition where the header is the same."""
    header = find_header(sheet, words)
    if header is None:
        return Listing(sheet.name, None, is_hidden=sheet.is_hidden)
    mine = next((each for each in known if each.fingerprint == header.mapping.fingerprint), None)
    if mine is not None:
        header = replace(header, mapping=mine)
    village = village_in(sheet.name) or _title_village(sheet, header)
    rows = _joined(_rows(sheet, header, words, village))
    last_entry = max((row.number for row in rows if row.kind == "entry"), default=0)
    kept = tuple(row for row in rows if row.kind != "blank" or row.number < last_entry)
    return Listing(sheet.name, header, kept, village, sheet.is_hidden)


def _joined(rows: Iterable[TableRow]) -> list[TableRow]:
    """Give each entry what the rows below it go on to say."""
    joined: list[TableRow] = []
    entry = 0
    for row in rows:
        if row.kind == "continued":
            joined[entry] = replace(joined[entry], more=(*joined[entry].more, row.cells))
        elif row.kind == "entry":
            entry = len(joined)
        joined.append(row)
    return joined


def find_header(sheet: Sheet, words: Vocabulary) -> Header | None:
    """Find the header among the first rows: the row, or two rows taken together, that names most fields."""
    best: tuple[int, Header] | None = None
    rows = [row for row in sheet.rows[:_SEARCHED_ROWS] if not row.is_blank]
    for upper, lower in zip([None, *rows], rows, strict=False):
        lines = [_texts(lower)]
        candidates = [(lines[0], lines)]
        if upper is not None and upper.number == lower.number - 1:
            lines = [_texts(upper), *lines]
            candidates.append((_stacked(lines[0], lines[1], words), lines))
        for texts, written in candidates:
            columns = _columns(texts, words, sheet.hidden_columns)
            if len(columns) < words.least or not words.names & columns.keys():
                continue
            told = len(columns) - sum({other, read} <= columns.keys() for other, read, _ in words.instead)
            if best is None or told > best[0]:
                mapping = ColumnMapping(_fingerprint(texts), columns)
                best = told, Header(lower.number, tuple(texts), mapping, tuple(map(tuple, written)))
    return None if best is None else best[1]


def _texts(row: Row) -> list[str]:
    return [plain(cell) if isinstance(cell.value, str) else "" for cell in row.cells]


def _stacked(upper: list[str], lower: list[str], words: Vocabulary) -> list[str]:
    """Read two header rows as one: `วันเดือนปี` over `เกิด`."""
    width = max(len(upper), len(lower))
    stacked: list[str] = []
    for over, under in zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True):
        whole = over if over == under or not under else f"{over} {under}".strip()
        stacked.append(whole if words.field_of(whole) or not words.field_of(under) else under)
    return stacked


def _columns(texts: list[str], words: Vocabulary, hidden: frozenset[int]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column in sorted(range(len(texts)), key=lambda place: (place in hidden, place)):
        name = words.field_of(texts[column])
        if name is not None:
            columns.setdefault(name, column)
    for other, read, meant in words.instead:
        if other in columns and read in columns and meant not in columns:
            columns[meant] = columns.pop(read)
    first_name = min((columns[name] for name in words.names if name in columns), default=0)
    for header, read, meant in words.before_names:
        at = columns.get(read, first_name)
        if at < first_name and meant not in columns and squeeze(texts[at]) == header:
            columns[meant] = columns.pop(read)
    return columns


def read_columns(text: str, words: Vocabulary) -> dict[str, int | None]:
    """Read which column holds what, as a person writes it: `no=B,first=C,house=-`; columns are letters, `-` is none.

    A field that this kind of list does not have, or what is no column, is a `RuleError`.
    """
    fields = [name for name, _pattern in words.words]
    changes: dict[str, int | None] = {}
    for part in text.split(","):
        name, _equals, letters = (each.strip() for each in part.partition("="))
        if name not in fields:
            unknown = N_("“{name}” is no field of this list; its fields are {fields}.")
            raise RuleError(problem("columns.field", unknown, "columns", name=name, fields=", ".join(fields)))
        if letters != "-" and not re.fullmatch("[A-Za-z]{1,3}", letters):
            unread = N_("“{text}” is no column; write its letter, or - for none.")
            raise RuleError(problem("columns.letter", unread, "columns", text=letters))
        changes[name] = None if letters == "-" else column_number(letters)
    return changes


def _fingerprint(texts: list[str]) -> str:
    return hashlib.sha256("|".join(squeeze(text) for text in texts).encode()).hexdigest()[:16]


_SEVERAL_VILLAGES = re.compile(r"(?:หมู่(?:ที่)?|ม\.)\s*\d+\s*(?:[-–,]|ถึง)\s*(?:หมู่(?:ที่)?\s*)?\d")


def _title_village(sheet: Sheet, header: Header) -> str | None:
    """Find the one village that the title rows name."""
    found: set[str] = set()
    for row in sheet.rows:
        if row.number >= header.row:
            break
        texts = {text for text in _texts(row) if text}
        if any(_SEVERAL_VILLAGES.search(text) for text in texts):
            return None
        found |= {village for text in texts if (village := village_in(text)) is not None}
    return found.pop() if len(found) == 1 else None


_TOTAL = re.compile(r"รวม(?:$|[\s\d:]|ทั้ง|หมู่|หน้า|เงิน|ยอด|จำนวน|สมาชิก|สุทธิ|บ้าน|เดือน|ราย)|ยอดรวม|ทั้งสิ้น|total", re.IGNORECASE)
_GRAND = re.compile(r"ทั้งสิ้น|ทั้งหมด|ทุกหมู่|ทั้งตำบล|grand", re.IGNORECASE)
_CARRIED = re.compile(r"(?:ยอด)?ยก(?:มา|ไป)")
_SIGNATURE = re.compile(r"ลงชื่อ|\.{6,}|…{2,}|_{6,}")
_IN_BRACKETS = re.compile(r"\(.*[ก-๎]{2}.*\)")
_NUMBERING = re.compile(r"\(?\s*\d{1,2}\s*\)?")
_VILLAGE_HEADING = re.compile(r"(?:บ้าน|ชุมชน|หมู่บ้าน|เขต)\s*\S.*")


def _rows(sheet: Sheet, header: Header, words: Vocabulary, village: str | None) -> Iterator[TableRow]:
    above: dict[str, Cell] = {}
    for row in sheet.rows:
        if row.number <= header.row:
            continue
        texts = [plain(cell) for cell in row.cells if not cell.is_merged and not cell.is_blank]
        kind = _kind(row, texts, header, words)
        if kind == "village_heading":
            village = village_in(texts[0]) or texts[0]
        cells: dict[str, Cell] = {}
        if above and kind in ("entry", "other") and _goes_on(row, header, words):
            kind = "continued"
            cells = {name: row.at(at) for name, at in header.mapping.columns.items() if name in words.continued}
        elif kind == "entry":
            above = cells = {name: _filled(row, name, at, above) for name, at in header.mapping.columns.items()}
        elif kind != "blank":
            above = {}
        text = " ".join(texts) if kind != "entry" else ""
        yield TableRow(sheet.name, row.number, kind, text, cells, village, row.is_hidden)


def _goes_on(row: Row, header: Header, words: Vocabulary) -> bool:
    """Tell whether a row says nothing of its own but more of what an entry may hold several of."""
    own = {name for name, at in header.mapping.columns.items() if not row.at(at).is_blank and not row.at(at).is_merged}
    return bool(own) and own <= words.continued


def _filled(row: Row, name: str, column: int, above: dict[str, Cell]) -> Cell:
    """Give the cell, or for a ditto mark what stands above it."""
    cell = row.at(column)
    if name in above and is_ditto(cell):
        return replace(above[name], ref=cell.ref, is_merged=True)
    return cell


def _kind(row: Row, texts: list[str], header: Header, words: Vocabulary) -> str:
    if not texts:
        return "blank"
    if _repeats(row, header):
        return "header"
    columns = header.mapping.columns
    names = [plain(row.at(columns[name])) for name in words.names if name in columns]
    numbers = (plain(row.at(columns[name])) for name in ("no", "id") if name in columns)
    numbered = any(number and not _TOTAL.match(number) for number in numbers)
    return _kind_by_words(texts, names, numbered=numbered) or ("entry" if any(names) else "other")


def _kind_by_words(texts: list[str], names: list[str], *, numbered: bool) -> str | None:
    total = next((text for text in texts if _TOTAL.match(text)), None)
    if total is not None and not (numbered and total not in names):
        return _total_kind(" ".join(texts))
    if any(_CARRIED.match(text) for text in texts):
        return "carried"
    if any(_SIGNATURE.search(text) for text in texts) or any(_IN_BRACKETS.fullmatch(name) for name in names):
        return "signature"
    if len(texts) == 1 and (village_in(texts[0]) or _VILLAGE_HEADING.fullmatch(texts[0])):
        return "village_heading"
    return None


def _repeats(row: Row, header: Header) -> bool:
    """Tell whether a row is the header again, as on each printed page, or only numbers its columns."""
    cells = [cell for cell in row.cells if not cell.is_blank]
    if len(cells) > 2 and all(_NUMBERING.fullmatch(plain(cell)) for cell in cells):  # noqa: PLR2004 - three in a row
        return [int(re.sub(r"\D", "", plain(cell))) for cell in cells] == list(range(1, len(cells) + 1))
    for line in header.lines:
        same = sum(squeeze(plain(cell)) == squeeze(text) != "" for cell, text in zip(row.cells, line, strict=False))
        if same > 1 and same * 2 > len(cells):
            return True
    return False


def _total_kind(text: str) -> str:
    if "หน้า" in text:
        return "page_subtotal"
    return "grand_total" if _GRAND.search(text) and not village_in(text) else "village_total"
