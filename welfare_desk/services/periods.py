"""Close months and years, reopen the last one, and lock a year that the annual meeting accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import be_year
from welfare_desk.errors import RuleError, problem
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.approvals import ApprovalKind
from welfare_desk.ledger.checklist import CheckState, stoppers
from welfare_desk.ledger.closing import closing_entry
from welfare_desk.ledger.entries import EntryKind
from welfare_desk.ledger.people import Permission
from welfare_desk.ledger.periods import (
    CLOSING_NUMBER,
    OPENING_NUMBER,
    Calendar,
    Period,
    PeriodStatus,
    may_be_closed,
    may_be_reopened,
    may_year_be_closed,
    may_year_be_locked,
    may_year_be_reopened,
)
from welfare_desk.reports.kept_statement import reports_at_close
from welfare_desk.services.approvals import ask_for_approval
from welfare_desk.services.desk import needs
from welfare_desk.storage import accounts, entries, figures, kept_reports, periods, signing, statements, trail
from welfare_desk.storage.month_facts import stopping_facts
from welfare_desk.storage.periods import YearLock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from welfare_desk.ledger.accounts import Account
    from welfare_desk.ledger.entries import Entry
    from welfare_desk.services.desk import Desk
    from welfare_desk.storage.book import Tx


@needs(Permission.CLOSE)
def close_month(desk: Desk, month: date, pin: str) -> bytes:
    """Freeze a month and sign its statement; give the statement's hash.

    The first close makes the book's signing key and sets its PIN. Closing the book's first month closes the
    opening with it.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        period = calendar.period_of(month)
        statuses = periods.statuses(tx)
        refusal = may_be_closed(period, calendar, statuses, desk.today)
        if refusal is not None:
            raise RuleError(refusal)
        _refuse_unfit(tx, period)
        periods.ensure_open(tx, calendar, max(month, calendar.first_day))
        made = desk.made()
        if not signing.has_key(tx):
            trail.add(tx, made, "key.made", signing.make_key(tx, pin, made))
        fingerprint, key = signing.unlock(tx, desk.actor, pin)
        digest = b""
        for each in (*_opening_with(period, calendar, statuses, PeriodStatus.OPEN), period):
            digest = _sign(tx, desk, each, fingerprint, key)
    return digest


@needs(Permission.CLOSE)
def close_year(desk: Desk, year: int, pin: str) -> bytes:
    """Carry the year's income and expenses to the fund balances, freeze it and sign its statement; give its hash.

    `year` is the Gregorian year in which it ends. Closed anew, only the difference is posted.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        refusal = may_year_be_closed(year, calendar, periods.statuses(tx))
        if refusal is not None:
            raise RuleError(refusal)
        made, last = desk.made(), calendar.year_end(year)
        fingerprint, key = signing.unlock(tx, desk.actor, pin)
        period = periods.ensure_open(tx, calendar, last, EntryKind.CLOSING)
        memo = _("Closing of the year {year}").format(year=be_year(last))
        chart = accounts.chart(tx)
        entry = closing_entry(last, memo, figures.results_left(tx, period.id), chart)
        if entry is not None:
            _refuse_out_of_use(entry, chart)
            posted = entries.add(tx, entry, made)
            trail.add(tx, made, "entry.posted", posted.voucher)
        return _sign(tx, desk, period, fingerprint, key)


@needs(Permission.CLOSE, unkept=(2,))
def reopen_month(desk: Desk, month: date, reason: str, pin: str) -> None:
    """Open the last closed month again; the reason and the count stay in the trail and in its next statement.

    The book's first month opens the opening with it.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        period = calendar.period_of(month)
        statuses = periods.statuses(tx)
        refusal = may_be_reopened(period, calendar, statuses)
        if refusal is not None:
            raise RuleError(refusal)
        if not reason.strip():
            raise RuleError(problem("month.no_reason", N_("Write why the month is reopened."), "reason"))
        if desk.approved_by is None:
            signing.unlock(tx, desk.actor, pin)
        ask_for_approval(tx, desk, ApprovalKind.REOPENING)
        for each in (period, *_opening_with(period, calendar, statuses, PeriodStatus.CLOSED)):
            trail.add(tx, desk.made(), "period.reopened", str(each.id), reason=reason.strip())
            periods.set_open(tx, each)


