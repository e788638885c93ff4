"""Totals typed by hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from welfare_desk.exchange.crossfoot import Counted, check_total, is_swapped
from welfare_desk.money import Money


def checked(shown, *baht):
    rows = [Counted(f"D{row}", Money.baht(each)) for row, each in enumerate(baht, 6)]
    return check_total("ต.ค.", "4", Counted("D99", Money.baht(shown)), rows)


def test_a_total_that_agrees_is_nothing_to_say():
    assert checked(91, 30, 30, 31) is None


@pytest.mark.parametrize(
    ("shown", "rows", "cell", "cause", "likely"),
    [
        (1118, (1000, 181), "D99", "digits_swapped", 1181),
        (530, (365, 30, 31, 135), "D8", "left_out", None),
        (622, (365, 30, 31, 165), "D8", "counted_twice", None),
        (897, (365, 30, 31, 201), "D6", "digits_swapped", 635),
        (600, (365, 30, 31, 165), "D99", "unknown", None),
        (561, (30, 30, 531), "D99", "unknown", None),  # either of two rows may be left out
    ],
)
def test_the_likeliest_cell(shown, rows, cell, cause, likely):
    wrong = checked(shown, *rows)
    assert (wrong.cell, wrong.cause) == (cell, cause)
    assert wrong.likely == (None if likely is None else Money.baht(likely))
    assert wrong.difference == Money.baht(shown - sum(rows))


def test_a_difference_that_divides_by_nine_hints_at_swapped_digits():
    assert checked(600, 365, 30, 31, 165).is_divisible_by_9
    assert not checked(530, 365, 30, 31, 135).is_divisible_by_9


@given(st.integers(10**8, 10**9 - 1), st.integers(0, 7))
@settings(max_examples=100)
def test_swapping_two_neighbours_is_always_seen(satang, at):
    digits = list(str(satang))
    assume(at > 0 or digits[1] != "0")
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    other = Money(int("".join(digits)))
    assert is_swapped(Money(satang), other) is (other != Money(satang))
    assert is_swapped(other, Money(satang)) is (other != Money(satang))


def test_other_slips_are_no_swap():
    assert not is_swapped(Money.baht(100), Money.baht(1000))
    assert not is_swapped(Money.baht(123), Money.baht(321))
    assert not is_swapped(Money(-9), Money(9))
