"""The committee of a fund: who holds which post, whom the post speaks for, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from welfare_desk.errors import Problem, problem
from welfare_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Post(Enum):
    """What an officer is in the committee, in the order of a roster."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    MEMBER = "member"
    ADVISER = "adviser"


class Origin(Enum):
    """Whom a post speaks for, in the order of the status form."""

    MEMBERS = "members"
    LOCAL_AUTHORITY = "local_authority"
    HEADMEN = "headmen"
    MONKS = "monks"
    EXPERTS = "experts"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Officer:
    """One term of a post: who held it, from which day to which (None: it runs); both days belong to it.

    `community_post` is what the person is in the community besides; `member` the number in the register, if any;
    `reason` says why the term ended.
    """

    number: int
    name: str
    post: Post
    origin: Origin
    from_day: date
    to_day: date | None = None
    community_post: str = ""
    phone: str = ""
    member: str | None = None
    reason: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the post was held on a day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)

    def problems(self) -> list[Problem]:
        """Find everything that keeps the term from being written down."""
        found: list[Problem] = []
        if not self.name.strip():
            found.append(problem("officer.no_name", N_("Write the person's name."), "name"))
        if self.to_day is not None and self.to_day < self.from_day:
            found.append(problem("officer.days", N_("The term cannot end before it begins."), "to_day"))
        return found


def in_office(officers: Iterable[Officer], day: date) -> list[Officer]:
    """Give who held a post on a day, in the order of a roster."""
    order = list(Post)
    return sorted(
        (each for each in officers if each.holds_on(day)), key=lambda one: (order.index(one.post), one.from_day)
    )


def problems_of_term(officers: Iterable[Officer], new: Officer) -> list[Problem]:
    """Find what keeps a new term out: a chair, secretary or treasurer is one person at a time, nobody sits twice."""
    found = new.problems()
    name = "".join(new.name.split())
    for each in officers:
        if not _overlap(each, new):
            continue
        if "".join(each.name.split()) == name:
            text = N_("{name} already holds a post since {day}; end that term first.")
            found.append(problem("officer.twice", text, "name", name=each.name, day=each.from_day))
        elif each.post is new.post and new.post in _SINGLE:
            text = N_("{name} holds this post since {day}; end that term first.")
            found.append(problem("officer.held", text, "post", name=each.name, day=each.from_day))
    return found


_SINGLE = (Post.CHAIR, Post.SECRETARY, Post.TREASURER)


def _overlap(one: Officer, other: Officer) -> bool:
    return (one.to_day is None or other.from_day <= one.to_day) and (
        other.to_day is None or one.from_day <= other.to_day
    )
