"""How the practice book's fund proves its money: cash counted at each month's end, statements of three banks.

The statements are made of the book itself, so that bank and book agree but for what is under way. Until the running
fiscal year they come by the quarter, then by the month; the last one waits for whoever practises.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import last_of_month, month_and_year
from welfare_desk.ledger.bank_lines import BankLine
from welfare_desk.ledger.cash_counts import PIECES
from welfare_desk.money import ZERO, Money
from welfare_desk.services.bank_matching import accept_matches
from welfare_desk.services.bank_statements import StatementTaken, name_bank_account, take_in_bank_statement
from welfare_desk.services.cash_counts import CashCounted, count_cash, expected_cash
from welfare_desk.services.reconciliations import approve_reconciliation
from welfare_desk.storage import banking, periods, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.ledger.bank_lines import BookItem
    from welfare_desk.services.desk import Desk

_CASH = "1101"
_SHORT = {date(2024, 8, 31): Money.baht(5)}  # a count that did not agree
_QUARTER_ENDS, _YEAR_END = (3, 6, 9, 12), 9
_BY_MONTH_FROM = date(2025, 10, 1)
_FEE = BankLine(0, date(2025, 12, 31), -Money.baht(15), "ค่าบริการแจ้งเตือน SMS")


class _Bank(NamedTuple):
    account: str
    name: str
    number: str
    is_quiet: bool = False  # hardly moves: its statement comes once a year


_BANKS = (
    _Bank("1111", "ธ.ก.ส. สาขาหนองตะวัน", "01-000-0-00001-1"),
    _Bank("1112", "ธ.ก.ส. สาขาหนองตะวัน", "01-000-0-00002-2"),
    _Bank("1113", "ธนาคารออมสิน สาขาหนองตะวัน", "02-000-0-00003-3", is_quiet=True),
)


class Tills:
    """The cash box and the three bank accounts."""

    def __init__(self) -> None:
        self._since: dict[str, date] = {}
        self._late: defaultdict[str, list[BankLine]] = defaultdict(list)

    def begin(self, desk: Desk) -> None:
        """Write down what the banks call the accounts."""
        for each in _BANKS:
            name_bank_account(
                desk, each.account, each.name, each.number, desk.ask(lambda tx: settings.get(tx, "name_th"))
            )
            self._since[each.account] = desk.today

    def count(self, desk: Desk, counted_by: str, witness: str) -> None:
        """Count the cash of today; one of all counts was five baht short."""
        held = desk.ask(lambda tx: expected_cash(tx, _CASH, desk.today))
        short = _SHORT.get(desk.today, ZERO)
        pieces = _pieces(held - short)
        reason = "ทอนเงินผิด" if short else ""
        count_cash(desk, CashCounted(_CASH, desk.today, pieces, counted_by, witness if short else "", reason))

    def reconcile(self, desk: Desk, month: date) -> None:
        """Take in the statements that came with the end of a month, and approve that they agree."""
        last = last_of_month(month)
        for bank in _BANKS:
            ends = (_YEAR_END,) if bank.is_quiet else _QUARTER_ENDS
            if month.month in ends or (month >= _BY_MONTH_FROM and not bank.is_quiet):
                self._take_in(desk, bank, last)
                self._approve(desk, bank.account, last)

    def leave(self, desk: Desk, month: date) -> None:
        """Take in the statements of the last month, and leave that of welfare for whoever practises."""
        last = last_of_month(month)
        for bank in _BANKS[:2]:
            self._take_in(desk, bank, last, (_FEE,) if bank == _BANKS[0] else ())
        self._approve(desk, _BANKS[1].account, last)

    def _take_in(self, desk: Desk, bank: _Bank, last: date, more: Sequence[BankLine] = ()) -> None:
        first, code = self._since[bank.account], bank.account
        items = desk.ask(lambda tx: [each for each, _of in banking.items_of(tx, code).values()])
        made = [_line_of(each) for each in items if first <= each.day <= last]
        lines = sorted([*self._late.pop(code, ()), *made, *more], key=lambda each: each.day)
        if lines and lines[-1].amount < ZERO and last.month == _YEAR_END:  # cashed after the year's end
            late = lines.pop()
            self._late[code].append(BankLine(0, date(last.year, last.month + 1, 2), late.amount, late.words))
        file = f"{bank.name.split()[0]} {code} {month_and_year(last)}.csv"
        digest = hashlib.sha256(file.encode()).hexdigest()
        opening = (
            None
            if first > desk.ask(lambda tx: periods.calendar(tx).first_day)
            else desk.ask(lambda tx: banking.opening_of(tx, code, first))
        )
        taken = StatementTaken(code, file, digest, tuple(lines), first, last, opening, bank.name, bank.number)
        take_in_bank_statement(desk, taken)
        self._since[code] = date.fromordinal(last.toordinal() + 1)

    def _approve(self, desk: Desk, account: str, day: date) -> None:
        waiting = desk.ask(lambda tx: [each.id for each in banking.lines_of(tx, account)])
        accept_matches(desk, account, waiting)
        approve_reconciliation(desk, account, day)


def _line_of(item: BookItem) -> BankLine:
    return BankLine(0, item.day, item.amount, "ฝากเงินสด" if item.amount > ZERO else "ถอนเงินสด")


def _pieces(amount: Money) -> dict[int, int]:
    """Make an amount up of notes and coins, the great ones first."""
    left, found = amount.satang, dict[int, int]()
    for piece in PIECES:
        found[piece.satang], left = divmod(left, piece.satang)
    return found
