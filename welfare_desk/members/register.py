"""The register: who is a member, since when, and in what standing on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stdnum.th import pin  # pyright: ignore[reportMissingTypeStubs] - the library has no stubs

from welfare_desk.dates import full_years
from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

ID_DIGITS = 13
WHOLE_SHARE = 100_00  # a hundred per cent, in hundredths of a per cent


class Status(StrEnum):
    """A member's standing."""

    ACTIVE = "active"
    ARREARS = "arrears"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    RESIGNED = "resigned"
    DEAD = "dead"
    MERGED = "merged"  # written down twice; the reason is the number that stays


ENDED = frozenset({Status.LAPSED, Status.RESIGNED, Status.DEAD, Status.MERGED})


class NoIdReason(StrEnum):
    """Why a member has no ID number in the register."""

    MISSING = "missing"
    STATELESS = "stateless"
    MONK = "monk"


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A standing and the first day of it; None where the day is not known."""

    from_day: date | None
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Who receives at a member's death; `share` in hundredths of a per cent, None for equal parts."""

    name: str
    relation: str = ""
    national_id: str | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the register.

    `birth_year` is Gregorian and known even where the day is not. `statuses` stand in order of time; none means that
    a person has yet to decide. `paid_to` is the last day paid for when the book began, or the eve of entry. `plan` ''
    is the fund's own.
    """

    number: str
    title: str
    first_name: str
    last_name: str
    paid_to: date
    national_id: str | None = None
    no_id_reason: NoIdReason | None = None
    birth_day: date | None = None
    birth_year: int | None = None
    house: str = ""
    village: str = ""
    tambon: str = ""
    phone: str = ""
    household: str = ""
    centre: str = ""
    beneficiaries: tuple[Beneficiary, ...] = ()
    vulnerable: str = ""
    entry_day: date | None = None
    entry_resolution: str = ""
    plan: str = ""
    note: str = ""
    statuses: tuple[StatusChange, ...] = ()

    @property
    def name(self) -> str:
        """Write the name as on a receipt: `นางสาวิตรี ใจดี`."""
        return f"{self.title}{self.first_name} {self.last_name}".strip()

    def status_on(self, day: date) -> Status:
        """Tell the standing on a day; a change of unknown day counts as having happened."""
        current = Status.ACTIVE
        for change in self.statuses:
            if change.from_day is None or change.from_day <= day:
                current = change.status
        return current

    def member_since(self, day: date) -> date | None:
        """Tell since when the membership of a day runs: entry, or re-entry after it had ended; None if not known."""
        since, ended = self.entry_day, False
        for change in self.statuses:
            if change.from_day is not None and change.from_day > day:
                break
            if ended and change.status not in ENDED:
                since = change.from_day
            ended = change.status in ENDED
        return since

    def was_member(self, day: date) -> bool | None:
        """Tell whether the person was a member on a day; None where the register cannot tell.

        Whoever resigns or lapses is a member to the day before; whoever dies, on the day of death still.
        """
        ending: StatusChange | None = None
        for change in self.statuses:
            if change.from_day is not None and change.from_day > day:
                break
            ending = change if change.status in ENDED else None
        if ending is not None:
            if ending.from_day is None:
                return None
            return ending.status is Status.DEAD and ending.from_day == day
        since = self.member_since(day)
        return None if since is None else since <= day

    def full_years_of_membership(self, day: date) -> int | None:
        """Count the anniversaries of entry reached by a day; None where the day of entry is not known."""
        since = self.member_since(day)
        return None if since is None else max(0, full_years(since, day))


def is_id_number(digits: str) -> bool:
    """Tell whether these are 13 digits with the right check digit; the first may be 0 (no civil status)."""
    return len(digits) == ID_DIGITS and digits.isdecimal() and pin.calc_check_digit(digits) == digits[-1]


def first_paid_to(first_day: date, entry_day: date | None, arrears_since: date | None) -> date:
    """Tell to which day a member is paid when the book begins on `first_day`.

    The eve of the book's first day, or of "in arrears since" where that is earlier, or of entry for those who enter
    later.
    """
    begins = first_day if arrears_since is None else min(first_day, arrears_since)
    if entry_day is not None and entry_day > first_day:
        begins = entry_day
    return begins - timedelta(days=1)


def problems_of(member: Member) -> tuple[Problem, ...]:
    """Name everything about a member that a person should put right, without saying that it forbids anything."""
    found: list[Problem] = []
    if not member.number:
        found.append(problem("member.no_number", N_("Write the member's number."), "number"))
    if not member.first_name:
        found.append(problem("member.no_name", N_("Write the member's name."), "first_name"))
    found += _id_problems(member)
    found += _day_problems(member)
    if not member.statuses:
        found.append(problem("member.no_status", N_("Say in what standing the member is."), "statuses"))
    shares = [each.share for each in member.beneficiaries if each.share is not None]
    if shares and (len(shares) < len(member.beneficiaries) or sum(shares) != WHOLE_SHARE or min(shares) <= 0):
        text = N_("The beneficiaries' shares must add up to 100 per cent, or all be left empty for equal parts.")
        found.append(problem("member.shares", text, "beneficiaries"))
    if any(not each.name for each in member.beneficiaries):
        found.append(problem("member.beneficiary_no_name", N_("Write the beneficiary's name."), "beneficiaries"))
    return tuple(found)


def _id_problems(member: Member) -> list[Problem]:
    if member.national_id is None:
        if member.no_id_reason is None:
            text = N_("Write the ID number, or say why there is none.")
            return [problem("member.no_id", text, "national_id")]
        return []
    if not is_id_number(member.national_id):
        text = N_("The ID number must have 13 digits and the right last digit.")
        return [problem("member.bad_id", text, "national_id")]
    return []


def _day_problems(member: Member) -> list[Problem]:
    found: list[Problem] = []
    if member.entry_day is None:
        found.append(problem("member.no_entry_day", N_("Write the day of entry."), "entry_day"))
    elif member.birth_day is not None and member.entry_day < member.birth_day:
        text = N_("The day of entry ({entry}) lies before the day of birth ({birth}).")
        found.append(
            problem("member.entry_before_birth", text, "entry_day", entry=member.entry_day, birth=member.birth_day)
        )
    known = [change.from_day for change in member.statuses if change.from_day is not None]
    if known != sorted(known):
        found.append(
            problem("member.status_order", N_("The changes of standing must be in order of time."), "statuses")
        )
    if any(change.from_day is None and change.status in ENDED for change in member.statuses):
        text = N_("Write the day on which the membership ended.")
        found.append(problem("member.no_end_day", text, "statuses"))
    return found
