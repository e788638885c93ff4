"""The allowance from one day to another: what it was, every entry that moved it and why, and what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.provisions import AllowanceMove, roll_forward
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO
from welfare_desk.storage import coop_accounts, provisions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.provisions import AllowanceRoll
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "allowance-roll", N_("Roll-forward of the allowance")
QUESTION = N_("What was set aside for doubtful loans, given back and used from one day to another?")
PARAMETERS = (FROM, TO)
MOVES = {
    AllowanceMove.CHARGED: N_("Set aside"),
    AllowanceMove.RELEASED: N_("Given back to income"),
    AllowanceMove.USED: N_("Used for a loan written off"),
    AllowanceMove.OTHER: N_("Other change"),
}


def make(tx: Tx, asked: Asked) -> Report:
    """Read every entry that moved the allowance between two days, and lay them out between both balances."""
    first, last = asked.day("from"), asked.day("to")
    roles = coop_accounts.roles(tx)
    own = (roles[CoopAccount.ALLOWANCE_LOANS], roles[CoopAccount.ALLOWANCE_INTEREST])
    opening = Money.sum(provisions.allowance(tx, own, first - timedelta(days=1)).values())
    moves = provisions.allowance_moves(tx, roles, first, last)
    return lay_out(moves, roll_forward(opening, [(move, amount) for _d, _v, move, amount in moves]), (first, last))


def lay_out(
    moves: Sequence[tuple[date, str, AllowanceMove, Money]], roll: AllowanceRoll, days: tuple[date, date]
) -> Report:
    """Lay out the entries in their order, and the sum of each kind."""
    left = roll.opening
    rows = [Row((None, None, _("At the beginning"), None, left), Role.SUBTOTAL)]
    for day, voucher, move, amount in moves:
        left += amount
        rows.append(Row((day, voucher, _(MOVES[move]), amount, left), opens=Link("entry", (("voucher", voucher),))))
    rows.append(Row((None, None, _("At the end"), None, roll.closing), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 14),
            Column("move", _("Item"), width=34),
            Column("amount", _("Change of the allowance"), Kind.MONEY, 16),
            Column("balance", _("Allowance"), Kind.MONEY, 16),
        ),
        tuple(rows),
        span_words(*days),
        facts=tuple((_(MOVES[move]), amount) for move, amount in roll.changes.items()),
    )
