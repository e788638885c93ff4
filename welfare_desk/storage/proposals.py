"""Read what a proposal for matching money tells of the fund, and keep what only the committee knows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import full_years
from welfare_desk.ledger.periods import PeriodStatus
from welfare_desk.money import Money
from welfare_desk.storage import activities, matching, meetings, members, periods, settings
from welfare_desk.storage.contributions import STANDS
from welfare_desk.welfare.activities import ActivityKind
from welfare_desk.welfare.meetings import MeetingKind
from welfare_desk.welfare.proposals import FundFacts, Groups, ProposalLimits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from welfare_desk.members.register import Member
    from welfare_desk.storage.book import Tx
    from welfare_desk.welfare.match_rounds import MatchRound

KNOWN = ("founded", "recognised", "tambon_villages")
LIMITS = ("fund_years", "cover", "basic_types", "books_months")
_PREFIX = "proposal_"
_YOUNG, _OLD = 18, 60
_DISABLED = "พิการ"
OWN_INCOME = ("4101",)
_LOCAL = ("4203", "4204", "3103")  # the income, and what of it was closed or opened
_BASIC = {f"51{line:02}": line for line in range(1, 14)}  # accounts by the lines of the status form


def keep(tx: Tx, given: Mapping[str, str]) -> None:
    """Keep what the committee tells (`KNOWN`) and its limits (`LIMITS`); an empty text forgets it."""
    for name, value in given.items():
        key = name if name in KNOWN else f"{_PREFIX}{name}"
        if value:
            settings.put(tx, key, value)
        else:
            settings.drop(tx, key)


def kept(tx: Tx) -> dict[str, str]:
    """Read what the committee told, and the limits that were set; what was not is an empty text."""
    told = {name: settings.find(tx, name) or "" for name in KNOWN}
    return {**told, **{name: settings.find(tx, f"{_PREFIX}{name}") or "" for name in LIMITS}}


def limits(tx: Tx) -> ProposalLimits:
    """Read the limits of the criteria; those that nobody has set are the usual ones."""
    set_ = {name: int(value) for name, value in kept(tx).items() if name in LIMITS and value}
    return replace(ProposalLimits(), **set_, chosen=tuple(set_))


def facts(tx: Tx, one: MatchRound | None, today: date) -> FundFacts:
    """Read what the book knows of the fund: the people of a round (none: of today), the twelve months up to today."""
    told, register = kept(tx), {each.number: each for each in members.all_members(tx)}
    since = date(today.year - 1, today.month, 1)
    if one is None:
        people = [each for each in register.values() if each.statuses and each.was_member(today)]
        count, own, cutoff = len(people), received(tx, OWN_INCOME, since, today), today
    else:
        listed = [each for each in matching.listed(tx, one.number) if not each.reasons]
        people = [register[each.number] for each in listed if each.number in register]
        count, own, cutoff = len(listed), Money.sum(each.paid for each in listed), one.cutoff
    done = [each.kind for each in activities.activities(tx, since, today)]
    return FundFacts(
        founded=date.fromisoformat(told["founded"]) if told["founded"] else None,
        recognised=told["recognised"],
        people=count,
        groups=_groups(people, cutoff),
        villages=len({each.village for each in people if each.village}),
        villages_all=int(told["tambon_villages"] or 0),
        own_money=own,
        local_money=-_on(tx, _LOCAL),
        last_closed=last_closed(tx),
        regulation=_regulation(tx, today),
        committee_meetings=len(meetings.days_of(tx, (MeetingKind.COMMITTEE,), since, today)),
        member_meetings=len(meetings.days_of(tx, meetings.MEMBERS, since, today)),
        benefits=tuple(basic_benefits(tx, since, today)),
        cases=cases(tx, since, today),
        other_welfare=done.count(ActivityKind.WELFARE),
    )


def _groups(people: Sequence[Member], day: date) -> Groups:
    ages = [full_years(each.birth_day, day) for each in people if each.birth_day is not None]
    named = [each.vulnerable for each in people if each.vulnerable]
    disabled = sum(_DISABLED in each for each in named)
    return Groups(
        sum(age <= _YOUNG for age in ages), sum(age >= _OLD for age in ages), disabled, len(named) - disabled,
        len(ages) == len(people), bool(named),
    )  # fmt: skip


def _on(tx: Tx, codes: Sequence[str]) -> Money:
    places = ", ".join("?" * len(codes))
    asked = f"SELECT coalesce(sum(amount), 0) FROM postings WHERE account IN ({places})"  # noqa: S608 - places only
    return Money(tx.exec_driver_sql(asked, tuple(codes)).scalar_one())


def received(tx: Tx, codes: Sequence[str], first: date, last: date) -> Money:
    """Sum what some income accounts took in between two days (expenses: used, below zero), without closings."""
    places = ", ".join("?" * len(codes))
    asked = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN entries e ON e.id = p.entry_id "  # noqa: S608 - places only
        f"WHERE p.account IN ({places}) AND p.day BETWEEN ? AND ? AND e.kind <> 'closing'"
    )
    given = (*codes, first.isoformat(), last.isoformat())
    return -Money(tx.exec_driver_sql(asked, given).scalar_one())


def last_closed(tx: Tx) -> date | None:
    """Give the last day of the last closed month; nothing where none is closed."""
    of = periods.calendar(tx)
    shut = [of.days_of(each)[1] for each, status in periods.statuses(tx).items() if status is not PeriodStatus.OPEN]
    return max(shut, default=None)


def _regulation(tx: Tx, today: date) -> str:
    asked = "SELECT name FROM regulations WHERE from_day <= ? ORDER BY from_day DESC LIMIT 1"
    return tx.exec_driver_sql(asked, (today.isoformat(),)).scalar() or ""


def basic_benefits(tx: Tx, first: date, last: date) -> list[tuple[int, Money]]:
    """Sum the basic types of welfare between two days from the ledger, the closing of a year left out."""
    asked = (
        "SELECT p.account, sum(p.amount) FROM postings p JOIN entries e ON e.id = p.entry_id "
        "WHERE p.account BETWEEN '5101' AND '5113' AND p.day BETWEEN ? AND ? AND e.kind <> 'closing' "
        "GROUP BY p.account ORDER BY p.account"
    )
    found = tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat()))
    return [(_BASIC[code], Money(satang)) for code, satang in found if code in _BASIC and satang > 0]


def cases(tx: Tx, first: date, last: date) -> int:
    """Count the claims that were paid between two days."""
    asked = (
        "SELECT count(DISTINCT v.claim_id) FROM claim_events v "  # noqa: S608 - our own text
        f"WHERE v.status = 'paid' AND v.day BETWEEN ? AND ? AND {STANDS.format('v')}"
    )
    return tx.exec_driver_sql(asked, (first.isoformat(), last.isoformat())).scalar_one()
