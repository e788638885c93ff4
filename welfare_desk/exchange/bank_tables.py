"""Statements that banks write as a table: which column holds what, and what stands beside the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.exchange.collection_problems import CellProblem
from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.headers import texts_of, vocabulary
from welfare_desk.exchange.readings import Action, plain, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import Cell
from welfare_desk.i18n import N_
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Row, Sheet

# The headers of the banks where community funds keep their money, in both languages, without spaces and points.
BANK_WORDS = vocabulary(
    {
        "day": r"วันที่(?:ทำ|เกิด)?(?:รายการ)?|วันเดือนปี|วันเวลา|วันที่เวลา|วันที่และเวลา(?:ทำรายการ)?"
        r"|(?:trans?(?:action)?|txn|posting|posted|booking|value|effective)?date(?:time)?",
        "time": r"เวลา(?:ทำรายการ|วันที่มีผล)?|(?:trans?(?:action)?)?time(?:effdate)?",
        "reference": r"(?:เลขที่|หมายเลข)เช็ค|เช็คเลขที่|เลขเช็ค|(?:chq|cheque|check)(?:no|number)?"
        r"|เลขที่อ้างอิง|อ้างอิง|หมายเลขอ้างอิง|ref(?:erence)?(?:no|number)?",
        "withdrawal": r"(?:รายการ|จำนวนเงิน|ยอด|เงิน)?ถอน(?:เงิน)?(?:โอนออก)?(?:บาท)?|เงินออก|จ่าย|เดบิต|เดบิท"
        r"|(?:debit|withdrawals?)(?:amount|s)?|dr|จำนวนเงินเดบิต",
        "deposit": r"(?:รายการ|จำนวนเงิน|ยอด|เงิน)?ฝาก(?:เงิน)?(?:โอนเข้า)?(?:บาท)?|เงินเข้า|รับ|เครดิต"
        r"|(?:credit|deposits?)(?:amount|s)?|cr|จำนวนเงินเครดิต",
        "balance": r"(?:ยอด)?(?:เงิน)?คงเหลือ(?:บาท)?|ยอดคงเหลือในบัญชี|(?:outstanding|ledger|account|running)?balance",
        "amount": r"จำนวนเงิน(?:บาท)?|ยอดเงิน|amount(?:thb)?",
        "side": r"(?:dr|db|d)(?:cr|c)|crdr|เดบิตเครดิต|ประเภท|ฝากถอน|type|sign",
        "words": r"รายการ|รายละเอียด(?:รายการ|การทำรายการ)?|คำอธิบาย(?:รายการ)?|ประเภทรายการ|ชื่อรายการ"
        r"|(?:trans?(?:action)?)?(?:descriptions?|details?)|particulars?|narrative|transaction",
        "channel": r"ช่องทาง(?:การ)?(?:ทำรายการ)?|channel|สาขา(?:ที่ทำรายการ)?|(?:init)?br(?:anch)?|เครื่อง",
    },
    ("day",),
)

_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?:\s*น\.)?\s*$")
_OUT = re.compile(r"(?:d|dr|db|debit|w|wd|ถอน|เดบิต|จ่าย|-)\.?", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?:เลขที่บัญชี|บัญชีเลขที่|account\s*(?:no|number))[\s.:]*([\dxX*-]{6,})", re.IGNORECASE)
_PERIOD = re.compile(r"ระหว่างวันที่|ช่วงวันที่|ตั้งแต่วันที่|รอบบัญชี|period|from", re.IGNORECASE)
_DAY_IN_TITLE = re.compile(
    r"\d{1,2}\s*[/\-.]\s*\d{1,2}\s*[/\-.]\s*\d{4}|\d{1,2}\s*[ก-๎]+\.?\s?[ก-๎]*\.?\s*\d{4}|\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}"
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line of the bank with the sheet and row it stands in."""

    sheet: str
    row: int
    line: BankLine


@dataclass(slots=True)
class ReadTable:
    """What a sheet says: its lines in the bank's order, what stood before them, and what its title rows tell."""

    rows: list[StatementRow] = field(default_factory=list[StatementRow])
    opening: Money | None = None
    problems: list[CellProblem] = field(default_factory=list[CellProblem])
    skipped: int = 0
    bank: str = ""
    number: str = ""
    first_day: date | None = None
    last_day: date | None = None


def read_sheet(sheet: Sheet, known: Sequence[ColumnMapping]) -> Listing:
    """Find the header of a sheet and its rows; without days and amounts it is no statement."""
    return read_listing(sheet, BANK_WORDS, known)


def is_statement(listing: Listing) -> bool:
    """Tell whether a sheet has what a statement needs: days, and an amount or both sides."""
    if listing.header is None:
        return False
    columns = listing.header.mapping.columns
    return "day" in columns and ("amount" in columns or {"withdrawal", "deposit"} <= columns.keys())


def read_table(sheet: Sheet, listing: Listing, today: date) -> ReadTable:
    """Read the lines of a sheet; the newest may stand first or last."""
    assert listing.header is not None  # noqa: S101 - asked by `is_statement` before
    found = ReadTable()
    columns = listing.header.mapping.columns
    by_number = {row.number: row for row in sheet.rows}
    _read_titles(found, [row for row in sheet.rows if row.number < listing.header.row])
    carried: list[Money] = []
    for row in listing.rows:
        if row.kind == "carried" and "balance" in columns:
            balance = read_money(by_number[row.number].at(columns["balance"])).value
            carried += [balance] if balance is not None else []
            found.skipped += 1
        elif row.kind == "entry":
            _read_row(found, row, carried, today)
        elif row.kind != "blank":
            found.skipped += 1
    found.opening = carried[0] if carried else None
    _turn_round(found)
    return found


