"""The rows of a list of benefits paid: who received what, when, for which event, and who approved it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from welfare_desk.exchange.benefit_words import Meaning, Purpose, meaning_of
from welfare_desk.exchange.crossfoot import Counted, WrongTotal, check_total
from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import (
    Action,
    Reading,
    plain,
    read_money,
    read_text,
    read_village,
    says_nothing,
)
from welfare_desk.exchange.workbook import Cell
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Row, Sheet
    from welfare_desk.welfare.benefits import BenefitType

_DAY = r"(?:วัน(?:ที่|เดือนปี)?(?:ที่)?|วดป)"
BENEFIT_WORDS = vocabulary(
    {
        "no": r"(?:ลำดับ|ลด|no|order)(?:ที่)?|ที่",
        "member": r"(?:เลข(?:ที่|ประจำตัว|ทะเบียน)*|หมายเลข|รหัส|ทะเบียน)(?:สมาชิก|ทะเบียน)(?:เลขที่)?"
        r"|รหัส|เลขทะเบียน|สมาชิก(?:เลข)?ที่|member(?:no|number)?",
        "event": _DAY + r"(?:เกิดเหตุ|ประสบ(?:เหตุ|ภัย)|เหตุการณ์|เข้า(?:รักษา|รพ|โรงพยาบาล|นอน).*|นอนรพ.*|เสียชีวิต|ตาย"
        r"|คลอด|เกิด(?:เหตุการณ์)?|ป่วย)|(?:dateof)?event(?:date)?",
        "claim": _DAY + r"(?:ยื่น|ขอ|แจ้ง|รับ(?=เรื่อง|คำ))(?:คำ(?:ขอ|ร้อง)|เรื่อง|แบบ|เบิก|รับ|สวัสดิการ)*|claim(?:ed)?(?:date)?",
        "pay": _DAY + r"(?:จ่าย|รับ|เบิก|โอน)?(?:เงิน|จ่าย|สวัสดิการ)*|date|paid(?:on)?|paymentdate",
        "title": r"คำนำ(?:หน้า)?(?:ชื่อ|นาม)?|title",
        "name": r"(?:ราย)?ชื่อ(?:ตัว|และ)?(?:นาม)?(?:สกุล)?(?:สมาชิก|ผู้(?:รับ|ขอ|ได้รับ|ยื่น)(?:เงิน|สวัสดิการ)*)?"
        r"|(?:สมาชิก)?ผู้(?:รับ|ขอ|ได้รับ)(?:เงิน|สวัสดิการ)*|สมาชิก|(?:full)?name",
        "last": r"(?:นาม)?สกุล|surname|lastname",
        "village": r"หมู่(?:ที่|บ้าน|บ้านที่)?|ม(?:ที่)?|บ้าน|village",
        "approver": r"(?:ลง)?(?:ชื่อ)?(?:ผู้)?อนุมัติ(?:โดย|จ่าย)?|(?:ตาม)?มติ(?:ที่ประชุม|คณะกรรมการ)?|approve(?:r|dby)",
        "nights": r"(?:จำนวน)?(?:คืน|วัน)(?:ที่)?(?:นอน|พัก)?(?:รพ|โรงพยาบาล)?|จำนวน|nights|quantity",
        "text": r"(?:ราย(?:การ|ละเอียด)|ประเภท|ชนิด|ด้าน|เรื่อง|กรณี)(?:ที่)?(?:จ่าย|เบิก|ขอ|รับ|ของ)?(?:เงิน)?(?:สวัสดิการ)?"
        r"|สวัสดิการ(?:ที่ได้รับ|ด้าน|เรื่อง|กรณี|ประเภท)?|ช่วยเหลือ(?:เรื่อง|กรณี)|benefit|type|item|for",
        "amount": r"(?!จำนวน$)(?=.)(?:จำนวน|ยอด)?(?:เงิน)?(?:ที่)?(?:สวัสดิการ|ช่วยเหลือ)?(?:ที่)?"
        r"(?:จ่าย|ได้รับ|รับ|อนุมัติ)?(?:เงิน)?(?:บาท)?|amount.*|baht",
        "note": r"หมายเหตุ|บันทึก|notes?|remarks?",
    },
    names=("name", "member", "text"),
    least=3,
    unclear=(("จำนวน", "nights", "amount", ""),),  # of money, unless another column is
)
_WHOLE = re.compile(r"ทั้งปี|ทั้งสิ้น|ทั้งหมด|ทั้งกองทุน|grand", re.IGNORECASE)
_RECEIVER = re.compile(r"จ่าย(?:ให้|แก่)(?:กับ)?\s*(?:ผู้รับผลประโยชน์\s*)?(.+?)\s*(?:\(|เช็ค|โอน|$)")


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A row that says what was paid, as its cells read; `cells` tells where each field stands.

    `quantity` is None where nothing says how many; `approver` is None where the list has no column for it. `chosen`
    is the number of the member that a person chose.
    """

    sheet: str
    row: int
    village: str
    number: str
    name: str
    text: str
    meaning: Meaning
    quantity: int | None
    pay: Reading[date]
    event: Reading[date]
    claim: Reading[date]
    amount: Reading[Money]
    approver: str | None
    note: str
    is_hidden: bool
    cells: Mapping[str, str]
    chosen: str = ""

    @property
    def key(self) -> str:
        """Name the row so that an answer finds it: `จ่ายสวัสดิการ 69!7`."""
        return f"{self.sheet}!{self.row}"

    @property
    def paid(self) -> Money:
        """Give the amount paid; nothing where it cannot be read."""
        return self.amount.value or ZERO

    @property
    def receiver(self) -> str:
        """Name who took the money where the note says so: a widow, a mother."""
        found = _RECEIVER.search(self.note)
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class SheetPayments:
    """All that a sheet says: its payments, its totals that are wrong, how many other rows it holds."""

    payments: tuple[PaymentRow, ...]
    wrong_totals: tuple[WrongTotal, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What rows are read with: the day, the fund's types, and what people said.

    `known` are words that they confirmed, `said` what should stand in a cell, by sheet and cell, `chosen` the members
    that they chose, by row.
    """

    today: date
    types: Sequence[BenefitType]
    known: Mapping[str, str] = field(default_factory=dict[str, str])
    said: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])

    def rows(self, sheet: Sheet, listing: Listing) -> SheetPayments:
        """Read every row of a listing; what is no payment is counted as skipped."""
        if listing.header is None:
            return SheetPayments((), (), sum(not row.is_blank for row in sheet.rows))
        whole = {row.number: row for row in sheet.rows}
        payments: list[PaymentRow] = []
        since: list[PaymentRow] = []
        wrong: list[WrongTotal] = []
        for row in listing.rows:
            payment = self._payment(row, whole[row.number], listing)
            if payment is not None:
                payments.append(payment)
                since.append(payment)
            elif row.kind.endswith(("total", "subtotal")):
                wrong += _wrong(row, whole[row.number], listing, payments, since)
                since = []
        filled = sum(not row.is_blank for row in sheet.rows)
        return SheetPayments(tuple(payments), tuple(wrong), filled - len(payments))

    def _payment(self, row: TableRow, whole: Row, listing: Listing) -> PaymentRow | None:
        if row.kind not in ("entry", "other"):
            return None
        cells = {name: self._said(row.sheet, cell) for name, cell in _cells(row, whole, listing).items()}
        amount = read_money(cells["amount"]) if "amount" in cells else Reading[Money](None, "blank")
        text, name, number = _text(cells, "text"), _name(cells), _text(cells, "member")
        if amount.value is None and not (text and (name or number)):
            return None  # a heading between the rows, or a line nobody filled
        meaning = meaning_of(text, self.types, self.known, has_person=bool(name or number))
        village = read_village(cells["village"]).value if "village" in cells else None
        payment = PaymentRow(
            row.sheet,
            row.number,
            village or row.village or "",
            number,
            name,
            text,
            meaning,
            _quantity(cells, meaning),
            self._day(cells, "pay"),
            self._day(cells, "event"),
            self._day(cells, "claim"),
            amount,
            _text(cells, "approver") if "approver" in cells else None,
            _text(cells, "note"),
            row.is_hidden,
            {name: cell.ref for name, cell in cells.items()},
        )
        return replace(payment, chosen=self.chosen.get(payment.key, ""))

    def _said(self, sheet: str, cell: Cell) -> Cell:
        text = self.said.get((sheet, cell.ref))
        return cell if text is None else Cell(cell.ref, text)

    def _day(self, cells: Mapping[str, Cell], name: str) -> Reading[date]:
        return read_day(cells[name], self.today) if name in cells else Reading(None, "missing", Action.EMPTY_FLAG)


def _wrong(
    row: TableRow, whole: Row, listing: Listing, payments: Sequence[PaymentRow], since: Sequence[PaymentRow]
) -> list[WrongTotal]:
    """Check a total: of everything so far, or of the rows since the last total, as it says; the other is right too."""
    cell = _cells(row, whole, listing).get("amount")
    shown = read_money(cell).value if cell is not None else None
    if cell is None or shown is None:
        return []
    groups = (payments, since) if _WHOLE.search(row.text) or len(payments) == len(since) else (since, payments)
    checked = [
        check_total(
            row.sheet, "", Counted(cell.ref, shown), [Counted(each.cells["amount"], each.paid) for each in group]
        )
        for group in groups
    ]
    return [checked[0]] if checked[0] is not None and checked[1] is not None else []


def _cells(row: TableRow, whole: Row, listing: Listing) -> Mapping[str, Cell]:
    """Give the cells by field, of rows too that are no entries."""
    if row.cells or listing.header is None:
        return row.cells
    return {name: whole.at(column) for name, column in listing.header.mapping.columns.items()}


def _text(cells: Mapping[str, Cell], name: str) -> str:
    text = plain(cells[name]) if name in cells else ""
    return "" if says_nothing(text) else text


def _name(cells: Mapping[str, Cell]) -> str:
    """Read the name as it is written; title and surname in columns of their own are put to it."""
    name = (read_text(cells["name"]).value or "") if "name" in cells else ""
    return "" if says_nothing(name) else f"{_text(cells, 'title')}{name} {_text(cells, 'last')}".strip()


def _quantity(cells: Mapping[str, Cell], meaning: Meaning) -> int | None:
    """Give how many the words say, else what a column for nights says where the words count nothing."""
    if meaning.purpose is Purpose.MEMBER and meaning.quantity is None:
        written = re.fullmatch(r"(\d{1,3})\s*(?:คืน|วัน)?", _text(cells, "nights"))
        return int(written[1]) if written else None
    return meaning.quantity
