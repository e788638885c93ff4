"""Statements of banks, read and proved; nothing is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import BookError, Problem, RuleError, problem
from welfare_desk.exchange.bank_formats import reader_of
from welfare_desk.exchange.bank_tables import ReadTable, StatementRow, gap_in, is_statement, read_sheet, read_table
from welfare_desk.exchange.layouts import Layout, layouts_of
from welfare_desk.exchange.workbook import Grid, read_grid
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from welfare_desk.exchange.answers import Question
    from welfare_desk.exchange.collection_problems import CellProblem
    from welfare_desk.exchange.headers import ColumnMapping
    from welfare_desk.ledger.bank_lines import BankLine


@dataclass(frozen=True, slots=True)
class StatementPreview:
    """What a file of a bank says; with `problems` it is not taken in.

    `opening` is None where the file does not say what stood before its first line. `number` is the account's as the
    bank writes it, perhaps with signs in place of digits. `new` are the rows that the book does not have yet.
    """

    file: str
    sha256: str
    rows: tuple[StatementRow, ...]
    opening: Money | None
    first_day: date
    last_day: date
    bank: str
    number: str
    problems: tuple[CellProblem, ...]
    skipped: int
    layouts: tuple[Layout, ...] = ()

    @property
    def lines(self) -> tuple[BankLine, ...]:
        """Give the lines, the oldest first."""
        return tuple(each.line for each in self.rows)

    @property
    def deposits(self) -> Money:
        """Add up what came in."""
        return Money.sum(each.amount for each in self.lines if each.amount > ZERO)

    @property
    def withdrawals(self) -> Money:
        """Add up what went out, above zero."""
        return -Money.sum(each.amount for each in self.lines if each.amount < ZERO)

    @property
    def mappings(self) -> tuple[ColumnMapping, ...]:
        """Tell how the columns under each header were read."""
        return tuple(each.mapping for each in self.layouts)

    def questions(self) -> tuple[Question, ...]:
        """Ask nothing: what a bank wrote is right, or the file is not whole."""
        return ()

    def counts(self) -> dict[str, int]:
        """Count the rows as every import answers."""
        refused = len(self.problems)
        return {
            "rows": len(self.rows),
            "importable": 0 if refused else len(self.rows),
            "refused": refused,
            "skipped": self.skipped,
        }

    def accepted(self) -> tuple[BankLine, ...]:
        """Give the lines to take in; a file with problems is refused as a whole."""
        if self.problems:
            raise RuleError(*(each.problem for each in self.problems))
        return self.lines

    def answer(self) -> dict[str, object]:
        """Give the preview as plain values for JSON."""
        return {
            **self.counts(),
            "problems": [each.as_json() for each in self.problems],
            "bank": self.bank,
            "number": self.number,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "opening_satang": None if self.opening is None else self.opening.satang,
            "deposits_satang": self.deposits.satang,
            "withdrawals_satang": self.withdrawals.satang,
            "lines": [
                {
                    "row": each.row,
                    "day": each.line.day.isoformat(),
                    "satang": each.line.amount.satang,
                    "balance_satang": None if each.line.balance is None else each.line.balance.satang,
                    "words": each.line.words,
                    "reference": each.line.reference,
                }
                for each in self.rows
            ],
        }


def preview_statement(path: Path, today: date, mappings: Sequence[ColumnMapping] = ()) -> StatementPreview:
    """Read a statement of a bank from a table or a bank's own format; a file that is none is a `BookError`."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""  # `read_grid` says why it cannot be read
    reader = reader_of(content)
    if reader is not None:
        return _preview(path.name, hashlib.sha256(content).hexdigest(), reader(path.name, content), ())
    grid = read_grid(path)
    listings = [read_sheet(sheet, mappings) for sheet in grid.sheets]
    found = [(sheet, each) for sheet, each in zip(grid.sheets, listings, strict=True) if is_statement(each)]
    if not found:
        raise BookError(_no_statement(grid))
    sheet, listing = found[0]
    layouts = layouts_of(grid.sheets, [listing])
    return _preview(grid.name, grid.sha256, read_table(sheet, listing, today), layouts)


def _no_statement(grid: Grid) -> Problem:
    text = N_(
        "{file} has no columns with a day and what came in or went out. Check that it is a statement of the bank."
    )
    return problem("bank.no_header", text, file=grid.name)


def _preview(name: str, sha256: str, read: ReadTable, layouts: tuple[Layout, ...]) -> StatementPreview:
    rows = read.rows
    if not rows:
        text = N_("{file} has no line with a day and an amount. Check that it is a statement of the bank.")
        raise BookError(problem("bank.no_lines", text, file=name))
    opening = read.opening
    if opening is None and rows[0].line.balance is not None:
        opening = rows[0].line.balance - rows[0].line.amount
    problems = list(read.problems)
    gap = gap_in(rows, opening)
    if gap is not None:
        problems.append(gap)
    days = [each.line.day for each in rows]
    first, last = min([*days, read.first_day or days[0]]), max([*days, read.last_day or days[-1]])
    return StatementPreview(
        name, sha256, tuple(rows), opening, first, last, read.bank, read.number, tuple(problems), read.skipped, layouts
    )
