"""Read a journal, a trial balance or both from a workbook or CSV: a row per line, known by the words of its header.

Headers are those that Thai programs and committees write, and the names of the AICPA's Audit Data Standards, of SAF-T
and of the French *fichier des écritures comptables* (amounts with a comma, days without marks).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.foreign_amounts import Finder, line_place
from welfare_desk.exchange.foreign_balances import BALANCE_WORDS, read_balances
from welfare_desk.exchange.headers import find_header, vocabulary
from welfare_desk.exchange.readings import plain
from welfare_desk.exchange.workbook import Cell, read_grid
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.foreign import ForeignAccount, ForeignEntry, ForeignLedger, ForeignLine, signed_line
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.exchange.headers import Header
    from welfare_desk.exchange.workbook import Row, Sheet

JOURNAL_WORDS = vocabulary(
    {
        "day": r"วันที่(?:เอกสาร|รายการ)?|วันเดือนปี|วดป|(?:effective|transaction|entry|posting|ecriture)?date|day",
        "number": r"เลขที่(?:ใบสำคัญ|เอกสาร|รายการ)|ใบสำคัญ(?:เลขที่)?|journalid|journalnumber|transactionid|ecriturenum"
        r"|(?:voucher|entry|document|journal)(?:no|number|id)?",
        "either": r"เลขที่|number|no",
        "journal": r"สมุดรายวัน|สมุด|journalcode|source|series",
        "code": r"รหัส(?:บัญชี)?|เลขที่บัญชี|เลขบัญชี|ผังบัญชี|(?:gl)?account(?:code|no|number|id)|comptenum",
        "name": r"ชื่อบัญชี|บัญชี|(?:gl)?account(?:name|description)?|comptelib",
        "words": r"คำอธิบาย(?:รายการ)?|รายละเอียด|รายการ|หมายเหตุ|descriptions?|memo|narration|details?|particulars?"
        r"|jelinedescription|ecriturelib",
        "more_words": r"jeheaderdescription",
        "debit": r"(?:จำนวนเงิน)?(?:ด้าน)?เดบิ[ตท]|debit(?:amount)?|dr",
        "credit": r"(?:จำนวนเงิน)?(?:ด้าน)?เครดิ[ตท]|credit(?:amount)?|cr",
        "amount": r"จำนวนเงิน|ยอดเงิน|amount|transactionamount|montant",
        "side": r"เดบิตเครดิต|ด้าน|drcr|amountcreditdebitindicator|sens",
        "currency": r"สกุลเงิน|currency|transactioncurrency",
    },
    ("code",),
    instead=(("number", "either", "code"), ("code", "either", "number")),
)
_OPENING_JOURNALS = frozenset({"OB", "AN", "RAN"})
_CREDIT_SIGNS = frozenset({"c", "cr", "credit", "เครดิต"})
_STAMP = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_COMMA = re.compile(r"(-?\d+),(\d*)")
_TOTAL = re.compile(r"รวม|ยอดรวม|total", re.IGNORECASE)
_SEARCHED = 40


@dataclass(slots=True)
class _Entry:
    day: date
    number: str
    journal: str
    words: str
    place: str
    lines: list[ForeignLine] = field(default_factory=list[ForeignLine])

    def closed(self) -> ForeignEntry:
        """Finish it."""
        return ForeignEntry(self.day, tuple(self.lines), self.number, self.journal, self.words, place=self.place)


def read_tables(path: Path, today: date) -> ForeignLedger | None:
    """Read every sheet that is a journal or a trial balance; nothing where none is."""
    grid, find = read_grid(path), Finder()
    accounts: dict[str, ForeignAccount] = {}
    stated: list[ForeignAccount] = []
    reader = _Reader(find, today)
    found = False
    for sheet in grid.sheets:
        journal, balances = find_header(sheet, JOURNAL_WORDS), find_header(sheet, BALANCE_WORDS)
        if journal is not None and _is_journal(journal):
            reader.read(sheet, journal)
            found = True
        elif balances is not None:
            stated += read_balances(sheet, balances, find)
            found = True
    if not found:
        return None
    opening, entries = reader.finished()
    for code, name in reader.names.items():
        accounts[code] = ForeignAccount(code, name, opening=opening.get(code), place=reader.places[code])
    if stated:
        with_journal = bool(entries)
        accounts |= {each.code: each if with_journal else _as_opening(each) for each in stated}
    twice = sorted(code for code, count in Counter(each.code for each in stated).items() if count > 1)
    listed = [*accounts.values(), *(accounts[code] for code in twice)]
    return ForeignLedger(
        reader.program, tuple(listed), tuple(entries), currency=reader.currency or "THB",
        chart="fr" if reader.is_french else "th", unread=tuple(find.problems),
    )  # fmt: skip


def _as_opening(account: ForeignAccount) -> ForeignAccount:
    """Let a trial balance that stands alone open the book with what it closes with."""
    return ForeignAccount(account.code, account.name, opening=account.closing, place=account.place)


def _is_journal(header: Header) -> bool:
    columns = header.mapping.columns
    return {"day", "code"} <= columns.keys() and ("amount" in columns or {"debit", "credit"} <= columns.keys())


class _Reader:
    """Goes through the rows of journals; what a row leaves out is that of the row above."""

    def __init__(self, find: Finder, today: date) -> None:
        self._find, self._today = find, today
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._unnumbered: list[_Entry] = []
        self._last: _Entry | None = None
        self.names: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.currency, self.program, self.is_french = "", "Excel, CSV", False

    def read(self, sheet: Sheet, header: Header) -> None:
        """Read the rows below a header."""
        self._columns, self._sheet, self._last = header.mapping.columns, sheet.name, None
        self.is_french = self.is_french or any(text.lower() == "comptenum" for text in header.texts)
        self.program = "FEC" if self.is_french else self.program
        for row in sheet.rows:
            if row.number > header.row and not row.is_blank:
                self._row(row)

    def finished(self) -> tuple[dict[str, Money], list[ForeignEntry]]:
        """Give what was brought forward by account, and the entries."""
        entries = [each.closed() for each in (*self._entries.values(), *self._unnumbered)]
        first = min((each.day for each in entries), default=None)
        opened = [each for each in entries if each.journal in _OPENING_JOURNALS and each.day == first]
        opening: dict[str, Money] = {}
        for line in (line for entry in opened for line in entry.lines):
            opening[line.account] = opening.get(line.account, ZERO) + line.amount
        return opening, [each for each in entries if each not in opened]

    def _text(self, row: Row, name: str) -> str:
        return plain(row.at(self._columns[name])) if name in self._columns else ""

    def _place(self, row: Row, name: str = "code") -> str:
        if not self._sheet:
            return line_place(row.number)
        cell = row.at(self._columns.get(name, 0)).ref
        return _("Sheet “{sheet}”, cell {cell}").format(sheet=self._sheet, cell=cell)

    def _row(self, row: Row) -> None:
        code = self._text(row, "code")
        debit, credit = self._sides(row)
        if not code:
            texts = [plain(cell) for cell in row.cells if not cell.is_blank]
            if (debit or credit) and not any(_TOTAL.match(text) for text in texts):
                self._find.said("table.no_account", N_("{place}: an amount without an account."), self._place(row))
            return
        if self._columns.keys() & {"debit", "credit"} and debit and credit:
            self._find.said("table.both", N_("{place}: write either debit or credit."), self._place(row, "debit"))
        entry = self._entry_of(row)
        if entry is None:
            return
        self.names.setdefault(code, self._text(row, "name") or code)
        self.places.setdefault(code, self._place(row))
        entry.lines.append(ForeignLine(code, debit, credit, self._text(row, "words"), self._place(row)))
        self._unit(row)

    def _unit(self, row: Row) -> None:
        unit = self._text(row, "currency").upper()
        self.currency = self.currency or unit
        if unit and unit != self.currency:
            text = N_("{place}: it is in {unit}; only a ledger in one currency can be opened ({currency}).")
            self._find.said("journal.unit", text, self._place(row, "currency"), unit=unit, currency=self.currency)

    def _entry_of(self, row: Row) -> _Entry | None:
        number, journal = self._text(row, "number"), self._text(row, "journal")
        told = row.at(self._columns["day"])
        day = self._last.day if told.is_blank and self._last is not None else self._day(row, told)
        if day is None:
            return None
        last = self._last
        words = self._text(row, "more_words") or self._text(row, "words")
        fresh = _Entry(day, number, journal, words, self._place(row, "day"))
        if not number and last is not None and (told.is_blank or (last.day == day and _is_open(last))):
            return last
        if number:
            self._last = self._entries.setdefault((journal, number), fresh)
            if self._last.day != day:
                text = N_("{place}: entry {number} has lines of two days, {first} and {second}.")
                days = {"first": self._last.day, "second": day}
                self._find.said("table.two_days", text, self._place(row, "day"), number=number, **days)
        else:
            self._last = fresh
            self._unnumbered.append(fresh)
        return self._last

    def _day(self, row: Row, cell: Cell) -> date | None:
        text = plain(cell)
        if (stamp := _STAMP.fullmatch(text)) and (day := _day_or_none(*map(int, stamp.groups()))):
            return day
        reading = read_day(cell, self._today)
        if reading.value is None:
            text = text[:40]
            self._find.said("foreign.day", N_("{place}: “{written}” is no day."), self._place(row, "day"), written=text)
        return reading.value

    def _sides(self, row: Row) -> tuple[Money, Money]:
        amounts = {name: self._amount(row, name) for name in ("debit", "credit", "amount") if name in self._columns}
        if {"debit", "credit"} <= amounts.keys():
            return amounts["debit"], amounts["credit"]
        amount = amounts.get("amount", ZERO)
        if self._text(row, "side").lower() in _CREDIT_SIGNS:
            amount = -abs(amount)
        line = signed_line("", amount)
        return line.debit, line.credit

    def _amount(self, row: Row, name: str) -> Money:
        cell = row.at(self._columns[name])
        if self.is_french and isinstance(cell.value, str) and (comma := _COMMA.fullmatch(cell.value.strip())):
            cell = Cell(cell.ref, f"{comma[1]}.{comma[2] or '0'}")
        return self._find.cell(cell, self._place(row, name))


def _is_open(entry: _Entry) -> bool:
    return bool(Money.sum(line.amount for line in entry.lines)) or not entry.lines


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
