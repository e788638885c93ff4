"""What the law on personal data asks of a fund: purposes, consents, requests, erasing, breaches.

The sections are those of the Personal Data Protection Act B.E. 2562 (2019). Which purpose rests on which ground is a
default of this program, for the committee to confirm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.dates import add_months
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_
from welfare_desk.members.register import ENDED, Member, Status

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

KEPT_YEARS = 5  # default: so long papers of accounts are kept (Accounting Act B.E. 2543, section 14)
ANSWER_WITHIN = timedelta(days=30)  # section 30
TELL_WITHIN = timedelta(hours=72)  # section 37 (4)
ERASED_NAME = "(ลบข้อมูลแล้ว)"


class Purpose(Enum):
    """What personal data is used for."""

    MEMBERSHIP = "membership"
    BENEFITS = "benefits"
    ACCOUNTS = "accounts"
    HEALTH = "health"
    SHARING = "sharing"
    CONTACT = "contact"


CONSENTED = (Purpose.HEALTH, Purpose.SHARING, Purpose.CONTACT)  # those that a member is asked about


@dataclass(frozen=True, slots=True)
class Consent:
    """What a member agreed to (`given`) or no longer agrees to, from a day on; `how` it was said."""

    purpose: Purpose
    day: date
    given: bool
    how: str = ""


def problems_of_consent(consent: Consent, last: Consent | None, today: date) -> list[Problem]:
    """Find what forbids to keep a consent after the last one of the same purpose."""
    found: list[Problem] = []
    if consent.purpose not in CONSENTED:
        text = N_("This is not asked of the member: it rests on the membership or on the law.")
        found.append(problem("consent.purpose", text, "purpose"))
    if consent.day > today:
        found.append(problem("consent.future", N_("The day may not lie in the future."), "day"))
    if last is None and not consent.given:
        text = N_("There is no consent that could be taken back.")
        found.append(problem("consent.none", text, "given"))
    if last is not None and last.given == consent.given:
        text = N_("That is so already, since {day}.")
        found.append(problem("consent.same", text, "given", day=last.day))
    if last is not None and consent.day < last.day:
        text = N_("The last word on this is of {day}; a new one may not lie before it.")
        found.append(problem("consent.order", text, "day", day=last.day))
    if consent.given and not consent.how.strip():
        text = N_("Write how the member agreed: on a signed form, at a meeting …")
        found.append(problem("consent.how", text, "how"))
    return found


class RequestKind(Enum):
    """What a person asks about the own data; the value is what the book keeps."""

    SHOW = "show"  # section 30
    CORRECT = "correct"  # sections 35 and 36
    EXPORT = "export"  # section 31
    ERASE = "erase"  # section 33
    OBJECT = "object"  # section 32


class RequestStatus(Enum):
    """What came of it."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DataRequest:
    """A request of a member about the own data; `id` 0 is not kept yet."""

    id: int
    member: str
    kind: RequestKind
    received: date
    wish: str = ""
    status: RequestStatus = RequestStatus.OPEN
    answered: date | None = None
    answer: str = ""

    @property
    def due(self) -> date:
        """Tell the day by which it must be answered."""
        return self.received + ANSWER_WITHIN


def problems_of_answer(request: DataRequest, answered: DataRequest) -> list[Problem]:
    """Find what forbids to answer a request like this."""
    found: list[Problem] = []
    if request.status is not RequestStatus.OPEN:
        text = N_("Request {number} was answered already.")
        found.append(problem("request.answered", text, number=request.id))
    if answered.answered is None or answered.answered < request.received:
        text = N_("The request came on {day}; the answer may not lie before it.")
        found.append(problem("request.day", text, "day", day=request.received))
    if not answered.answer.strip():
        text = (
            N_("Write why it is refused: the member must be told, and may complain.")
            if answered.status is RequestStatus.REFUSED
            else N_("Write what was answered.")
        )
        found.append(problem("request.no_answer", text, "answer"))
    return found


class Scope(Enum):
    """How much of a person is erased."""

    CONTACT = "contact"  # what only the membership needed
    IDENTITY = "identity"  # name, ID number and birth, which papers of accounts carry


