"""How a statement stands for its days: draft, closed, audited or locked, and the seal of what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from welfare_desk.dates import BE_OFFSET, be_year, long_day, month_and_year
from welfare_desk.i18n import N_, _
from welfare_desk.ledger.closing import in_fours
from welfare_desk.ledger.periods import CLOSING_NUMBER, MONTHS_PER_YEAR, Period, period_from_id
from welfare_desk.reports.model import Mark, Seal, Standing
from welfare_desk.storage import closings, periods

if TYPE_CHECKING:
    from datetime import date

    from welfare_desk.ledger.periods import Calendar
    from welfare_desk.storage.book import Tx
    from welfare_desk.storage.closings import Opinion, SignedStatement

OPINIONS = {
    "clean": N_("without reservation"),
    "qualified": N_("with a reservation"),
    "adverse": N_("the statements are not right"),
    "none": N_("no opinion given"),
}
LABELS = {
    Standing.DRAFT: N_("Draft"),
    Standing.CLOSED: N_("Closed and signed"),
    Standing.AUDITED: N_("Audited"),
    Standing.LOCKED: N_("Locked"),
}
_NOT_AUDITED = N_("not audited")
_SHOWN = 16  # digits of a hash that people compare


def statement_status(tx: Tx, first: date, last: date, *, names: bool = True) -> Mark:
    """Tell how a statement for some days stands; by the period of its last day, since months close in order.

    A statement to the end of a fiscal year asks for the year itself: its closing, its audit, its acceptance. Without
    `names` no auditor is named.
    """
    calendar = periods.calendar(tx)
    year = calendar.year_of(last)
    month, whole = calendar.period_of(last), Period(year, CLOSING_NUMBER)
    is_year = last == calendar.year_end(year)
    signed = closings.standing_statement(tx, whole) if is_year else None
    of_year = signed is not None
    signed = signed or closings.standing_statement(tx, month)
    if signed is None or last < calendar.first_day:
        return Mark(Standing.DRAFT, _(LABELS[Standing.DRAFT]), _draft_words(calendar, first, last))
    lock = closings.year_lock(tx, year)
    said = closings.last_opinion(tx, year) if of_year else None
    opinion = said if said is not None and said.outdated is None else None
    standing = Standing.LOCKED if lock else Standing.AUDITED if opinion else Standing.CLOSED
    words = [_closed_words(signed, of_year=of_year, is_year=is_year, calendar=calendar)]
    words += _audit_words(said, names=names)
    if lock is not None and names:
        text = _("accepted by the annual meeting {day}, {resolution}")
        words.append(text.format(day=long_day(lock.day), resolution=lock.resolution))
    return Mark(standing, _(LABELS[standing]), " · ".join(words), opinion is not None, seal_of(signed, calendar))


def _audit_words(said: Opinion | None, *, names: bool) -> list[str]:
    """Say what an auditor said of the year; an opinion on statements that were reopened since is none on these."""
    if said is None:
        return [_(_NOT_AUDITED)]
    if said.outdated is not None:
        text = _("not audited since the year was reopened {day}")
        return [text.format(day=long_day(said.outdated))]
    text = _("audited {day} by {auditor}: {opinion}") if names else _("audited {day}: {opinion}")
    return [text.format(day=long_day(said.day), auditor=said.auditor, opinion=_(OPINIONS[said.opinion]))]


def _draft_words(calendar: Calendar, first: date, last: date) -> str:
    """Say that nothing is closed; a statement of one month names it."""
    is_month = (first.year, first.month) == (last.year, last.month)
    year = be_year(calendar.year_end(calendar.year_of(last)))
    if is_month or last != calendar.year_end(calendar.year_of(last)):
        words = _("{month} is not closed, figures may change").format(month=month_and_year(last))
    else:
        words = _("the year {year} is not closed, figures may change").format(year=year)
    return f"{words} · {_(_NOT_AUDITED)}"


def _closed_words(signed: SignedStatement, *, of_year: bool, is_year: bool, calendar: Calendar) -> str:
    period = period_from_id(signed.period)
    day, year = long_day(signed.closed_on), be_year(calendar.year_end(period.fiscal_year))
    if of_year:
        return _("the year {year} was closed {day}").format(year=year, day=day)
    month = month_and_year(calendar.days_of(period)[0])
    if is_year:
        return _("{month} was closed {day}, the year not yet").format(month=month, day=day)
    return _("{month} was closed {day}").format(month=month, day=day)


def seal_of(signed: SignedStatement, calendar: Calendar) -> Seal:
    """Give what a signed statement is known by, on paper and to a camera."""
    period = period_from_id(signed.period)
    year = period.fiscal_year + BE_OFFSET
    if period.number in range(1, MONTHS_PER_YEAR + 1):
        words = month_and_year(calendar.days_of(period)[0])
    else:
        words = _("Year {year}").format(year=year)
    digest, fingerprint = signed.hash.hex(), signed.fingerprint
    lines = (
        _("Signed statement: {period}").format(period=words),
        _("Hash {digits}").format(digits=in_fours(digest[:_SHOWN])),
        _("Key {digits}").format(digits=in_fours(fingerprint[:_SHOWN])),
    )
    return Seal(f"{year}-{period.number:02}", digest, fingerprint, lines)
