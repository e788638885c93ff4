"""Cash handed in: a village centre brings what its sheets collected, with a slip (ใบนำส่งเงิน).

The cash stands at the village centres (1103) from the day it was received. The slip moves it to the treasurer, the
bank, or cash in transit (1104), fund by fund as it was received; what was counted too much or too little is cash over
or short (4901, 5318) of the accounts' own fund, in the same entry.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, fill, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.entries import Entry, Posting, Series
from welfare_desk.money import ZERO, Money
from welfare_desk.welfare.contributions import VILLAGE_CENTRE

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from welfare_desk.welfare.contributions import Parts

IN_TRANSIT = "1104"
CASH_OVER = "4901"
CASH_SHORT = "5318"


@dataclass(frozen=True, slots=True)
class CentreSheet:
    """What one sheet has collected at a village centre and not handed in; `parts` is the cash by fund.

    `source` is the file that it was read from, empty for the grid; `last_day` is that of its newest receipt.
    """

    id: int
    village: str
    month: str
    source: str
    last_day: date
    receipts: int
    parts: Parts

    @property
    def total(self) -> Money:
        """Add up the funds."""
        return Money.sum(part for _fund, part in self.parts)


@dataclass(frozen=True, slots=True)
class HandIn:
    """Cash of one or more whole sheets of one village, counted when it was handed over."""

    day: date
    handed_by: str
    received_by: str
    target: str
    counted: Money
    sheets: tuple[CentreSheet, ...]

    @property
    def total(self) -> Money:
        """Tell what the sheets say."""
        return Money.sum(each.total for each in self.sheets)

    @property
    def village(self) -> str:
        """Name the village; empty when a file of several villages was handed in."""
        return self.sheets[0].village if self.sheets else ""


def problems_of_hand_in(given: HandIn, tills: Collection[str]) -> list[Problem]:
    """Find everything that keeps cash from being handed in; `tills` are the cash and bank accounts."""
    found: list[Problem] = []
    if not given.sheets:
        found.append(problem("hand_in.no_sheet", N_("Choose at least one sheet that was not handed in."), "sheets"))
    if len({each.village for each in given.sheets}) > 1:
        text = N_("A slip is for one village; write one for each.")
        found.append(problem("hand_in.villages", text, "sheets"))
    if not given.handed_by.strip():
        found.append(problem("hand_in.nobody", N_("Write who handed the cash over."), "handed_by"))
    if given.counted <= ZERO:
        found.append(problem("payment.no_amount", N_("Write an amount above zero."), "counted"))
    if given.target == VILLAGE_CENTRE or given.target not in tills:
        text = N_("Choose the cash or bank account that the money goes to.")
        found.append(problem("hand_in.target", text, "target"))
    last = max((each.last_day for each in given.sheets), default=given.day)
    if given.day < last:
        text = N_("The last receipt of these sheets is of {day}; cash is handed in on that day or later.")
        found.append(problem("hand_in.too_early", text, "day", day=last))
    return found


def hand_in_entry(given: HandIn, own_fund: str) -> Entry:
    """Post cash handed in, fund by fund; a difference is cash over or short in `own_fund`, that of the accounts."""
    held: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for sheet in given.sheets:
        for fund, part in sheet.parts:
            held[fund] += part
    difference = given.counted - given.total
    came = dict(held)
    if difference:
        came[own_fund] = came.get(own_fund, ZERO) + difference
    lines = [Posting(given.target, fund, part) for fund, part in came.items() if part]
    if difference:
        lines.append(Posting(CASH_OVER if difference > ZERO else CASH_SHORT, own_fund, -difference))
    lines += [Posting(VILLAGE_CENTRE, fund, -part) for fund, part in held.items() if part]
    return Entry(given.day, Series.GENERAL, memo_of(given), tuple(lines), given.handed_by.strip())


def memo_of(given: HandIn) -> str:
    """Say in the journal whose cash was handed in."""
    if given.village:
        return fill(_(N_("Cash handed in by village {village}")), {"village": given.village})
    return _(N_("Cash of a collection handed in"))
