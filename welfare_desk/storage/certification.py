"""Read what the book knows of a fund that is to be certified, and keep from when on its data count as old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.storage import accounts, activities, attachments, fund_profile, handups, meetings, officers, proposals
from welfare_desk.storage import settings as kept_settings
from welfare_desk.welfare.activities import ActivityKind
from welfare_desk.welfare.assessments import Management
from welfare_desk.welfare.certification import AgeLimits, CertificationFacts, SubmissionKind
from welfare_desk.welfare.committee import in_office
from welfare_desk.welfare.fund_profile import missing
from welfare_desk.welfare.meetings import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from welfare_desk.storage.book import Tx

LIMITS = ("close_days", "submission_days")
_PREFIX = "certification_"
_COMMUNITY, _REPORTED = "52", (SubmissionKind.PROGRAM, SubmissionKind.FINANCE, SubmissionKind.STATUS_FORM)


def limits(tx: Tx) -> AgeLimits:
    """Read from when on data are old; what nobody set is the program's own."""
    kept = {name: kept_settings.find(tx, f"{_PREFIX}{name}") for name in LIMITS}
    set_ = {name: int(value) for name, value in kept.items() if value}
    return replace(AgeLimits(), **set_, chosen=tuple(set_))


def keep_limits(tx: Tx, given: Mapping[str, int]) -> None:
    """Keep from when on data are old."""
    for name, days in given.items():
        kept_settings.put(tx, f"{_PREFIX}{name}", str(days))


def facts(tx: Tx, today: date) -> CertificationFacts:
    """Read what the four criteria ask for, flows of the twelve months up to today."""
    since = date(today.year - 1, today.month, 1)
    sitting = in_office(officers.officers(tx).values(), today)
    met = meetings.days_of(tx, (MeetingKind.COMMITTEE,), since, today)
    number, name, adopted = _regulation(tx, today)
    files = attachments.linked(tx, "regulation", str(number)) if number else []
    community = [code for code, one in accounts.chart(tx).items() if code.startswith(_COMMUNITY) and not one.is_header]
    given = [e for e in handups.submissions(tx) if e.day <= today and e.kind is not SubmissionKind.STATUS_FORM]
    return CertificationFacts(
        last_closed=proposals.last_closed(tx),
        submission=max(given, key=lambda one: one.as_of, default=None),
        missing=tuple(each.key for each in missing(fund_profile.told(tx))),
        posts=tuple(each.post for each in sitting),
        committee_since=min((each.from_day for each in sitting), default=None),
        next_end=min((each.to_day for each in sitting if each.to_day is not None), default=None),
        last_meeting=max(met, default=None),
        regulation=name,
        regulation_day=adopted,
        regulation_files=sum(each.size is not None for each in files),
        benefits=tuple(proposals.basic_benefits(tx, since, today)),
        cases=proposals.cases(tx, since, today),
        last_benefit=_last_benefit(tx, today),
        community=-proposals.received(tx, community, since, today),
        other_welfare=sum(each.kind is ActivityKind.WELFARE for each in activities.activities(tx, since, today)),
    )


def management(tx: Tx, today: date) -> Management:
    """Read what the book tells of section 9 of the status form."""
    since = add_months(today, -12)
    kept = meetings.meetings(tx, since, today)
    asked = "SELECT count(*) FROM periods WHERE id % 100 = 13 AND status <> 'open'"
    return Management(
        rules=bool(_regulation(tx, today)[1]),
        committee_meetings=len(meetings.days_of(tx, (MeetingKind.COMMITTEE,), since, today)),
        member_meetings=len(meetings.days_of(tx, meetings.MEMBERS, since, today)),
        minutes=sum(bool(each.minutes or each.resolutions) for each in kept),
        closed=proposals.last_closed(tx),
        year_closed=bool(tx.exec_driver_sql(asked).scalar_one()),
        reported=any(each.kind in _REPORTED and since <= each.day <= today for each in handups.submissions(tx)),
    )


def _regulation(tx: Tx, today: date) -> tuple[int, str, date | None]:
    asked = "SELECT id, name, from_day FROM regulations WHERE from_day <= ? ORDER BY from_day DESC LIMIT 1"
    found = tx.exec_driver_sql(asked, (today.isoformat(),)).one_or_none()
    return (0, "", None) if found is None else (found[0], found[1], date.fromisoformat(found[2]))


def _last_benefit(tx: Tx, today: date) -> date | None:
    asked = "SELECT max(day) FROM postings WHERE account BETWEEN '5101' AND '5199' AND amount > 0 AND day <= ?"
    found = tx.exec_driver_sql(asked, (today.isoformat(),)).scalar_one()
    return date.fromisoformat(found) if found else None
