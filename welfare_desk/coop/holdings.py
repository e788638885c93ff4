"""What members own in a cooperative, and owe it: one sub-ledger for shares, savings, loans and borrowings.

A holding is one member's shares, one savings account, one loan, or one borrowing of the cooperative itself. Whatever
an entry does on a control account is explained by moves of holdings, to the satang.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.seal import document_hash
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.entries import Entry

UNASSIGNED = "-"  # the number of the holding that carries what was opened without a name


class Ledger(Enum):
    """What a holding is kept in."""

    SHARE = "share"
    SAVINGS = "savings"
    LOAN = "loan"
    BORROWING = "borrowing"


LEDGER_NAMES = {
    Ledger.SHARE: N_("shares"),
    Ledger.SAVINGS: N_("savings"),
    Ledger.LOAN: N_("loans"),
    Ledger.BORROWING: N_("borrowings"),
}


class Act(Enum):
    """Why a holding moved."""

    OPENING = "opening"
    DEPOSIT = "deposit"
    WITHDRAW = "withdraw"
    DRAW = "draw"
    REPAY = "repay"
    ACCRUE = "accrue"
    INTEREST = "interest"
    TAX = "tax"
    FEE = "fee"
    PENALTY = "penalty"
    WRITE_OFF = "write_off"
    RECOVER = "recover"
    TRANSFER = "transfer"
    REFINANCE = "refinance"
    DIVIDEND = "dividend"
    PATRONAGE = "patronage"
    WAIVE = "waive"


ACT_NAMES = {
    Act.OPENING: N_("Brought forward"),
    Act.DEPOSIT: N_("Paid in"),
    Act.WITHDRAW: N_("Taken out"),
    Act.DRAW: N_("Lent"),
    Act.REPAY: N_("Repaid"),
    Act.ACCRUE: N_("Interest accrued"),
    Act.INTEREST: N_("Interest"),
    Act.TAX: N_("Tax"),
    Act.FEE: N_("Fee"),
    Act.PENALTY: N_("Penalty"),
    Act.WRITE_OFF: N_("Written off"),
    Act.RECOVER: N_("Recovered"),
    Act.TRANSFER: N_("Moved"),
    Act.REFINANCE: N_("Refinanced"),
    Act.DIVIDEND: N_("Dividend"),
    Act.PATRONAGE: N_("Patronage refund"),
    Act.WAIVE: N_("Waived"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """What an entry does to one holding on one account, debit positive."""

    holding: int
    account: str
    act: Act
    amount: Money


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry with the moves that explain it."""

    entry: Entry
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One member's shares, one savings account, one loan, or one borrowing; `terms` is JSON, as agreed.

    `number` is what people call it: of shares the member's, of an account or a contract its own. A borrowing has no
    member; neither has what was opened without a name (`UNASSIGNED`).
    """

    id: int
    ledger: Ledger
    number: str
    member: str | None
    product: str
    opened_day: date
    terms: str = "{}"


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move as it is kept, with its day and voucher."""

    day: date
    voucher: str
    entry_id: int
    account: str
    act: Act
    amount: Money


@dataclass(frozen=True, slots=True)
class HoldingEvent:
    """Something that happened to a holding and moved no money; `content` is JSON, `words` what a person said."""

    position: int
    day: date
    kind: str
    content: str
    words: str = ""


def happened(day: date, kind: str, words: str = "", **content: object) -> HoldingEvent:
    """Make an event that is not kept yet; `content` is numbers, codes and ISO days."""
    return HoldingEvent(0, day, kind, json.dumps(content, ensure_ascii=False, sort_keys=True), words)


def problems_of_moves(moved: Moved, controls: Collection[str]) -> list[Problem]:
    """Find where an entry and the moves that should explain it differ, account by account."""
    posted: defaultdict[str, int] = defaultdict(int)
    for line in moved.entry.postings:
        posted[line.account] += line.amount.satang
    explained: defaultdict[str, int] = defaultdict(int)
    for move in moved.moves:
        explained[move.account] += move.amount.satang
    text = N_("On {account} the entry and the records of members differ by {difference} baht.")
    return [
        problem("holding.differs", text, "lines", account=account, difference=abs(Money(difference)))
        for account in sorted({*explained, *(posted.keys() & set(controls))})
        if (difference := posted[account] - explained[account])
    ]


def unexplained(entry: Entry, ledgers: Mapping[str, Ledger]) -> tuple[tuple[Ledger, str, Money], ...]:
    """Tell what an entry without moves does on control accounts: ledger, account and amount, in the order of codes."""
    sums: defaultdict[str, int] = defaultdict(int)
    for line in entry.postings:
        if line.account in ledgers:
            sums[line.account] += line.amount.satang
    return tuple((ledgers[account], account, Money(satang)) for account, satang in sorted(sums.items()) if satang)


def mirrored(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Undo moves by their mirror image, as a reversal undoes its entry."""
    return tuple(replace(each, amount=-each.amount) for each in moves)


def moves_hash(rows: Sequence[tuple[int, str, str, int]]) -> bytes:
    """Hash the moves of an entry for its seal: holding, account, act and satang of each, in their order."""
    return document_hash("holding_moves", [field for row in rows for field in row])


def move_fields(moves: Iterable[Move]) -> list[tuple[int, str, str, int]]:
    """Write moves as their hash and their rows hold them."""
    return [(each.holding, each.account, each.act.value, each.amount.satang) for each in moves]
