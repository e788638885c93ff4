"""Read what an employer really kept back of each member's pay, from the sheet that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.payroll import Deducted
from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.exchange.headers import vocabulary
from welfare_desk.exchange.readings import Action, plain, read_member_number, read_money
from welfare_desk.exchange.tables import read_listing
from welfare_desk.exchange.workbook import read_grid
from welfare_desk.i18n import N_
from welfare_desk.money import ZERO

if TYPE_CHECKING:
    from pathlib import Path

    from welfare_desk.exchange.tables import TableRow

_WORDS = vocabulary(
    {
        "deducted": r"(?:ยอด|จำนวน|เงิน|จำนวนเงิน|ยอดเงิน)?(?:ที่)?หัก(?:ได้|จริง|ได้จริง|แล้ว)(?:บาท)?|keptback|deducted",
        "member": r"(?:เลข(?:ที่|ทะเบียน)?)?สมาชิก(?:เลขที่)?|เลขที่สมาชิก|เลขประจำตัวสมาชิก|member(?:no|number)?",
        "name": r"(?:คำนำหน้า)?ชื่อ.*|name",
    },
    names={"member"},
    least=2,
)


def read_deducted(path: Path, numbers: frozenset[str] = frozenset()) -> list[Deducted]:
    """Read a workbook or CSV file: a column of member numbers, and one of what was kept back (blank: nothing).

    `numbers` are those of the register, by which a number that lost its zeros is known. What cannot be read is one
    `RuleError` with the place of each.
    """
    grid = read_grid(path)
    listings = [read_listing(sheet, _WORDS) for sheet in grid.sheets]
    listings = [
        each for each in listings if each.header and {"deducted", "member"} <= each.header.mapping.columns.keys()
    ]
    if not listings:
        text = N_("{path} has no columns “member number” and “kept back”.")
        raise RuleError(problem("payroll.no_columns", text, "file", path=path.name))
    width = max((len(each) for each in numbers if each.isdecimal()), default=0)
    found: list[Deducted] = []
    problems: list[Problem] = []
    for listing in listings:
        for row in listing.entries:
            if not _is_remark(row, numbers):
                _take(row, width, found, problems)
    if problems:
        raise RuleError(*problems)
    return found


def _is_remark(row: TableRow, numbers: frozenset[str]) -> bool:
    """Tell whether a row is words below the table: no amount, and nothing that is a member's number."""
    written = plain(row.cells["member"])
    return written not in numbers and row.cells["deducted"].is_blank and not written.isdecimal()


def _take(row: TableRow, width: int, found: list[Deducted], problems: list[Problem]) -> None:
    place = f"{row.sheet}!{row.number}" if row.sheet else str(row.number)
    member, amount = read_member_number(row.cells["member"], width), read_money(row.cells["deducted"])
    if member.value is None:
        problems.append(problem("payroll.no_member", N_("{place}: no member number."), "file", place=place))
    elif amount.value is None and amount.action is Action.ASK:
        text = N_("{place}: “{text}” is no amount in baht.")
        shown = row.cells["deducted"].text()
        problems.append(problem("payroll.unread", text, "file", place=place, text=shown))
    else:
        found.append(Deducted(member.value, amount.value or ZERO, place))
