"""The rows of a collection sheet: who paid what, when, on which receipt, and the totals typed below."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.exchange.day_readings import day_in, read_day
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import (
    Action,
    Reading,
    plain,
    read_house,
    read_money,
    read_text,
    read_village,
    says_nothing,
    village_in,
)
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Cell, Row, Sheet

COLLECTION_WORDS = vocabulary(
    {
        "no": r"(?:ลำดับ|ลด|no|order)(?:ที่)?|ที่",
        "member": r"(?:เลข(?:ที่|ประจำตัว|ทะเบียน)*|หมายเลข|รหัส|ทะเบียน)(?:สมาชิก|ทะเบียน)(?:เลขที่)?"
        r"|รหัส|ทะเบียน(?:เลขที่)?|เลขทะเบียน|สมาชิก(?:เลข)?ที่|member(?:no|number)?",
        "title": r"คำนำ(?:หน้า)?(?:ชื่อ|นาม)?|title",
        "name": r"(?:ราย)?ชื่อ(?:ตัว|และ)?(?:นาม)?(?:สกุล)?(?:สมาชิก|ผู้จ่าย|ผู้ส่ง|ผู้ชำระ)?(?:เงิน)?"
        r"|ผู้(?:จ่าย|ส่ง|ชำระ)(?:เงิน)?|สมาชิก|(?:full)?name",
        "last": r"(?:นาม)?สกุล|surname|lastname",
        "village": r"หมู่(?:ที่|บ้าน|บ้านที่)?|ม(?:ที่)?|บ้าน|ศูนย์.*|village",
        "book": r"(?:ใบเสร็จ(?:รับเงิน)?)?เล่ม(?:ที่)?(?:ใบเสร็จ)?|book(?:no)?",
        "receipt": r"(?:ใบเสร็จ(?:รับเงิน)?)?(?:เล่ม(?:ที่)?)?เลขที่(?:ใบเสร็จ(?:รับเงิน)?)?"
        r"|ใบเสร็จ(?:รับเงิน)?|receipt(?:no)?",
        "day": r"วัน(?:ที่|เดือนปี)(?:ที่)?(?:รับ|จ่าย|ชำระ|ส่ง)?(?:เงิน|ชำระ)*|วดป.*|date",
        "amount": r"(?=.)(?:จำนวน|ยอด)?(?:เงิน)?(?:ที่)?(?:สมทบ|สัจจะ|ออม|ชำระ|รับ|จ่าย|ส่ง|เก็บ)?(?:เงิน)?(?:ได้)?"
        r"(?:สมทบ|สัจจะ)?(?:บาท)?|amount.*",
        "note": r"หมายเหตุ|บันทึก|notes?|remarks?",
    },
    names=("name", "member"),
    least=2,
)

_BOOK_AND_NUMBER = re.compile(r"(?:เล่ม(?:ที่)?)?\s*(\d+)\s*(?:[/\-]|เลขที่)\s*(\d+)")
_TRANSFER = re.compile(r"โอน|พร้อมเพย์|promptpay|transfer", re.IGNORECASE)


class TotalKind(Enum):
    """What a total adds up: a page, a village, or everything."""

    PAGE = "page_subtotal"
    VILLAGE = "village_total"
    GRAND = "grand_total"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that describes a payer, as its cells read; `cells` tells where each field stands."""

    sheet: str
    row: int
    village: str
    number: str
    name: str
    amount: Reading[Money]
    book: str
    receipt: str
    day: Reading[date]
    note: str
    is_hidden: bool
    cells: Mapping[str, str]

    @property
    def key(self) -> str:
        """Name the row so that an answer finds it: `ต.ค.68!7`."""
        return f"{self.sheet}!{self.row}"

    @property
    def paid(self) -> Money | None:
        """Give the amount paid, or None where nothing was."""
        return self.amount.value if self.amount.value is not None and self.amount.value != ZERO else None

    @property
    def has_payment(self) -> bool:
        """Tell whether money was paid, or something is written that may mean money."""
        return self.paid is not None or self.amount.action is Action.ASK

    @property
    def is_transfer(self) -> bool:
        """Tell whether the note says that the money came through the bank."""
        return _TRANSFER.search(self.note) is not None


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A total as it stands in the sheet, with the rows that it adds up."""

    sheet: str
    row: int
    kind: TotalKind
    village: str
    cell: str
    shown: Money
    persons: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """All that a sheet says: its payers, its totals, how many other rows it holds, and the month of its title."""

    persons: tuple[PersonRow, ...]
    totals: tuple[TotalRow, ...]
    skipped: int
    month: date | None


def read_rows(sheet: Sheet, listing: Listing, today: date) -> SheetRows:
    """Read every row of a listing; what is not a payer or a total is counted as skipped."""
    if listing.header is None:
        return SheetRows((), (), sum(not row.is_blank for row in sheet.rows), None)
    by_number = {row.number: row for row in sheet.rows}
    persons: list[PersonRow] = []
    totals: list[TotalRow] = []
    village: list[PersonRow] = []
    page: list[PersonRow] = []
    above = ""
    for row in listing.rows:
        if row.kind == "village_heading":
            village = []
        elif (person := _person(row, by_number[row.number], listing, above, today)) is not None:
            above = person.book or above
            for group in (persons, village, page):
                group.append(person)
        elif (total := _total(row, by_number[row.number], listing)) is not None:
            added = {TotalKind.PAGE: page, TotalKind.VILLAGE: village or persons, TotalKind.GRAND: persons}[total.kind]
            totals.append(_of(total, tuple(added)))
            page = []
            village = village if total.kind is TotalKind.PAGE else []
    filled = sum(not row.is_blank for row in sheet.rows)
    return SheetRows(tuple(persons), tuple(totals), filled - len(persons), _month(sheet, listing, today))


def _of(total: TotalRow, persons: tuple[PersonRow, ...]) -> TotalRow:
    kind = total.kind
    villages = {person.village for person in persons}
    if kind is TotalKind.VILLAGE and not total.village and len(villages) > 1:
        kind = TotalKind.GRAND
    return TotalRow(total.sheet, total.row, kind, total.village, total.cell, total.shown, persons)


def _month(sheet: Sheet, listing: Listing, today: date) -> date | None:
    """Find the month in the title above the list, or in the sheet's name."""
    header_row = listing.header.row if listing.header is not None else 0
    titles = [plain(cell) for row in sheet.rows if row.number < header_row for cell in row.cells if not cell.is_merged]
    for text in (*titles, sheet.name):
        day = day_in(text, today).value
        if day is not None:
            return day.replace(day=1)
    return None