@needs(Permission.CLOSE, unkept=(2,))
def reopen_year(desk: Desk, year: int, reason: str, pin: str) -> None:
    """Open the last closed year again, so that its last month can be reopened too; it closes anew by the difference.

    The reason and the count stay in the trail and in its next statement.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        refusal = may_year_be_reopened(year, calendar, periods.statuses(tx))
        if refusal is not None:
            raise RuleError(refusal)
        if not reason.strip():
            raise RuleError(problem("year.no_reason", N_("Write why the year is reopened."), "reason"))
        if desk.approved_by is None:
            signing.unlock(tx, desk.actor, pin)
        ask_for_approval(tx, desk, ApprovalKind.REOPENING)
        period = Period(year, CLOSING_NUMBER)
        trail.add(tx, desk.made(), "period.reopened", str(period.id), reason=reason.strip())
        periods.set_open(tx, period)


@needs(Permission.CLOSE)
def lock_year(desk: Desk, year: int, day: date, resolution: str, pin: str, meeting: int | None = None) -> None:
    """Lock a closed year for good, by a resolution of the annual meeting of a day; no period of it opens again.

    `meeting` is the id of the meeting where its minutes are kept in this book.
    """
    with desk.book.write() as tx:
        calendar = periods.calendar(tx)
        refusal = may_year_be_locked(year, day, calendar, periods.statuses(tx), desk.today)
        if refusal is not None:
            raise RuleError(refusal)
        if not resolution.strip():
            text = N_("Write the resolution by which the annual meeting accepted the year.")
            raise RuleError(problem("year.no_resolution", text, "resolution"))
        signing.unlock(tx, desk.actor, pin)
        made, closing = desk.made(), Period(year, CLOSING_NUMBER)
        kept = YearLock(year, day, resolution.strip(), meeting)
        periods.add_lock(tx, kept, made)
        digest = statements.hash_of(tx, closing) or b""
        said = {"day": day.isoformat(), "resolution": kept.resolution, "hash": digest.hex()}
        trail.add(tx, made, "year.locked", str(year), **said)


def day_of_period(tx: Tx, period: Period) -> date:
    """Give a day of a period, by which a month is named."""
    return periods.calendar(tx).days_of(period)[1]


def list_years(tx: Tx) -> list[tuple[int, PeriodStatus]]:
    """Read the fiscal years of the book, by the Gregorian year in which each ends, and how each stands."""
    kept = periods.statuses(tx)
    years = sorted({each.fiscal_year for each in kept})
    return [(year, kept.get(Period(year, CLOSING_NUMBER), PeriodStatus.OPEN)) for year in years]


def _refuse_out_of_use(entry: Entry, chart: Mapping[str, Account]) -> None:
    """Say which accounts must be taken into use again before a year can be closed."""
    shut = sorted({line.account for line in entry.postings if not chart[line.account].is_active})
    if shut:
        text = N_("The close carries amounts over {accounts}, out of use now. Put them into use again first.")
        raise RuleError(problem("year.account_closed", text, "year", accounts=", ".join(shut)))


def _sign(tx: Tx, desk: Desk, period: Period, fingerprint: str, key: Ed25519PrivateKey) -> bytes:
    """Sign the statement of a period, keep the reports of that moment with it, and freeze the period."""
    made = desk.made()
    digest = statements.add(tx, statements.draw_up(tx, period), fingerprint, key, made)
    kept = [] if period.number == OPENING_NUMBER else kept_reports.add_all(tx, reports_at_close(tx, period, desk.today))
    periods.set_closed(tx, period)
    trail.add(tx, made, "period.closed", str(period.id), hash=digest.hex(), **({"kept": kept} if kept else {}))
    return digest


def _refuse_unfit(tx: Tx, period: Period) -> None:
    """Refuse to close a month for whatever of the checklist stops it."""
    facts = stopping_facts(tx, period)
    found = [each for each in stoppers(facts) if each.state is CheckState.STOPS]
    if found:
        raise RuleError(*(problem(f"month.{each.code}", each.sentence, "month", **each.params) for each in found))


def _opening_with(
    period: Period, calendar: Calendar, statuses: Mapping[Period, PeriodStatus], status: PeriodStatus
) -> tuple[Period, ...]:
    opening = Period(period.fiscal_year, OPENING_NUMBER)
    return (opening,) if period == calendar.first_period() and statuses.get(opening) is status else ()
