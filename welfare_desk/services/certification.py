"""Keep the fund's profile, what it says of itself, and what was handed up to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from welfare_desk.errors import RuleError
from welfare_desk.ledger.people import Permission
from welfare_desk.services.desk import needs
from welfare_desk.storage import certification, fund_profile, handups, settings, trail
from welfare_desk.welfare.assessments import (
    AssessmentKind,
    problems_of_ticks,
    written_ticks,
    written_virtues,
)
from welfare_desk.welfare.fund_profile import problems_of_profile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from welfare_desk.services.desk import Desk
    from welfare_desk.welfare.assessments import VirtueItem
    from welfare_desk.welfare.certification import Submission


@needs(Permission.SET_UP)
def keep_profile(desk: Desk, given: Mapping[str, str]) -> None:
    """Keep what the committee tells of its fund, by the keys of `welfare/fund_profile.py: PROFILE`.

    A day is an ISO day, a number has digits only, yes is `yes`; an empty text forgets a fact.
    """
    plain = {key: value.strip() for key, value in given.items()}
    if found := problems_of_profile(plain, desk.today):
        raise RuleError(*found)
    with desk.book.write() as tx:
        before = fund_profile.told(tx)
        changed = {key: value for key, value in plain.items() if value != before[key]}
        fund_profile.keep(tx, changed)
        if changed:
            trail.add(tx, desk.made(), "fund.changed", settings.get(tx, "id"), fields=sorted(changed))


@needs(Permission.SET_UP)
def limit_age(desk: Desk, *, close_days: int | None = None, submission_days: int | None = None) -> None:
    """Say from how many days on the data count as old, since the last close and since what was handed up last."""
    given = {
        name: days
        for name, days in (("close_days", close_days), ("submission_days", submission_days))
        if days is not None
    }
    with desk.book.write() as tx:
        limits = replace(certification.limits(tx), **given)
        if found := limits.problems():
            raise RuleError(*found)
        if given:
            certification.keep_limits(tx, given)
            trail.add(tx, desk.made(), "age.limited", settings.get(tx, "id"), fields=sorted(given))


@needs(Permission.REGISTER)
def assess_management(desk: Desk, day: date, ticked: Collection[str]) -> int:
    """Keep the ticks of section 9 of the status form, by their keys; give the number. The last one counts."""
    if found := problems_of_ticks(sorted(ticked)):
        raise RuleError(*found)
    return _assess(desk, AssessmentKind.STATUS_FORM, day, written_ticks(ticked))


@needs(Permission.REGISTER)
def assess_virtue(desk: Desk, day: date, items: Sequence[VirtueItem]) -> int:
    """Keep the fund's own items of the five virtues, with their points; give the number. The last one counts."""
    if found := [each for item in items for each in item.problems()]:
        raise RuleError(*found)
    return _assess(desk, AssessmentKind.VIRTUE, day, written_virtues(items))


def _assess(desk: Desk, kind: AssessmentKind, day: date, content: str) -> int:
    with desk.book.write() as tx:
        made = desk.made()
        number = handups.assess(tx, kind, day, content, made)
        trail.add(tx, made, "assessment.kept", str(number), kind=kind.value, day=day.isoformat())
    return number


@needs(Permission.REGISTER)
def record_submission(desk: Desk, given: Submission) -> int:
    """Write down what was handed up, when, to whom and as of which day; give its number."""
    kept = replace(given, to_whom=given.to_whom.strip(), sha256=given.sha256.strip().lower())
    if found := kept.problems(desk.today):
        raise RuleError(*found)
    with desk.book.write() as tx:
        made = desk.made()
        number = handups.submit(tx, kept, made)
        trail.add(
            tx, made, "data.handed_up", str(number), kind=kept.kind.value, day=kept.day.isoformat(),
            as_of=kept.as_of.isoformat(), sha256=kept.sha256,
        )  # fmt: skip
    return number
