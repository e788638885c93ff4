"""Section 10 of the status form: what a fund ever received beside where all of it is, both sides since the founding.

Assets less liabilities are what came in less what was used, so both totals agree when each counts since the founding:
the figures before the book, and everything in it but closing entries. The layout follows a form seen in the field; it
is not official.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.ledger.accounts import AccountType
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.ledger.accounts import Account

RECEIPTS = (
    ("R1.member", "R1.codi_seed", "R1.codi_match", "R1.lao", "R1.other_state", "R1.other"),
    ("R2.entrance_fee", "R2.donation", "R2.interest", "R2.other"),
)
USES = (
    ("A.bank", "A.cash_on_hand", "P1.welfare", "A.investment", "A.other"),
    ("P2.remuneration", "P2.travel", "P2.stationery", "P2.meeting", "P2.other"),
)
UNKNOWN = {"R1.unknown": "R1.other", "P2.unknown": "P2.other"}  # what nobody knows in detail of before the book
FIGURES = (
    *RECEIPTS[0],
    *RECEIPTS[1],
    "P1.welfare",
    *USES[1],
    *UNKNOWN,
)  # a book may have figures of before it on these
OTHER_RECEIPTS, OTHER_USES, OTHER_ASSETS = "R2.other", "P2.other", "A.other"
CORRECTED, TRANSFERS, USED, NOT_YET = "3401", "3801", "3301", "3901"
_SOURCES = {"3101": "R1.member", "3102": "R1.codi_match", "3103": "R1.lao"}  # what is unknown goes to "other"
UNKNOWN_SOURCE = "R1.other"


@dataclass(frozen=True, slots=True)
class Carried:
    """An account on a day, in satang, debit positive: its balance, and what openings and closings put into it."""

    balance: int
    opened: int = 0
    closed: int = 0

    @property
    def since(self) -> int:
        """Tell what stands without the closing entries."""
        return self.balance - self.closed


@dataclass(frozen=True, slots=True)
class FinancialPosition:
    """Both sides by their lines; `is_detailed` tells whether the figures before the book are known line by line."""

    lines: Mapping[str, Money]
    is_detailed: bool

    def of(self, line: str) -> Money:
        """Give the amount of a line."""
        return self.lines.get(line, ZERO)

    @property
    def received(self) -> Money:
        """Sum everything that ever came in."""
        return Money.sum(self.of(line) for group in RECEIPTS for line in group)

    @property
    def used(self) -> Money:
        """Sum where all of it is: what is left, and what was used."""
        return Money.sum(self.of(line) for group in USES for line in group)


def financial_position(
    accounts: Mapping[str, Carried], chart: Mapping[str, Account], before: Mapping[str, Money]
) -> FinancialPosition:
    """Work out section 10 from the accounts on a day and the figures before the book by line (none: not known).

    Figures that are not what the book opened with, in all, are left aside: what it opened with stands by its source.
    """
    before = before if _are_opened(before, accounts, chart) else {}
    lines: dict[str, int] = {}

    def put(line: str, satang: int) -> None:
        lines[line] = lines.get(line, 0) + satang

    for code, carried in accounts.items():
        account = chart[code]
        if account.type in (AccountType.ASSET, AccountType.LIABILITY):
            put(account.form10_line or OTHER_ASSETS, carried.balance)
        elif account.type is AccountType.INCOME:
            put(account.form10_line or OTHER_RECEIPTS, -carried.since)
        elif account.type is AccountType.EXPENSE:
            put(account.form10_line or OTHER_USES, carried.since)
        elif code in (CORRECTED, NOT_YET):
            put(OTHER_RECEIPTS, -carried.balance)
        elif code == USED and not before:
            put(OTHER_USES, carried.opened)
        elif code != TRANSFERS and not before:
            put(_SOURCES.get(code, UNKNOWN_SOURCE), -carried.opened)
    for line, amount in before.items():
        put(UNKNOWN.get(line, line), amount.satang)
    opened = any(carried.opened for code, carried in accounts.items() if is_source(chart[code]))
    found = {line: Money(satang) for line, satang in lines.items() if satang}
    is_detailed = not UNKNOWN.keys() & before.keys() if before else not opened
    return FinancialPosition(found, is_detailed)


def _are_opened(before: Mapping[str, Money], accounts: Mapping[str, Carried], chart: Mapping[str, Account]) -> bool:
    used = accounts[USED].opened if USED in accounts else 0
    whole = sum(carried.opened for code, carried in accounts.items() if is_source(chart[code]))
    spent = Money.sum(amount for line, amount in before.items() if line.startswith("P"))
    received = Money.sum(amount for line, amount in before.items() if line.startswith("R"))
    return (spent, received) == (Money(used), Money(used - whole))


def is_source(account: Account) -> bool:
    """Tell whether an account holds money by source, or what was used of it: only openings and closings touch it."""
    return account.type is AccountType.EQUITY and account.code not in (CORRECTED, NOT_YET, TRANSFERS)


def difference(accounts: Mapping[str, Carried], chart: Mapping[str, Account], before: Mapping[str, Money]) -> Money:
    """Tell by how much both sides differ where every entry balances, transfers are nil and no header is posted to.

    What these three leave over is named by checks of their own.
    """
    found = financial_position(accounts, chart, before)
    others = sum(
        carried.balance
        for code, carried in accounts.items()
        if chart[code].type is AccountType.HEADER or code == TRANSFERS
    )
    whole = sum(carried.balance for carried in accounts.values())
    return found.used - found.received - Money(whole - others)
