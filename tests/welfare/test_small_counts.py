"""Nobody is found in what is told of few people."""

import pytest

from welfare_desk.money import Money
from welfare_desk.welfare.small_counts import Helped, may_be_told, told_apart


def group(name, people):
    return Helped(name, people, people, Money.baht(100 * people))


def split(*people):
    told, together = told_apart([group(f"g{at}", each) for at, each in enumerate(people)])
    return [each.people for each in told], sorted(each.people for each in together)


@pytest.mark.parametrize(
    ("people", "told", "together"),
    [
        ((), [], []),
        ((0,), [], []),
        ((9, 12), [9, 12], []),
        ((9, 3, 2), [9], [2, 3]),
        ((12, 9, 1), [12], [1, 9]),  # one person would be found by subtracting
        ((2, 1), [], [1, 2]),
        ((5, 4), [], [4, 5]),
    ],
)
def test_groups_of_a_few_are_told_together(people, told, together):
    assert split(*people) == (told, together)


def test_what_is_told_together_is_enough_wherever_there_is_enough():
    for sizes in ((20, 1, 1), (7, 6, 1), (30, 4), (5, 5, 1)):
        _told, together = split(*sizes)
        assert sum(together) >= 5


@pytest.mark.parametrize(("people", "may"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_few_are_not_counted(people, may):
    assert may_be_told(people) is may
