"""Whose payment a row is: the register, asked by member number and by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from welfare_desk.members.names import split_name
from welfare_desk.words import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_SAME_NAME = 84
_SUGGESTED = 70
_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Registered:
    """What matching needs to know of a member."""

    number: str
    title: str
    first: str
    last: str
    village: str = ""
    status: str = "active"
    entry_day: date | None = None
    ended: date | None = None

    @property
    def name(self) -> str:
        """Write the member's name without the title."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row's payer is.

    `code` is '' where number and name agree; `by_name` and `name_differs` are told; `not_in_register`,
    `number_and_name_disagree` and `several_members` leave `number` empty for a person to decide between
    `suggestions`.
    """

    number: str | None
    code: str = ""
    suggestions: tuple[str, ...] = ()


def name_key(text: str) -> str:
    """Reduce a name to what people mean by it: without title and spaces."""
    name = split_name(tidy(text).text)
    return f"{name.first}{name.last}".replace(" ", "")


@dataclass(slots=True)
class Register:
    """The members, found by number (zeros lost or not) and by name."""

    members: dict[str, Registered]
    _by_value: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    _by_name: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    @classmethod
    def of(cls, members: Iterable[Registered]) -> Register:
        """Make the register ready to be asked."""
        by_number = {member.number: member for member in members}
        by_value: defaultdict[int, list[str]] = defaultdict(list)
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for number, member in by_number.items():
            if number.isdecimal():
                by_value[int(number)].append(number)
            by_name[f"{member.first}{member.last}".replace(" ", "")].append(number)
        return cls(by_number, dict(by_value), dict(by_name))

    def numbered(self, text: str) -> str | None:
        """Find a member number as it was written: exactly, or by its value where only zeros differ."""
        if text in self.members:
            return text
        found = self._by_value.get(int(text), []) if text.isdecimal() else []
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> list[str]:
        """Find the members of exactly this name."""
        return self._by_name.get(name_key(name), [])

    def match(self, written_number: str, name: str, village: str = "") -> Match:
        """Find the payer by number and name; where the two do not agree, a person decides."""
        number = self.numbered(written_number) if written_number else None
        if number is not None:
            return self._checked(number, name)
        same = self.named(name) if name_key(name) else []
        if written_number and same:
            return Match(None, "number_and_name_disagree", tuple(same))
        here = [each for each in same if not village or self.members[each].village == village]
        if len(same) == 1 or len(here) == 1:
            return Match((here or same)[0], "by_name")
        if same:
            return Match(None, "several_members", tuple(same))
        return Match(None, "not_in_register", self.suggested(name))

    def _checked(self, number: str, name: str) -> Match:
        """Take a known number if the name does not speak against it."""
        key = name_key(name)
        member = self.members[number]
        kept = f"{member.first}{member.last}".replace(" ", "")
        if not key or key == kept:
            return Match(number)
        others = [each for each in self.named(name) if each != number]
        if others:
            return Match(None, "number_and_name_disagree", (number, *others))
        if fuzz.ratio(key, kept) >= _SAME_NAME or self._shares_a_name(name, member):
            return Match(number, "name_differs")
        return Match(None, "number_and_name_disagree", (number, *self.suggested(name)))

    @staticmethod
    def _shares_a_name(name: str, member: Registered) -> bool:
        """Tell whether the first name is the same: a surname changes by marriage, or is left out."""
        return split_name(tidy(name).text).first == member.first

    def suggested(self, name: str) -> tuple[str, ...]:
        """Suggest members whose names look like this one, the likeliest first."""
        key = name_key(name)
        if not key:
            return ()
        near = process.extract(
            key, self._by_name.keys(), scorer=fuzz.ratio, limit=_SUGGESTIONS, score_cutoff=_SUGGESTED
        )
        return tuple(number for found, _, _ in near for number in self._by_name[found])[:_SUGGESTIONS]
