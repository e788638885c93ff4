"""Read a cooperative's workbook of members, shares, savings and loans; nothing is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from welfare_desk.coop.imported import CoopRegister, RegisterLoan, RegisterMember, RegisterNote
from welfare_desk.errors import BookError, problem
from welfare_desk.exchange.coop_words import sentence
from welfare_desk.exchange.day_readings import day_in, read_day
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import plain, read_member_number, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import Cell, read_grid
from welfare_desk.i18n import N_
from welfare_desk.members.names import split_name
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Sheet

SAVERS = vocabulary(
    {
        "number": r"เลข(?:ที่)?(?:ทะเบียน)?(?:สมาชิก)?|memberno|number",
        "name": r"ชื่อ(?:ตัว)?(?:และ)?(?:นาม)?สกุล|ชื่อสมาชิก|name",
        "joined": r"วัน(?:ที่|เดือนปี)?(?:ที่)?(?:เป็น|เข้าเป็น)สมาชิก|joined",
        "shares": r"จำนวนหุ้น|หุ้น(?:หน่วย)?|shares",
        "value": r"(?:มูลค่า|จำนวนเงิน)?(?:ค่า)?หุ้น.*บาท.*|มูลค่าหุ้น.*|shareamount",
        "savings": r"(?:ยอด)?เงินฝาก.*|เงินออม.*|savings",
        "status": r"สถานะ(?:ภาพ)?|status",
    },
    ("name",),
)
LOANS = vocabulary(
    {
        "contract": r"(?:เลขที่|สัญญา)+(?:เงินกู้)?|contract(?:no)?",
        "kind": r"ประเภท(?:เงินกู้)?|type",
        "number": r"เลข(?:ที่)?(?:ทะเบียน|สมาชิก)+|memberno",
        "name": r"ชื่อ(?:ตัว)?(?:และ)?(?:นาม)?สกุล|ผู้กู้|name",
        "day": r"วันที่(?:ทำ)?(?:สัญญา|กู้)|day|date",
        "principal": r"(?:เงินต้น|วงเงินกู้|จำนวนเงินกู้)(?:บาท)?|principal",
        "rate": r"(?:อัตรา)?ดอกเบี้ย.*|rate",
        "months": r"(?:จำนวน)?งวด.*|months",
        "instalment": r"ส่งงวดละ.*|งวดละ.*|instalment",
        "paid": r"ชำระแล้ว|ส่งแล้ว|paid",
        "outstanding": r"(?:เงินต้น)?คงเหลือ(?:บาท)?|outstanding",
        "last": r"ชำระ(?:ครั้ง)?(?:ล่าสุด|สุดท้าย)|lastpaid",
        "guarantor1": r"ผู้ค้ำ(?:ประกัน)?(?:คนที่)?1?|guarantor1?",
        "guarantor2": r"ผู้ค้ำ(?:ประกัน)?(?:คนที่)?2|guarantor2",
        "note": r"หมายเหตุ|note",
    },
    ("name",),
)
_PAR = re.compile(r"หุ้นละ\s*([\d,.]+)\s*บาท")
_AS_OF = re.compile(r"ณ\s*วันที่\s*(.+)$")
_LEFT = re.compile(r"ลาออก|พ้น|ให้ออก|เสียชีวิต|ตาย")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MILLION, _PER_CENT = 1_000_000, 10_000
DEFAULT_PAR = Money.baht(10)  # a default of ours, where the workbook does not say it


def preview_register(path: Path, today: date) -> CoopRegister:
    """Read the sheet of members and the sheet of loans; a file without the first is a `BookError`."""
    grid = read_grid(path)
    reader = _Reader(today)
    for sheet in grid.sheets:
        loans = read_listing(sheet, LOANS)
        if loans.header is not None and {"contract", "principal", "number"} <= loans.header.mapping.columns.keys():
            reader.later.append((sheet, loans))
            continue
        savers = read_listing(sheet, SAVERS)
        if savers.header is not None and {"number", "shares"} <= savers.header.mapping.columns.keys():
            reader.take_members(sheet, savers)
    if not reader.members:
        text = N_("{file} has no sheet with the members' numbers, names and shares.")
        raise BookError(problem("coop_register.no_members", text, file=grid.name))
    for sheet, listing in reader.later:
        reader.take_loans(sheet, listing)
    members = tuple(reader.members.values())
    return CoopRegister(
        grid.name, grid.sha256, reader.as_of, reader.par, members, tuple(reader.loans), tuple(reader.notes)
    )


def answer(register: CoopRegister) -> dict[str, Any]:
    """Give what a register holds as plain values for JSON."""
    open_loans = register.open_loans
    return {
        "as_of": register.as_of.isoformat() if register.as_of else None,
        "members": len(register.members),
        "left": sum(each.has_left for each in register.members),
        "share_par_satang": register.par.satang,
        "share_value_satang": Money.sum(each.shares for each in register.members).satang,
        "members_with_savings": sum(each.savings > ZERO for each in register.members),
        "savings_satang": Money.sum(each.savings for each in register.members).satang,
        "loans": len(register.loans),
        "loans_open": len(open_loans),
        "principal_satang": Money.sum(each.principal for each in register.loans).satang,
        "paid_satang": Money.sum(each.paid for each in register.loans).satang,
        "outstanding_satang": Money.sum(each.outstanding for each in open_loans).satang,
        "notes": [
            {
                "sheet": each.sheet, "row": each.row, "cell": each.cell, "subject": each.subject, "kind": each.code,
                "raw": each.raw, "read_as": each.read_as, "holds": each.holds, "sentence": sentence(each),
            }
            for each in register.notes
        ],
    }  # fmt: skip


class _Reader:
    """Goes through the sheets: members first, since loans name them."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.as_of: date | None = None
        self.par = DEFAULT_PAR
        self.members: dict[str, RegisterMember] = {}
        self.loans: list[RegisterLoan] = []
        self.notes: list[RegisterNote] = []
        self.later: list[tuple[Sheet, Listing]] = []
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)

    def take_members(self, sheet: Sheet, listing: Listing) -> None:
        """Take the members of a sheet."""
        self._read_head(sheet)
        for row in listing.entries:
            self._member(row)

    def take_loans(self, sheet: Sheet, listing: Listing) -> None:
        """Take the loans of a sheet."""
        self._read_head(sheet)
        for row in listing.entries:
            self._loan(row)

    def _read_head(self, sheet: Sheet) -> None:
        """Find the day and the value of a share in the lines above the table and in its header."""
        for row in sheet.rows[:8]:
            for cell in row.cells:
                text = plain(cell)
                if found := _PAR.search(text):
                    self.par = Money.baht(Decimal(found[1].replace(",", "")))
                if (found := _AS_OF.search(text)) and (day := day_in(found[1], self._today).value):
                    self.as_of = day

    def _say(self, row: TableRow, cell: Cell, subject: str, code: str, *read: str, holds: bool = False) -> None:
        read_as = read[0] if read else ""
        self.notes.append(RegisterNote(row.sheet, row.number, cell.ref, subject, code, plain(cell), read_as, holds))

    def _member(self, row: TableRow) -> None:
        cells = row.cells
        number = read_member_number(cells["number"], 4).value or ""
        if not number or number in self.members:
            code = "number_twice" if number else "number_missing"
            self._say(row, cells["number"], number, code, holds=True)
            return
        shares = self._shares(row, number)
        savings, joined = (
            read_money(cells.get("savings", Cell(""))),
            read_day(cells.get("joined", Cell("")), self._today),
        )
        if savings.code == "number_as_text":
            self._say(row, cells["savings"], number, "savings_as_text", (savings.value or ZERO).plain())
        if joined.value is None:
            self._say(row, cells.get("joined", Cell("")), number, "joined_unread")
        name = split_name(plain(cells["name"]))
        has_left = bool(_LEFT.search(plain(cells.get("status", Cell("")))))
        kept = RegisterMember(
            row.number, number, name.title, name.first, name.last, joined.value, shares, savings.value or ZERO,
            has_left, row.sheet,
        )  # fmt: skip
        self.members[number] = kept
        self._by_name[_bare(kept.name)].append(number)

    def _shares(self, row: TableRow, number: str) -> Money:
        """Give the value of the shares: their count by the par; what is written beside it is held against it."""
        count = read_money(row.cells["shares"]).value or ZERO
        right = self.par * (count.satang // 100)
        shown = read_money(row.cells["value"]).value if "value" in row.cells else None
        if shown is not None and shown != right:
            self._say(row, row.cells["value"], number, "share_value_wrong", right.plain())
        return right

    def _loan(self, row: TableRow) -> None:
        cells = row.cells
        contract = plain(cells["contract"])
        member = read_member_number(cells["number"], 4).value or ""
        day, principal = read_day(cells["day"], self._today).value, read_money(cells["principal"])
        rate, months = self._rate(row, contract), _whole(cells["months"])
        if member not in self.members:
            self._say(row, cells["number"], contract, "borrower_not_a_member", holds=True)
        if day is None or principal.value is None or rate is None or not months or member not in self.members:
            if day is None or principal.value is None or not months:
                self._say(row, cells["principal"], contract, "loan_unread", holds=True)
            return
        if principal.code == "number_as_text":
            self._say(row, cells["principal"], contract, "principal_as_text", principal.value.plain())
        paid = read_money(cells["paid"]).value or ZERO
        instalment = read_money(cells["instalment"]).value or principal.value
        outstanding = read_money(cells["outstanding"]).value
        right = principal.value - paid
        if outstanding is not None and outstanding != right:
            self._say(row, cells["outstanding"], contract, "outstanding_wrong", right.plain())
        guarantors = tuple(
            found
            for name in ("guarantor1", "guarantor2")
            if name in cells and plain(cells[name]) and (found := self._guarantor(row, cells[name], contract, member))
        )
        loan = RegisterLoan(
            row.number, contract, plain(cells["kind"]), member, day, principal.value, rate, months, instalment, paid,
            guarantors, plain(cells.get("note", Cell(""))), row.sheet,
        )  # fmt: skip
        self.loans.append(loan)

    def _rate(self, row: TableRow, contract: str) -> int | None:
        """Read a rate a year into millionths: 8, 0.08, 8 %, ร้อยละ 8."""
        cell = row.cells["rate"]
        text = plain(cell)
        found = _NUMBER.search(text)
        try:
            rate = Decimal(found[0]) if found else None
        except InvalidOperation:  # pragma: no cover - the pattern is a number
            rate = None
        if rate is None:
            self._say(row, cell, contract, "rate_unread", holds=True)
            return None
        if not isinstance(cell.value, int | float):
            code = "rate_in_words" if "ร้อยละ" in text else "rate_text_percent" if "%" in text else "rate_as_text"
            self._say(row, cell, contract, code, str(rate))
        elif rate < 1:
            self._say(row, cell, contract, "rate_as_fraction", str((rate * 100).normalize()))
            return int(rate * _MILLION)
        return int(rate * _PER_CENT)

    def _guarantor(self, row: TableRow, cell: Cell, contract: str, borrower: str) -> str | None:
        numbers = self._by_name.get(_bare(plain(cell)), [])
        if len(numbers) != 1:
            self._say(row, cell, contract, "guarantor_not_a_member" if not numbers else "guarantor_ambiguous")
            return None
        (number,) = numbers
        if number == borrower:
            self._say(row, cell, contract, "guarantees_own_loan")
            return None
        if self.members[number].has_left:
            self._say(row, cell, contract, "guarantor_has_left", number)
        return number


def _whole(cell: Cell) -> int:
    """Read the whole number in a cell: 24, `24 งวด`."""
    found = _NUMBER.search(plain(cell))
    return int(Decimal(found[0])) if found else 0


def _bare(name: str) -> str:
    """Write a name without its spaces, so that two ways of writing it are one."""
    return "".join(name.split())
