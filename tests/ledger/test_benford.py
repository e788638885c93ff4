"""First digits: what is to be expected adds up to one, and what is far from it is told from chance."""

from decimal import Decimal

import pytest

from welfare_desk.ledger.benford import (
    DIGITS,
    FAR,
    Nearness,
    digit_counts,
    expected,
    mean_deviation,
    nearness,
)


def natural(times=10_000):
    return {digit: int(expected(digit) * times) for digit in DIGITS}


def test_the_parts_are_those_of_the_law():
    assert abs(sum(expected(digit) for digit in DIGITS) - 1) < Decimal("1e-20")
    assert [f"{expected(digit):.3f}" for digit in (1, 2, 9)] == ["0.301", "0.176", "0.046"]


def test_amounts_that_nobody_made_up_are_near():
    digits = digit_counts(natural())
    assert [each.digit for each in digits] == list(DIGITS)
    assert not any(each.is_far for each in digits)
    assert nearness(mean_deviation(digits)) is Nearness.CLOSE


def test_a_digit_that_comes_too_often_is_far():
    digits = digit_counts({**natural(), 7: 2_000})
    whole = sum(each.count for each in digits)
    assert [each.digit for each in digits if each.is_far and each.count > each.expected * whole] == [7]
    assert digits[6].deviations > FAR
    assert nearness(mean_deviation(digits)) is Nearness.FAR


def test_nothing_counted_says_nothing():
    digits = digit_counts({})
    assert mean_deviation(digits) == 0
    assert all((each.count, each.deviations, each.is_far) == (0, 0, False) for each in digits)


def test_few_amounts_may_differ_by_chance():
    assert not any(each.is_far for each in digit_counts({1: 3, 5: 2}))


@pytest.mark.parametrize(
    ("deviation", "word"),
    [("0.006", Nearness.CLOSE), ("0.0061", Nearness.ACCEPTABLE), ("0.015", Nearness.MARGINAL), ("0.02", Nearness.FAR)],
)
def test_the_bands(deviation, word):
    assert nearness(Decimal(deviation)) is word
