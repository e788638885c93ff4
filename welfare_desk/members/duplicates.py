"""Rows or members who are the same person, and persons who only share a number or a name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

NAME_ALIKE = 85.0  # per cent of letters; one letter changed in a Thai name of usual length stays above it
FIRST_ALIKE = 75.0  # first names are short, one letter weighs more


class Basis(StrEnum):
    """Why two records are taken for one person, or one number for two."""

    SAME_ID = "same_id"
    SAME_ID_NEW_SURNAME = "same_id_new_surname"
    SAME_NAME_BIRTH = "same_name_birth"
    SAME_NAME = "same_name"
    SAME_ID_TWO_PEOPLE = "same_id_two_people"


@dataclass(frozen=True, slots=True)
class Person:
    """What tells one person from another."""

    first_name: str
    last_name: str
    national_id: str | None = None
    birth_day: date | None = None
    birth_year: int | None = None

    @property
    def name(self) -> str:
        """Write first name and surname."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places (0-based) in the list that was compared, `first` before `second`."""

    first: int
    second: int
    basis: Basis

    @property
    def is_one_person(self) -> bool:
        """Tell whether the two are one person written twice."""
        return self.basis is not Basis.SAME_ID_TWO_PEOPLE


def duplicates(people: Sequence[Person]) -> tuple[Pair, ...]:
    """Find whoever is listed twice, and ID numbers on two people.

    By ID number first, then by a like name with the same day of birth. Namesakes with different days of birth, or
    each with an ID number of their own, are two people.
    """
    pairs = {(pair.first, pair.second): pair for pair in _by_id(people)}
    for pair in _by_name_and_birth(people):
        pairs.setdefault((pair.first, pair.second), pair)
    return tuple(pairs[key] for key in sorted(pairs))


def namesakes(people: Sequence[Person]) -> tuple[Pair, ...]:
    """Find those of one name of whom nothing yet says that they are two: a birth or an ID number is missing.

    Weaker than `duplicates`, which knows both births; somebody who knows the people has to look.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        places[person.name].append(place)
    return tuple(
        Pair(first, second, Basis.SAME_NAME)
        for same in places.values()
        for first, second in combinations(same, 2)
        if _nothing_tells_apart(people[first], people[second])
    )


def _nothing_tells_apart(one: Person, other: Person) -> bool:
    both_born = one.birth_day is not None and other.birth_day is not None
    both_numbered = one.national_id is not None and other.national_id is not None
    return not both_born and not both_numbered and not _births_disagree(one, other)


def _by_id(people: Sequence[Person]) -> Iterable[Pair]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        if person.national_id is not None:
            places[person.national_id].append(place)
    for same in places.values():
        for first, second in combinations(same, 2):
            yield Pair(first, second, _same_id(people[first], people[second]))


def _same_id(one: Person, other: Person) -> Basis:
    """Judge two records with one ID number.

    One person if the names are alike; also if only the first names are, and the births do not disagree (a woman who
    took another surname). Else the number is wrong on one of two people: twins share surname and birth, never the
    first name.
    """
    if fuzz.ratio(one.name, other.name) >= NAME_ALIKE and _first_alike(one, other):
        return Basis.SAME_ID
    if _first_alike(one, other) and not _births_disagree(one, other):
        return Basis.SAME_ID_NEW_SURNAME
    return Basis.SAME_ID_TWO_PEOPLE


def _first_alike(one: Person, other: Person) -> bool:
    return fuzz.ratio(one.first_name, other.first_name) >= FIRST_ALIKE


def _births_disagree(one: Person, other: Person) -> bool:
    if one.birth_day is not None and other.birth_day is not None:
        return one.birth_day != other.birth_day
    return one.birth_year is not None and other.birth_year is not None and one.birth_year != other.birth_year


def _by_name_and_birth(people: Sequence[Person]) -> Iterable[Pair]:
    """Compare names only among those born on one day: in a register of ten thousand that is a handful."""
    places: defaultdict[date, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        if person.birth_day is not None:
            places[person.birth_day].append(place)
    for same in places.values():
        for first, second in combinations(same, 2):
            if _may_be_one(people[first], people[second]):
                yield Pair(first, second, Basis.SAME_NAME_BIRTH)


def _may_be_one(one: Person, other: Person) -> bool:
    if one.national_id is not None and other.national_id is not None:
        return False  # the same number was judged already; two numbers are two people
    return fuzz.ratio(one.name, other.name) >= NAME_ALIKE and _first_alike(one, other)
