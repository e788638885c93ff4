"""Deposit balance list: what stands on each savings account, what of it is held, and interest not yet posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.savings import SavingsState, holds_of
from welfare_desk.dates import long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Parameter, ParameterKind
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import members, savings, settlements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts

NAME, TITLE = "savings-register", N_("Savings accounts")
QUESTION = N_("What stands on each savings account, and does it equal the ledger?")
ALL, RUNNING, SLEEPING, SHUT = "all", "open", "dormant", "closed"
STATE_NAMES = {
    SavingsState.OPEN: N_("account open"),
    SavingsState.DORMANT: N_("account sleeps"),
    SavingsState.CLOSED: N_("account closed"),
}
STATES = (
    (RUNNING, N_("not closed")),
    (SLEEPING, N_("account sleeps")),
    (SHUT, N_("account closed")),
    (ALL, N_("all")),
)
PARAMETERS = (ON, Parameter("state", N_("State"), ParameterKind.CHOICE, choices=STATES))


class OnAccount(NamedTuple):
    """One account with what stands on it on a day, what is held, and interest earned and not posted."""

    facts: SavingsFacts
    name: str
    balance: Money
    held: Money
    earned: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for every account as of a day, and lay out those in a state."""
    day, state = asked.day("on"), asked.text("state") or RUNNING
    found = accounts_on(tx, day) if is_member_owned(tx) else []
    return lay_out([each for each in found if _is_in(each, state)], day)


def accounts_on(tx: Tx, day: date) -> list[OnAccount]:
    """Read every account opened by a day with what stands on it at its end."""
    names = members.holders(tx)[0]
    found: list[OnAccount] = []
    for facts in savings.every_fact(tx):
        if facts.account.opened > day:
            continue
        balance = Money.sum(move.amount for move in facts.moves if move.day <= day)
        held = Money.sum(each.amount for each in holds_of(facts.events, day))
        closed = facts.state is SavingsState.CLOSED
        earned = Money(0) if closed else settlements.interest_to(facts, day)
        found.append(OnAccount(facts, names.get(facts.account.member, ""), balance, held, earned))
    return found


def _is_in(each: OnAccount, state: str) -> bool:
    closed = each.facts.state is SavingsState.CLOSED and not each.balance
    return state == ALL or (not closed if state == RUNNING else each.facts.state.value == state)


def lay_out(found: Sequence[OnAccount], day: date) -> Report:
    """Lay out one line for each account over the sums."""
    rows = [
        Row(
            (
                each.facts.account.number, each.facts.account.member, each.name, each.facts.product.name, each.balance,
                each.held or None, each.earned or None, _(STATE_NAMES[each.facts.state]),
            ),
            opens=Link("savings-card", (("savings", each.facts.account.number),)),
        )
        for each in found
    ]  # fmt: skip
    if rows:
        text = ngettext("{count} account", "{count} accounts", len(rows)).format(count=f"{len(rows):,}")
        sums = [Money.sum(each) for each in zip(*((one.balance, one.held, one.earned) for one in found), strict=True)]
        rows.append(Row((None, None, text, None, *sums, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Account no."), Kind.CODE, 12),
            Column("member", _("Member"), Kind.CODE, 9),
            Column("name", _("Name"), width=24),
            Column("product", _("Kind of account"), width=22),
            Column("balance", _("Balance"), Kind.MONEY, 15),
            Column("held", _("Held"), Kind.MONEY, 12),
            Column("earned", _("Interest not posted"), Kind.MONEY, 13),
            Column("state", _("State"), width=14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        landscape=True,
        nothing=_("There are no savings accounts like these."),
    )
