"""Read balances brought forward from a workbook: account, debit and credit (and fund, where a sheet has it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import plain, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import read_grid
from welfare_desk.i18n import N_
from welfare_desk.ledger.openings import OpeningLine, likeliest_slip
from welfare_desk.money import ZERO, Money
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from welfare_desk.exchange.tables import Listing, TableRow
    from welfare_desk.exchange.workbook import Sheet
    from welfare_desk.ledger.funds import Fund

WORDS = vocabulary(
    {
        "code": r"รหัส(?:บัญชี)?|เลขที่บัญชี|เลขบัญชี|ผังบัญชี|(?:account)?code|accountno",
        "name": r"ชื่อบัญชี|บัญชี|รายการ(?:บัญชี)?|account(?:name)?|name",
        "debit": r"เดบิต|เดบิท|ด้านเดบิต|dr|debit",
        "credit": r"เครดิต|เครดิท|ด้านเครดิต|cr|credit",
        "fund": r"กองทุน|แหล่งเงิน|fund",
    },
    ("code",),
)


_SIDES = ("debit", "credit")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the file: where it stands, and what it opens; `cell` is the one of its amount."""

    sheet: str
    row: int
    name: str
    line: OpeningLine
    cell: str = ""


@dataclass(frozen=True, slots=True)
class OpeningPreview:
    """What a file of opening balances holds; `problems` name sheet and cell, and keep it from being posted."""

    name: str
    sha256: str
    lines: tuple[ReadLine, ...]
    skipped: int
    problems: tuple[Problem, ...]

    @property
    def debit(self) -> Money:
        """Add up the debit side."""
        return Money.sum(each.line.amount for each in self.lines if each.line.amount > ZERO)

    @property
    def credit(self) -> Money:
        """Add up the credit side."""
        return -Money.sum(each.line.amount for each in self.lines if each.line.amount < ZERO)

    def accepted(self) -> tuple[OpeningLine, ...]:
        """Give the lines to open; a file with problems is refused as a whole."""
        if self.problems:
            raise RuleError(*self.problems)
        return tuple(each.line for each in self.lines)


def preview_opening(path: Path, funds: Mapping[str, Fund]) -> OpeningPreview:
    """Read a file of opening balances; nothing is written. `funds` are the book's, by code."""
    grid = read_grid(path)
    lines: list[ReadLine] = []
    empty: list[ReadLine] = []  # accounts without an amount: where one may have been left out
    totals: list[Money] = []  # debit and credit as the file adds them up itself
    found: list[Problem] = []
    skipped = 0
    by_name = {name: code for code, fund in funds.items() for name in (code, fund.name_th, fund.name_en)}
    for sheet in grid.sheets:
        listing = read_listing(sheet, WORDS)
        for row in listing.rows:
            line = _line(row, by_name, found) if row.kind == "entry" else None
            if line is not None:
                (lines if line.amount else empty).append(_read(row, line))
            if (line is None or not line.amount) and row.kind != "blank":
                skipped += 1
            if row.kind.endswith("total"):
                totals = _own_totals(sheet, row, listing)
    if not lines:
        found.append(
            problem("opening.nothing", N_("{file} has no list of accounts with debit and credit."), file=grid.name)
        )
    found += _difference(lines, empty, totals) if not found else []
    return OpeningPreview(grid.name, grid.sha256, tuple(lines), skipped, tuple(found))