def _total(row: TableRow, whole: Row, listing: Listing) -> TotalRow | None:
    cell = _cells(row, whole, listing).get("amount")
    if row.kind not in {kind.value for kind in TotalKind} or cell is None:
        return None
    shown = read_money(cell).value
    if shown is None:
        return None
    village = village_in(row.text) or (row.village if row.kind == TotalKind.VILLAGE.value else "") or ""
    return TotalRow(row.sheet, row.number, TotalKind(row.kind), village, cell.ref, shown, ())


def _cells(row: TableRow, whole: Row, listing: Listing) -> Mapping[str, Cell]:
    """Give the cells by field, of rows too that are no entries."""
    if row.cells or listing.header is None:
        return row.cells
    return {name: whole.at(column) for name, column in listing.header.mapping.columns.items()}


def _person(row: TableRow, whole: Row, listing: Listing, book_above: str, today: date) -> PersonRow | None:
    """Read a payer's row; money without a name is a payer too, who has to be asked for."""
    if row.kind not in ("entry", "other"):
        return None
    cells = _cells(row, whole, listing)
    amount = read_money(cells["amount"]) if "amount" in cells else Reading[Money](None, "blank")
    if row.kind == "other" and not amount.value:
        return None
    name = _name(cells)
    number = _text(cells, "member")
    if not name and not number and not amount.value:
        return None
    book, receipt = _receipt(cells, book_above)
    village_cell = cells.get("village")
    village = read_village(village_cell).value if village_cell is not None else None
    return PersonRow(
        row.sheet,
        row.number,
        village or row.village or "",
        number,
        name,
        amount,
        book,
        receipt,
        read_day(cells["day"], today) if "day" in cells else Reading(None, "missing", Action.EMPTY_FLAG),
        _text(cells, "note"),
        row.is_hidden,
        {field: cell.ref for field, cell in cells.items()},
    )


def _text(cells: Mapping[str, Cell], field: str) -> str:
    text = plain(cells[field]) if field in cells else ""
    return "" if says_nothing(text) else text


def _name(cells: Mapping[str, Cell]) -> str:
    """Read the name as it is written; title and surname in columns of their own are put to it."""
    name = (read_text(cells["name"]).value or "") if "name" in cells else ""
    if says_nothing(name):
        return ""
    return f"{_text(cells, 'title')}{name} {_text(cells, 'last')}".strip()


def _receipt(cells: Mapping[str, Cell], book_above: str) -> tuple[str, str]:
    """Read book and number; `21/021` in one cell is parted, a book not repeated is the one above."""
    cell = cells.get("receipt")
    if cell is None:
        return "", ""
    number = (read_house(cell).value or "") if isinstance(cell.value, date) else _text(cells, "receipt")
    together = _BOOK_AND_NUMBER.fullmatch(number)
    if together is not None:
        return together[1], together[2]
    return (_text(cells, "book") or book_above, number) if number else ("", "")
