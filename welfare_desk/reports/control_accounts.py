"""Members' records held against their control accounts, account by account, on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import Ledger
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.storage import accounts, holdings

if TYPE_CHECKING:
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "control-accounts", N_("Members' records and control accounts")
QUESTION = N_("Do shares, savings and loans of the members equal the ledger?")
PARAMETERS = (ON,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask both sides for what they hold on a day, and lay them beside each other."""
    day = asked.day("on")
    chart = accounts.chart(tx)
    rows: list[Row] = []
    for each in holdings.control_balances(tx, day):
        holds, difference = _on_its_side(each.ledger, each.balance), each.balance - each.named - each.unnamed
        rows.append(
            Row(
                (
                    each.account, chart[each.account].name, each.count, holds,
                    _on_its_side(each.ledger, each.named), _on_its_side(each.ledger, each.unnamed) or None,
                    difference or None,
                ),
                opens=Link("general-ledger", (("account", each.account),)),
            )
        )  # fmt: skip
    agree = all(row.cells[-1] is None for row in rows)
    if rows:
        sums = [Money.sum(cell for row in rows if isinstance(cell := row.cells[at], Money)) for at in (5, 6)]
        rows.append(Row((None, _("Total"), None, None, None, *sums), Role.TOTAL))
    unnamed = any(each.unnamed for each in holdings.control_balances(tx, day))
    notes = (_("What is not yet anybody's was opened without names: assign it to its members."),) if unnamed else ()
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Account"), width=9),
            Column("name", _("Name"), width=34),
            Column("count", _("Members' records"), Kind.NUMBER, 12),
            Column("ledger", _("In the ledger"), Kind.MONEY, 15),
            Column("members", _("Of the members"), Kind.MONEY, 15),
            Column("unnamed", _("Not yet anybody's"), Kind.MONEY, 15),
            Column("difference", _("Difference"), Kind.MONEY, 13),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        notes=notes,
        nothing=_("No account of this book is kept by member."),
        holds=agree,
    )


def _on_its_side(ledger: Ledger, amount: Money) -> Money:
    """Show loans as debits, all else as credits."""
    return amount if ledger is Ledger.LOAN else -amount