def _line(row: TableRow, funds: Mapping[str, str], found: list[Problem]) -> OpeningLine | None:
    code = arabic_digits(plain(row.cells["code"]))
    amount = ZERO
    filled = 0
    for side, sign in (("debit", 1), ("credit", -1)):
        cell = row.cells.get(side)
        if cell is None:
            continue
        reading = read_money(cell)
        if reading.value is None and reading.code not in ("blank", "only_dash"):
            text = N_("Sheet “{sheet}”, cell {cell}: “{text}” is no amount in baht.")
            found.append(problem("opening.amount", text, sheet=row.sheet, cell=cell.ref, text=plain(cell)))
        elif reading.value:
            amount += reading.value * sign
            filled += 1
    if filled > 1:
        text = N_("Sheet “{sheet}”, row {row}: write either debit or credit.")
        found.append(problem("opening.both_sides", text, sheet=row.sheet, row=row.number))
    fund = None
    if "fund" in row.cells and not row.cells["fund"].is_blank:
        fund = funds.get(plain(row.cells["fund"]))
        if fund is None:
            text = N_("Sheet “{sheet}”, cell {cell}: the book has no fund “{text}”.")
            cell = row.cells["fund"]
            found.append(problem("opening.fund", text, sheet=row.sheet, cell=cell.ref, text=plain(cell)))
    return OpeningLine(code, amount, fund) if amount or code.isdecimal() else None


def _own_totals(sheet: Sheet, row: TableRow, listing: Listing) -> list[Money]:
    """Read what a row of totals says of debit and credit."""
    cells = next(each for each in sheet.rows if each.number == row.number)
    columns = listing.header.mapping.columns if listing.header else {}
    places = [columns.get(side) for side in _SIDES]
    return [read_money(cells.at(place)).value or ZERO for place in places if place is not None]


def _amount(row: TableRow, side: str) -> Money:
    cell = row.cells.get(side)
    return (read_money(cell).value if cell is not None else None) or ZERO


def _read(row: TableRow, line: OpeningLine) -> ReadLine:
    """Keep a line with the cell of its amount, or of the side that would have one."""
    name = plain(row.cells["name"]) if "name" in row.cells else ""
    filled = [side for side in _SIDES if _amount(row, side)]
    cell = row.cells.get(filled[0] if filled else "debit")
    return ReadLine(row.sheet, row.number, name, line, cell.ref if cell is not None else "")


def _difference(lines: list[ReadLine], empty: list[ReadLine], totals: list[Money]) -> list[Problem]:
    """Say by how much both sides differ, and which cell to look at first."""
    difference = Money.sum(each.line.amount for each in lines)
    if not difference:
        return []
    looked = _side_that_differs(lines, totals)
    slip = likeliest_slip([each.line for each in looked], difference)
    where = next((each for each in looked if each.line.account == slip), None)
    if where is None and len(empty) == 1:
        where = empty[0]
    text = N_("Debit and credit differ by {difference} baht.")
    if where is not None:
        text = N_(
            "Debit and credit differ by {difference} baht. Look first at {account} in sheet “{sheet}”, cell {cell}."
        )
        account, cell = where.line.account, where.cell or str(where.row)
        facts = {"account": account, "sheet": where.sheet, "row": where.row, "cell": cell}
        return [problem("opening.unbalanced", text, difference=abs(difference), **facts)]
    if len(looked) < len(lines):
        is_debit = looked[0].line.amount > ZERO
        text = (
            N_("Debit and credit differ by {difference} baht. The debit column does not add up to its own total.")
            if is_debit
            else N_("Debit and credit differ by {difference} baht. The credit column does not add up to its own total.")
        )
    return [problem("opening.unbalanced", text, difference=abs(difference))]


def _side_that_differs(lines: list[ReadLine], totals: list[Money]) -> list[ReadLine]:
    """Give the lines of the one side that does not add up to the file's own total; all where that says nothing."""
    left, right = ([each for each in lines if (each.line.amount > ZERO) is is_debit] for is_debit in (True, False))
    if len(totals) != 2 or not all(totals) or totals[0] != totals[1]:  # noqa: PLR2004 - debit and credit
        return lines
    sums = [abs(Money.sum(each.line.amount for each in side)) for side in (left, right)]
    wrong = [side for side, added, total in zip((left, right), sums, totals, strict=True) if added != total]
    return wrong[0] if len(wrong) == 1 and wrong[0] else lines
