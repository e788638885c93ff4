"""Journal entries: what may be posted, and how a posted one is put right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

FEWEST_LINES = 2


class Series(Enum):
    """Voucher series: receipt, payment, general, opening."""

    RECEIPT = "RV"
    PAYMENT = "PV"
    GENERAL = "JV"
    OPENING = "OB"


class EntryKind(Enum):
    """Why an entry stands in the books."""

    NORMAL = "normal"
    OPENING = "opening"
    CLOSING = "closing"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of an entry, in one fund: a debit is positive, a credit negative; `member` is a number."""

    account: str
    fund: str
    amount: Money
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A set of postings on one day that balances in each fund.

    `reverses` is the voucher number of the entry that this one undoes.
    """

    day: date
    series: Series
    memo: str
    postings: tuple[Posting, ...]
    payee: str = ""
    kind: EntryKind = EntryKind.NORMAL
    reverses: str | None = None


def debit(account: str, fund: str, amount: Money, member: str | None = None) -> Posting:
    """Write a debit line."""
    return Posting(account, fund, amount, member)


def credit(account: str, fund: str, amount: Money, member: str | None = None) -> Posting:
    """Write a credit line."""
    return Posting(account, fund, -amount, member)


def problems_of(entry: Entry) -> list[Problem]:
    """Find everything that is wrong with an entry by itself; accounts and periods are the book's to judge."""
    found: list[Problem] = []
    if len(entry.postings) < FEWEST_LINES:
        found.append(problem("entry.too_few_lines", N_("An entry needs at least two lines."), "lines"))
    if any(not posting.amount for posting in entry.postings):
        found.append(problem("entry.zero_line", N_("A line has no amount."), "lines"))
    if not entry.memo.strip():
        found.append(problem("entry.no_memo", N_("Say what this entry is for."), "memo"))
    return found + unbalanced(entry.postings)


def unbalanced(postings: Iterable[Posting]) -> list[Problem]:
    """Find whether debits and credits differ, in all or in one fund."""
    by_fund: defaultdict[str, int] = defaultdict(int)
    for posting in postings:
        by_fund[posting.fund] += posting.amount.satang
    total = Money(sum(by_fund.values()))
    if total:
        text = N_("Debits and credits differ by {difference} baht.")
        return [problem("entry.unbalanced", text, "lines", difference=abs(total))]
    text = N_("The fund “{fund}” does not balance: it differs by {difference} baht.")
    return [
        problem("entry.fund_unbalanced", text, "lines", fund=fund, difference=abs(Money(satang)))
        for fund, satang in by_fund.items()
        if satang
    ]


def check(entry: Entry) -> None:
    """Refuse an entry that is wrong by itself, naming every problem at once."""
    if found := problems_of(entry):
        raise RuleError(*found)


def reversal(voucher: str, entry: Entry, day: date, reason: str) -> Entry:
    """Undo the posted entry `voucher` by its mirror image."""
    mirrored = tuple(replace(posting, amount=-posting.amount) for posting in entry.postings)
    return Entry(day, Series.GENERAL, reason, mirrored, entry.payee, EntryKind.REVERSAL, voucher)
