"""Lines that only the bank has: what they are, and the entry that is proposed for them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.account_roles import AccountRole, find_account
from welfare_desk.ledger.bank_matching import Sureness
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.bank_lines import BankLine

_DIGITS = re.compile(r"[\d\-/:.,#*xX]+")
_FEE = re.compile(r"ค่าธรรมเนียม|ค่าบริการ|ค่ารักษาบัญชี|\bsms\b|\bfee\b|charge", re.IGNORECASE)
_INTEREST = re.compile(r"ดอกเบี้ย|\binterest\b|\bint\b", re.IGNORECASE)
_TAX = re.compile(r"ภาษี|\btax\b|w/?h\b", re.IGNORECASE)
_GRANT = re.compile(r"พอช|codi|สถาบันพัฒนาองค์กรชุมชน", re.IGNORECASE)
_OWN = re.compile(r"ในชื่อเดียวกัน|บัญชีตนเอง|own account", re.IGNORECASE)
_TRANSFER_DAYS = 3
STATE_MATCHING = "4201"  # of the welfare funds' chart


class BankPurpose(Enum):
    """What a line is that only the bank has."""

    FEE = "fee"
    INTEREST = "interest"
    TAX = "tax"
    GRANT = "grant"
    TRANSFER = "transfer"
    SETTLES = "settles"
    KNOWN = "known"
    UNKNOWN_RECEIPT = "unknown_receipt"
    UNKNOWN_PAYMENT = "unknown_payment"


PURPOSE_NAMES = {
    BankPurpose.FEE: N_("bank charges"),
    BankPurpose.INTEREST: N_("interest on bank deposits"),
    BankPurpose.TAX: N_("tax withheld on interest"),
    BankPurpose.GRANT: N_("matching money received"),
    BankPurpose.TRANSFER: N_("moved between own accounts"),
    BankPurpose.SETTLES: N_("settles what was owed"),
    BankPurpose.KNOWN: N_("as posted before"),
    BankPurpose.UNKNOWN_RECEIPT: N_("money in, sender unknown"),
    BankPurpose.UNKNOWN_PAYMENT: N_("money out, reason unknown"),
}
_BY_ROLE = {
    BankPurpose.FEE: AccountRole.BANK_FEE,
    BankPurpose.INTEREST: AccountRole.BANK_INTEREST,
    BankPurpose.TAX: AccountRole.TAX_ON_INTEREST,
}


@dataclass(frozen=True, slots=True)
class BankHabit:
    """How lines with the same words were posted before: against which account, in which fund, with which memo."""

    account: str
    fund: str | None
    memo: str

    def to_json(self) -> str:
        """Write it as JSON."""
        return json.dumps({"account": self.account, "fund": self.fund, "memo": self.memo}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> BankHabit:
        """Read it from JSON."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class OpenBalance:
    """What the fund owes (a credit, below zero) or is owed on one account in one fund."""

    account: str
    fund: str
    amount: Money


@dataclass(frozen=True, slots=True)
class BankKnowledge:
    """What is known besides a line: the chart, habits by their words, open balances, lines of the other banks."""

    chart: Mapping[str, Account]
    habits: Mapping[str, BankHabit] = field(default_factory=dict[str, BankHabit])
    owed: Sequence[OpenBalance] = ()
    others: Sequence[tuple[str, BankLine]] = ()


@dataclass(frozen=True, slots=True)
class BankProposal:
    """What a line that only the bank has may be posted as; without an account a person must say."""

    line: BankLine
    purpose: BankPurpose
    account: str | None
    fund: str | None
    memo: str
    sureness: Sureness


def habit_words(words: str) -> str:
    """Give the words of a line without its numbers, as habits are kept by."""
    return " ".join(_DIGITS.sub(" ", words).lower().split())


def propose(line: BankLine, known: BankKnowledge) -> BankProposal:
    """Propose how to post a line that only the bank has."""
    habit = known.habits.get(habit_words(line.words))
    if habit is not None and habit.account in known.chart:
        return BankProposal(line, BankPurpose.KNOWN, habit.account, habit.fund, habit.memo, Sureness.LIKELY)
    purpose, account, fund, sureness = _recognised(line, known)
    return BankProposal(line, purpose, account, fund, line.words, sureness)


def _recognised(line: BankLine, known: BankKnowledge) -> tuple[BankPurpose, str | None, str | None, Sureness]:
    """Recognise a line by its words, by the other side of it, or by what is owed; else it is unknown."""
    purpose = _by_words(line)
    other = _other_bank(line, known)
    settled = [each for each in known.owed if each.amount == line.amount]
    found: tuple[BankPurpose, str | None, str | None, Sureness]
    if other is not None:
        found = BankPurpose.TRANSFER, other, None, Sureness.LIKELY
    elif purpose in _BY_ROLE:
        account = find_account(_BY_ROLE[purpose], known.chart)
        found = purpose, account, None, Sureness.LIKELY if account else Sureness.LOOK
    elif len(settled) == 1:
        found = BankPurpose.SETTLES, settled[0].account, settled[0].fund, Sureness.LIKELY
    elif purpose is BankPurpose.GRANT and STATE_MATCHING in known.chart:
        found = purpose, STATE_MATCHING, None, Sureness.LOOK
    elif line.amount > ZERO:
        unknown = find_account(AccountRole.UNKNOWN_RECEIPT, known.chart)
        found = BankPurpose.UNKNOWN_RECEIPT, unknown, None, Sureness.LOOK
    else:
        found = BankPurpose.UNKNOWN_PAYMENT, None, None, Sureness.LOOK
    return found


def _by_words(line: BankLine) -> BankPurpose | None:
    if line.amount < ZERO:
        if _TAX.search(line.words):
            return BankPurpose.TAX
        return BankPurpose.FEE if _FEE.search(line.words) else None
    if _INTEREST.search(line.words):
        return BankPurpose.INTEREST
    return BankPurpose.GRANT if _GRANT.search(line.words) else None


def _other_bank(line: BankLine, known: BankKnowledge) -> str | None:
    """Find the own account whose bank has the other side of a line."""
    if not _OWN.search(line.words):
        return None
    near = {
        account
        for account, each in known.others
        if each.amount == -line.amount and abs((each.day - line.day).days) <= _TRANSFER_DAYS
    }
    return near.pop() if len(near) == 1 else None


def bank_entry(line: BankLine, bank: str, counter: Sequence[Posting], memo: str, series: Series | None = None) -> Entry:
    """Post a line of the bank against other accounts, fund by fund; they must add up to it."""
    if Money.sum(each.amount for each in counter) != -line.amount:
        text = N_("What is posted must add up to the {amount} baht of the bank.")
        raise RuleError(problem("bank.other_sum", text, "amount", amount=line.amount))
    funds: dict[str, Money] = {}
    for each in counter:
        funds[each.fund] = funds.get(each.fund, ZERO) - each.amount
    cash = [Posting(bank, fund, amount) for fund, amount in funds.items() if amount]
    is_deposit = line.amount > ZERO
    postings = (*cash, *counter) if is_deposit else (*counter, *cash)
    usual = Series.RECEIPT if is_deposit else Series.PAYMENT
    return Entry(line.day, series or usual, memo.strip() or line.words, postings)
