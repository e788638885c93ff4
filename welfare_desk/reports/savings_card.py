"""Card of one savings account: everything that went in and out, and the balance after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.holdings import ACT_NAMES
from welfare_desk.coop.savings import holds_of
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.general_ledger import entry_link
from welfare_desk.reports.model import Column, Kind, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.reports.savings_register import STATE_NAMES
from welfare_desk.storage import members, savings, settlements

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.coop.holdings import MoveRow
    from welfare_desk.reports.model import Value
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts

NAME, TITLE = "savings-card", N_("Savings account")
QUESTION = N_("What went into one savings account and out of it?")
SAVINGS = Parameter("savings", N_("Savings account"), ParameterKind.TEXT, is_required=True)
PARAMETERS = (SAVINGS, ON)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for one account up to a day, and lay out its moves; an unknown one is a `RuleError`."""
    day = asked.day("on")
    facts = savings.facts_of(tx, savings.get(tx, asked.text("savings")))
    name = members.get(tx, facts.account.member).name
    return lay_out(facts, name, tuple(_facts(facts, day)), day)


def own_moves(facts: SavingsFacts, day: date) -> list[MoveRow]:
    """Give the moves on the account itself up to a day."""
    return [each for each in facts.rows if each.account == facts.account.account and each.day <= day]


def lay_out(facts: SavingsFacts, name: str, heads: tuple[tuple[str, Value], ...], day: date) -> Report:
    """Lay out the moves, each with the balance after it."""
    found = own_moves(facts, day)
    rows: list[Row] = []
    balance = ZERO
    for each in found:
        balance -= each.amount
        into, out = (-each.amount, None) if each.amount < ZERO else (None, each.amount)
        cells = (each.day, each.voucher, _(ACT_NAMES[each.act]), out, into, balance)
        rows.append(Row(cells, opens=entry_link(each.voucher)))
    if rows:
        out = Money.sum(each.amount for each in found if each.amount > ZERO)
        rows.append(Row((_("Total"), None, None, out, balance + out, balance), Role.TOTAL))
    account = facts.account
    return Report(
        NAME,
        _(TITLE),
        (
            Column("day", _("Day"), Kind.DAY, 12),
            Column("voucher", _("Voucher"), Kind.CODE, 13),
            Column("act", _("For"), width=20),
            Column("out", _("Taken out"), Kind.MONEY, 14),
            Column("into", _("Paid in"), Kind.MONEY, 14),
            Column("balance", _("Balance"), Kind.MONEY, 15),
        ),
        tuple(rows),
        f"{account.number} · {account.member} {name} · " + _("As of {day}").format(day=long_day(day)),
        facts=heads,
        nothing=_("Nothing moved on this account yet."),
    )


def _facts(facts: SavingsFacts, day: date) -> list[tuple[str, Value]]:
    held = Money.sum(each.amount for each in holds_of(facts.events, day))
    found: list[tuple[str, Value]] = [
        (_("Kind of account"), facts.product.name),
        (_("State"), _(STATE_NAMES[facts.state])),
        (_("Opened on"), facts.account.opened),
    ]
    if facts.account.terms.matures is not None:
        found.append((_("Fixed until"), facts.account.terms.matures))
    if facts.account.terms.monthly:
        found.append((_("Pledged each month"), facts.account.terms.monthly))
    if held:
        found.append((_("Held"), held))
    return [*found, (_("Interest not posted"), settlements.interest_to(facts, day))]
