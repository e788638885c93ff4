"""What waits to be done before a month is closed: entries that come again, late advances, depreciation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from welfare_desk.dates import add_months, first_of_month
from welfare_desk.storage import advances, assets, recurring

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.money import Money
    from welfare_desk.storage.book import Tx


class BeforeClose(NamedTuple):
    """How many entries that come again are due, which advances are late, and since when nothing was depreciated."""

    recurring: int
    late_advances: int
    late_amount: Money
    undepreciated: date | None


def before_close(tx: Tx, today: date) -> BeforeClose:
    """Ask what is due today; depreciation counts the months that are over."""
    late, amount = advances.overdue(tx, today)
    months = assets.undepreciated(tx, add_months(first_of_month(today), -1))
    return BeforeClose(len(recurring.due(tx, today)), late, amount, next(iter(months), None))
