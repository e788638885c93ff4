"""What waits to be done, each with the page that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from welfare_desk.dates import long_day, month_and_year
from welfare_desk.i18n import _, ngettext
from welfare_desk.welfare.claims import ClaimStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, timedelta

    from welfare_desk.reports.today import ArrearsFacts, Overview
    from welfare_desk.services.sightings import Sight

STALE_BACKUP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: how urgent, what, the facts, the word of its action and the page that does it."""

    icon: str
    ink: str
    what: str
    facts: str
    act: str
    page: str
    params: tuple[tuple[str, str], ...] = ()


def things_to_do(
    seen: Overview,
    arrears: ArrearsFacts | None,
    now: datetime,
    sight: Sight | None = None,
    today: date | None = None,
    own: Sequence[Todo] = (),
) -> list[Todo]:
    """Say what waits, worst first; arrears that are not counted yet say nothing.

    `own` is what only this kind of book knows.
    """
    waits = (
        *(_strange(sight), _backup(seen, now), _requests(seen, today), _pending(seen)),
        *(_to_pay(seen), _to_resolve(seen), _to_decide(seen), _standings(seen), _drafts(seen)),
        *(*own, _late_advances(seen), _recurring(seen), _depreciation(seen)),
        *(_arrears(arrears), _month(seen), _general(seen), _old_data(seen), _members(seen)),
    )
    return [each for each in waits if each is not None]


def ago(passed: timedelta) -> tuple[str, str]:
    """Say how long ago something was: the number and its unit."""
    if passed.days:
        return f"{passed.days:,}", ngettext("day ago", "days ago", passed.days)
    hours = passed.seconds // 3600
    if hours:
        return str(hours), ngettext("hour ago", "hours ago", hours)
    minutes = passed.seconds // 60
    return str(minutes), ngettext("minute ago", "minutes ago", minutes)


def is_stale(backed_up: datetime | None, now: datetime) -> bool:
    """Tell whether the last copy is missing or too old to be trusted with the days since."""
    return backed_up is None or (now - backed_up).days >= STALE_BACKUP_DAYS


def _strange(sight: Sight | None) -> Todo | None:
    if sight is None or sight.strange is None:
        return None
    if sight.is_restored:
        return Todo("info", "look", _("This book was restored"), sight.strange.sentence(), _("Look"), "backups")
    what = _("This may not be the right copy of the book")
    return Todo("octagon-alert", "stop", what, sight.strange.sentence(), _("Look"), "backups")


def _backup(seen: Overview, now: datetime) -> Todo | None:
    if not seen.has_entries or not is_stale(seen.backed_up, now):
        return None
    if seen.backed_up is None:
        facts = _("If this computer breaks, the book is gone.")
    else:
        facts = _("The last copy was made {many} {unit}.")
        many, unit = ago(now - seen.backed_up)
        facts = facts.format(many=many, unit=unit)
    return Todo("octagon-alert", "stop", _("Make a copy of the book"), facts, _("Back up"), "backups")


def _pending(seen: Overview) -> Todo | None:
    if not seen.pending:
        return None
    what = ngettext(
        "{count} piece of work waits for approval", "{count} pieces of work wait for approval", seen.pending
    )
    facts = _("It is posted when a second person approves it.")
    return Todo("check-check", "look", what.format(count=seen.pending), facts, _("See them"), "pending")


def _requests(seen: Overview, today: date | None) -> Todo | None:
    if not seen.requests or seen.answer_by is None:
        return None
    what = ngettext(
        "{count} member asks about the own data", "{count} members ask about their own data", seen.requests
    ).format(count=seen.requests)
    is_late = today is not None and seen.answer_by < today
    facts = _("It should have been answered by {day}.") if is_late else _("To be answered by {day}.")
    looks = ("octagon-alert", "stop") if is_late else ("id-card", "look")
    return Todo(*looks, what, facts.format(day=long_day(seen.answer_by)), _("Answer"), "privacy")


def _to_pay(seen: Overview) -> Todo | None:
    waits = seen.claims.get(ClaimStatus.APPROVED)
    if waits is None:
        return None
    what = ngettext(
        "{count} benefit is approved and not paid", "{count} benefits are approved and not paid", waits.many
    )
    facts = _("{amount} baht in all").format(amount=waits.unpaid.text())
    return _claims("wallet", what.format(count=f"{waits.many:,}"), facts, _("Pay"), ClaimStatus.APPROVED)


