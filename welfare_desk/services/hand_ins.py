"""Hand in cash that village centres have collected, with its slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.accounts import is_till
from welfare_desk.ledger.people import Permission
from welfare_desk.money import Money
from welfare_desk.services.desk import needs
from welfare_desk.services.payments import fund_rules
from welfare_desk.storage import accounts, entries, hand_ins, trail
from welfare_desk.welfare.hand_ins import HandIn, hand_in_entry, problems_of_hand_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Slip:
    """What is written on a slip; `sheets` are those of `centre_sheets` by their ids, `counted` none: as they say."""

    day: date
    handed_by: str
    received_by: str
    target: str
    sheets: Collection[int]
    counted: Money | None = None


@needs(Permission.RECORD)
def hand_in(desk: Desk, slip: Slip) -> Posted:
    """Post cash of whole sheets from the village centre to where it went, and keep the slip."""
    with desk.book.write() as tx:
        waiting = {each.id: each for each in hand_ins.waiting(tx)}
        gone = sorted(set(slip.sheets) - set(waiting))
        if gone:
            text = N_("Sheet {sheet} holds no cash at a village centre; perhaps it was handed in already.")
            raise RuleError(*(problem("hand_in.gone", text, "sheets", sheet=each) for each in gone))
        chosen = tuple(each for key, each in waiting.items() if key in slip.sheets)
        given = HandIn(
            slip.day,
            slip.handed_by.strip(),
            slip.received_by.strip(),
            slip.target,
            Money.sum(each.total for each in chosen) if slip.counted is None else slip.counted,
            chosen,
        )
        chart = accounts.chart(tx).values()
        tills = {each.code for each in chart if is_till(each)}
        found = problems_of_hand_in(given, tills)
        if slip.day > desk.today:
            found.append(problem("hand_in.future", N_("The day may not lie in the future."), "day"))
        if found:
            raise RuleError(*found)
        made = desk.made()
        entry = hand_in_entry(given, fund_rules(tx, given.day).own_fund)
        with entries.posting(tx, [entry], made, [[hand_ins.hand_in_hash(given)]]) as posted:
            hand_ins.add(tx, posted[0].id, given)
        trail.add(
            tx, made, "cash.handed_in", posted[0].voucher, satang=given.counted.satang, sheets=sorted(slip.sheets)
        )
    return posted[0]
