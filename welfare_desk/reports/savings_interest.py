"""Interest of savings between two days, reckoned anew: each balance with its days and rate, and what was posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.coop.holdings import Act
from welfare_desk.coop.savings_interest import rounded, stretches
from welfare_desk.dates import span_words
from welfare_desk.i18n import N_, _
from welfare_desk.money import Money
from welfare_desk.reports.model import Column, Kind, Link, Report, Role, Row
from welfare_desk.reports.parameters import FROM, TO, Parameter, ParameterKind
from welfare_desk.reports.share_register import is_member_owned
from welfare_desk.storage import members, savings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.coop.savings_interest import Stretch
    from welfare_desk.reports.parameters import Asked
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.savings import SavingsFacts

NAME, TITLE = "savings-interest", N_("Interest on savings")
QUESTION = N_("How is the interest of each account reckoned, and what of it was posted?")
PARAMETERS = (FROM, TO, Parameter("savings", N_("Savings account"), ParameterKind.TEXT))
_PER_CENT = 100


class Earned(NamedTuple):
    """What one account earned in some days, stretch by stretch, and what was posted and accrued in them."""

    facts: SavingsFacts
    name: str
    parts: tuple[Stretch, ...]
    interest: Money
    posted: Money
    tax: Money


def make(tx: Tx, asked: Asked) -> Report:
    """Ask for the accounts (all, or one) and reckon their interest anew."""
    first, last, one = asked.day("from"), asked.day("to"), asked.text("savings")
    if not is_member_owned(tx):
        return lay_out([], first, last)
    kept = [savings.facts_of(tx, savings.get(tx, one))] if one else savings.every_fact(tx)
    names = members.holders(tx)[0]
    found = [_earned(facts, names.get(facts.account.member, ""), first, last) for facts in kept]
    return lay_out([each for each in found if each.parts or each.posted], first, last)


def _earned(facts: SavingsFacts, name: str, first: date, last: date) -> Earned:
    parts = tuple(stretches(facts.moves, facts.periods, first, last))
    own = [row for row in facts.rows if row.account == facts.account.account and first <= row.day <= last]
    posted = -Money.sum(row.amount for row in own if row.act is Act.INTEREST)
    tax = Money.sum(row.amount for row in own if row.act is Act.TAX)
    return Earned(facts, name, parts, Money.sum(rounded(part.earned) for part in parts), posted, tax)


def lay_out(found: Sequence[Earned], first: date, last: date) -> Report:
    """Lay out the stretches of each account over its sum."""
    rows: list[Row] = []
    for each in found:
        account = each.facts.account
        link = Link("savings-card", (("savings", account.number),))
        for part in each.parts:
            rate = f"{(part.rate * _PER_CENT).normalize():f} %"
            shown = (account.number, each.name, part.first, part.last, part.days, part.balance, rate)
            rows.append(Row((*shown, rounded(part.earned), None, None), opens=link))
        total = (account.number, _("Total"), None, None, None, None, None, each.interest, each.posted, each.tax or None)
        rows.append(Row(total, Role.SUBTOTAL, link))
    if found:
        sums = [Money.sum(each) for each in zip(*((one.interest, one.posted, one.tax) for one in found), strict=True)]
        rows.append(Row((None, _("All accounts"), None, None, None, None, None, *sums), Role.TOTAL))
    return Report(
        NAME,
        _(TITLE),
        (
            Column("number", _("Account no."), Kind.CODE, 12),
            Column("name", _("Name"), width=20),
            Column("first", _("From"), Kind.DAY, 12),
            Column("last", _("To"), Kind.DAY, 12),
            Column("days", _("Days"), Kind.NUMBER, 7),
            Column("balance", _("Balance"), Kind.MONEY, 15),
            Column("rate", _("Rate a year"), Kind.CODE, 10),
            Column("interest", _("Interest earned"), Kind.MONEY, 13),
            Column("posted", _("Interest posted"), Kind.MONEY, 13),
            Column("tax", _("Tax"), Kind.MONEY, 10),
        ),
        tuple(rows),
        span_words(first, last),
        notes=(
            _("Daily on the balance at the end of each day, actual/365. Each line is rounded; posting rounds once."),
        ),
        landscape=True,
        nothing=_("No account earned interest in these days."),
    )
