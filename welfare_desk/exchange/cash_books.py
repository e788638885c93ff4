"""Read a single-entry cash book from a workbook: a day, words, money in or out, and the balance as written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.exchange.day_readings import read_day
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import plain, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import read_grid
from welfare_desk.i18n import N_
from welfare_desk.ledger.cash_books import BalanceSlip, CashRow, slips_of
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Cell, Row, Sheet

WORDS = vocabulary(
    {
        "day": r"วันที่|วันเดือนปี|วดป|date|day",
        "words": r"รายการ|รายละเอียด|คำอธิบาย|description|particulars?|details?",
        "received": r"(?:รายการ|จำนวนเงิน|เงิน|ราย)?รับ(?:เงิน|เข้า)?(?:บาท)?|เงินเข้า|received|receipts?|in",
        "paid": r"(?:รายการ|จำนวนเงิน|เงิน|ราย)?จ่าย(?:เงิน|ออก)?(?:บาท)?|เงินออก|paid|payments?|out",
        "balance": r"(?:ยอด)?(?:เงิน)?คงเหลือ(?:บาท)?|balance",
    },
    ("words",),
)
_NOTHING = frozenset({"blank", "only_dash"})


@dataclass(frozen=True, slots=True)
class CashBookPreview:
    """What a cash book holds; `problems` name sheet and cell, and keep it from being taken in.

    `opening` is what was brought forward in its first row, `skipped` counts the rows that are no entries.
    """

    name: str
    sha256: str
    sheet: str
    rows: tuple[CashRow, ...]
    opening: Money
    slips: tuple[BalanceSlip, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[tuple[int, str], ...]

    @property
    def received(self) -> Money:
        """Add up what came in."""
        return Money.sum(each.received for each in self.rows)

    @property
    def paid(self) -> Money:
        """Add up what went out."""
        return Money.sum(each.paid for each in self.rows)

    @property
    def closing(self) -> Money:
        """Tell what the balance is at the end, whatever is written."""
        return self.opening + self.received - self.paid

    @property
    def shown(self) -> Money:
        """Tell what the last row says."""
        return next((each.shown for each in reversed(self.rows) if each.shown is not None), self.closing)

    def accepted(self) -> tuple[CashRow, ...]:
        """Give the rows to take in; a file with problems is refused as a whole."""
        if self.problems:
            raise RuleError(*self.problems)
        return self.rows

    def answer(self) -> dict[str, Any]:
        """Give the preview as plain values for JSON."""
        return {
            "rows": len(self.rows),
            "importable": 0 if self.problems else len(self.rows),
            "refused": len(self.problems),
            "skipped": len(self.skipped),
            "opening_satang": self.opening.satang,
            "received_satang": self.received.satang,
            "paid_satang": self.paid.satang,
            "closing_right_satang": self.closing.satang,
            "closing_shown_satang": self.shown.satang,
            "problems": [each.sentence() for each in self.problems],
            "wrong_balances": [
                {
                    "row": each.row,
                    "kind": each.kind.value,
                    "cause": each.cause.value,
                    "error_satang": each.error.satang,
                    "shown_satang": each.shown.satang,
                    "right_satang": each.right.satang,
                    "sentence": each.problem().sentence(),
                }
                for each in self.slips
            ],
        }


def preview_cash_book(path: Path, today: date) -> CashBookPreview:
    """Read the first sheet that is a cash book; nothing is kept."""
    grid = read_grid(path)
    for sheet in grid.sheets:
        listing = read_listing(sheet, WORDS)
        if listing.header is not None and {"day", "received", "paid"} <= listing.header.mapping.columns.keys():
            return _preview(grid.name, grid.sha256, sheet, listing, today)
    text = N_("{file} has no columns for the day, what came in and what went out. Check that it is a cash book.")
    raise BookError(problem("cash_book.no_header", text, file=grid.name))


def _preview(name: str, sha256: str, sheet: Sheet, listing: Listing, today: date) -> CashBookPreview:
    reader = _Reader(sheet, listing, today)
    for row in listing.rows:
        reader.take(row)
    slips = slips_of(reader.rows, reader.opening or ZERO)
    problems = [*reader.problems, *reader.problems_of_totals()]
    return CashBookPreview(
        name, sha256, sheet.name, tuple(reader.rows), reader.opening or ZERO, tuple(slips), tuple(problems),
        tuple(reader.skipped),
    )  # fmt: skip


class _Reader:
    """Goes through the rows of a sheet."""

    def __init__(self, sheet: Sheet, listing: Listing, today: date) -> None:
        self._columns: Mapping[str, int] = listing.header.mapping.columns if listing.header else {}
        self._sheet, self._today = sheet.name, today
        self._cells: dict[int, Row] = {row.number: row for row in sheet.rows}
        self._day: date | None = None
        self._totals: list[tuple[int, Money | None, Money | None]] = []
        self.rows: list[CashRow] = []
        self.opening: Money | None = None
        self.problems: list[Problem] = []
        self.skipped: list[tuple[int, str]] = []

    def take(self, row: TableRow) -> None:
        """Take one row: an entry, a balance carried, a total, or nothing."""
        if row.kind == "carried":
            self._carried(row)
        elif row.kind in {"village_total", "page_subtotal", "grand_total"}:
            self._totals.append((row.number, self._at(row, "received").value, self._at(row, "paid").value))
            self.skipped.append((row.number, "total"))
        elif row.kind == "entry":
            self._entry(row)
        elif row.kind != "blank":
            self.skipped.append((row.number, row.kind))

    def problems_of_totals(self) -> list[Problem]:
        """Hold the last total of the file against the rows."""
        if not self._totals:
            return []
        row, *stated = self._totals[-1]
        sums = [Money.sum(each.received for each in self.rows), Money.sum(each.paid for each in self.rows)]
        text = N_("Row {row}: the total says {stated}, the rows make {right}.")
        return [
            problem("cash_book.total", text, row=row, stated=said, right=right)
            for said, right in zip(stated, sums, strict=True)
            if said is not None and said != right
        ]

    def _at(self, row: TableRow, name: str) -> Any:
        column = self._columns.get(name)
        cells = self._cells[row.number]
        return read_money(cells.at(column if column is not None else len(cells.cells)))

    def _carried(self, row: TableRow) -> None:
        balance = self._at(row, "balance").value
        if not self.rows and self.opening is None and balance is not None:
            self.opening = balance
            self.skipped.append((row.number, "brought_forward"))
            return
        stood = self.rows[-1].shown if self.rows else self.opening
        if balance is not None and stood is not None and balance != stood:
            text = N_("Row {row}: {balance} is carried, but the row above says {stood}.")
            self.problems.append(problem("cash_book.carried", text, row=row.number, balance=balance, stood=stood))
        self.skipped.append((row.number, "page_carry"))

    def _entry(self, row: TableRow) -> None:
        amounts = {name: self._amount(row, name) for name in ("received", "paid", "balance")}
        received, paid = amounts["received"] or ZERO, amounts["paid"] or ZERO
        if not received and not paid:
            self.skipped.append((row.number, "no_amount"))
            return
        if received and paid:
            text = N_("Sheet “{sheet}”, row {row}: money came in and went out; write two rows.")
            self.problems.append(problem("cash_book.both", text, sheet=self._sheet, row=row.number))
        day = self._read_day(row)
        if day is not None:
            words = plain(row.cells["words"])
            self.rows.append(CashRow(row.number, day, words, received, paid, amounts["balance"]))

    def _amount(self, row: TableRow, name: str) -> Money | None:
        cell: Cell | None = row.cells.get(name)
        if cell is None:
            return None
        reading = read_money(cell)
        negative = reading.value is not None and reading.value < ZERO and name != "balance"
        if negative or (reading.value is None and reading.code not in _NOTHING):
            text = N_("Sheet “{sheet}”, cell {cell}: “{text}” is no amount in baht.")
            self.problems.append(
                problem("cash_book.amount", text, sheet=self._sheet, cell=cell.ref, text=plain(cell)[:40])
            )
        return reading.value

    def _read_day(self, row: TableRow) -> date | None:
        """Read the day of a row; one without a day has that of the row above."""
        cell = row.cells["day"]
        reading = read_day(cell, self._today)
        if reading.value is None and not (reading.code == "missing" and self._day is not None):
            text = N_("Sheet “{sheet}”, cell {cell}: “{text}” is no day.")
            self.problems.append(
                problem("cash_book.day", text, sheet=self._sheet, cell=cell.ref, text=plain(cell)[:40])
            )
            return None
        self._day = reading.value or self._day
        return self._day
