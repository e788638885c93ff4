"""Count the cash by notes and coins, and post what is over or short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.cash_counts import CashTally, difference_entry, problems_of_count
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, cash_counts, entries, handovers, periods, trail

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@dataclass(frozen=True, slots=True)
class CashCounted:
    """What is written down of a count; `pieces` says how many of each value in satang."""

    account: str
    day: date
    pieces: Mapping[int, int]
    counted_by: str
    witness: str = ""
    reason: str = ""


def expected_cash(tx: Tx, account: str, day: date) -> Money:
    """Tell what the book says is in a cash account after a day."""
    return Money(handovers.money_on(tx, day).get(account, 0))


@needs(Permission.RECORD)
def count_cash(desk: Desk, counted: CashCounted) -> int:
    """Keep a count of cash, and post a difference that has its reason; give the count's number."""
    with desk.book.write() as tx:
        chart = accounts.chart(tx)
        tally = CashTally(
            counted.account,
            counted.day,
            {value: many for value, many in counted.pieces.items() if many},
            expected_cash(tx, counted.account, counted.day),
            counted.counted_by.strip(),
            counted.witness.strip(),
            counted.reason.strip(),
        )
        found = problems_of_count(tally)
        if counted.account not in chart or not is_till(chart[counted.account]):
            found.append(problem("count.account", N_("Choose the cash account that was counted."), "account"))
        if counted.day > desk.today:
            found.append(problem("hand_in.future", N_("The day may not lie in the future."), "day"))
        if found:
            raise RuleError(*found)
        periods.refuse_closed(tx, counted.day)
        made, voucher = desk.made(), None
        memo = _("Cash over or short: {reason}").format(reason=tally.reason)
        entry = difference_entry(tally, fund_rules(tx, tally.day).own_fund, memo, chart)
        if entry is None:
            number = cash_counts.add(tx, tally, made, None)
        else:
            with entries.posting(tx, [entry], made, [[cash_counts.count_hash(tally)]]) as posted:
                number = cash_counts.add(tx, tally, made, posted[0].id)
            voucher = posted[0].voucher
        told = {"account": tally.account, "satang": tally.counted.satang}
        trail.add(tx, made, "cash.counted", str(number), **told, voucher=voucher)
    return number
