"""The figures of a day: money, members, what the month moved, how long the money lasts, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import MONTHS_PER_YEAR, add_months, first_of_month
from welfare_desk.members.privacy import RequestStatus
from welfare_desk.members.register import ENDED
from welfare_desk.money import ZERO, Money
from welfare_desk.reports import income_expense
from welfare_desk.reports.before_close import before_close
from welfare_desk.reports.readiness import alarm
from welfare_desk.storage import claims, figures, periods, privacy, settings
from welfare_desk.storage.dues import standings
from welfare_desk.welfare.dues import owed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.reports.before_close import BeforeClose
    from welfare_desk.reports.chart import Chart
    from welfare_desk.reports.readiness import Alarm
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.claims import Waiting
    from welfare_desk.storage.figures import Result
    from welfare_desk.welfare.claims import ClaimStatus


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a day.

    `in_hand` is all money of class cash, `cash` the part of it outside banks; `received` and `paid` are those of the
    month so far. `lasts` is for how many months the money in hand pays what the last year spent in a month, nothing
    where nothing was spent. `backed_up` is the moment of the last copy (UTC). `charts` show where the money came from
    since the book began, and what the last twelve months spent it on. `claims` are those that wait, by where they
    stand; `requests` counts the members who wait for an answer about their data, the first of them until `answer_by`.
    `before` is what waits before a month is closed.
    `data` tells how old the data of the fund are, and whether its first general meeting is due.
    """

    in_hand: Money
    cash: Money
    members: int
    new_members: int
    received: Money
    receipts: int
    paid: Money
    payments: int
    lasts: int | None
    backed_up: datetime | None
    charts: tuple[Chart, ...]
    open_months: tuple[date, ...]
    drafts: int
    undecided_members: int
    has_entries: bool
    pending: int
    claims: Mapping[ClaimStatus, Waiting]
    requests: int
    answer_by: date | None
    before: BeforeClose
    data: Alarm


def overview(tx: Tx, today: date) -> Overview:
    """Work out the day's figures from the kept balances and the month's own entries."""
    first = first_of_month(today)
    in_hand, cash = figures.cash(tx)
    received, receipts = figures.moved(tx, "RV", first, today)
    paid, payments = figures.moved(tx, "PV", first, today)
    register = figures.standings(tx, today)
    here = [entry for entry, status in register if (entry or today) <= today and status not in ENDED]
    began = first_of_month(periods.calendar(tx).first_day)
    results = figures.results(tx, began, first)
    backed_up = settings.find(tx, settings.BACKED_UP)
    due = [each.due for each in privacy.requests(tx) if each.status is RequestStatus.OPEN]
    return Overview(
        in_hand,
        cash,
        len(here),
        sum(1 for entry in here if entry is not None and entry >= first),
        received,
        receipts,
        -paid,
        payments,
        _lasts(in_hand, results, began, first),
        datetime.fromisoformat(backed_up) if backed_up else None,
        _charts(results, began, first),
        figures.open_months(tx, first),
        figures.drafts(tx),
        figures.undecided(tx),
        bool(figures.newest_voucher(tx)),
        figures.pending(tx),
        claims.waiting(tx),
        len(due),
        min(due, default=None),
        before_close(tx, today),
        alarm(tx, today),
    )


def _charts(results: Sequence[Result], began: date, month: date) -> tuple[Chart, ...]:
    """Draw where all money came from, and what the last twelve months spent it on."""
    came = income_expense.charts([each for each in results if each.type == income_expense.INCOME], [(began, month)])
    year = [(each, each) for each in _last_months(month)]
    spent = [each for each in results if each.type == income_expense.EXPENSE and each.month >= year[0][0]]
    return (*came, *income_expense.charts(spent, year))


def _last_months(month: date) -> list[date]:
    return [add_months(month, back - MONTHS_PER_YEAR + 1) for back in range(MONTHS_PER_YEAR)]


def _lasts(in_hand: Money, results: Sequence[Result], began: date, month: date) -> int | None:
    """Count the months that the money in hand would last at the pace of the last twelve full months."""
    months = [each for each in _last_months(add_months(month, -1)) if each >= began]
    spent = Money.sum(each.amount for each in results if each.type == income_expense.EXPENSE and each.month in months)
    if not months or spent <= ZERO or in_hand < ZERO:
        return None
    return in_hand.satang * len(months) // spent.satang


class ArrearsFacts(NamedTuple):
    """How many members are in arrears, and with how much in all."""

    members: int
    owed: Money


def arrears_facts(tx: Tx, today: date) -> ArrearsFacts:
    """Count who is in arrears today; it reads every member's payments, so it is asked apart from the other figures."""
    amounts = [
        due.arrears
        for each in standings(tx, today, up_to=today).values()
        if (due := owed(each.position, each.terms, today)).arrears
    ]
    return ArrearsFacts(len(amounts), Money.sum(amounts))