@dataclass(frozen=True, slots=True)
class Erasure:
    """What the law lets go today, and the day from which the rest may go; None: nothing is left."""

    scopes: tuple[Scope, ...]
    rest_from: date | None


def erasable(
    member: Member, last_money: date | None, today: date, years: int, gone: Collection[Scope]
) -> Erasure | Problem:
    """Tell what of a member may be erased today.

    A running membership keeps all. After its end what served only it may go at once; name, ID number and birth stay
    with the papers of accounts, for so many years after the end or the last money, whichever is later.
    """
    if member.status_on(today) is Status.MERGED:
        text = N_("This number was merged into {number}: ask under that one.")
        return problem("erase.merged", text, number=member.statuses[-1].reason)
    ended = _ended(member, today)
    if ended is None:
        text = N_("The membership still runs. Only when it has ended can data of the member be erased.")
        return problem("erase.member", text)
    rest_from = add_months(max(ended, last_money or ended), 12 * years)
    allowed = (Scope.CONTACT, Scope.IDENTITY) if rest_from <= today else (Scope.CONTACT,)
    scopes = tuple(each for each in allowed if each not in gone)
    if not scopes and Scope.IDENTITY in gone:
        return problem("erase.gone", N_("Everything that can be erased is erased already."))
    if not scopes:
        text = N_("What is left stays with the papers of accounts until {day}.")
        return problem("erase.later", text, day=rest_from)
    return Erasure(scopes, None if Scope.IDENTITY in scopes else rest_from)


def _ended(member: Member, today: date) -> date | None:
    """Tell since when a membership has ended; today where the day is not known, None while it runs."""
    if member.status_on(today) not in ENDED:
        return None
    past = [each for each in member.statuses if each.from_day is None or each.from_day <= today]
    return past[-1].from_day or today


def erased(member: Member, scopes: Collection[Scope]) -> Member:
    """Give what stays of a member's entry: number, village, days and standings, plan."""
    stays = member
    if Scope.CONTACT in scopes:
        stays = replace(
            stays,
            house="",
            tambon="",
            phone="",
            household="",
            centre="",
            vulnerable="",
            note="",
            beneficiaries=(),
            statuses=tuple(replace(each, reason="") for each in stays.statuses),
        )
    if Scope.IDENTITY in scopes:
        stays = replace(
            stays,
            title="",
            first_name=ERASED_NAME,
            last_name="",
            national_id=None,
            no_id_reason=None,
            birth_day=None,
            birth_year=None,
            entry_resolution="",
        )
    return stays


class Risk(Enum):
    """What a breach may mean for the people concerned."""

    NONE = "none"
    SOME = "some"  # the office is told
    HIGH = "high"  # the people are told too


@dataclass(frozen=True, slots=True)
class Breach:
    """Personal data that got into wrong hands or was lost; moments are aware, `id` 0 is not kept yet."""

    id: int
    found_at: datetime
    what: str
    whose: str
    risk: Risk
    measures: str = ""
    office_told_at: datetime | None = None
    people_told_at: datetime | None = None

    @property
    def office_due(self) -> datetime | None:
        """Tell by when the office must be told; None where it is told, or need not be."""
        if self.risk is Risk.NONE or self.office_told_at is not None:
            return None
        return self.found_at + TELL_WITHIN

    @property
    def people_wait(self) -> bool:
        """Tell whether the people concerned must still be told."""
        return self.risk is Risk.HIGH and self.people_told_at is None


def problems_of_breach(breach: Breach, now: datetime) -> list[Problem]:
    """Find what is wrong with what is written down about a breach."""
    found: list[Problem] = []
    if not breach.what.strip():
        found.append(problem("breach.what", N_("Write what happened."), "what"))
    if not breach.whose.strip():
        found.append(problem("breach.whose", N_("Write whose data it is, and about how many people."), "whose"))
    if breach.found_at > now:
        found.append(problem("breach.future", N_("The moment may not lie in the future."), "found"))
    for field, told in (("office", breach.office_told_at), ("people", breach.people_told_at)):
        if told is not None and not breach.found_at <= told <= now:
            text = N_("Write a moment between the finding and now.")
            found.append(problem("breach.told", text, field))
    return found
