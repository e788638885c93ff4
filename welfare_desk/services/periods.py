"""Close months, and reopen the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_
from welfare_desk.ledger.periods import OPENING_NUMBER, Period, may_be_closed, may_be_reopened
from welfare_desk.storage import periods, signing, statements, trail

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.services.desk import Desk


def close_month(desk: Desk, month: date, pin: str) -> bytes:
    """Freeze a month and sign its statement; give the statement's hash.

    The first close makes the book's signing key and sets its PIN. Closing the book's first month closes the
    opening with it.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        period = calendar.period_of(month)
        refusal = may_be_closed(period, calendar, periods.statuses(tx), desk.today)
        if refusal is not None:
            raise RuleError(refusal)
        periods.ensure_open(tx, calendar, max(month, calendar.first_day))
        made = desk.made()
        if not signing.has_key(tx):
            trail.add(tx, made, "key.made", signing.make_key(tx, pin, made))
        fingerprint, key = signing.unlock(tx, pin)
        opening = Period(period.fiscal_year, OPENING_NUMBER)
        with_opening = period == calendar.first_period() and periods.has(tx, opening)
        digest = b""
        for each in (opening, period) if with_opening else (period,):
            digest = statements.add(tx, statements.draw_up(tx, each), fingerprint, key, made)
            periods.set_closed(tx, each)
            trail.add(tx, made, "period.closed", str(each.id), hash=digest.hex())
    return digest


def reopen_month(desk: Desk, month: date, reason: str, pin: str) -> None:
    """Open the last closed month again; the reason and the count stay in the trail and in its next statement."""
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        period = calendar.period_of(month)
        refusal = may_be_reopened(period, calendar, periods.statuses(tx))
        if refusal is not None:
            raise RuleError(refusal)
        if not reason.strip():
            raise RuleError(problem("month.no_reason", N_("Write why the month is reopened."), "reason"))
        signing.unlock(tx, pin)
        trail.add(tx, desk.made(), "period.reopened", str(period.id), reason=reason.strip())
        periods.set_open(tx, period)
