"""What the books said on one day, as they were known on another: later postings stand beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, func, select

from welfare_desk.dates import long_day, start_of_day
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import ON, Default, Parameter, ParameterKind
from welfare_desk.storage import accounts, schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx

NAME, TITLE = "as-known", N_("Balances as they were known")
QUESTION = N_("What did the books say on a day, as they were known on another?")
KNOWN = Parameter("known", N_("Known on"), ParameterKind.DAY, Default.TODAY)
PARAMETERS = (ON, KNOWN)


class Balance(NamedTuple):
    """What an account held on the day: as it was known then, and as it is known now, in satang."""

    account: str
    then: int
    now: int


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for both balances of every account and lay them out."""
    on, known = asked.day("on"), asked.day("known")
    p, e = schema.postings.c, schema.entries.c
    was_there = e.posted_at < start_of_day(known + timedelta(days=1))
    question = (
        select(p.account, func.sum(case((was_there, p.amount), else_=0)), func.sum(p.amount))
        .join(schema.entries, e.id == p.entry_id)
        .where(p.day <= on.isoformat())
        .group_by(p.account)
        .order_by(p.account)
    )
    return lay_out([Balance(*row) for row in tx.execute(question)], accounts.chart(tx), on, known)


def lay_out(found: Sequence[Balance], chart: Mapping[str, Account], on: date, known: date) -> Report:
    """Lay out one line for each account that holds anything, debit positive, and what came to be known later."""
    shown = [each for each in found if each.then or each.now]
    rows = [
        Row(
            (
                each.account,
                chart[each.account].name,
                Money(each.then),
                Money(each.now),
                Money(each.now - each.then) or None,
            ),
            opens=Link("general-ledger", (("account", each.account), ("to", on.isoformat()))),
        )
        for each in shown
    ]
    then, now = Money(sum(each.then for each in shown)), Money(sum(each.now for each in shown))
    if rows:
        rows.append(Row((None, _("Total"), then, now, now - then), Role.TOTAL))
    later = any(each.then != each.now for each in shown)
    said = _("Something of these days was posted later.") if later else _("Nothing of these days was posted later.")
    return Report(
        NAME,
        _(TITLE),
        (
            Column("account", _("Number"), Kind.CODE, 8),
            Column("name", _("Account"), width=40),
            Column("then", _("As known then"), Kind.MONEY, 16),
            Column("now", _("As known now"), Kind.MONEY, 16),
            Column("later", _("Posted later"), Kind.MONEY, 16),
        ),
        tuple(rows),
        _("On {day}, as known on {known}").format(day=long_day(on), known=long_day(known)),
        notes=(said, _("Debit is positive, credit negative.")),
        nothing=_("The books held nothing on this day."),
    )
