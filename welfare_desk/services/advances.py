"""Give money to an officer for a purpose, and clear it with bills and what came back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.advances import clearing_entry, given_entry, problems_of_clearing
from welfare_desk.ledger.people import Permission
from welfare_desk.money import ZERO
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, advances, entries, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.errors import Problem
    from welfare_desk.ledger.advances import Advance, Clearing
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.RECORD)
def give_advance(desk: Desk, advance: Advance, account: str) -> Posted:
    """Pay an advance out of a cash or bank account; an empty fund is the first of the book."""
    with desk.book.write() as tx:
        fund = advance.fund or next(iter(accounts.funds(tx)))
        kept = replace(advance, holder=advance.holder.strip(), purpose=advance.purpose.strip(), fund=fund)
        found = [*kept.problems(), *_future(desk, kept.day), *_no_till(tx, account)]
        if found:
            raise RuleError(*found)
        made = desk.made()
        with entries.posting(tx, [given_entry(kept, account)], made, [[advances.advance_hash(kept)]]) as posted:
            number = advances.add(tx, kept, posted[0].id)
        trail.add(
            tx, made, "advance.given", str(number), satang=kept.amount.satang, voucher=posted[0].voucher,
            day=kept.day.isoformat(),
        )  # fmt: skip
    return posted[0]


@needs(Permission.RECORD)
def clear_advance(desk: Desk, number: int, clearing: Clearing) -> Posted:
    """Clear an advance, all or a part: what was spent and what came back, in one voucher."""
    with desk.book.write() as tx:
        kept = next(iter(advances.advances(tx, number=number)), None)
        if kept is None:
            raise RuleError(problem("advance.unknown", N_("There is no advance {number}."), number=number))
        found = problems_of_clearing(kept.advance, kept.left, clearing, accounts.chart(tx))
        found += _future(desk, clearing.day)
        if clearing.returned > ZERO:
            found += _no_till(tx, clearing.account)
        if found:
            raise RuleError(*found)
        made, entry = desk.made(), clearing_entry(kept.advance, clearing)
        with entries.posting(tx, [entry], made, [[advances.clearing_hash(number, clearing)]]) as posted:
            advances.add_clearing(tx, number, clearing, posted[0].id)
        trail.add(
            tx, made, "advance.cleared", str(number), satang=clearing.total.satang, voucher=posted[0].voucher,
            day=clearing.day.isoformat(),
        )  # fmt: skip
    return posted[0]


def _future(desk: Desk, day: date) -> list[Problem]:
    return [problem("match.future", N_("The day may not lie in the future."), "day")] if day > desk.today else []


def _no_till(tx: Tx, account: str) -> list[Problem]:
    found = accounts.chart(tx).get(account)
    if found is not None and is_till(found):
        return []
    return [problem("match.account", N_("Choose the cash or bank account."), "account")]
