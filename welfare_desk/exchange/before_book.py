"""Read figures before the book from a workbook, a CSV file or JSON.

Last year's balances are a list of accounts with debit and credit, as opening balances are; in JSON
`{"lines": [{"account": "4101", "fund": "welfare", "credit_satang": 36500}]}`. Figures of the status form are a list of
lines with amounts and people; in JSON `{"lines": [{"line": "R1.member", "satang": 36500, "people": 0}]}`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.openings import preview_opening
from welfare_desk.exchange.readings import plain, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import read_grid
from welfare_desk.i18n import N_
from welfare_desk.ledger.openings import OpeningLine
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.form_figures import FormFigure
from welfare_desk.words import arabic_digits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from welfare_desk.exchange.tables import TableRow
    from welfare_desk.ledger.funds import Fund

WORDS = vocabulary(
    {
        "line": r"บรรทัด|รหัส|ข้อ|line|code",
        "name": r"รายการ|ชื่อ|name|item",
        "amount": r"จำนวนเงิน|บาท|amount|baht",
        "people": r"จำนวนคน|คน|ราย|people|persons",
    },
    ("line", "amount"),
)


def read_prior_figures(path: Path, funds: Mapping[str, Fund]) -> tuple[OpeningLine, ...]:
    """Read last year's balances; a file with problems is refused as a whole, each named with its cell."""
    if path.suffix.lower() != ".json":
        return preview_opening(path, funds).accepted()
    found: list[Problem] = []
    lines = [_balance(at, each, found) for at, each in enumerate(_lines(path), 1)]
    if found:
        raise RuleError(*found)
    return tuple(each for each in lines if each is not None)


def _balance(at: int, line: Mapping[str, Any], found: list[Problem]) -> OpeningLine | None:
    debit, credit = line.get("debit_satang", 0), line.get("credit_satang", 0)
    if not _is_amount(debit) or not _is_amount(credit) or bool(debit) == bool(credit):
        text = N_("Line {line}: write either debit_satang or credit_satang, a whole number above zero.")
        found.append(problem("line.amount", text, "lines", line=at))
        return None
    fund = line.get("fund")
    return OpeningLine(str(line.get("account", "")), Money(debit - credit), str(fund) if fund else None)


def read_form_figures(path: Path) -> tuple[FormFigure, ...]:
    """Read figures of the status form; a file with problems is refused as a whole."""
    found: list[Problem] = []
    if path.suffix.lower() == ".json":
        figures = [_figure(at, each, found) for at, each in enumerate(_lines(path), 1)]
    else:
        grid = read_grid(path)
        rows = [row for sheet in grid.sheets for row in read_listing(sheet, WORDS).rows if row.kind == "entry"]
        figures = [_figure_of_row(row, found) for row in rows]
        if not rows:
            text = N_("{file} has no list of lines with amounts.")
            found.append(problem("form_figure.nothing", text, file=grid.name))
    if found:
        raise RuleError(*found)
    return tuple(each for each in figures if each is not None)


def _figure(at: int, line: Mapping[str, Any], found: list[Problem]) -> FormFigure | None:
    satang, people = line.get("satang", 0), line.get("people", 0)
    if not _is_amount(satang) or not _is_amount(people) or not line.get("line"):
        text = N_("Line {line}: write line, and satang and people as whole numbers of zero or more.")
        found.append(problem("line.amount", text, "lines", line=at))
        return None
    return FormFigure(str(line.get("line", "")).strip(), Money(satang), people)


def _figure_of_row(row: TableRow, found: list[Problem]) -> FormFigure | None:
    text = N_("Sheet “{sheet}”, cell {cell}: “{text}” is no amount in baht.")
    values = {"amount": ZERO, "people": ZERO}
    for name in values:
        cell = row.cells.get(name)
        if cell is None:
            continue
        reading = read_money(cell)
        if reading.value is None and reading.code not in ("blank", "only_dash"):
            found.append(problem("opening.amount", text, sheet=row.sheet, cell=cell.ref, text=plain(cell)))
        values[name] = reading.value or ZERO
    line = arabic_digits(plain(row.cells["line"])).strip()
    figure = FormFigure(line, values["amount"], values["people"].satang // 100)
    return figure if line and (figure.amount or figure.people) else None


def _lines(path: Path) -> list[Mapping[str, Any]]:
    text = N_("Cannot read {path}: {reason}.")
    try:
        content: object = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise RuleError(problem("input.unreadable", text, "file", path=path.name, reason=error)) from None
    lines: object = cast("dict[str, object]", content).get("lines") if isinstance(content, dict) else None
    if not isinstance(lines, list):
        raise RuleError(problem("figures.unread", N_("The file has no “lines”."), "file"))
    return [cast("Mapping[str, Any]", each) if isinstance(each, dict) else {} for each in cast("list[object]", lines)]


def _is_amount(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
