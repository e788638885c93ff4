"""The day at a glance: what the book is, the figures that are asked for most, and what waits to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import first_of_month, month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.members.register import ENDED
from welfare_desk.storage import figures, periods, settings

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx

_OPEN = N_("{month} · open")
_CLOSED = N_("{month} · closed")


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the window says about a book: its names, its kind, its first day, and the month of today."""

    name_th: str
    name_en: str
    kind: str
    first_day: date
    is_practice: bool
    today: date
    is_open: bool

    def period_words(self) -> str:
        """Say which month it is and whether it may be written (`มกราคม 2569 · เปิด`)."""
        return _(_OPEN if self.is_open else _CLOSED).format(month=month_and_year(self.today))


def book_facts(tx: Tx, today: date) -> BookFacts:
    """Read what the window says about a book."""
    calendar = periods.calendar(tx)
    status = periods.statuses(tx).get(calendar.period_of(today), PeriodStatus.OPEN)
    return BookFacts(
        settings.get(tx, "name_th"),
        settings.get(tx, "name_en"),
        settings.get(tx, "kind"),
        calendar.first_day,
        settings.find(tx, "practice_day") is not None,
        today,
        status is PeriodStatus.OPEN and today >= calendar.first_day,
    )


def newest_voucher(tx: Tx) -> str:
    """Name the voucher that was posted last; nothing in an empty book."""
    return figures.newest_voucher(tx)


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a day.

    `in_hand` is all money of class cash, `cash` the part of it outside banks; `received` and `paid` are those of the
    month so far, `by_source` what came in since the first fiscal year, by income account, largest first.
    """

    in_hand: Money
    cash: Money
    members: int
    new_members: int
    received: Money
    receipts: int
    paid: Money
    payments: int
    by_source: tuple[tuple[str, str, Money], ...]
    open_months: tuple[date, ...]
    drafts: int
    undecided_members: int


def overview(tx: Tx, today: date) -> Overview:
    """Work out the day's figures from the kept balances and the month's own entries."""
    first = first_of_month(today)
    in_hand, cash = figures.cash(tx)
    received, receipts = figures.moved(tx, "RV", first, today)
    paid, payments = figures.moved(tx, "PV", first, today)
    standings = figures.standings(tx, today)
    here = [entry for entry, status in standings if (entry or today) <= today and status not in ENDED]
    return Overview(
        in_hand,
        cash,
        len(here),
        sum(1 for entry in here if entry is not None and entry >= first),
        received,
        receipts,
        -paid,
        payments,
        figures.by_source(tx),
        figures.open_months(tx, first),
        figures.drafts(tx),
        sum(1 for _, status in standings if status is None),
    )
