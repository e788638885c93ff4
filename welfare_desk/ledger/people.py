"""The people who work in a book: their roles, what each role may do, and how guessing is slowed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime


class Role(Enum):
    """What somebody is in the fund; one person may be several."""

    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    BOOKKEEPER = "bookkeeper"
    CHAIR = "chair"
    COMMITTEE = "committee"
    TREASURER = "treasurer"


class Permission(Enum):
    """What a service asks of whoever calls it."""

    READ = "read"  # see the book, check it, copy it
    PERSONAL = "personal"  # see whole ID numbers and telephone numbers
    HEALTH = "health"  # see causes of illness and death, and disabilities
    REGISTER = "register"  # keep the register of members
    RECORD = "record"  # post money in and out, keep drafts and papers
    CORRECT = "correct"  # undo what was posted
    APPROVE = "approve"  # release the work of somebody else
    CLOSE = "close"  # close and reopen months
    SET_UP = "set_up"  # accounts, plans, rules, the fund's own words
    PEOPLE = "people"  # take people in, give them roles, reset their passwords


_DESK_WORK = frozenset(
    {
        Permission.READ,
        Permission.PERSONAL,
        Permission.HEALTH,
        Permission.REGISTER,
        Permission.RECORD,
        Permission.CORRECT,
        Permission.CLOSE,
    }
)
ALLOWED: Mapping[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.SET_UP, Permission.PEOPLE}),
    Role.AUDITOR: frozenset({Permission.READ, Permission.PERSONAL}),
    Role.BOOKKEEPER: _DESK_WORK,
    Role.CHAIR: frozenset(
        {Permission.READ, Permission.PERSONAL, Permission.HEALTH, Permission.APPROVE, Permission.CLOSE}
    ),
    Role.COMMITTEE: frozenset({Permission.READ, Permission.APPROVE}),
    Role.TREASURER: _DESK_WORK | {Permission.APPROVE, Permission.SET_UP},
}
SIGHTS = (Permission.PERSONAL, Permission.HEALTH)  # what is hidden without the permission
FIRST_ROLES = frozenset({Role.ADMINISTRATOR, Role.TREASURER})  # of whoever begins a book
SHORTEST_PASSWORD = 8
SHORTEST_PIN, LONGEST_PIN = 4, 8


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works in the book; `name` is empty for the only one of a book kept alone."""

    id: int
    name: str
    roles: frozenset[Role]
    is_active: bool = True

    @property
    def sees(self) -> frozenset[Permission]:
        """Give what this person may see beyond what everybody sees."""
        return frozenset(each for each in SIGHTS if self.may(each))

    def may(self, permission: Permission) -> bool:
        """Tell whether this person may do that."""
        return self.is_active and any(permission in ALLOWED[role] for role in self.roles)


def written_roles(roles: Iterable[Role]) -> str:
    """Write roles as the book keeps them: sorted words."""
    return " ".join(sorted(role.value for role in roles))


def read_roles(text: str) -> frozenset[Role]:
    """Read roles as the book keeps them."""
    return frozenset(Role(word) for word in text.split())


def problems_of_users(users: Collection[User], changed: User) -> list[Problem]:
    """Find what is wrong with the people of a book once `changed` is one of them, new or in place of the old."""
    found: list[Problem] = []
    others = [each for each in users if each.id != changed.id]
    name = changed.name.strip()
    if not name:
        found.append(problem("user.no_name", N_("Write the person's name."), "name"))
    if not changed.roles:
        found.append(problem("user.no_role", N_("Choose at least one role."), "roles"))
    if Role.AUDITOR in changed.roles and len(changed.roles) > 1:
        text = N_("An auditor only reads, and has no other role in the same book.")
        found.append(problem("user.auditor", text, "roles"))
    if changed.is_active and any(each.is_active and each.name.casefold() == name.casefold() for each in others):
        found.append(problem("user.twice", N_("There is already somebody called {name}."), "name", name=name))
    if not any(each.may(Permission.PEOPLE) for each in (*others, changed)):
        text = N_("Somebody must stay administrator; name another one first.")
        found.append(problem("user.no_administrator", text, "roles"))
    return found


def problems_of_password(password: str) -> list[Problem]:
    """Find what is wrong with a new password. Length is asked for, and no mixture of signs (NIST SP 800-63B)."""
    if len(password) < SHORTEST_PASSWORD:
        text = N_("A password has at least {count} characters.")
        return [problem("password.short", text, "password", count=SHORTEST_PASSWORD)]
    return []


def problems_of_pin(pin: str) -> list[Problem]:
    """Find what is wrong with a new PIN for changing places at one desk."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        text = N_("A PIN has {least} to {most} digits.")
        return [problem("user_pin.digits", text, "pin", least=SHORTEST_PIN, most=LONGEST_PIN)]
    if len(set(pin)) == 1 or pin in "0123456789876543210":
        return [problem("user_pin.simple", N_("This PIN is the first one anybody would try."), "pin")]
    return []


# Guessing

FREE_TRIES = 3
LOCKING_TRIES = 10
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tries:
    """Failed attempts of one person in a row, and when the last one was."""

    failures: int = 0
    last: datetime | None = None

    def opens_at(self) -> datetime | None:
        """Tell until when nothing is tried: after three failures twice as long each time, after ten an hour."""
        if self.last is None or self.failures < FREE_TRIES:
            return None
        if self.failures >= LOCKING_TRIES:
            return self.last + LONGEST_WAIT
        return self.last + timedelta(seconds=5 * 2 ** (self.failures - FREE_TRIES))

    def wait(self, now: datetime) -> timedelta:
        """Tell how long to wait still; a clock put back makes it never longer than from now."""
        opens = self.opens_at()
        if opens is None or self.last is None or opens <= now:
            return timedelta()
        return min(opens - now, opens - self.last)


def problem_of_wait(wait: timedelta) -> Problem:
    """Say how long a person has to wait before the next try."""
    seconds = -(-wait // timedelta(seconds=1))
    if seconds > 120:  # noqa: PLR2004 - two minutes
        text = N_("Too many wrong tries. Try again in {minutes} minutes.")
        return problem("sign_in.wait", text, "password", minutes=-(-seconds // 60))
    text = N_("Too many wrong tries. Try again in {seconds} seconds.")
    return problem("sign_in.wait", text, "password", seconds=seconds)
