"""Lists in committees' sheets: where the header is, which column holds what, and which rows are no entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.exchange.headers import find_header, squeeze, texts_of
from welfare_desk.exchange.readings import is_ditto, plain, village_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from welfare_desk.exchange.headers import ColumnMapping, Header, Vocabulary
    from welfare_desk.exchange.workbook import Cell, Row, Sheet


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
        header = replace(header, mapping=mine, is_known=True)
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


_SEVERAL_VILLAGES = re.compile(r"(?:หมู่(?:ที่)?|ม\.)\s*\d+\s*(?:[-–,]|ถึง)\s*(?:หมู่(?:ที่)?\s*)?\d")


def _title_village(sheet: Sheet, header: Header) -> str | None:
    """Find the one village that the title rows name."""
    found: set[str] = set()
    for row in sheet.rows:
        if row.number >= header.row:
            break
        texts = {text for text in texts_of(row) if text}
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
