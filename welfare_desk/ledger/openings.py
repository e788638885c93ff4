"""Opening balances: the entry a book starts with, and how its cash is shared between funds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import RESULT_TYPES, CashFlow
from welfare_desk.ledger.entries import Entry, EntryKind, Posting, Series
from welfare_desk.ledger.funds import ADMINISTRATION, DESIGNATED, RESERVE, WELFARE
from welfare_desk.money import ZERO, Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account

FUND_BALANCES = {"3201": RESERVE, "3202": ADMINISTRATION, "3203": DESIGNATED}
PURPOSE_ACCOUNTS = {ADMINISTRATION: ("1112",)}
_MOVED = (10, 100, 1000)  # what a decimal point in the wrong place makes of an amount
CONTROL_ACCOUNTS = ("2201", "2101", "1202", "1204")  # kept in detail elsewhere: opened as "not yet assigned"


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An account's balance as brought forward, debit positive; without a fund it is proposed one."""

    account: str
    amount: Money
    fund: str | None = None


def with_funds(
    lines: Iterable[OpeningLine], chart: Mapping[str, Account], home: str = WELFARE
) -> tuple[tuple[Posting, ...], list[Problem]]:
    """Propose funds for lines that name none, and tell what stands in the way.

    The fund balances 3201, 3202 and 3203 belong to reserve, administration and designated, all else to `home`;
    then cash is shared so that each fund balances: the bank account of that purpose first, then the largest
    account of class cash.
    """
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    free: set[str] = set()
    for line in lines:
        sums[line.account, line.fund or FUND_BALANCES.get(line.account, home)] += line.amount.satang
        if line.fund is None:
            free.add(line.account)
    found: list[Problem] = []
    for fund in sorted({fund for _, fund in sums} - {home}):
        needed = -sum(satang for (_, of), satang in sums.items() if of == fund)
        if needed > 0 and free:
            needed -= _take(sums, chart, fund, home, needed)
        if needed:
            text = N_("There is not enough cash to cover the fund “{fund}”: {amount} baht are missing.")
            found.append(problem("opening.fund_short", text, "lines", fund=fund, amount=abs(Money(needed))))
    postings = tuple(
        Posting(account, fund, Money(satang)) for (account, fund), satang in sorted(sums.items()) if satang
    )
    return postings, found


def _take(
    sums: defaultdict[tuple[str, str], int], chart: Mapping[str, Account], fund: str, home: str, needed: int
) -> int:
    cash = [
        (satang, account)
        for (account, of), satang in sums.items()
        if of == home and satang > 0 and account in chart and chart[account].cash_flow is CashFlow.CASH
    ]
    own = PURPOSE_ACCOUNTS.get(fund, ())
    taken = 0
    for satang, account in sorted(cash, key=lambda each: (each[1] not in own, -each[0], each[1])):
        part = min(satang, needed - taken)
        sums[account, home] -= part
        sums[account, fund] += part
        taken += part
    return taken


def opening_entry(day: date, memo: str, target: Iterable[Posting], standing: Iterable[Posting] = ()) -> Entry | None:
    """Bring the opening balances from what stands now to the target; nothing if they agree already."""
    sums: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for posting in target:
        sums[posting.account, posting.fund] += posting.amount
    for posting in standing:
        sums[posting.account, posting.fund] -= posting.amount
    lines = tuple(Posting(account, fund, amount) for (account, fund), amount in sorted(sums.items()) if amount)
    return Entry(day, Series.OPENING, memo, lines, kind=EntryKind.OPENING) if lines else None


def problems_of_opening(
    lines: Sequence[OpeningLine], chart: Mapping[str, Account], *, starts_inside_year: bool
) -> list[Problem]:
    """Find what keeps balances brought forward from being opened, before funds are looked at."""
    found: list[Problem] = []
    difference = Money.sum(line.amount for line in lines)
    if difference:
        text = N_("Debit and credit differ by {difference} baht.")
        found.append(problem("opening.unbalanced", text, "lines", difference=abs(difference)))
    for code in dict.fromkeys(line.account for line in lines):
        if code not in chart:
            found.append(problem("opening.unknown_account", N_("The chart has no account {account}."), account=code))
        elif chart[code].type in RESULT_TYPES and not starts_inside_year:
            text = N_("{account} is income or expense; a book that starts a fiscal year does not open with it.")
            found.append(problem("opening.result_account", text, "lines", account=code))
    return found


def likeliest_slip(lines: Sequence[OpeningLine], difference: Money) -> str:
    """Name the account whose amount most likely holds the slip.

    It is left out on the other side, stands on the wrong side, has its decimal point moved, or two digits swapped.
    """
    for line in lines:
        if line.amount in (difference, -difference):
            return line.account
    for line in lines:
        if line.amount * 2 == difference:
            return line.account
    for line in lines:
        if any(line.amount * (n - 1) == difference * n or line.amount * (1 - n) == difference for n in _MOVED):
            return line.account
    swapped = [line.account for line in lines if _swapping_explains(line.amount, difference)]
    return swapped[0] if len(swapped) == 1 else ""


def _swapping_explains(amount: Money, difference: Money) -> bool:
    digits = str(abs(amount.satang))
    swaps = (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1))
    return abs(difference.satang) in {abs(int(swap) - abs(amount.satang)) for swap in swaps}
