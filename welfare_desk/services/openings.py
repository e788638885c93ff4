"""Bring the balances of the old books forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.accounts import RESULT_TYPES, may_post
from welfare_desk.ledger.openings import (
    CONTROL_ACCOUNTS,
    OpeningLine,
    opening_entry,
    problems_of_opening,
    with_funds,
)
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, entries, openings, periods, trail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.entries import Posting
    from welfare_desk.ledger.vouchers import Posted
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx

_MEMO = N_("Opening balances")


@dataclass(frozen=True, slots=True)
class OpeningSheet:
    """What opening balances are written on: the accounts that may have one, what stands there, and the first day."""

    accounts: tuple[Account, ...]
    standing: tuple[OpeningLine, ...]
    first_day: date
    is_closed: bool


def opening_sheet(tx: Tx) -> OpeningSheet:
    """Give the accounts that a book may open with; income and expenses only where it begins inside a fiscal year."""
    calendar = periods.calendar(tx)
    inside = calendar.first_day != calendar.year_start(calendar.year_of(calendar.first_day))
    chart = accounts.chart(tx).values()
    first = calendar.period_of(calendar.first_day)
    return OpeningSheet(
        tuple(each for each in chart if may_post(each) and (inside or each.type not in RESULT_TYPES)),
        tuple(OpeningLine(each.account, each.amount, each.fund) for each in openings.standing(tx) if each.amount),
        calendar.first_day,
        periods.statuses(tx).get(first, PeriodStatus.OPEN) is not PeriodStatus.OPEN,
    )


def propose_opening(tx: Tx, lines: Sequence[OpeningLine]) -> tuple[Posting, ...]:
    """Give each line its fund, cash shared so that each fund balances; every problem in one `RuleError`."""
    chart, calendar = accounts.chart(tx), periods.calendar(tx)
    inside = calendar.first_day != calendar.year_start(calendar.year_of(calendar.first_day))
    home = next(iter(accounts.funds(tx)))
    postings, short = with_funds(lines, chart, home)
    found = problems_of_opening(lines, chart, starts_inside_year=inside)
    if found or short:
        raise RuleError(*(found or short))
    return postings


@needs(Permission.RECORD)
def open_balances(desk: Desk, postings: Sequence[Posting]) -> Posted | None:
    """Post the opening entry; given again, only the difference is posted, and nothing if they agree.

    The opening stays correctable until the book's first month is closed.
    """
    with desk.book.write() as tx:
        entry = opening_entry(periods.calendar(tx).first_day, _(_MEMO), postings, openings.standing(tx))
        if entry is None:
            return None
        posted = entries.add(tx, entry, desk.made())
        openings.keep_details(tx, [p for p in postings if p.account in CONTROL_ACCOUNTS])
        trail.add(tx, desk.made(), "opening.posted", posted.voucher)
    return posted