def _read_titles(found: ReadTable, titles: Sequence[Row]) -> None:
    """Take the bank, the number of the account and the days out of the rows above the header."""
    for text in (text for row in titles for text in texts_of(row) if text):
        if not found.bank and text.startswith(("ธนาคาร", "ธ.ก.ส")):
            found.bank = text
        if (number := _ACCOUNT.search(text)) and not found.number:
            found.number = number[1]
        days = _DAY_IN_TITLE.findall(text)
        if _PERIOD.search(text) and len(days) == 2:  # noqa: PLR2004 - from one day to another
            first, last = (read_day(Cell("", each), date.max).value for each in days)
            if first is not None and last is not None:
                found.first_day, found.last_day = first, last


def _read_row(found: ReadTable, row: TableRow, carried: list[Money], today: date) -> None:
    cells = row.cells
    amount, wrong = _amount_of(cells)
    balance = read_money(cells["balance"]).value if "balance" in cells else None
    day_text, time = _split_time(cells["day"])
    day = read_day(day_text, today)
    if wrong is None and not amount:
        if balance is not None and day.value is not None and not found.rows:
            carried.append(balance)  # brought forward, in a bank's own words
        found.skipped += 1
        return
    if wrong is not None or day.value is None:
        cell = cells["day"] if wrong is None else wrong
        text = (
            N_("Row {row}: “{text}” is no day.") if wrong is None else N_("Row {row}: “{text}” is no amount in baht.")
        )
        said = problem("bank.unread", text, "day" if wrong is None else "amount", row=row.number, text=plain(cell))
        found.problems.append(CellProblem(row.sheet, cell.ref, "unread", "", said, Action.ASK))
        return
    if "time" in cells and not time:
        time = _split_time(cells["time"])[1] or plain(cells["time"])[:8]
    texts = {name: plain(cells[name]) if name in cells else "" for name in ("words", "reference", "channel")}
    line = BankLine(
        len(found.rows) + 1, day.value, amount, texts["words"], texts["reference"], time, texts["channel"], balance
    )
    found.rows.append(StatementRow(row.sheet, row.number, line))


def _split_time(cell: Cell) -> tuple[Cell, str]:
    """Part a day from the time written after it."""
    if not isinstance(cell.value, str):
        hour = getattr(cell.value, "hour", None)
        return cell, "" if hour is None else f"{hour:02}:{getattr(cell.value, 'minute', 0):02}"
    text = plain(cell)
    found = _TIME.search(text)
    if found is None:
        return cell, ""
    return Cell(cell.ref, text[: found.start()].strip() or None), f"{int(found[1]):02}:{found[2]}"


def _amount_of(cells: Mapping[str, Cell]) -> tuple[Money, Cell | None]:
    """Read what came in or went out, and the cell that cannot be read, if there is one."""
    total = ZERO
    for name, sign in (("withdrawal", -1), ("deposit", 1), ("amount", 1)):
        if name not in cells:
            continue
        reading = read_money(cells[name])
        if reading.value is None:
            if reading.code not in ("blank", "only_dash"):
                return ZERO, cells[name]
            continue
        amount = reading.value if name == "amount" else abs(reading.value) * sign
        if name == "amount" and "side" in cells and _OUT.fullmatch(plain(cells["side"])):
            amount = -abs(amount)
        total += amount
    return total, None


def _turn_round(found: ReadTable) -> None:
    """Put the oldest line first: by the days, or within one day by the balances."""
    rows = found.rows
    if len(rows) < 2:  # noqa: PLR2004 - nothing to turn
        return
    first, last = rows[0].line.day, rows[-1].line.day
    backwards = rows[::-1]
    if first > last or (first == last and _steps(backwards) > _steps(rows)):
        found.rows = backwards


def _steps(rows: Sequence[StatementRow]) -> int:
    """Count the lines whose balance follows from the one before."""
    pairs = pairwise(rows)
    return sum(
        before.line.balance is not None and before.line.balance + after.line.amount == after.line.balance
        for before, after in pairs
    )


def gap_in(rows: Sequence[StatementRow], opening: Money | None) -> CellProblem | None:
    """Prove the balances line by line; name the first that does not follow from the one before."""
    stood = opening
    for each in rows:
        line = each.line
        if line.balance is not None and stood is not None and stood + line.amount != line.balance:
            return CellProblem(each.sheet, f"A{each.row}", "gap", "", _gap(each, stood), Action.ASK)
        stood = line.balance if line.balance is not None else (stood + line.amount if stood is not None else None)
    return None


def _gap(row: StatementRow, stood: Money) -> Problem:
    text = N_(
        "Row {row}: {before} and {amount} make {right}, but the bank shows {shown}. A line is missing or was changed."
    )
    shown = row.line.balance
    params = {"before": stood, "amount": row.line.amount, "right": stood + row.line.amount, "shown": shown}
    return problem("bank.gap", text, "balance", row=row.row, **params)
