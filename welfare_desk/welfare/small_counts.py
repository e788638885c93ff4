"""What may be told of people without naming them: a group of a few is told together with others, or not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from welfare_desk.money import Money

FEWEST = 5  # people; a default, as statistics offices have it


class Helped(NamedTuple):
    """People who were helped for one thing, how often, and with how much."""

    name: str
    people: int
    cases: int
    amount: Money


def told_apart(groups: Sequence[Helped], fewest: int = FEWEST) -> tuple[list[Helped], list[Helped]]:
    """Split groups into those that are told by name, and those that are told only together.

    Those of fewer people go together; where even they are too few, the smallest of the others joins them, so that
    nobody is found by subtracting. Empty groups are left out.
    """
    there = [each for each in groups if each.people > 0]
    large = sorted((each for each in there if each.people >= fewest), key=lambda each: each.people, reverse=True)
    small = [each for each in there if each.people < fewest]
    while small and large and sum(each.people for each in small) < fewest:
        small.append(large.pop())
    told = {each.name for each in large}
    return [each for each in there if each.name in told], small


def may_be_told(people: int, fewest: int = FEWEST) -> bool:
    """Tell whether a number of people may be told: none, or enough of them."""
    return people == 0 or people >= fewest
