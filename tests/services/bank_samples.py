"""A book with what the sample statements of the bank are to be matched with, entry by entry as the truth names it."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.builders import a_book, a_line, an_entry
from welfare_desk.exchange.acceptance import accept_bank, bank_preview
from welfare_desk.ledger.entries import Series
from welfare_desk.money import Money
from welfare_desk.services.cheques import draw_cheque
from welfare_desk.services.entries import post_entry
from welfare_desk.services.openings import open_balances

SAMPLES = Path(__file__).parents[1] / "samples"
FIRST, SECOND = "bank_statement_1.csv", "bank_statement_2.xlsx"
BANKS = {FIRST: "1111", SECOND: "1113"}
_BOOK = re.compile(r"(village|member|benefit|account) (\d+)(?: row (\d+))?(?: (\d{4}-\d\d-\d\d))? (\d+)")


class BookSide(NamedTuple):
    """What the truth names of the book: whose money, which row, the day, and its amount in satang."""

    kind: str
    number: str
    row: str
    day: str
    satang: int


class TruthLine(NamedTuple):
    """One line of a statement as the truth reads it."""

    file: str
    row: int
    day: str
    satang: int
    balance: int
    kind: str
    what: str
    book: tuple[BookSide, ...]


@cache
def truth() -> tuple[TruthLine, ...]:
    """Read what the samples' truth says of both statements; what only the book has is of row 0."""
    with (SAMPLES / "truth_bank.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            TruthLine(
                each["file"], int(each["row"] or 0), each["day"], int(each["satang"] or 0), int(each["balance"] or 0),
                each["kind"], each["what"],
                tuple(BookSide(*found[:4], int(found[4])) for found in _BOOK.findall(each["book"])),
            )
            for each in csv.DictReader(file)
        )  # fmt: skip


def a_bank_book(folder, *, statements=True):
    """Make the book of the truth's entries, each voucher kept by what the truth calls it; take the statements in."""
    desk = a_book(folder, today="2026-01-15")
    balances = ("1111 welfare 684215.37", "1113 welfare 402118.90", "1202 welfare 60000", "2101 welfare -9400")
    opening = (*balances, "2202 welfare -7500", "3101 welfare -1129434.27")
    open_balances(desk, [a_line(each) for each in opening])
    vouchers: dict[BookSide, str] = {}
    sides = sorted({side for line in truth() for side in line.book if side.kind != "account"}, key=_order)
    for side in sides:
        vouchers[side] = post_entry(desk, _entry(side)).voucher
    for line in truth():
        if line.kind == "own_transfer" and line.file == FIRST:
            lines = f"1111 welfare {Money(line.satang).plain()}", f"1113 welfare -{Money(line.satang).plain()}"
            post_entry(desk, an_entry(*lines, day=line.day, series=Series.GENERAL, memo="โอนระหว่างบัญชีกองทุน"))
        if line.kind == "cheques_outstanding":
            side = line.book[0]
            draw_cheque(desk, vouchers[side], line.what, date.fromisoformat(side.day))
    if statements:
        for file, account in BANKS.items():
            accept_bank(desk, bank_preview(desk, SAMPLES / file), account)
    return desk, vouchers


def _order(side):
    return side.day, side.kind, int(side.number), int(side.row or 0)


def _entry(side):
    baht = Money(side.satang).plain()
    if side.kind == "benefit":
        lines = f"5101 welfare {baht}", f"1111 welfare -{baht}"
        return an_entry(*lines, day=side.day, series=Series.PAYMENT, memo="จ่ายสวัสดิการ")
    memo = f"เงินสมทบ หมู่ {side.number}" if side.kind == "village" else f"เงินสมทบ สมาชิก {side.number}"
    return an_entry(f"1111 welfare {baht}", f"4101 welfare -{baht}", day=side.day, memo=memo)
