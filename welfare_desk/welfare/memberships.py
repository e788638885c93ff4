"""What a membership means for dues: since when, until when, and on which days none arise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from welfare_desk.members.register import ENDED, Member, Status
from welfare_desk.welfare.contributions import Payer
from welfare_desk.welfare.plans import Plan, Span, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

_A_DAY = timedelta(days=1)


def terms_of(member: Member, plan: Plan, first_month: int, exempt: Iterable[Span] = ()) -> Terms:
    """Find the terms of a member: no dues arise while not a member, nor in exempt days."""
    away, reentries, ends = _away(member)
    return Terms(plan, first_month, _merged([*exempt, *away]), ends, reentries)


def payer_of(member: Member, day: date) -> Payer:
    """Say what a treasurer should know of a member who pays on a day."""
    _, _, ends = _away(member)
    return Payer(member.number, member.entry_day, ends, member.status_on(day).value)


def _away(member: Member) -> tuple[list[Span], tuple[date, ...], date | None]:
    """Find the days between an end and a re-entry, the days of re-entry, and the last day if the end stands.

    Who dies is a member on that day still, who resigns or lapses to the day before. An end of unknown day counts
    from the opening position on.
    """
    away: list[Span] = []
    reentries: list[date] = []
    last: date | None = None
    for change in member.statuses:
        if change.status is Status.MERGED:  # whatever this number owed, the one that stays owes
            last = member.paid_to
        elif change.status in ENDED:
            last = last or _last_day(member, change.from_day, change.status)
        elif last is not None and change.from_day is not None:
            away += [Span(last + _A_DAY, change.from_day - _A_DAY)] if change.from_day - last > _A_DAY else []
            reentries.append(change.from_day)
            last = None
    return away, tuple(reentries), last


def _last_day(member: Member, from_day: date | None, status: Status) -> date:
    if from_day is None:
        return member.paid_to
    return from_day if status is Status.DEAD else from_day - _A_DAY


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Put spans in order, and those that touch together."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first):
        if merged and span.first <= merged[-1].last + _A_DAY:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return tuple(merged)
