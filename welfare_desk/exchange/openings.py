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

    from welfare_desk.exchange.tables import TableRow
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


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the file: where it stands, and what it opens."""

    sheet: str
    row: int
    name: str
    line: OpeningLine


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
    found: list[Problem] = []
    skipped = 0
    by_name = {name: code for code, fund in funds.items() for name in (code, fund.name_th, fund.name_en)}
    for sheet in grid.sheets:
        for row in read_listing(sheet, WORDS).rows:
            line = _line(row, by_name, found) if row.kind == "entry" else None
            if line is not None:
                lines.append(
                    ReadLine(sheet.name, row.number, plain(row.cells["name"]) if "name" in row.cells else "", line)
                )
            elif row.kind != "blank":
                skipped += 1
    if not lines:
        found.append(
            problem("opening.nothing", N_("{file} has no list of accounts with debit and credit."), file=grid.name)
        )
    found += _difference(lines)
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
    return OpeningLine(code, amount, fund) if amount else None


def _difference(lines: list[ReadLine]) -> list[Problem]:
    difference = Money.sum(each.line.amount for each in lines)
    if not difference:
        return []
    slip = likeliest_slip([each.line for each in lines], difference)
    where = next((each for each in lines if each.line.account == slip), None)
    if where is None:
        text = N_("Debit and credit differ by {difference} baht.")
        return [problem("opening.unbalanced", text, difference=abs(difference))]
    text = N_("Debit and credit differ by {difference} baht. Look first at {account} in sheet “{sheet}”, row {row}.")
    return [
        problem("opening.unbalanced", text, difference=abs(difference), account=slip, sheet=where.sheet, row=where.row)
    ]
