"""What a fund may tell everybody: figures of the whole, never of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import add_months, last_of_month, months_between, short_month_name
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import AccountType, CashFlow
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO, Money
from welfare_desk.reports.benefit_lines import by_key, keys_of, kinds_of, lines_of, span
from welfare_desk.reports.chart import Months
from welfare_desk.reports.money_by_source import SOURCES
from welfare_desk.storage import accounts, figures, given
from welfare_desk.welfare.small_counts import FEWEST, Helped, told_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.reports.chart import Chart
    from welfare_desk.storage.book import Tx

_MONTHS = 6  # that a picture compares
_WELFARE, _ADMINISTRATION, _PAID_BY_FUND, _OTHER = "P1.welfare", "P2.", "3301", "3104"
TOGETHER = N_("Other benefits, of few people each")
ALL_KINDS = N_("Benefits of all kinds")
FEW = N_("fewer than {count}")


class PublicFacts(NamedTuple):
    """Members on a day, and what some months brought and took: `came` by source, `helped` by kind of benefit.

    `helped` is told apart as far as nobody is found in it; `together` is the rest as one, none where there is none.
    `together` without people says that they are fewer than may be counted.
    """

    members: int
    new_members: int
    came: tuple[tuple[str, Money], ...]
    benefits: Money
    administration: Money
    other: Money
    helped: tuple[Helped, ...]
    together: Helped | None
    cash: Money

    @property
    def came_in(self) -> Money:
        """Give all that came in."""
        return Money.sum(amount for _source, amount in self.came)

    @property
    def went_out(self) -> Money:
        """Give all that was spent."""
        return self.benefits + self.administration + self.other


def public_facts(tx: Tx, first: date, month: date) -> PublicFacts:
    """Work out the figures from a month (by its first day) to the end of another."""
    last = last_of_month(month)
    came, spent = _income(tx, first, last)
    register = figures.standings(tx, last)
    here = [entry for entry, status in register if status is not None and (entry or last) <= last
            and status not in ENDED]  # fmt: skip
    helped, together = _helped(tx, first, last)
    chart = accounts.chart(tx)
    ends = figures.month_ends(tx, [month.replace(day=1)])
    cash = sum(ends[0] for code, ends in ends.items() if chart[code].cash_flow is CashFlow.CASH)
    return PublicFacts(
        len(here), sum(1 for entry in here if entry is not None and entry >= first), came, *spent,
        tuple(helped), _one(together, _(TOGETHER) if helped else _(ALL_KINDS)), Money(cash),
    )  # fmt: skip


def _income(tx: Tx, first: date, last: date) -> tuple[tuple[tuple[str, Money], ...], tuple[Money, Money, Money]]:
    """Sum income by source, and expenses as benefits, administration and the rest."""
    chart = accounts.chart(tx)
    came, benefits, administration, other = dict.fromkeys(SOURCES, ZERO), ZERO, ZERO, ZERO
    for each in figures.results(tx, first, last):
        account = chart[each.account]
        if account.type is AccountType.INCOME:
            source = account.closes_to or _OTHER
            if source == _PAID_BY_FUND:  # contributions that the fund paid for members: neither in nor out
                other -= each.amount
            else:
                came[source if source in SOURCES else _OTHER] += each.amount
        elif account.form10_line == _WELFARE:
            benefits += each.amount
        elif (account.form10_line or "").startswith(_ADMINISTRATION):
            administration += each.amount
        else:
            other += each.amount
    return tuple(came.items()), (benefits, administration, other)


def in_and_out(tx: Tx, month: date) -> Chart | None:
    """Draw what came in and went out in a month and in those before it; nothing where nothing moved."""
    months = months_between(add_months(month, 1 - _MONTHS), month)
    rows: list[tuple[Money, Money]] = []
    for each in months:
        came, spent = _income(tx, each, last_of_month(each))
        rows.append((Money.sum(amount for _source, amount in came), Money.sum(spent)))
    if not any(came or went for came, went in rows):
        return None
    labels = tuple(short_month_name(each.month) for each in months)
    sides = (
        (_("Money in"), tuple(came for came, _went in rows)),
        (_("Money out"), tuple(went for _came, went in rows)),
    )
    return Months(_("Money in and out"), span(months[0], month), labels, sides, summed=False)


def _helped(tx: Tx, first: date, last: date) -> tuple[list[Helped], list[Helped]]:
    lines = lines_of(kinds_of(tx).values())
    sums = given.summed(tx, first, last, keys_of(lines))
    names = by_key(lines, (each.line for each in sums))
    return told_apart([Helped(names[each.line].name, each.people, each.cases, each.amount) for each in sums])


def _one(together: Sequence[Helped], name: str) -> Helped | None:
    if not together:
        return None
    people, cases = (sum(each[at] for each in together) for at in (1, 2))
    whole = Money.sum(each.amount for each in together)
    return Helped(name, people if people >= FEWEST else 0, cases if people >= FEWEST else 0, whole)


def few() -> str:
    """Say that they are fewer than may be counted."""
    return _(FEW).format(count=FEWEST)
