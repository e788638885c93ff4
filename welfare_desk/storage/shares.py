"""Keep members' shares: what each holds, what all hold, monthly plans, and share-months for a dividend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.coop.accounts import CoopAccount
from welfare_desk.coop.holdings import Holding, Ledger
from welfare_desk.coop.shares import ShareCapital, ShareMove
from welfare_desk.coop.shares import share_months as count_months
from welfare_desk.money import ZERO, Money
from welfare_desk.storage import coop_accounts, coop_rules, holdings, periods, registers, rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.coop.holdings import MoveRow
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.entries import Made


def capital_account(tx: Tx) -> str:
    """Give the account of the chart that paid-up shares stand on."""
    return coop_accounts.roles(tx)[CoopAccount.SHARE_CAPITAL]


def holding_of(tx: Tx, member: str) -> Holding | None:
    """Find the shares of a member; none who never had any."""
    return holdings.find(tx, Ledger.SHARE, member)


def ensure(tx: Tx, made: Made, member: str, day: date) -> int:
    """Give the holding of a member's shares, opened on a day if there is none."""
    found = holding_of(tx, member)
    return found.id if found else holdings.open_holding(tx, made, Holding(0, Ledger.SHARE, member, member, "", day))


def held(tx: Tx, member: str, day: date | None = None) -> Money:
    """Tell what a member has paid up at the end of a day (none: now)."""
    found = holding_of(tx, member)
    return -holdings.balance(tx, found.id, capital_account(tx), day) if found else ZERO


def all_held(tx: Tx, day: date | None = None) -> dict[str, Money]:
    """Tell what every member with shares has paid up at the end of a day (none: now), in the order of numbers."""
    paid = holdings.balances(tx, capital_account(tx), day)
    return {each.number: -paid[each.id] for each in holdings.every(tx, Ledger.SHARE) if each.id in paid}


def capital(tx: Tx, day: date | None = None) -> ShareCapital:
    """Tell what all members have paid up, named or not yet named, and how many hold shares."""
    paid = holdings.balances(tx, capital_account(tx), day)
    return ShareCapital(-Money.sum(paid.values()), sum(amount < ZERO for amount in paid.values()))


def moves_of(tx: Tx, found: Sequence[MoveRow]) -> list[ShareMove]:
    """Take the moves of paid-up shares out of a history."""
    own = capital_account(tx)
    return [ShareMove(each.day, -each.amount) for each in found if each.account == own]


def share_months(tx: Tx, year: int) -> dict[str, int]:
    """Count satang times months of each member in a fiscal year: dividend = share-months × rate / 12.

    A fiscal year is named by the Gregorian year in which it ends. Who has none is left out.
    """
    calendar = periods.calendar(tx)
    first, last = calendar.year_start(year), calendar.year_end(year)
    counted_to = coop_rules.share_rules(tx, last).counted_to
    found = holdings.histories(tx, Ledger.SHARE)
    counted = {
        each.number: count_months(moves_of(tx, found[each.id]), first, last, counted_to)
        for each in holdings.every(tx, Ledger.SHARE)
        if each.id in found
    }
    return {member: months for member, months in counted.items() if months}


# Monthly plans


def add_plan(tx: Tx, made: Made, member: str, from_day: date, amount: Money) -> None:
    """Keep what a member pays into shares each month from a day on; nil ends it."""
    key = (member, from_day.isoformat())
    ((last,),) = rows.ask(
        tx, "SELECT coalesce(max(position), 0) FROM share_plans WHERE member = ? AND from_day = ?", key
    )
    rows.write(
        tx,
        "INSERT INTO share_plans (member, from_day, position, amount) VALUES (?, ?, ?, ?)",
        (*key, last + 1, amount.satang),
    )
    registers.note(tx, made, "share_plans", (*key, last + 1))


def plans(tx: Tx, day: date) -> dict[str, Money]:
    """Read what each member pays into shares a month, as it stands on a day; who pays nothing is left out."""
    asked = "SELECT member, amount FROM share_plans WHERE from_day <= ? ORDER BY from_day, position"
    found: Mapping[str, int] = dict(rows.ask(tx, asked, (day.isoformat(),)))
    return {member: Money(satang) for member, satang in sorted(found.items()) if satang}


def plan_days(tx: Tx, member: str) -> list[tuple[date, Money]]:
    """Read the plans of one member, oldest first."""
    asked = "SELECT from_day, amount FROM share_plans WHERE member = ? ORDER BY from_day, position"
    return [(date.fromisoformat(day), Money(satang)) for day, satang in rows.ask(tx, asked, (member,))]
