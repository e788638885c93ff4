"""What the figures of statements are made from: what moves no money, and what funds owe one another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from welfare_desk.ledger.accounts import RESULT_TYPES, CashFlow
from welfare_desk.ledger.statement_layouts import DUE_FROM, DUE_TO
from welfare_desk.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from welfare_desk.ledger.accounts import Account


def set_apart(lines: Sequence[tuple[str, int]], own: Collection[str], chart: Mapping[str, Account]) -> dict[str, int]:
    """Tell what of an entry's lines in one fund moved no money, because an account stands as a line of its own.

    `lines` are accounts and satang (debit positive); `own` the accounts with a line of their own. What such a line
    moved is taken off the accounts it was posted against: those on the other side first, in their order, the rest from
    the largest. The amounts given back add up to nil; where only cash or a result stood against it, there are none.
    """
    apart: defaultdict[str, int] = defaultdict(int)
    against = [
        (code, satang)
        for code, satang in lines
        if chart[code].type not in RESULT_TYPES and chart[code].cash_flow is not CashFlow.CASH
    ]
    if not against:
        return {}
    room = dict(enumerate(satang for _code, satang in against))
    largest = max(against, key=lambda each: abs(each[1]))[0]
    for code, satang in lines:
        if code in own:
            apart[code] += satang
            left = satang
            for at, (other, _satang) in enumerate(against):
                taken = _part(left, room[at])
                room[at] += taken
                left -= taken
                apart[other] -= taken
            apart[largest] -= left
    return {code: satang for code, satang in apart.items() if satang}


def _part(wanted: int, there: int) -> int:
    """Take as much of what is wanted as stands on the other side."""
    if wanted * there >= 0:
        return 0
    return min(wanted, -there) if wanted > 0 else max(wanted, -there)


def between_funds(balances: Mapping[tuple[str, str], int], chart: Mapping[str, Account]) -> dict[tuple[str, str], int]:
    """Tell what to add to balances (account, fund) so that no fund shows cash below zero: what it owes the others.

    The funds that hold money in the same account lend it, in proportion to what they hold; an account that is below
    zero in all stays as it is.
    """
    added: defaultdict[tuple[str, str], int] = defaultdict(int)
    for account in sorted({code for code, _fund in balances}):
        if chart[account].cash_flow is not CashFlow.CASH:
            continue
        held = {fund: satang for (code, fund), satang in balances.items() if code == account}
        owes = {fund: -satang for fund, satang in held.items() if satang < 0}
        lends = {fund: satang for fund, satang in held.items() if satang > 0}
        if not owes or sum(lends.values()) < sum(owes.values()):
            continue
        for fund, satang in owes.items():
            added[account, fund] += satang
            added[DUE_TO, fund] -= satang
        whole = Money(sum(owes.values()))
        for fund, part in zip(lends, whole.share(list(lends.values())), strict=True):
            added[account, fund] -= part.satang
            added[DUE_FROM, fund] += part.satang
    return dict(added)
