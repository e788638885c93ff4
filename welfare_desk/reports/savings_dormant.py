"""Accounts that sleep, and those that will soon: when the member last did something, and what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.coop.savings import SavingsState, sleeps
from welfare_desk.dates import add_months, long_day
from welfare_desk.i18n import N_, _, ngettext
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON
from welfare_desk.reports.savings_register import STATE_NAMES
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import members, savings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts

NAME, TITLE = "savings-dormant", N_("Dormant savings accounts")
QUESTION = N_("Which savings accounts did nobody use for long?")
PARAMETERS = (ON,)


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for accounts that sleep, or are due to, on a day."""
    day = asked.day("on")
    kept = savings.every_fact(tx) if is_member_owned(tx) else []
    found = [each for each in kept if each.balance and _is_quiet(each, day)]
    return lay_out(found, members.holders(tx)[0], day)


def _is_quiet(facts: SavingsFacts, day: date) -> bool:
    if facts.state is SavingsState.OPEN:
        return sleeps(facts.last_act, facts.product, day)
    return facts.state is SavingsState.DORMANT


def lay_out(found: Sequence[SavingsFacts], names: Mapping[str, str], day: date) -> Report:
    """Lay out one line for each account over the sum."""
    rows: list[Row] = []
    for each in found:
        months = each.product.dormant_after
        since = None if months is None else add_months(each.last_act, months)
        account = each.account
        cells = (
            account.number, account.member, names.get(account.member, ""), each.product.name, each.last_act, since,
            each.balance, _(STATE_NAMES[each.state]),
        )  # fmt: skip
        rows.append(Row(cells, opens=Link("savings-card", (("savings", account.number),))))
    if rows:
        text = ngettext("{count} account", "{count} accounts", len(rows)).format(count=f"{len(rows):,}")
        total = Money.sum(each.balance for each in found)
        rows.append(Row((None, None, text, None, None, None, total, None), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Account no."), Kind.CODE, 12),
            Column("member", _("Member"), Kind.CODE, 9),
            Column("name", _("Name"), width=24),
            Column("product", _("Kind of account"), width=22),
            Column("last_act", _("Last used"), Kind.DAY, 13),
            Column("since", _("Dormant from"), Kind.DAY, 13),
            Column("balance", _("Balance"), Kind.MONEY, 15),
            Column("state", _("State"), width=14),
        ),
        tuple(rows),
        _("As of {day}").format(day=long_day(day)),
        landscape=True,
        nothing=_("Every account was used lately."),
    )