def _to_resolve(seen: Overview) -> Todo | None:
    waits = seen.claims.get(ClaimStatus.DECIDED)
    if waits is None:
        return None
    what = ngettext("{count} claim waits for the committee", "{count} claims wait for the committee", waits.many)
    facts = _("The first came in on {day}.").format(day=long_day(waits.since))
    return _claims("heart-handshake", what.format(count=f"{waits.many:,}"), facts, _("See them"), ClaimStatus.DECIDED)


def _to_decide(seen: Overview) -> Todo | None:
    waits = seen.claims.get(ClaimStatus.ASKED)
    if waits is None:
        return None
    what = ngettext("{count} claim is not decided yet", "{count} claims are not decided yet", waits.many)
    facts = _("The first came in on {day}.").format(day=long_day(waits.since))
    return _claims("clock", what.format(count=f"{waits.many:,}"), facts, _("Decide"), ClaimStatus.ASKED)


def _claims(icon: str, what: str, facts: str, act: str, status: ClaimStatus) -> Todo:
    return Todo(icon, "look", what, facts, act, "claims", (("status", status.value),))


def _standings(seen: Overview) -> Todo | None:
    many = seen.undecided_members
    if not many:
        return None
    what = ngettext("{count} member has no standing", "{count} members have no standing", many).format(
        count=f"{many:,}"
    )
    facts = _("Say whether they are members, and since when.")
    return Todo("triangle-alert", "look", what, facts, _("Decide"), "members", (("show", "undecided"),))


def _drafts(seen: Overview) -> Todo | None:
    if not seen.drafts:
        return None
    what = ngettext("{count} draft is not posted", "{count} drafts are not posted", seen.drafts)
    facts = _("Drafts are in no balance until they are posted.")
    return Todo("pencil", "look", what.format(count=seen.drafts), facts, _("See them"), "drafts")


def _late_advances(seen: Overview) -> Todo | None:
    many = seen.before.late_advances
    if not many:
        return None
    what = ngettext("{count} advance is past its day", "{count} advances are past their day", many)
    facts = _("{amount} baht in all").format(amount=seen.before.late_amount.text())
    return Todo("hand-coins", "look", what.format(count=many), facts, _("See them"), "advances")


def _recurring(seen: Overview) -> Todo | None:
    many = seen.before.recurring
    if not many:
        return None
    what = ngettext("{count} entry that comes again is due", "{count} entries that come again are due", many)
    facts = _("One press posts them all.")
    return Todo("calendar", "look", what.format(count=many), facts, _("See them"), "recurring")


def _depreciation(seen: Overview) -> Todo | None:
    month = seen.before.undepreciated
    if month is None:
        return None
    facts = _("Not posted from {month} on.").format(month=month_and_year(month))
    return Todo("clock", "look", _("Depreciation is due"), facts, _("See them"), "assets")


def _arrears(arrears: ArrearsFacts | None) -> Todo | None:
    if arrears is None or not arrears.members:
        return None
    many = arrears.members
    what = ngettext("{count} member is in arrears", "{count} members are in arrears", many).format(count=f"{many:,}")
    facts = _("{amount} baht in all").format(amount=arrears.owed.text())
    params = (("report", "arrears"), ("show", "owing"))
    return Todo("users", "look", what, facts, _("See the list"), "report", params)


def _month(seen: Overview) -> Todo | None:
    if not seen.open_months:
        return None
    many = len(seen.open_months)
    facts = ngettext("{count} month has ended and is open", "{count} months have ended and are open", many)
    what = _("Close {month}").format(month=month_and_year(seen.open_months[0]))
    return Todo("lock", "look", what, facts.format(count=many), _("Close it"), "close")


def _general(seen: Overview) -> Todo | None:
    if seen.data.general_due is None:
        return None
    what = _("The first general meeting is due by {day}").format(day=long_day(seen.data.general_due))
    facts = _("Within six months of the founding all members meet once.")
    return Todo("users", "look", what, facts, _("Write it down"), "meetings")


def _old_data(seen: Overview) -> Todo | None:
    handed = seen.data.handed_days
    if not seen.has_entries or not seen.data.is_old or handed is None:
        return None
    what = _("The data of the fund are old")
    facts = ngettext(
        "What was handed up last is {count} day old.", "What was handed up last is {count} days old.", handed
    )
    return Todo("clock", "look", what, facts.format(count=f"{handed:,}"), _("See what is missing"), "readiness")


def _members(seen: Overview) -> Todo | None:
    if seen.members:
        return None
    what, facts = _("Bring the members in"), _("From the list that the committee keeps in Excel.")
    return Todo("users", "text2", what, facts, _("Import"), "import")
